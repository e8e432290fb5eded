#include "EncoderKernels.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

// Each kernel is compiled for several instruction sets; the loader picks one at start.
#if defined(__x86_64__) && defined(__linux__)
#define KERNEL __attribute__((target_clones("avx512f", "arch=haswell", "default")))
#else
#define KERNEL
#endif

// e^x for x <= 88: 2^n · p(r), with a polynomial of degree 6 on |r| <= ln 2 / 2.
static inline __attribute__((always_inline)) float exponential(float x) {
  x = x < -87.0f ? -87.0f : x;
  float n = nearbyintf(x * 1.44269504f);
  float r = x - n * 0.693359375f;
  r = r + n * 2.12194440e-4f;
  float p = 1.0f / 720;
  p = p * r + 1.0f / 120;
  p = p * r + 1.0f / 24;
  p = p * r + 1.0f / 6;
  p = p * r + 0.5f;
  p = p * r + 1.0f;
  p = p * r + 1.0f;
  int32_t bits = ((int32_t)n + 127) << 23;
  float power;
  memcpy(&power, &bits, sizeof power);
  return p * power;
}

// Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26.
static inline __attribute__((always_inline)) float error_function(float x) {
  float a = fabsf(x);
  float t = 1.0f / (1.0f + 0.3275911f * a);
  float p = 1.061405429f;
  p = p * t - 1.453152027f;
  p = p * t + 1.421413741f;
  p = p * t - 0.284496736f;
  p = p * t + 0.254829592f;
  float y = 1.0f - p * t * exponential(-a * a);
  return copysignf(y, x);
}

KERNEL void encoder_add_bias(float *rows, size_t row_count, size_t width, const float *bias) {
  for (size_t r = 0; r < row_count; r++) {
    float *row = rows + r * width;
    for (size_t c = 0; c < width; c++) row[c] += bias[c];
  }
}

KERNEL void encoder_gelu(float *rows, size_t row_count, size_t width, const float *bias) {
  for (size_t r = 0; r < row_count; r++) {
    float *row = rows + r * width;
    for (size_t c = 0; c < width; c++) {
      float x = row[c] + bias[c];
      row[c] = 0.5f * x * (1.0f + error_function(x * 0.70710678f));
    }
  }
}

KERNEL void encoder_add_normalize(
    float *rows, const float *residual, size_t row_count, size_t width, const float *bias,
    const float *scale, const float *shift, float epsilon) {
  for (size_t r = 0; r < row_count; r++) {
    float *row = rows + r * width;
    const float *other = residual + r * width;
    // Sixteen running sums at a time, in an order that does not depend on the instruction set.
    float sums[16] = {0};
    size_t c = 0;
    for (; c + 16 <= width; c += 16)
      for (size_t lane = 0; lane < 16; lane++) {
        row[c + lane] += bias[c + lane] + other[c + lane];
        sums[lane] += row[c + lane];
      }
    for (; c < width; c++) {
      row[c] += bias[c] + other[c];
      sums[c % 16] += row[c];
    }
    float mean = 0;
    for (size_t lane = 0; lane < 16; lane++) mean += sums[lane];
    mean /= (float)width;
    float squares[16] = {0};
    for (c = 0; c + 16 <= width; c += 16)
      for (size_t lane = 0; lane < 16; lane++) {
        float d = row[c + lane] - mean;
        squares[lane] += d * d;
      }
    for (; c < width; c++) squares[c % 16] += (row[c] - mean) * (row[c] - mean);
    float variance = 0;
    for (size_t lane = 0; lane < 16; lane++) variance += squares[lane];
    float factor = 1.0f / sqrtf(variance / (float)width + epsilon);
    for (c = 0; c < width; c++) row[c] = (row[c] - mean) * factor * scale[c] + shift[c];
  }
}

KERNEL void encoder_softmax(float *rows, size_t row_count, size_t width) {
  for (size_t r = 0; r < row_count; r++) {
    float *row = rows + r * width;
    float largest = row[0];
    for (size_t c = 1; c < width; c++) largest = row[c] > largest ? row[c] : largest;
    for (size_t c = 0; c < width; c++) row[c] = exponential(row[c] - largest);
    float sum = 0;
    for (size_t c = 0; c < width; c++) sum += row[c];
    float factor = 1.0f / sum;
    for (size_t c = 0; c < width; c++) row[c] *= factor;
  }
}
