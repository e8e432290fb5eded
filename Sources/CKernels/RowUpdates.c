#include "VectorKernels.h"
#include "Dispatch.h"
#include <math.h>

PG_INLINE void add_row(const float *row, float weight, size_t count, float *sums) {
  for (size_t index = 0; index < count; index++) sums[index] += row[index] * weight;
}

PG_INLINE void adam(
    float *values, float *means, float *squares, const float *gradient, size_t count, float rate,
    float square_correction) {
  for (size_t index = 0; index < count; index++) {
    means[index] = 0.9f * means[index] + 0.1f * gradient[index];
    squares[index] = 0.999f * squares[index] + 0.001f * gradient[index] * gradient[index];
    values[index] -= rate * means[index] / (sqrtf(squares[index] * square_correction) + 1e-8f);
  }
}

#if PG_X86
PG_AVX2 static void add_row_avx2(const float *row, float weight, size_t count, float *sums) {
  add_row(row, weight, count, sums);
}

PG_AVX2 static void adam_avx2(
    float *values, float *means, float *squares, const float *gradient, size_t count, float rate,
    float square_correction) {
  adam(values, means, squares, gradient, count, rate, square_correction);
}
#endif

void pg_add_row(const float *row, float weight, size_t count, float *sums) {
#if PG_X86
  if (PG_HAS_AVX2) return add_row_avx2(row, weight, count, sums);
#endif
  add_row(row, weight, count, sums);
}

void pg_adam(
    float *values, float *means, float *squares, const float *gradient, size_t count, float rate,
    float square_correction) {
#if PG_X86
  if (PG_HAS_AVX2) {
    return adam_avx2(values, means, squares, gradient, count, rate, square_correction);
  }
#endif
  adam(values, means, squares, gradient, count, rate, square_correction);
}
