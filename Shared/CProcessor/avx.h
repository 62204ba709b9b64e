#pragma once

// Functions for processors with AVX beside Swift's for every x86-64 one: Swift compiles a module for one kind of
// processor and can't be told that a single function is for another; C can. Each gives the same bits as the loop in Swift
// that takes its place without AVX: products are rounded before they are added, and sums keep their order.

#if defined(__x86_64__)
#define PROCESSOR_AVX __attribute__((target("avx")))

/// Whether this processor, and the system on it, has AVX.
static inline int processor_has_avx(void) { return __builtin_cpu_supports("avx"); }
#else
static inline int processor_has_avx(void) { return 0; }
#endif
