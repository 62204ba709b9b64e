#pragma once
#include "avx.h"

// The two inner loops of skip-gram with vectors of eight floats: those of Learning's PairStep.

#if defined(__x86_64__)
typedef float processor_block __attribute__((vector_size(32)));

/// Sums a block's numbers: halves, quarters, then the two that are left.
static inline PROCESSOR_AVX __attribute__((always_inline)) float processor_block_sum(processor_block block) {
    typedef float four __attribute__((vector_size(16)));
    four sum = __builtin_shufflevector(block, block, 0, 1, 2, 3) + __builtin_shufflevector(block, block, 4, 5, 6, 7);
    return (sum[0] + sum[2]) + (sum[1] + sum[3]);
}

static inline PROCESSOR_AVX __attribute__((always_inline)) void processor_score_group(
    const int group, const processor_block *inputs, long blocks, long input_count, processor_block *const *outputs,
    float *scores, long score_stride) {
    for (long input = 0; input < input_count; input++) {
        const processor_block *numbers = inputs + input * blocks;
        processor_block sums[6] = {};
        for (long block = 0; block < blocks; block++) {
#pragma clang loop unroll(full)
            for (int output = 0; output < group; output++) sums[output] += numbers[block] * outputs[output][block];
        }
#pragma clang loop unroll(full)
        for (int output = 0; output < group; output++)
            scores[output * score_stride + input] = processor_block_sum(sums[output]);
    }
}

static inline PROCESSOR_AVX __attribute__((always_inline)) void processor_update_group(
    const int group, const processor_block *inputs, processor_block *gradients, long blocks, long input_count,
    processor_block *const *outputs, const float *errors, long error_stride, int is_first) {
    for (long block = 0; block < blocks; block++) {
        processor_block rows[6], steps[6] = {};
#pragma clang loop unroll(full)
        for (int output = 0; output < group; output++) rows[output] = outputs[output][block];
        for (long input = 0; input < input_count; input++) {
            processor_block numbers = inputs[input * blocks + block];
            processor_block gradient = is_first ? (processor_block){} : gradients[input * blocks + block];
#pragma clang loop unroll(full)
            for (int output = 0; output < group; output++) {
                float error = errors[output * error_stride + input];
                processor_block times = {error, error, error, error, error, error, error, error};
                gradient += times * rows[output];
                steps[output] += times * numbers;
            }
            gradients[input * blocks + block] = gradient;
        }
#pragma clang loop unroll(full)
        for (int output = 0; output < group; output++) outputs[output][block] += steps[output];
    }
}

/// The product of each input with each output, `score_stride` floats from output to output.
static PROCESSOR_AVX __attribute__((unused)) void processor_score_pairs(
    const void *inputs, long blocks, long input_count, void *const *outputs, long output_count, float *scores,
    long score_stride) {
    processor_block *const *rows = (processor_block *const *)outputs;
    long output = 0;
    for (; output + 6 <= output_count; output += 6)
        processor_score_group(6, inputs, blocks, input_count, rows + output, scores + output * score_stride, score_stride);
    for (; output + 3 <= output_count; output += 3)
        processor_score_group(3, inputs, blocks, input_count, rows + output, scores + output * score_stride, score_stride);
    for (; output < output_count; output++)
        processor_score_group(1, inputs, blocks, input_count, rows + output, scores + output * score_stride, score_stride);
}

/// Adds each error times its input to its output, and sums errors times outputs, as they were, for each input.
static PROCESSOR_AVX __attribute__((unused)) void processor_update_pairs(
    const void *inputs, void *gradients, long blocks, long input_count, void *const *outputs, long output_count,
    const float *errors, long error_stride) {
    processor_block *const *rows = (processor_block *const *)outputs;
    long output = 0;
    for (; output + 6 <= output_count; output += 6)
        processor_update_group(6, inputs, gradients, blocks, input_count, rows + output,
            errors + output * error_stride, error_stride, output == 0);
    for (; output + 3 <= output_count; output += 3)
        processor_update_group(3, inputs, gradients, blocks, input_count, rows + output,
            errors + output * error_stride, error_stride, output == 0);
    for (; output < output_count; output++)
        processor_update_group(1, inputs, gradients, blocks, input_count, rows + output,
            errors + output * error_stride, error_stride, output == 0);
}
#else
static inline void processor_score_pairs(
    const void *inputs, long blocks, long input_count, void *const *outputs, long output_count, float *scores,
    long score_stride) {}
static inline void processor_update_pairs(
    const void *inputs, void *gradients, long blocks, long input_count, void *const *outputs, long output_count,
    const float *errors, long error_stride) {}
#endif
