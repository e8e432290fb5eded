#include "VectorKernels.h"
#include "Dispatch.h"
#include <string.h>

typedef float lanes __attribute__((vector_size(32), aligned(4)));
typedef int32_t whole_lanes __attribute__((vector_size(32), aligned(4)));

enum {
  // Rows and lanes of the products that are held in registers at a time.
  TILE_ROWS = 4,
  LANE_COUNT = 8,
  // Inner places of a few left rows that are copied side by side, to be read from one end.
  PANEL_LENGTH = 512
};

// Adds a panel's part to the products of four rows with sixteen columns.
PG_INLINE void tile(
    const float *panel, size_t length, const float *right, size_t columns, int is_first,
    float *products) {
  lanes low[TILE_ROWS] = {0};
  lanes high[TILE_ROWS] = {0};
  if (!is_first) {
    for (int row = 0; row < TILE_ROWS; row++) {
      low[row] = *(const lanes *)(products + row * columns);
      high[row] = *(const lanes *)(products + row * columns + LANE_COUNT);
    }
  }
  for (size_t k = 0; k < length; k++) {
    lanes first = *(const lanes *)(right + k * columns);
    lanes second = *(const lanes *)(right + k * columns + LANE_COUNT);
    for (int row = 0; row < TILE_ROWS; row++) {
      float factor = panel[k * TILE_ROWS + row];
      low[row] += first * factor;
      high[row] += second * factor;
    }
  }
  for (int row = 0; row < TILE_ROWS; row++) {
    *(lanes *)(products + row * columns) = low[row];
    *(lanes *)(products + row * columns + LANE_COUNT) = high[row];
  }
}

// The same for one column.
PG_INLINE void sliver(
    const float *panel, size_t length, const float *right, size_t columns, int is_first,
    float *products) {
  for (int row = 0; row < TILE_ROWS; row++) {
    float sum = is_first ? 0 : products[row * columns];
    for (size_t k = 0; k < length; k++) sum += right[k * columns] * panel[k * TILE_ROWS + row];
    products[row * columns] = sum;
  }
}

PG_INLINE float single(
    const float *left, size_t inner_stride, const float *right, size_t inner, size_t columns) {
  float sum = 0;
  for (size_t k = 0; k < inner; k++) sum += right[k * columns] * left[k * inner_stride];
  return sum;
}

PG_INLINE void multiply(
    const float *left, size_t row_stride, size_t inner_stride, const float *right, size_t rows,
    size_t inner, size_t columns, float *products) {
  size_t tiled_rows = rows - rows % TILE_ROWS;
  size_t tiled_columns = columns - columns % (2 * LANE_COUNT);
  float panel[PANEL_LENGTH * TILE_ROWS];
  for (size_t row = 0; row < tiled_rows; row += TILE_ROWS) {
    for (size_t start = 0; start < inner; start += PANEL_LENGTH) {
      size_t length = inner - start < PANEL_LENGTH ? inner - start : PANEL_LENGTH;
      for (size_t k = 0; k < length; k++) {
        for (int part = 0; part < TILE_ROWS; part++) {
          panel[k * TILE_ROWS + part] =
              left[(row + part) * row_stride + (start + k) * inner_stride];
        }
      }
      for (size_t column = 0; column < tiled_columns; column += 2 * LANE_COUNT) {
        tile(panel, length, right + start * columns + column, columns, start == 0,
             products + row * columns + column);
      }
      for (size_t column = tiled_columns; column < columns; column++) {
        sliver(panel, length, right + start * columns + column, columns, start == 0,
               products + row * columns + column);
      }
    }
  }
  for (size_t row = tiled_rows; row < rows; row++) {
    for (size_t column = 0; column < columns; column++) {
      products[row * columns + column] =
          single(left + row * row_stride, inner_stride, right + column, inner, columns);
    }
  }
}

// exp(x) = 2^n * 2^f with n whole and f from -1/2 to 1/2, the latter by its Taylor polynomial.
PG_INLINE void exponentiate(lanes *values) {
  lanes x = *values;
  const float shift = 12582912.0f;  // 1.5 * 2^23: what is added to it is rounded to whole numbers
  whole_lanes is_tiny = x < -87.0f;
  x = (lanes)((is_tiny & (whole_lanes)((lanes){0} - 87.0f)) | (~is_tiny & (whole_lanes)x));
  lanes scaled = x * 1.44269504f + shift;
  lanes power = scaled - shift;
  lanes rest = (x - power * 0.693359375f) + power * 2.12194440e-4f;
  lanes result = (lanes){0} + 1.9875691500e-4f;
  result = result * rest + 1.3981999507e-3f;
  result = result * rest + 8.3334519073e-3f;
  result = result * rest + 4.1665795894e-2f;
  result = result * rest + 1.6666665459e-1f;
  result = result * rest + 5.0000001201e-1f;
  result = result * rest * rest + rest + 1.0f;
  whole_lanes exponent = __builtin_convertvector(power, whole_lanes) + 127;
  exponent <<= 23;
  *values = result * (lanes)exponent;
}

PG_INLINE float exponentials(float *values, size_t count, float offset) {
  lanes sums = {0};
  for (size_t index = 0; index < count; index += LANE_COUNT) {
    size_t length = count - index < LANE_COUNT ? count - index : LANE_COUNT;
    lanes part = (lanes){0} - 200.0f + offset;
    memcpy(&part, values + index, length * sizeof(float));
    part -= offset;
    exponentiate(&part);
    memcpy(values + index, &part, length * sizeof(float));
    for (size_t lane = length; lane < LANE_COUNT; lane++) part[lane] = 0;
    sums += part;
  }
  float sum = 0;
  for (int lane = 0; lane < LANE_COUNT; lane++) sum += sums[lane];
  return sum;
}

#if PG_X86
PG_AVX2 static void multiply_avx2(
    const float *left, size_t row_stride, size_t inner_stride, const float *right, size_t rows,
    size_t inner, size_t columns, float *products) {
  multiply(left, row_stride, inner_stride, right, rows, inner, columns, products);
}

PG_AVX2 static float exponentials_avx2(float *values, size_t count, float offset) {
  return exponentials(values, count, offset);
}
#endif

void pg_multiply(
    const float *left, size_t row_stride, size_t inner_stride, const float *right, size_t rows,
    size_t inner, size_t columns, float *products) {
#if PG_X86
  if (PG_HAS_AVX2) {
    return multiply_avx2(
        left, row_stride, inner_stride, right, rows, inner, columns, products);
  }
#endif
  multiply(left, row_stride, inner_stride, right, rows, inner, columns, products);
}

float pg_exponentials(float *values, size_t count, float offset) {
#if PG_X86
  if (PG_HAS_AVX2) return exponentials_avx2(values, count, offset);
#endif
  return exponentials(values, count, offset);
}
