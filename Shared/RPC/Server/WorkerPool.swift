internal import Dispatch
internal import Synchronization

/// Runs long handlers on a Dispatch queue, few at a time, the others waiting in order in a bounded queue.
///
/// Dispatch itself would start a thread for every block that blocks; here at most `width` blocks are with it.
final class WorkerPool: Sendable {
    private struct State {
        var queue: [@Sendable () -> Void] = []
        var head = 0
        var running = 0

        var waiting: Int { queue.count - head }

        mutating func next() -> (@Sendable () -> Void)? {
            guard head < queue.count else {
                queue.removeAll(keepingCapacity: true)
                head = 0
                return nil
            }
            let work = queue[head]
            head += 1
            if head > 1024, head > queue.count / 2 {
                queue.removeSubrange(..<head)
                head = 0
            }
            return work
        }
    }

    private let width: Int
    private let limit: Int
    private let state = Mutex(State())
    private let dispatchQueue = DispatchQueue(label: "tandem.rpc.workers", attributes: .concurrent)

    init(width: Int, limit: Int) {
        self.width = max(1, width)
        self.limit = max(0, limit)
    }

    /// Runs the work soon, or returns false when too much waits already.
    func submit(_ work: @escaping @Sendable () -> Void) -> Bool {
        enum Decision {
            case start
            case wait
            case refuse
        }
        let decision = state.withLock { state -> Decision in
            if state.running < width {
                state.running += 1
                return .start
            }
            guard state.waiting < limit else { return .refuse }
            state.queue.append(work)
            return .wait
        }
        if decision == .start {
            dispatchQueue.async {
                work()
                self.runWaiting()
            }
        }
        return decision != .refuse
    }

    private func runWaiting() {
        while true {
            let work = state.withLock { state -> (@Sendable () -> Void)? in
                let next = state.next()
                if next == nil { state.running -= 1 }
                return next
            }
            guard let work else { return }
            work()
        }
    }
}
