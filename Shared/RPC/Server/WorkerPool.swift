internal import Dispatch
internal import Synchronization

/// Runs long handlers on Dispatch, few at a time, the others waiting in order in a bounded queue.
///
/// Each worker is a serial queue, for those have threads of their own. The threads of concurrent queues are as many as
/// processors, and on Linux Swift's tasks share them: two long handlers there would stop every async function.
final class WorkerPool: Sendable {
    private struct State {
        var queue: [@Sendable () -> Void] = []
        var head = 0
        /// Workers that have nothing to do.
        var idle: [Int] = []

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

    private let limit: Int
    private let state = Mutex(State())
    private let workers: [DispatchQueue]

    init(width: Int, limit: Int) {
        self.limit = max(0, limit)
        workers = (0..<max(1, width)).map { DispatchQueue(label: "tandem.rpc.worker.\($0)") }
        state.withLock { $0.idle = Array(workers.indices) }
    }

    /// Runs the work soon, or returns false when too much waits already.
    func submit(_ work: @escaping @Sendable () -> Void) -> Bool {
        enum Decision {
            case start(Int)
            case wait
            case refuse
        }
        let decision = state.withLock { state -> Decision in
            if let worker = state.idle.popLast() { return .start(worker) }
            guard state.waiting < limit else { return .refuse }
            state.queue.append(work)
            return .wait
        }
        switch decision {
        case .start(let worker):
            workers[worker].async {
                work()
                self.runWaiting(worker)
            }
            return true
        case .wait: return true
        case .refuse: return false
        }
    }

    private func runWaiting(_ worker: Int) {
        while true {
            let work = state.withLock { state -> (@Sendable () -> Void)? in
                let next = state.next()
                if next == nil { state.idle.append(worker) }
                return next
            }
            guard let work else { return }
            work()
        }
    }
}
