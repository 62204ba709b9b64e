// One timed loop for C and C++: rounds of at least 10 ms of this thread's processor time, so that other programs count
// little. Prints message, operation, bytes, median and best of the rounds in nanoseconds, tab-separated.
#ifndef MEASURE_H
#define MEASURE_H
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static inline uint64_t nanoseconds(clockid_t clock) {
    struct timespec time;
    clock_gettime(clock, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static int by_value(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

#define MEASURE(message, operation, bytes, seconds, statement)                                                        \
    do {                                                                                                              \
        static double rounds_[100000];                                                                                \
        size_t count_ = 0;                                                                                            \
        uint64_t repeats_ = 1, stop_ = nanoseconds(CLOCK_MONOTONIC) + (uint64_t)((seconds)*1e9);                      \
        for (;;) {                                                                                                    \
            uint64_t before_ = nanoseconds(CLOCK_THREAD_CPUTIME_ID);                                                  \
            for (uint64_t i_ = 0; i_ < repeats_; i_++) {                                                              \
                statement;                                                                                            \
                __asm__ volatile("" ::: "memory");                                                                    \
            }                                                                                                         \
            uint64_t spent_ = nanoseconds(CLOCK_THREAD_CPUTIME_ID) - before_;                                         \
            if (spent_ < 10000000) {                                                                                  \
                repeats_ *= 2;                                                                                        \
                continue;                                                                                             \
            }                                                                                                         \
            rounds_[count_++] = (double)spent_ / (double)repeats_;                                                    \
            if (nanoseconds(CLOCK_MONOTONIC) > stop_ || count_ == 100000) break;                                      \
        }                                                                                                             \
        qsort(rounds_, count_, sizeof(double), by_value);                                                             \
        printf("%s\t%s\t%zu\t%.1f\t%.1f\n", message, operation, (size_t)(bytes), rounds_[count_ / 2], rounds_[0]);    \
        fflush(stdout);                                                                                               \
    } while (0)

// The bytes of FOLDER/NAME, with room for as many again.
static unsigned char *load(const char *folder, const char *name, size_t *count) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        exit(1);
    }
    unsigned char *bytes = (unsigned char *)malloc(1 << 20);
    *count = fread(bytes, 1, 1 << 19, file);
    fclose(file);
    return bytes;
}
#endif
