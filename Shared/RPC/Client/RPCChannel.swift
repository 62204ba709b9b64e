public import ProtobufWire
internal import Synchronization

/// A unary call's answer with what came beside it.
public struct UnaryResponse<Response: Message>: Sendable {
    /// The answer.
    public var message: Response
    /// Metadata that the server sent with it.
    public var metadata: CallMetadata

    @usableFromInline
    init(message: Response, metadata: CallMetadata) {
        self.message = message
        self.metadata = metadata
    }
}

/// A call that is running, to cancel it.
public struct CallHandle: Sendable {
    let call: ClientCall

    /// Gives up: the outcome will be CANCELLED, unless there is one already.
    ///
    /// The server is told.
    public func cancel() {
        call.cancel()
    }
}

/// A way to one service: connects when the first call comes, stays connected, connects again when that is lost.
///
///     let channel = try RPCChannel(target: "127.0.0.1:7704")
///     let answer = try await channel.call(ClientModelService.scoreFreelancers, request, options: context.childOptions())
///
/// A channel is meant to live as long as the program; calls from any thread share its connections.
public final class RPCChannel: Sendable {
    /// Where the channel leads, such as "127.0.0.1:7704".
    public let target: String
    /// What the channel was made with.
    public let configuration: ChannelConfiguration

    let core: ChannelCore
    private let parts: ChannelParts
    private static let counter = Atomic<Int>(0)
    /// One for each loop.
    ///
    /// A call made on a loop stays there; a call from elsewhere goes to the channel's home.
    let transports: [LoopTransport]
    private let home: LoopTransport

    /// A channel that has no connection yet.
    ///
    /// - Parameter target: "host:port", such as "client-model:7704" or "[::1]:7704", of whose addresses calls use one or,
    ///   by ``ServiceConfiguration/balancing``, all; or addresses: "ipv4:10.0.0.1:7704,10.0.0.2:7704".
    /// - Throws: ``RPCError``: INVALID_ARGUMENT for a target that is none, RESOURCE_EXHAUSTED when the system has no room
    ///   for threads.
    public convenience init(
        target: String, configuration: ChannelConfiguration = ChannelConfiguration()
    ) throws(RPCError) {
        try self.init(target: target, configuration: configuration, group: EventLoopGroup.shared())
    }

    init(target: String, configuration: ChannelConfiguration, group: EventLoopGroup) throws(RPCError) {
        let core = try ChannelCore(target: target, configuration: configuration)
        self.target = target
        self.configuration = configuration
        self.core = core
        transports = group.loops.enumerated().map { LoopTransport(core: core, loop: $1, index: $0) }
        let loop = group.nextLoop()
        home = transports.first { $0.loop === loop } ?? transports[0]
        parts = ChannelParts(
            number: RPCChannel.counter.add(1, ordering: .relaxed).newValue, core: core, transports: transports)
        parts.enroll()
    }

    deinit {
        parts.discharge()
        close()
    }

    /// Ends all calls with UNAVAILABLE and closes all connections.
    ///
    /// Later calls fail.
    public func close() {
        // Never at once: the caller may be what a connection tells of an answer, and it is not done with the connection.
        for transport in transports { transport.loop.submit { transport.close() } }
    }

    /// How the channel stands now: the best of its connections.
    public var connectivity: ConnectivityState { core.connectivity }

    /// The state now and every change of it, to the end of the channel; of a slow reader's the latest 64.
    public func connectivityStates() -> AsyncStream<ConnectivityState> { core.states() }

    /// The channel's part on the caller's loop, or its home.
    var transport: LoopTransport {
        guard let loop = EventLoop.current else { return home }
        for transport in transports where transport.loop === loop { return transport }
        return home
    }

    /// Runs tasks on the channel's event loop: their calls go out and come back without a change of threads.
    ///
    ///     await withTaskExecutorPreference(channel.executor) { … try await channel.call(method, request) … }
    ///
    /// A call from any other thread waits for two threads to wake, the loop and then the caller's. The loop serves other
    /// connections too: between two `await`s a task that runs there must take no more than some tens of microseconds,
    /// and never block. Calls of other channels are as quick from there.
    public var executor: any TaskExecutor { home.loop }

    // MARK: Unary calls

    /// Calls a method and waits for its answer.
    ///
    /// Cancelling the task cancels the call on the server too.
    ///
    /// - Throws: ``RPCError``: what the service answered, or DEADLINE_EXCEEDED, CANCELLED, UNAVAILABLE, or
    ///   RESOURCE_EXHAUSTED from the way to it.
    @inlinable
    public func call<Request: Message, Response: Message>(
        _ method: UnaryMethod<Request, Response>, _ request: Request, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> Response {
        try await callWithMetadata(method, request, options: options).message
    }

    /// Calls a method and waits for its answer and the metadata beside it.
    ///
    /// - Throws: As ``call(_:_:options:)``.
    @inlinable
    public func callWithMetadata<Request: Message, Response: Message>(
        _ method: UnaryMethod<Request, Response>, _ request: Request, options: CallOptions = CallOptions()
    ) async throws(RPCError) -> UnaryResponse<Response> {
        let call = prepare(method.name, request.serializedBytes(), options)
        typealias Outcome = Result<UnaryResponse<Response>, RPCError>
        let outcome = await withTaskCancellationHandler {
            // A call ends exactly once, so nothing needs to watch over the continuation.
            await withUnsafeContinuation { (continuation: UnsafeContinuation<Outcome, Never>) in
                call.start(receiver { continuation.resume(returning: $0) })
            }
        } onCancel: {
            call.cancel()
        }
        return try outcome.get()
    }

    /// Calls a method and runs a closure with the outcome: less work than a task, for fan-outs and tight loops.
    ///
    /// - Parameter completion: Called once, on an event loop: it must be short and never block.
    /// - Returns: A handle to cancel the call by.
    @inlinable
    @discardableResult
    public func start<Request: Message, Response: Message>(
        _ method: UnaryMethod<Request, Response>, _ request: Request, options: CallOptions = CallOptions(),
        completion: @escaping @Sendable (Result<Response, RPCError>) -> Void
    ) -> CallHandle {
        startWithMetadata(method, request, options: options) { completion($0.map { $0.message }) }
    }

    /// Calls a method and runs a closure with the outcome and the metadata beside it.
    ///
    /// - Parameter completion: Called once, on an event loop: it must be short and never block.
    /// - Returns: A handle to cancel the call by.
    @inlinable
    @discardableResult
    public func startWithMetadata<Request: Message, Response: Message>(
        _ method: UnaryMethod<Request, Response>, _ request: Request, options: CallOptions = CallOptions(),
        completion: @escaping @Sendable (Result<UnaryResponse<Response>, RPCError>) -> Void
    ) -> CallHandle {
        let call = prepare(method.name, request.serializedBytes(), options)
        call.start(receiver(completion))
        return call.handle
    }
}
