import Glibc

/// The two clocks of a process: one for measuring, one for dating.
public enum Clock {
    /// Nanoseconds of a clock that never jumps, from an arbitrary start: for deadlines, rates and latencies.
    public static func monotonicNanoseconds() -> UInt64 { read(CLOCK_MONOTONIC) }

    /// Microseconds since 1970-01-01T00:00:00Z by the machine's wall clock, which may jump: for dating facts.
    public static func wallMicroseconds() -> Int64 { Int64(read(CLOCK_REALTIME) / 1_000) }

    private static func read(_ clock: clockid_t) -> UInt64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}

/// Measures how long something takes, by the monotonic clock.
public struct Stopwatch: Sendable {
    private let start = Clock.monotonicNanoseconds()

    /// Starts now.
    public init() {}

    /// Nanoseconds since the start.
    public var nanoseconds: UInt64 { Clock.monotonicNanoseconds() - start }

    /// Seconds since the start.
    public var seconds: Double { Double(nanoseconds) / 1e9 }
}
