internal import Synchronization

/// What holds for all event loops of the process.
public enum EventLoopOptions {
    /// Longest time for which a loop that expects an event at once looks for it before it sleeps; zero for never.
    ///
    /// Waking an idle processor takes some tens of microseconds, on virtual machines up to some hundreds: more than all the
    /// rest of a small call, and more of the processor, too. A loop that was answered that soon the last few times therefore
    /// looks again and again, and gives way to whoever wants its processor; one that was not sleeps at once. 250 µs unless
    /// set, for that is what waking the other side may take; at most a millisecond. A process that is held to one processor
    /// never looks: nobody else could get on meanwhile.
    public static var spinLimit: Duration {
        get { .nanoseconds(Int64(clamping: spinNanoseconds)) }
        set { stored.store(min(newValue.nanoseconds, 1_000_000), ordering: .relaxed) }
    }

    /// ``spinLimit`` in nanoseconds, a millisecond at most.
    static var spinNanoseconds: UInt64 { stored.load(ordering: .relaxed) }

    private static let stored = Atomic<UInt64>(EventLoopGroup.processorCount == 1 ? 0 : 250_000)
}
