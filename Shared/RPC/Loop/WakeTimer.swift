internal import CEpoll
internal import Glibc

/// Wakes a loop at a time, by a descriptor that the loop waits for as for any other.
///
/// A timeout of `epoll_wait` would set a timer of the system at every sleep and clear it at every wake-up, about a
/// microsecond each time. Timers are seldom due and often cleared (deadlines of calls that end in time), so this one is
/// left as it is while it is early enough: at worst the loop wakes once for nothing.
struct WakeTimer: ~Copyable {
    /// To wait for, edge-triggered: it never needs to be read.
    let descriptor: Int32
    /// When it will fire, in ``MonotonicClock`` nanoseconds; `.max` for not at all.
    private var time = UInt64.max

    /// A timer that is not set.
    ///
    /// - Throws: ``SystemFailure`` when the process may open no more descriptors.
    init() throws(SystemFailure) {
        descriptor = timerfd_create(CLOCK_MONOTONIC, Int32(TFD_NONBLOCK) | Int32(TFD_CLOEXEC))
        guard descriptor >= 0 else { throw SystemFailure(of: "timerfd_create") }
    }

    deinit {
        close(descriptor)
    }

    /// Sees to it that the loop wakes at that time, or earlier.
    mutating func wake(at next: UInt64) {
        guard next < time else { return }
        time = next
        // Zero would clear it.
        let value = max(1, next)
        var setting = itimerspec()
        setting.it_value = timespec(tv_sec: Int(value / 1_000_000_000), tv_nsec: Int(value % 1_000_000_000))
        timerfd_settime(descriptor, Int32(TFD_TIMER_ABSTIME), &setting, nil)
    }

    /// It has fired.
    mutating func fired() {
        time = .max
    }
}
