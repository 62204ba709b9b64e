internal import Dispatch
internal import Synchronization

/// Work for a worker, on behalf of a call.
struct WorkItem: Sendable {
    /// Runs the handler; returns false if nobody waits for it any more.
    var run: @Sendable () -> Bool
    /// Answers instead of the handler.
    var refuse: @Sendable (RPCError) -> Void
    /// When the caller gives up.
    var deadline: Deadline
    /// What the method usually takes, in nanoseconds, and what learns of this run.
    var serviceTime: ServiceTime
}

/// Runs long handlers on Dispatch, few at a time, the others waiting in order in a bounded queue.
///
/// Each worker is a serial queue, for those have threads of their own. The threads of concurrent queues are as many as
/// processors, and on Linux Swift's tasks share them: two long handlers there would stop every async function.
final class WorkerPool: Sendable {
    private struct Waiting {
        var item: WorkItem
        var since: UInt64
        /// The item's usual duration when it came, to be taken from the sum when it goes.
        var estimate: UInt64

        /// Whether the handler would probably be done too late for its caller.
        ///
        /// A call that came with the deadline in sight keeps an eighth of its time, 20 ms at most, for the way back:
        /// refused now it is told in time, and its successors have better chances.
        func isHopeless(now: UInt64) -> Bool {
            guard item.deadline != .never else { return false }
            let end = item.deadline.nanoseconds
            let reserve = min((end > since ? end - since : 0) / 8, 20_000_000)
            return now &+ item.serviceTime.average &+ reserve > end
        }
    }

    private struct State {
        var queue: [Waiting] = []
        var head = 0
        /// Workers that have nothing to do.
        var idle: [Int] = []
        /// What all that waits will usually take, in nanoseconds.
        var waitingWork: UInt64 = 0
        /// Since when calls have been waiting; nil when none is.
        var busySince: UInt64?

        var waiting: Int { queue.count - head }

        mutating func append(_ item: WorkItem, now: UInt64) {
            let estimate = item.serviceTime.average
            queue.append(Waiting(item: item, since: now, estimate: estimate))
            waitingWork &+= estimate
            if busySince == nil { busySince = now }
        }

        mutating func next() -> Waiting? {
            guard head < queue.count else {
                queue.removeAll(keepingCapacity: true)
                head = 0
                waitingWork = 0
                busySince = nil
                return nil
            }
            let next = queue[head]
            head += 1
            waitingWork &-= min(next.estimate, waitingWork)
            if head > 1024, head > queue.count / 2 {
                queue.removeSubrange(..<head)
                head = 0
            }
            return next
        }
    }

    private let limit: Int
    private let shedding: LoadShedding?
    private let state = Mutex(State())
    private let workers: [DispatchQueue]

    init(width: Int, limit: Int, shedding: LoadShedding?) {
        self.limit = max(0, limit)
        self.shedding = shedding
        workers = (0..<max(1, width)).map { DispatchQueue(label: "tandem.rpc.worker.\($0)") }
        state.withLock { $0.idle = Array(workers.indices) }
    }

    /// Runs the work soon, or refuses it at once when too much waits already.
    func submit(_ item: WorkItem) {
        enum Decision {
            case start(Int)
            case wait
            case refuse(RPCError)
        }
        let now = MonotonicClock.now()
        let decision = state.withLock { state -> Decision in
            if let worker = state.idle.popLast() { return .start(worker) }
            if let error = refusal(of: item, state, now: now) { return .refuse(error) }
            state.append(item, now: now)
            return .wait
        }
        switch decision {
        case .start(let worker):
            workers[worker].async {
                WorkerPool.run(item)
                self.runWaiting(worker)
            }
        case .wait: break
        case .refuse(let error): item.refuse(error)
        }
    }

    private func refusal(of item: WorkItem, _ state: State, now: UInt64) -> RPCError? {
        let wait = state.waitingWork / UInt64(workers.count)
        guard state.waiting < limit else {
            return WorkerPool.refusal("\(state.waiting) calls wait for a worker; that is the most", pause: wait)
        }
        guard shedding != nil, item.deadline != .never, wait > 0 else { return nil }
        let remaining = item.deadline.nanoseconds > now ? item.deadline.nanoseconds - now : 0
        guard wait + item.serviceTime.average > remaining / 2 else { return nil }
        return WorkerPool.refusal("the calls before this one take too much of its time", pause: wait)
    }

    private func runWaiting(_ worker: Int) {
        while true {
            let now = MonotonicClock.now()
            let (next, hasWaitedTooLong) = state.withLock { state -> (Waiting?, Bool) in
                let busySince = state.busySince
                guard let next = state.next() else {
                    state.idle.append(worker)
                    return (nil, false)
                }
                return (next, isLate(next, busySince: busySince, now: now))
            }
            guard let next else { return }
            let pause = WorkerPool.elapsed(since: next.since, until: now) / 2
            if hasWaitedTooLong {
                next.item.refuse(WorkerPool.refusal("the call waited for a worker for too long", pause: pause))
            } else if shedding != nil, next.isHopeless(now: now) {
                next.item.refuse(
                    WorkerPool.refusal("the call's turn came too late for its deadline", pause: pause))
            } else {
                WorkerPool.run(next.item)
            }
        }
    }

    private func isLate(_ waiting: Waiting, busySince: UInt64?, now: UInt64) -> Bool {
        guard let shedding, let busySince,
            WorkerPool.elapsed(since: busySince, until: now) > shedding.interval.nanoseconds
        else { return false }
        return WorkerPool.elapsed(since: waiting.since, until: now)
            > max(shedding.delay.nanoseconds, 8 &* waiting.estimate)
    }

    /// A worker may have read the clock before a call came that it then finds waiting: that one has waited for no time.
    private static func elapsed(since start: UInt64, until now: UInt64) -> UInt64 { now > start ? now - start : 0 }

    private static func run(_ item: WorkItem) {
        let start = MonotonicClock.now()
        // Nobody waits any more for a call whose time was up in the queue.
        guard item.deadline.nanoseconds > start else { return }
        guard item.run() else { return }
        item.serviceTime.record(MonotonicClock.now() &- start)
    }

    private static func refusal(_ reason: String, pause: UInt64) -> RPCError {
        let milliseconds = min(max(1, pause / 1_000_000), 10_000)
        return RPCError(
            .resourceExhausted, "the server is overloaded: \(reason); try again later",
            metadata: CallMetadata([(pushbackKey, String(milliseconds))]))
    }

    /// gRPC's key for how many milliseconds to wait before a retry.
    private static let pushbackKey = "grpc-retry-pushback-ms"
}
