#include "VectorKernels.h"
#include "Dispatch.h"

#if PG_X86
#include <immintrin.h>

// The sign of the left factor goes over to the right one, so that the left is unsigned; two
// products of at most 127 * 127 fit the 16 bits that they are added in.
PG_AVX2 static void dot_avx2(
    const int8_t *query, const int8_t *rows, size_t row_count, size_t dimensions, int32_t *sums) {
  const __m256i ones = _mm256_set1_epi16(1);
  for (size_t row = 0; row < row_count; row++, rows += dimensions) {
    __m256i total = _mm256_setzero_si256();
    for (size_t index = 0; index < dimensions; index += 32) {
      __m256i left = _mm256_loadu_si256((const __m256i *)(query + index));
      __m256i right = _mm256_loadu_si256((const __m256i *)(rows + index));
      __m256i pairs =
          _mm256_maddubs_epi16(_mm256_abs_epi8(left), _mm256_sign_epi8(right, left));
      total = _mm256_add_epi32(total, _mm256_madd_epi16(pairs, ones));
    }
    __m128i half =
        _mm_add_epi32(_mm256_castsi256_si128(total), _mm256_extracti128_si256(total, 1));
    half = _mm_add_epi32(half, _mm_shuffle_epi32(half, 0x4E));
    half = _mm_add_epi32(half, _mm_shuffle_epi32(half, 0xB1));
    sums[row] = _mm_cvtsi128_si32(half);
  }
}
#endif

static void dot_portable(
    const int8_t *query, const int8_t *rows, size_t row_count, size_t dimensions, int32_t *sums) {
  for (size_t row = 0; row < row_count; row++, rows += dimensions) {
    int32_t total = 0;
    for (size_t index = 0; index < dimensions; index++) total += query[index] * rows[index];
    sums[row] = total;
  }
}

void pg_dot_bytes(
    const int8_t *query, const int8_t *rows, size_t row_count, size_t dimensions, int32_t *sums) {
#if PG_X86
  if (PG_HAS_AVX2) return dot_avx2(query, rows, row_count, dimensions, sums);
#endif
  dot_portable(query, rows, row_count, dimensions, sums);
}
