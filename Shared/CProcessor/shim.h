#pragma once

/// Asks the processor to bring the cache line of an address nearer; never faults, whatever the address.
static inline void processor_prefetch(const void *address) { __builtin_prefetch(address); }
