#include "VectorKernels.h"
#include "Dispatch.h"

// Rows of a tile stay in the nearest cache while all queries meet them.
enum { TILE_ROWS = 64 };

#if PG_X86
#include <immintrin.h>

// A register holds four bytes of each of 16 rows, so that a step adds up four products of all of
// them and no sum lies across a register.
enum { LANES = 16, QUERY_TILE = 8, GROUP_TILE = 2, LONGEST_ROW = 1536 };

// Rows are turned, and moved up by 128: products are of an unsigned and a signed byte. Lanes
// beyond the rows repeat the first.
PG_VNNI static void turn_rows(
    const int8_t *rows, size_t row_count, size_t dimensions, __m512i *turned) {
  const __m512i offset = _mm512_set1_epi8((char)0x80);
  size_t groups = (row_count + LANES - 1) / LANES;
  for (size_t group = 0; group < groups; group++) {
    int32_t starts[LANES];
    for (size_t lane = 0; lane < LANES; lane++) {
      size_t row = group * LANES + lane;
      starts[lane] = (int32_t)((row < row_count ? row : 0) * dimensions);
    }
    const __m512i places = _mm512_loadu_si512(starts);
    for (size_t step = 0; step < dimensions / 4; step++) {
      turned[group * dimensions / 4 + step] =
          _mm512_xor_si512(_mm512_i32gather_epi32(places, rows + step * 4, 1), offset);
    }
  }
}

PG_VNNI static inline __attribute__((always_inline)) void add_groups(
    const int8_t *queries, const int32_t *excess, const float *query_factors, size_t query_count,
    const __m512i *turned, size_t group_count, const float *row_factors, size_t row_count,
    size_t dimensions, float *sums, size_t stride) {
  __m512i totals[QUERY_TILE][GROUP_TILE];
  for (size_t query = 0; query < query_count; query++) {
    for (size_t group = 0; group < group_count; group++) {
      totals[query][group] = _mm512_set1_epi32(-excess[query]);
    }
  }
  for (size_t step = 0; step < dimensions / 4; step++) {
    for (size_t query = 0; query < query_count; query++) {
      int32_t four;
      __builtin_memcpy(&four, queries + query * dimensions + step * 4, 4);
      for (size_t group = 0; group < group_count; group++) {
        totals[query][group] = _mm512_dpbusd_epi32(
            totals[query][group], turned[group * dimensions / 4 + step],
            _mm512_set1_epi32(four));
      }
    }
  }
  for (size_t group = 0; group < group_count; group++) {
    size_t start = group * LANES;
    size_t rest = row_count - start;
    __mmask16 mask = rest < LANES ? (__mmask16)((1u << rest) - 1) : (__mmask16)0xFFFF;
    __m512 factors = _mm512_maskz_loadu_ps(mask, row_factors + start);
    for (size_t query = 0; query < query_count; query++) {
      float *values = sums + query * stride + start;
      __m512 products = _mm512_mul_ps(
          _mm512_mul_ps(factors, _mm512_set1_ps(query_factors[query])),
          _mm512_cvtepi32_ps(totals[query][group]));
      _mm512_mask_storeu_ps(
          values, mask, _mm512_add_ps(_mm512_maskz_loadu_ps(mask, values), products));
    }
  }
}

PG_VNNI static void add_tile_vnni(
    const int8_t *queries, const int32_t *excess, const float *query_factors, size_t query_count,
    const int8_t *rows, const float *row_factors, size_t row_count, size_t dimensions, float *sums,
    size_t stride) {
  __m512i turned[TILE_ROWS / LANES * LONGEST_ROW / 4];
  turn_rows(rows, row_count, dimensions, turned);
  for (size_t start = 0; start < row_count; start += LANES * GROUP_TILE) {
    size_t rest = row_count - start;
    const __m512i *groups = turned + start / LANES * dimensions / 4;
    for (size_t query = 0; query < query_count;) {
      const int8_t *left = queries + query * dimensions;
      const float *factors = query_factors + query;
      float *values = sums + query * stride + start;
      if (query + QUERY_TILE <= query_count && rest > LANES) {
        add_groups(
            left, excess + query, factors, QUERY_TILE, groups, GROUP_TILE, row_factors + start,
            rest, dimensions, values, stride);
        query += QUERY_TILE;
      } else {
        size_t count = rest > LANES ? GROUP_TILE : 1;
        add_groups(
            left, excess + query, factors, 1, groups, count, row_factors + start, rest,
            dimensions, values, stride);
        query += 1;
      }
    }
  }
}

static void add_products_vnni(
    const int8_t *queries, const float *query_factors, size_t query_count, const int8_t *rows,
    const float *row_factors, size_t row_count, size_t dimensions, float *sums, size_t stride) {
  int32_t excess[PG_QUERIES];
  for (size_t query = 0; query < query_count; query++) {
    int32_t sum = 0;
    for (size_t index = 0; index < dimensions; index++) sum += queries[query * dimensions + index];
    excess[query] = 128 * sum;
  }
  for (size_t start = 0; start < row_count; start += TILE_ROWS) {
    size_t count = row_count - start < TILE_ROWS ? row_count - start : TILE_ROWS;
    add_tile_vnni(
        queries, excess, query_factors, query_count, rows + start * dimensions,
        row_factors + start, count, dimensions, sums + start, stride);
  }
}
#endif

void pg_add_products(
    const int8_t *queries, const float *query_factors, size_t query_count, const int8_t *rows,
    const float *row_factors, size_t row_count, size_t dimensions, float *sums, size_t stride) {
#if PG_X86
  if (PG_HAS_VNNI && dimensions <= LONGEST_ROW) {
    return add_products_vnni(
        queries, query_factors, query_count, rows, row_factors, row_count, dimensions, sums,
        stride);
  }
#endif
  int32_t products[TILE_ROWS];
  for (size_t start = 0; start < row_count; start += TILE_ROWS) {
    size_t count = row_count - start < TILE_ROWS ? row_count - start : TILE_ROWS;
    for (size_t query = 0; query < query_count; query++) {
      pg_dot_bytes(
          queries + query * dimensions, rows + start * dimensions, count, dimensions, products);
      for (size_t row = 0; row < count; row++) {
        sums[query * stride + start + row] +=
            query_factors[query] * row_factors[start + row] * (float)products[row];
      }
    }
  }
}
