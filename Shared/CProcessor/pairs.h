#pragma once
#include "avx.h"

// The inner loops of skip-gram with vectors of blocks of eight floats: those of Learning's PairStep.
//
// Outputs are taken in groups of up to six, as many as registers hold with what else is needed; groups are of nearly one size.

#if defined(__x86_64__)
#define PAIRS_INLINE static inline PROCESSOR_FMA __attribute__((always_inline))

typedef float pairs_block __attribute__((vector_size(32)));
typedef unsigned pairs_bits __attribute__((vector_size(32)));
typedef float pairs_four __attribute__((vector_size(16), aligned(4)));

/// A block of one number eight times; as a sum of it and zeros, each would be computed.
PAIRS_INLINE pairs_block pairs_repeat(float number) {
    return (pairs_block){number, number, number, number, number, number, number, number};
}

/// The sums of four blocks: of each block halves, quarters, then the two that are left.
PAIRS_INLINE pairs_four pairs_sums(pairs_block first, pairs_block second, pairs_block third, pairs_block fourth) {
    const pairs_block blocks[4] = {first, second, third, fourth};
    pairs_four halves[4];
#pragma clang loop unroll(full)
    for (int index = 0; index < 4; index++)
        halves[index] = __builtin_shufflevector(blocks[index], blocks[index], 0, 1, 2, 3)
            + __builtin_shufflevector(blocks[index], blocks[index], 4, 5, 6, 7);
    pairs_four low = __builtin_shufflevector(halves[0], halves[1], 0, 4, 1, 5)
        + __builtin_shufflevector(halves[0], halves[1], 2, 6, 3, 7);
    pairs_four high = __builtin_shufflevector(halves[2], halves[3], 0, 4, 1, 5)
        + __builtin_shufflevector(halves[2], halves[3], 2, 6, 3, 7);
    return __builtin_shufflevector(low, high, 0, 1, 4, 5) + __builtin_shufflevector(low, high, 2, 3, 6, 7);
}

/// Stores the sums of up to six blocks, and up to three numbers behind them that mean nothing.
PAIRS_INLINE void pairs_store_sums(const int count, const pairs_block *sums, float *scores) {
    const pairs_block none = {};
    *(pairs_four *)scores = pairs_sums(
        sums[0], count > 1 ? sums[1] : none, count > 2 ? sums[2] : none, count > 3 ? sums[3] : none);
    if (count > 4) *(pairs_four *)(scores + 4) = pairs_sums(sums[4], count > 5 ? sums[5] : none, none, none);
}

PAIRS_INLINE void pairs_score_group(
    const int group, const pairs_block *const *inputs, long blocks, long input_count, const pairs_block *const *outputs,
    float *scores, long stride) {
    long input = 0;
    for (; input + 2 <= input_count; input += 2) {
        const pairs_block *even = inputs[input], *odd = inputs[input + 1];
        pairs_block even_sums[6] = {}, odd_sums[6] = {};
        for (long block = 0; block < blocks; block++) {
            pairs_block even_numbers = even[block], odd_numbers = odd[block];
#pragma clang loop unroll(full)
            for (int output = 0; output < group; output++) {
                pairs_block numbers = outputs[output][block];
                even_sums[output] = __builtin_elementwise_fma(even_numbers, numbers, even_sums[output]);
                odd_sums[output] = __builtin_elementwise_fma(odd_numbers, numbers, odd_sums[output]);
            }
        }
        pairs_store_sums(group, even_sums, scores + input * stride);
        pairs_store_sums(group, odd_sums, scores + (input + 1) * stride);
    }
    if (input == input_count) return;
    const pairs_block *last = inputs[input];
    pairs_block sums[6] = {};
    for (long block = 0; block < blocks; block++) {
        pairs_block numbers = last[block];
#pragma clang loop unroll(full)
        for (int output = 0; output < group; output++)
            sums[output] = __builtin_elementwise_fma(numbers, outputs[output][block], sums[output]);
    }
    pairs_store_sums(group, sums, scores + input * stride);
}

PAIRS_INLINE void pairs_update_group(
    const int group, const int is_first, const pairs_block *const *inputs, pairs_block *gradients, long blocks,
    long input_count, pairs_block *const *outputs, const float *errors, long stride) {
    for (long block = 0; block < blocks; block++) {
        pairs_block rows[6], steps[6] = {};
#pragma clang loop unroll(full)
        for (int output = 0; output < group; output++) rows[output] = outputs[output][block];
        const float *error = errors;
        pairs_block *gradient = gradients + block;
        for (long input = 0; input < input_count; input++) {
            pairs_block numbers = inputs[input][block];
            pairs_block sum = is_first ? (pairs_block){} : *gradient;
#pragma clang loop unroll(full)
            for (int output = 0; output < group; output++) {
                pairs_block times = pairs_repeat(error[output]);
                sum = __builtin_elementwise_fma(times, rows[output], sum);
                steps[output] = __builtin_elementwise_fma(times, numbers, steps[output]);
            }
            *gradient = sum;
            error += stride;
            gradient += blocks;
        }
#pragma clang loop unroll(full)
        for (int output = 0; output < group; output++) outputs[output][block] += steps[output];
    }
}

/// 1 / (1 + e^-x), as Learning's VectorKernels.sigmoid computes it.
PAIRS_INLINE pairs_block pairs_sigmoid(pairs_block log_odds) {
#pragma clang fp contract(off)
    const pairs_block zero = {};
    pairs_block power = __builtin_elementwise_min(__builtin_elementwise_max(-log_odds, zero - 87.0f), zero + 88.0f);
    const float shift = 12582912.0f;
    pairs_block shifted = power * 1.44269504f + shift;
    pairs_block whole = shifted - shift;
    pairs_block rest = power - whole * 0.693359375f - whole * -2.1219444e-4f;
    pairs_block value = zero + 1.98756915e-4f;
    value = value * rest + 1.39819995e-3f;
    value = value * rest + 8.3334519e-3f;
    value = value * rest + 4.1665796e-2f;
    value = value * rest + 1.66666655e-1f;
    value = value * rest + 0.5f;
    value = value * rest * rest + rest + 1.0f;
    pairs_bits exponential = (pairs_bits)value + ((pairs_bits)shifted << 23);
    return 1.0f / (1.0f + (pairs_block)exponential);
}

/// The product of each input with each output: `stride` floats for an input, at least three more than there are outputs.
static PROCESSOR_FMA __attribute__((unused)) void processor_score_pairs(
    const void *const *input_rows, long blocks, long input_count, void *const *output_rows, long output_count,
    float *scores, long stride) {
    const pairs_block *const *inputs = (const pairs_block *const *)input_rows;
    long done = 0;
    for (long groups = (output_count + 5) / 6; groups > 0; groups--) {
        long size = (output_count - done + groups - 1) / groups;
        const pairs_block *const *outputs = (const pairs_block *const *)output_rows + done;
        switch (size) {
#define PAIRS_GROUP(number) \
    case number: pairs_score_group(number, inputs, blocks, input_count, outputs, scores + done, stride); break;
            PAIRS_GROUP(1) PAIRS_GROUP(2) PAIRS_GROUP(3) PAIRS_GROUP(4) PAIRS_GROUP(5) PAIRS_GROUP(6)
#undef PAIRS_GROUP
        }
        done += size;
    }
}

/// Turns scores into errors, rate · (label - σ(score)); a multiple of eight labels are read, and as many scores of an input.
static PROCESSOR_FMA __attribute__((unused)) void processor_score_errors(
    float *scores, long stride, long input_count, const float *labels, long output_count, float rate) {
#pragma clang fp contract(off)
    for (long input = 0; input < input_count; input++) {
        for (long output = 0; output < output_count; output += 8) {
            pairs_block *row = (pairs_block *)(scores + input * stride + output);
            *row = rate * (*(const pairs_block *)(labels + output) - pairs_sigmoid(*row));
        }
    }
}

/// Adds each error times its input to its output, and sums errors times outputs, as they were, for each input.
static PROCESSOR_FMA __attribute__((unused)) void processor_update_pairs(
    const void *const *input_rows, void *gradients, long blocks, long input_count, void *const *output_rows,
    long output_count, const float *errors, long stride) {
    const pairs_block *const *inputs = (const pairs_block *const *)input_rows;
    long done = 0;
    for (long groups = (output_count + 5) / 6; groups > 0; groups--) {
        long size = (output_count - done + groups - 1) / groups;
        pairs_block *const *outputs = (pairs_block *const *)output_rows + done;
        switch (size * 2 + (done == 0)) {
#define PAIRS_GROUP(number) \
    case number * 2: \
        pairs_update_group(number, 0, inputs, gradients, blocks, input_count, outputs, errors + done, stride); \
        break; \
    case number * 2 + 1: \
        pairs_update_group(number, 1, inputs, gradients, blocks, input_count, outputs, errors + done, stride); \
        break;
            PAIRS_GROUP(1) PAIRS_GROUP(2) PAIRS_GROUP(3) PAIRS_GROUP(4) PAIRS_GROUP(5) PAIRS_GROUP(6)
#undef PAIRS_GROUP
        }
        done += size;
    }
}

/// Adds gradients, row after row, to the rows of some addresses, of which one may be there twice.
static PROCESSOR_FMA __attribute__((unused)) void processor_add_rows(
    const void *gradients, void *const *rows, long blocks, long count) {
    const pairs_block *gradient = gradients;
    for (long index = 0; index < count; index++) {
        pairs_block *row = rows[index];
        for (long block = 0; block < blocks; block++) row[block] += *gradient++;
    }
}
#undef PAIRS_INLINE
#else
static inline void processor_score_pairs(
    const void *const *input_rows, long blocks, long input_count, void *const *output_rows, long output_count,
    float *scores, long stride) {}
static inline void processor_score_errors(
    float *scores, long stride, long input_count, const float *labels, long output_count, float rate) {}
static inline void processor_update_pairs(
    const void *const *input_rows, void *gradients, long blocks, long input_count, void *const *output_rows,
    long output_count, const float *errors, long stride) {}
static inline void processor_add_rows(const void *gradients, void *const *rows, long blocks, long count) {}
#endif
