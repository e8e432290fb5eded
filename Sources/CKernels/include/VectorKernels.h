#pragma once
#include <stddef.h>
#include <stdint.h>

// sums[r] = the product of the query with row r. Rows and the query are of `dimensions` bytes from
// -127 to 127, `dimensions` a multiple of 64 of at most 65,536. Sums are whole numbers, so that
// they are the same on every processor.
void pg_dot_bytes(
    const int8_t *query, const int8_t *rows, size_t row_count, size_t dimensions, int32_t *sums);

// The most queries that pg_add_products takes.
enum { PG_QUERIES = 64 };

// sums[q * stride + r] += query_factors[q] * row_factors[r] * the product of query q with row r.
void pg_add_products(
    const int8_t *queries, const float *query_factors, size_t query_count, const int8_t *rows,
    const float *row_factors, size_t row_count, size_t dimensions, float *sums, size_t stride);

// Writes the places whose value is `bound` or more, in order, and returns how many they are.
size_t pg_select(const float *values, size_t count, float bound, uint32_t *places);

// products[i * columns + c] = sum over k of left[i * row_stride + k * inner_stride] *
// right[k * columns + c], for i below `rows` and k below `inner`. Each sum runs over k in order.
// Equal on processors of one kind, and for every way to cut the rows into calls of whole fours.
void pg_multiply(
    const float *left, size_t row_stride, size_t inner_stride, const float *right, size_t rows,
    size_t inner, size_t columns, float *products);

// values[i] = exp(values[i] - offset), to 2e-7 of the value, for differences from -87 to 80.
// Returns their sum, taken in eight lanes in order.
float pg_exponentials(float *values, size_t count, float offset);

// sums[i] += row[i] * weight.
void pg_add_row(const float *row, float weight, size_t count, float *sums);

// One step of Adam with beta 0.9 and 0.999: `rate` holds the correction of the means,
// `square_correction` that of the squares.
void pg_adam(
    float *values, float *means, float *squares, const float *gradient, size_t count, float rate,
    float square_correction);
