internal import Synchronization

/// What all connections of a server share.
final class ServerCore: Sendable {
    let configuration: ServerConfiguration
    let methods: MethodTable
    /// ``MonotonicClock`` nanoseconds.
    let startedAt = MonotonicClock.now()
    private let group: EventLoopGroup
    private let running = Atomic<Int>(0)
    private let state = Mutex(State())

    private struct State {
        var connections: [ObjectIdentifier: ServerConnection] = [:]
        var isDraining = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    init(configuration: ServerConfiguration, methods: [ServerMethod], group: EventLoopGroup) {
        self.configuration = configuration
        self.methods = MethodTable(methods)
        self.group = group
    }

    /// Calls that run beyond their wake-up.
    var runningCalls: Int { running.load(ordering: .relaxed) }

    /// Connections that are open, or closing.
    var connectionCount: Int { state.withLock { $0.connections.count } }

    /// Connections open now, in no order.
    var connections: [ServerConnection] { state.withLock { Array($0.connections.values) } }

    func callBegan() {
        running.add(1, ordering: .relaxed)
    }

    func callEnded() {
        running.subtract(1, ordering: .relaxed)
    }

    /// Takes over a socket from a listener.
    func accept(_ descriptor: Int32) {
        let loop = group.nextLoop()
        let connection = ServerConnection(core: self, loop: loop, descriptor: descriptor)
        let error = state.withLock { state -> RPCError? in
            let count = state.connections.count
            state.connections[ObjectIdentifier(connection)] = connection
            if state.isDraining { return RPCError(.unavailable, "the server is shutting down") }
            guard count < configuration.connectionLimit else {
                return RPCError(.resourceExhausted, "\(count) connections are open; that is the most")
            }
            return nil
        }
        loop.runOrSubmit {
            if let error { connection.turnAway(error) } else { connection.start() }
        }
    }

    func connectionClosed(_ connection: ServerConnection) {
        let waiting = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.connections[ObjectIdentifier(connection)] = nil
            guard state.isDraining, state.connections.isEmpty else { return [] }
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Opens no more calls on any connection; connections close as their calls finish.
    func drain() {
        let connections = state.withLock { state in
            state.isDraining = true
            return Array(state.connections.values)
        }
        for connection in connections { connection.loop.submit { connection.drain() } }
    }

    /// Ends all calls and connections.
    func abort() {
        let connections = state.withLock { Array($0.connections.values) }
        for connection in connections { connection.loop.submit { connection.abort() } }
    }

    /// Returns when a draining server has no connection left.
    func allClosed() async {
        await withCheckedContinuation { continuation in
            let isDone = state.withLock { state in
                if state.connections.isEmpty { return true }
                state.waiting.append(continuation)
                return false
            }
            if isDone { continuation.resume() }
        }
    }
}
