#pragma once

// Functions for processors with wide vectors beside Swift's for every x86-64 one: Swift compiles a module for one kind of
// processor and can't be told that a single function is for another; C can. Each gives the same bits as the loop in Swift
// that takes its place without them: sums keep their order, and what is rounded, once or twice, is written out.

#if defined(__x86_64__)
/// Vectors of 32 bytes; products are rounded before they are added.
#define PROCESSOR_AVX __attribute__((target("avx")))
/// The same with products that are added and rounded once.
#define PROCESSOR_FMA __attribute__((target("avx2,fma")))

/// Whether this processor, and the system on it, has AVX.
static inline int processor_has_avx(void) { return __builtin_cpu_supports("avx"); }
/// Whether it has AVX2 and FMA.
static inline int processor_has_fma(void) { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }
#else
static inline int processor_has_avx(void) { return 0; }
static inline int processor_has_fma(void) { return 0; }
#endif
