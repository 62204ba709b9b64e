// A wall clock that can be moved in one process, by preloading this: everything that tells the time of day is this long
// ahead of the system's. Clocks that only measure time are left alone, as they are when an operator sets the clock.
#include <stdatomic.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static _Atomic long ahead;

void move_wall_clock(long seconds) { atomic_fetch_add(&ahead, seconds); }

static int is_wall_clock(clockid_t clock) { return clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE; }

int clock_gettime(clockid_t clock, struct timespec *now) {
    long status = syscall(SYS_clock_gettime, clock, now);
    if (status == 0 && is_wall_clock(clock)) now->tv_sec += atomic_load(&ahead);
    return (int)status;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    struct timespec time;
    (void)zone;
    if (clock_gettime(CLOCK_REALTIME, &time) != 0) return -1;
    now->tv_sec = time.tv_sec;
    now->tv_usec = time.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *now) {
    struct timespec time;
    if (clock_gettime(CLOCK_REALTIME, &time) != 0) return (time_t)-1;
    if (now != NULL) *now = time.tv_sec;
    return time.tv_sec;
}
