/// The moment by which a call must have ended.
///
/// Kept on the monotonic clock of this machine; on the wire it travels as the time that is left, so that clocks of
/// different machines need not agree.
public struct Deadline: Hashable, Sendable, Comparable {
    /// ``MonotonicClock`` nanoseconds.
    let nanoseconds: UInt64

    init(nanoseconds: UInt64) {
        self.nanoseconds = nanoseconds
    }

    /// As long as it takes.
    public static let never = Deadline(nanoseconds: .max)

    /// A time from now; negative durations are in the past.
    public static func after(_ duration: Duration) -> Deadline {
        Deadline(nanoseconds: MonotonicClock.now() + duration.nanoseconds)
    }

    /// Time left: zero when passed, nil for ``never``.
    public var remaining: Duration? {
        guard self != .never else { return nil }
        let now = MonotonicClock.now()
        return now >= nanoseconds ? .zero : .nanoseconds(Int64(nanoseconds - now))
    }

    /// Whether the moment has come.
    public var hasPassed: Bool {
        nanoseconds != .max && MonotonicClock.now() >= nanoseconds
    }

    /// Whether the left one is sooner.
    public static func < (left: Deadline, right: Deadline) -> Bool {
        left.nanoseconds < right.nanoseconds
    }
}

extension Deadline {
    /// The deadline that a request's `timeout_microseconds` sets; 0 means none.
    init(timeoutMicroseconds: UInt64, now: UInt64) {
        let limit = UInt64.max / 4000
        nanoseconds = timeoutMicroseconds == 0 ? .max : now + min(timeoutMicroseconds, limit) * 1000
    }

    /// What to send: time left in microseconds, at least 1; 0 for ``never``.
    func timeoutMicroseconds() -> UInt64 {
        guard nanoseconds != .max else { return 0 }
        let now = MonotonicClock.now()
        return nanoseconds <= now ? 1 : max(1, (nanoseconds - now) / 1000)
    }
}
