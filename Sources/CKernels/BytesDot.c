#include "VectorKernels.h"
#include "Dispatch.h"

#if PG_X86
#include <immintrin.h>

// Queries that meet a row while it is in registers.
enum { QUERY_TILE = 4 };

// Products of unsigned and signed bytes are added up four at a time, so queries are moved up by
// 128 and 128 times the row's sum taken off again.
PG_VNNI static inline __attribute__((always_inline)) void tile_vnni(
    const int8_t *queries, size_t query_count, const int8_t *rows, size_t row_count,
    size_t dimensions, int32_t *sums) {
  const __m512i offset = _mm512_set1_epi8((char)0x80);
  for (size_t row = 0; row < row_count; row++) {
    __m512i raised[QUERY_TILE];
    for (size_t query = 0; query < query_count; query++) raised[query] = _mm512_setzero_si512();
    __m512i excess = _mm512_setzero_si512();
    for (size_t index = 0; index < dimensions; index += 64) {
      __m512i right = _mm512_loadu_si512(rows + row * dimensions + index);
      excess = _mm512_dpbusd_epi32(excess, offset, right);
      for (size_t query = 0; query < query_count; query++) {
        __m512i left = _mm512_loadu_si512(queries + query * dimensions + index);
        raised[query] = _mm512_dpbusd_epi32(raised[query], _mm512_xor_si512(left, offset), right);
      }
    }
    for (size_t query = 0; query < query_count; query++) {
      sums[query * row_count + row] =
          _mm512_reduce_add_epi32(_mm512_sub_epi32(raised[query], excess));
    }
  }
}

PG_VNNI static void dot_vnni(
    const int8_t *queries, size_t query_count, const int8_t *rows, size_t row_count,
    size_t dimensions, int32_t *sums) {
  size_t query = 0;
  for (; query + QUERY_TILE <= query_count; query += QUERY_TILE) {
    tile_vnni(
        queries + query * dimensions, QUERY_TILE, rows, row_count, dimensions,
        sums + query * row_count);
  }
  for (; query < query_count; query++) {
    tile_vnni(
        queries + query * dimensions, 1, rows, row_count, dimensions, sums + query * row_count);
  }
}

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
    const int8_t *queries, size_t query_count, const int8_t *rows, size_t row_count,
    size_t dimensions, int32_t *sums) {
#if PG_X86
  if (PG_HAS_VNNI) return dot_vnni(queries, query_count, rows, row_count, dimensions, sums);
#endif
  for (size_t query = 0; query < query_count; query++) {
    const int8_t *left = queries + query * dimensions;
    int32_t *products = sums + query * row_count;
#if PG_X86
    if (PG_HAS_AVX2) {
      dot_avx2(left, rows, row_count, dimensions, products);
      continue;
    }
#endif
    dot_portable(left, rows, row_count, dimensions, products);
  }
}
