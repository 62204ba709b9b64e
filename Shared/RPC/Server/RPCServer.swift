internal import Dispatch
internal import Synchronization

/// Serves methods over TCP.
///
///     let server = RPCServer(ServerConfiguration(port: 7704))
///     server.register(ClientModelService.scoreFreelancers, on: .workers) { request, context in try model.score(request) }
///     try server.start()
///     …
///     await server.shutdown(grace: .seconds(10))
///
/// Methods are registered before the start. Each server also serves `tandem.v1.Health`, whose states are set by
/// ``health``, and `tandem.v1.Reflection` and `tandem.v1.Introspection`.
public final class RPCServer: Sendable {
    /// Where a handler runs.
    public enum Execution: Sendable {
        /// On the event loop, to completion, with nothing else of that loop's connections in between: for handlers of
        /// up to some tens of microseconds that never block. The fastest: no thread is changed.
        case loop
        /// On one of a few worker threads, after waiting in a bounded queue; when that is full or too slow
        /// (``LoadShedding``), the call is refused with RESOURCE_EXHAUSTED. For handlers that compute or block.
        case workers
    }

    /// What the server was made with.
    public let configuration: ServerConfiguration
    /// States that the health service reports.
    public let health = HealthRegistry()

    let workers: WorkerPool
    /// What introspection tells of the methods: the configured counters, or counters of the server's own.
    let metrics: CallMetrics
    private let state = Mutex(State())

    private struct State {
        var methods: [String: ServerMethod] = [:]
        var running: Running?
        var hasStarted = false
    }

    private struct Running: Sendable {
        var core: ServerCore
        var group: EventLoopGroup
        var ownsGroup: Bool
        var listeners: [(Listener, EventLoop)]
        var addresses: [SocketAddress]
    }

    /// A server that does not listen yet.
    public init(_ configuration: ServerConfiguration = ServerConfiguration()) {
        self.configuration = configuration
        workers = WorkerPool(
            width: configuration.workerCount, limit: configuration.workerQueueLimit,
            shedding: configuration.loadShedding)
        metrics = configuration.observer as? CallMetrics ?? CallMetrics()
        registerHealth()
        registerReflection()
        registerIntrospection()
    }

    private func recorder(_ method: String) -> any CallRecorder {
        let counter = metrics.recorder(method: method)
        guard let observer = configuration.observer, !(observer is CallMetrics) else { return counter }
        return TwoRecorders(first: counter, second: observer.recorder(method: method))
    }

    /// What runs, between start and shutdown.
    var core: ServerCore? { state.withLock { $0.running?.core } }

    func add(_ name: String, _ handler: ServerMethod.Handler) {
        let method = ServerMethod(
            name: name, handler: handler, recorder: recorder(name))
        state.withLock { state in
            precondition(!state.hasStarted, "methods are registered before the server starts")
            precondition(state.methods[name] == nil, "\(name) is registered twice")
            state.methods[name] = method
        }
        health.add(service: String(name.prefix { $0 != "/" }))
    }

    /// Names of the methods served, sorted.
    public var methodNames: [String] {
        state.withLock { $0.methods.keys.sorted() }
    }

    /// Listens and serves.
    ///
    /// - Throws: ``RPCError``: UNAVAILABLE when the address cannot be listened on (in use, say), FAILED_PRECONDITION
    ///   when the server was started before, RESOURCE_EXHAUSTED when the system has no room for sockets or threads.
    public func start() throws(RPCError) {
        let methods = try state.withLock { state throws(RPCError) -> [ServerMethod] in
            guard !state.hasStarted else { throw RPCError(.failedPrecondition, "a server starts once; make another") }
            state.hasStarted = true
            return state.methods.values.sorted { $0.name < $1.name }
        }
        let ownsGroup = configuration.loopCount != nil
        let group =
            if let count = configuration.loopCount { try EventLoopGroup(count: count) } else {
                try EventLoopGroup.shared()
            }
        let core = ServerCore(configuration: configuration, methods: methods, group: group)
        do throws(RPCError) {
            let sockets = try listen()
            let listeners = sockets.map { socket in
                let loop = group.nextLoop()
                let listener = Listener(loop: loop, descriptor: socket) { core.accept($0) }
                loop.submit { listener.open() }
                return (listener, loop)
            }
            let running = Running(
                core: core, group: group, ownsGroup: ownsGroup, listeners: listeners,
                addresses: sockets.compactMap { SocketAddress(of: $0, peer: false) })
            state.withLock { $0.running = running }
        } catch {
            if ownsGroup { group.stop() }
            throw error
        }
    }

    /// A listening socket for every address of the host; all on the same port.
    private func listen() throws(RPCError) -> [Int32] {
        var port = configuration.port
        let addresses = try HostAndPort(host: configuration.host, port: port).resolve(passive: true)
        var sockets: [Int32] = []
        var firstFailure: SystemFailure?
        for var address in addresses {
            if port != configuration.port { address.setPort(port) }
            do throws(SystemFailure) {
                let socket = try Socket.listen(on: address, backlog: 1024)
                sockets.append(socket)
                if port == 0 { port = SocketAddress(of: socket, peer: false)?.port ?? 0 }
            } catch {
                firstFailure = firstFailure ?? error
            }
        }
        if sockets.isEmpty {
            let reason = firstFailure.map(\.description) ?? "the host has no address"
            throw RPCError(.unavailable, "cannot listen on \(configuration.host):\(configuration.port): \(reason)")
        }
        return sockets
    }

    /// The port that the server listens on; 0 before the start.
    public var port: Int {
        state.withLock { $0.running?.addresses.first?.port ?? 0 }
    }

    /// Addresses that the server listens on, such as "127.0.0.1:7704"; empty before the start.
    public var addresses: [String] {
        state.withLock { $0.running?.addresses.map(\.description) ?? [] }
    }

    /// Calls that are running now, those of `.loop` handlers aside.
    public var runningCalls: Int {
        state.withLock { $0.running?.core.runningCalls ?? 0 }
    }

    /// Connections that are open now.
    public var connectionCount: Int {
        state.withLock { $0.running?.core.connectionCount ?? 0 }
    }

    /// Shuts down: reports NOT_SERVING, takes no new connections and calls, lets running calls finish, closes.
    ///
    /// - Parameter grace: Calls that still run after that long are ended with UNAVAILABLE.
    public func shutdown(grace: Duration = .seconds(10)) async {
        let taken = state.withLock { state -> Running? in
            defer { state.running = nil }
            return state.running
        }
        guard let running = taken else { return }
        health.shutDown()
        for (listener, loop) in running.listeners { loop.runOrSubmit { listener.close() } }
        running.core.drain()
        let hardEnd = Task {
            try await Task.sleep(for: grace)
            running.core.abort()
        }
        await running.core.allClosed()
        hardEnd.cancel()
        if running.ownsGroup { running.group.stop() }
    }
}
