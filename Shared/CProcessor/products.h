#pragma once
#include "avx.h"

// Sums of outer products, the inner loop of Newton's method: those of Learning's OuterProducts.

#if defined(__x86_64__)
typedef double processor_four __attribute__((vector_size(32), aligned(8)));

/// Adds scaled[row][i] · rows[row][j] over all rows to sums[i * stride + j], for j up to i and somewhat further.
///
/// `stride` is a multiple of eight, and the distance of rows in all three; four rows of sums by eight columns are held in
/// registers at a time.
static PROCESSOR_AVX __attribute__((unused)) void processor_add_products(
    const double *scaled, const double *rows, long count, long stride, double *sums) {
    for (long i = 0; i < stride; i += 4) {
        for (long j = 0; j <= i; j += 8) {
            processor_four low[4] = {}, high[4] = {};
            for (long row = 0; row < count; row++) {
                const double *factors = scaled + row * stride + i;
                const processor_four *numbers = (const processor_four *)(rows + row * stride + j);
#pragma clang loop unroll(full)
                for (int k = 0; k < 4; k++) {
                    processor_four factor = {factors[k], factors[k], factors[k], factors[k]};
                    low[k] += factor * numbers[0];
                    high[k] += factor * numbers[1];
                }
            }
#pragma clang loop unroll(full)
            for (int k = 0; k < 4; k++) {
                processor_four *sum = (processor_four *)(sums + (i + k) * stride + j);
                sum[0] += low[k];
                sum[1] += high[k];
            }
        }
    }
}
#else
static inline void processor_add_products(
    const double *scaled, const double *rows, long count, long stride, double *sums) {}
#endif
