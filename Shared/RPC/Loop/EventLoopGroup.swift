internal import CEpoll
internal import Glibc
internal import Synchronization

/// Loops that share the connections of a server or of the process.
final class EventLoopGroup: Sendable {
    /// The loops, at least one.
    let loops: [EventLoop]
    private let next = Atomic<Int>(0)

    /// The loops that channels and servers of this process share, one a processor: a handler that calls another service
    /// from its loop then finds a connection of that same loop and changes no thread.
    private static let common = Mutex<EventLoopGroup?>(nil)

    /// Starts as many loops.
    init(count: Int) throws(RPCError) {
        var loops: [EventLoop] = []
        for _ in 0..<max(1, count) {
            do {
                loops.append(try EventLoop())
            } catch {
                for loop in loops { loop.stop() }
                throw error
            }
        }
        self.loops = loops
    }

    /// The shared loops, started at the first use.
    static func shared() throws(RPCError) -> EventLoopGroup {
        let result = common.withLock { group -> Result<EventLoopGroup, RPCError> in
            if let group { return .success(group) }
            do throws(RPCError) {
                let started = try EventLoopGroup(count: processorCount)
                group = started
                return .success(started)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Processors that this process may use, at least 1; asked for once.
    static let processorCount: Int = {
        var processors = cpu_set_t()
        guard sched_getaffinity(0, UInt(MemoryLayout<cpu_set_t>.size), &processors) == 0 else { return 1 }
        return max(1, withUnsafeBytes(of: processors) { $0.reduce(0) { $0 + $1.nonzeroBitCount } })
    }()

    /// The loops in turn.
    func nextLoop() -> EventLoop {
        let turn = next.wrappingAdd(1, ordering: .relaxed).oldValue
        return loops[Int(UInt(bitPattern: turn) % UInt(loops.count))]
    }

    /// Ends all threads; only for a group of one's own.
    func stop() {
        for loop in loops { loop.stop() }
    }
}
