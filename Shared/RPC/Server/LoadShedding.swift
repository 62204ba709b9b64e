internal import Synchronization

/// When a server refuses calls for its workers before it drowns in them.
///
/// Three rules, after Nichols and Jacobson ("Controlling queue delay", 2012) as used for servers by Maurer ("Fail at
/// scale", 2015). A call is refused on arrival when the work that waits before it would take more than half of the time
/// its caller still gives it: it would be late, and so would those behind it. A call whose turn comes when too little of its
/// time is left, since work took longer than it usually does, is refused then, while its caller still waits. And once the queue has not been empty for
/// ``interval``, a call that has waited for longer than ``delay`` is refused when its turn comes, so that what is served is
/// served soon. All answer RESOURCE_EXHAUSTED at once, with the pause to take before trying again.
public struct LoadShedding: Sendable, Equatable {
    /// Longest wait for a worker while the server is overloaded; at least eight times what the call itself takes.
    public var delay: Duration
    /// Time for which calls must have been waiting without a break for the server to count as overloaded.
    public var interval: Duration

    /// A rule for queues.
    public init(delay: Duration = .milliseconds(250), interval: Duration = .milliseconds(500)) {
        self.delay = delay
        self.interval = interval
    }
}

/// How long a method's handler usually runs.
final class ServiceTime: Sendable {
    private let nanoseconds = Atomic<UInt64>(0)

    init() {}

    /// An average over some dozens of runs; 0 before the first.
    var average: UInt64 { nanoseconds.load(ordering: .relaxed) }

    /// A run is over.
    func record(_ duration: UInt64) {
        // Runs that end together may overwrite one another: it is an estimate.
        let old = average
        let new = old == 0 ? duration : old &- old / 16 &+ duration / 16
        nanoseconds.store(max(1, new), ordering: .relaxed)
    }
}
