#include "VectorKernels.h"
#include "Dispatch.h"

// Rows of a tile stay in the nearest cache while all queries meet them; a tile has one at least.
enum { CACHE_BYTES = 24576, TILE_ROWS = 64, LONGEST_ROW = 65536 };

PG_INLINE void add_scaled(
    float *values, const int32_t *products, const float *factors, float factor, size_t count) {
  for (size_t index = 0; index < count; index++) {
    values[index] += factors[index] * factor * (float)products[index];
  }
}

#if PG_X86
#include <immintrin.h>

// Queries and rows whose products are added up in registers at a time.
enum { QUERY_TILE = 4, ROW_TILE = 4 };

// The sum of each of four registers.
PG_VNNI static inline __attribute__((always_inline)) __m128i sum_each(const __m512i *sums) {
  __m512i first = _mm512_add_epi32(
      _mm512_unpacklo_epi32(sums[0], sums[1]), _mm512_unpackhi_epi32(sums[0], sums[1]));
  __m512i second = _mm512_add_epi32(
      _mm512_unpacklo_epi32(sums[2], sums[3]), _mm512_unpackhi_epi32(sums[2], sums[3]));
  __m512i both = _mm512_add_epi32(
      _mm512_unpacklo_epi64(first, second), _mm512_unpackhi_epi64(first, second));
  __m256i half =
      _mm256_add_epi32(_mm512_castsi512_si256(both), _mm512_extracti64x4_epi64(both, 1));
  return _mm_add_epi32(_mm256_castsi256_si128(half), _mm256_extracti128_si256(half, 1));
}

// Products of unsigned and signed bytes are added up four at a time, so rows are moved up by 128
// and 128 times the sum of the query taken off again.
PG_VNNI static inline __attribute__((always_inline)) __m512i raised(const int8_t *bytes) {
  return _mm512_xor_si512(_mm512_loadu_si512(bytes), _mm512_set1_epi8((char)0x80));
}

PG_VNNI static inline __attribute__((always_inline)) void tile_vnni(
    const int8_t *queries, const int32_t *excess, size_t query_count, const int8_t *raised_rows,
    size_t tile, size_t row_count, size_t dimensions, int32_t *sums) {
  __m512i totals[QUERY_TILE][ROW_TILE];
  for (size_t query = 0; query < query_count; query++) {
    for (size_t row = 0; row < ROW_TILE; row++) totals[query][row] = _mm512_setzero_si512();
  }
  for (size_t index = 0; index < dimensions; index += 64) {
    __m512i right[ROW_TILE];
    for (size_t row = 0; row < tile; row++) {
      right[row] = _mm512_load_si512(raised_rows + row * dimensions + index);
    }
    for (size_t query = 0; query < query_count; query++) {
      __m512i left = _mm512_loadu_si512(queries + query * dimensions + index);
      for (size_t row = 0; row < tile; row++) {
        totals[query][row] = _mm512_dpbusd_epi32(totals[query][row], right[row], left);
      }
    }
  }
  for (size_t query = 0; query < query_count; query++) {
    __m128i total = _mm_sub_epi32(sum_each(totals[query]), _mm_set1_epi32(excess[query]));
    _mm_mask_storeu_epi32(sums + query * row_count, (__mmask8)((1 << tile) - 1), total);
  }
}

PG_VNNI static inline __attribute__((always_inline)) void queries_vnni(
    const int8_t *queries, size_t query_count, const int8_t *raised_rows, size_t row_count,
    size_t dimensions, int32_t *sums) {
  int32_t excess[QUERY_TILE];
  for (size_t query = 0; query < query_count; query++) {
    __m512i total = _mm512_setzero_si512();
    for (size_t index = 0; index < dimensions; index += 64) {
      total = _mm512_dpbusd_epi32(
          total, _mm512_set1_epi8((char)0x80),
          _mm512_loadu_si512(queries + query * dimensions + index));
    }
    excess[query] = _mm512_reduce_add_epi32(total);
  }
  size_t row = 0;
  for (; row + ROW_TILE <= row_count; row += ROW_TILE) {
    tile_vnni(
        queries, excess, query_count, raised_rows + row * dimensions, ROW_TILE, row_count,
        dimensions, sums + row);
  }
  for (; row < row_count; row++) {
    tile_vnni(
        queries, excess, query_count, raised_rows + row * dimensions, 1, row_count, dimensions,
        sums + row);
  }
}

// Rows are raised once for all queries, into memory on the borders of cache lines.
PG_VNNI static void dot_vnni(
    const int8_t *queries, size_t query_count, const int8_t *rows, size_t row_count,
    size_t dimensions, int32_t *sums) {
  _Alignas(64) int8_t raised_rows[LONGEST_ROW];
  for (size_t index = 0; index < row_count * dimensions; index += 64) {
    _mm512_store_si512(raised_rows + index, raised(rows + index));
  }
  size_t query = 0;
  for (; query + QUERY_TILE <= query_count; query += QUERY_TILE) {
    queries_vnni(
        queries + query * dimensions, QUERY_TILE, raised_rows, row_count, dimensions,
        sums + query * row_count);
  }
  for (; query < query_count; query++) {
    queries_vnni(
        queries + query * dimensions, 1, raised_rows, row_count, dimensions,
        sums + query * row_count);
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

PG_AVX2 static void add_scaled_avx2(
    float *values, const int32_t *products, const float *factors, float factor, size_t count) {
  add_scaled(values, products, factors, factor, count);
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

// The products of queries with a tile of rows.
static void dot_tile(
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

static size_t rows_of_tile(size_t dimensions) {
  size_t rows = CACHE_BYTES / dimensions;
  return rows < 1 ? 1 : rows < TILE_ROWS ? rows : TILE_ROWS;
}

void pg_dot_bytes(
    const int8_t *query, const int8_t *rows, size_t row_count, size_t dimensions, int32_t *sums) {
  size_t tile = rows_of_tile(dimensions);
  for (size_t start = 0; start < row_count; start += tile) {
    size_t count = row_count - start < tile ? row_count - start : tile;
    dot_tile(query, 1, rows + start * dimensions, count, dimensions, sums + start);
  }
}

void pg_add_products(
    const int8_t *queries, const float *query_factors, size_t query_count, const int8_t *rows,
    const float *row_factors, size_t row_count, size_t dimensions, float *sums, size_t stride) {
  int32_t products[PG_QUERIES * TILE_ROWS];
  size_t tile = rows_of_tile(dimensions);
  for (size_t start = 0; start < row_count; start += tile) {
    size_t count = row_count - start < tile ? row_count - start : tile;
    dot_tile(queries, query_count, rows + start * dimensions, count, dimensions, products);
    for (size_t query = 0; query < query_count; query++) {
      float *values = sums + query * stride + start;
      const int32_t *own = products + query * count;
#if PG_X86
      if (PG_HAS_AVX2) {
        add_scaled_avx2(values, own, row_factors + start, query_factors[query], count);
        continue;
      }
#endif
      add_scaled(values, own, row_factors + start, query_factors[query], count);
    }
  }
}
