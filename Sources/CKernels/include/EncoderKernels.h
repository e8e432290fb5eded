#pragma once
#include <stddef.h>

/// Adds a bias to each row: `rows[r][c] += bias[c]`.
void encoder_add_bias(float *rows, size_t row_count, size_t width, const float *bias);

/// Adds a bias, then applies x · Φ(x) (GELU, Hendrycks and Gimpel 2016, arXiv:1606.08415), with an
/// error function that is off by less than 2e-7.
void encoder_gelu(float *rows, size_t row_count, size_t width, const float *bias);

/// Adds a bias and the rows of `residual`, then normalises each row to mean 0 and variance 1 and
/// applies scale and shift.
void encoder_add_normalize(
    float *rows, const float *residual, size_t row_count, size_t width, const float *bias,
    const float *scale, const float *shift, float epsilon);

/// Turns each row into the softmax of its numbers.
void encoder_softmax(float *rows, size_t row_count, size_t width);
