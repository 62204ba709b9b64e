internal import Synchronization

/// What holds for all event loops of the process.
public enum EventLoopOptions {
    /// Longest time for which a loop that expects an event at once looks for it before it sleeps; zero for never.
    ///
    /// Waking an idle processor takes some tens of microseconds, on virtual machines more than all the rest of a small
    /// call. A loop that was answered that soon the last few times therefore looks again and again, and gives way to
    /// whoever wants its processor; one that was not sleeps at once. Zero unless set; at most a millisecond. 50 µs are as
    /// long as such a wake-up. Of no use where client and server share one processor.
    public static var spinLimit: Duration {
        get { .nanoseconds(Int64(clamping: spinNanoseconds)) }
        set { stored.store(min(newValue.nanoseconds, 1_000_000), ordering: .relaxed) }
    }

    /// ``spinLimit`` in nanoseconds, a millisecond at most.
    static var spinNanoseconds: UInt64 { stored.load(ordering: .relaxed) }

    private static let stored = Atomic<UInt64>(0)
}
