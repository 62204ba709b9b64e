public import ProtobufWire
internal import Synchronization

extension RPCChannel {
    /// Calls a method that answers with a stream.
    ///
    /// The call begins at once; errors come out where the stream is read.
    public func stream<Request: Message, Response: Message>(
        _ method: ServerStreamingMethod<Request, Response>, _ request: Request, options: CallOptions = CallOptions()
    ) -> ResponseStream<Response> {
        let call = StreamingClientCall<Response>(
            method: method.name, payload: request.serializedBytes(), options: options, transport: transport)
        call.start()
        return ResponseStream(lifetime: StreamLifetime(call: call, channel: self))
    }

    /// Calls a method that takes a stream of requests; the requests and the answer are up to the caller.
    ///
    /// Letting go of the call and its writer cancels it. ``call(_:options:requests:)`` does all of it in one.
    public func open<Request: Message, Response: Message>(
        _ method: ClientStreamingMethod<Request, Response>, options: CallOptions = CallOptions()
    ) -> ClientStreamingCall<Request, Response> {
        let call = UnaryClientCall(
            method: method.name, payload: [], options: options, transport: transport, streamsRequests: true)
        let outcome = OutcomeBox<UnaryResponse<Response>>()
        call.complete(receiver { outcome.set($0) })
        call.start()
        let writer = RequestWriter<Request>(call: call, lifetime: CallLifetime(call: call, channel: self))
        return ClientStreamingCall(requests: writer, call: call, outcome: outcome)
    }

    /// Calls a method that takes a stream of requests, and waits for its answer.
    ///
    ///     let receipt = try await channel.call(IntakeService.upload) { requests in
    ///         for part in parts { try await requests.write(part) }
    ///     }
    ///
    /// A service that answers early ends the writing: the next write throws, and the answer counts.
    ///
    /// - Parameter requests: Writes the requests, which end when it returns. What it throws on its own account cancels
    ///   the call and comes out here, as CANCELLED if it is no ``RPCError``.
    /// - Throws: ``RPCError``: what the service answered, or DEADLINE_EXCEEDED, CANCELLED, UNAVAILABLE, or
    ///   RESOURCE_EXHAUSTED from the way to it.
    public func call<Request: Message, Response: Message>(
        _ method: ClientStreamingMethod<Request, Response>, options: CallOptions = CallOptions(),
        requests: (RequestWriter<Request>) async throws -> Void
    ) async throws(RPCError) -> Response {
        let call = open(method, options: options)
        do {
            try await requests(call.requests)
            call.requests.finish()
        } catch {
            if call.outcome.isSet { return try await call.response() }
            call.cancel()
            throw error as? RPCError ?? RPCError(.cancelled, "the caller could not make its requests: \(error)")
        }
        return try await call.response()
    }

    /// Calls a method in which both sides send streams.
    ///
    /// The call begins at once; errors come out where the responses are read and where requests are written. Letting go of
    /// both writer and reader cancels the call.
    public func open<Request: Message, Response: Message>(
        _ method: BidirectionalMethod<Request, Response>, options: CallOptions = CallOptions()
    ) -> BidirectionalCall<Request, Response> {
        let call = StreamingClientCall<Response>(
            method: method.name, payload: [], options: options, transport: transport, streamsRequests: true)
        call.start()
        let lifetime = StreamLifetime(call: call, channel: self)
        return BidirectionalCall(
            requests: RequestWriter(call: call, lifetime: lifetime), responses: ResponseStream(lifetime: lifetime))
    }
}

/// Cancels the call when its last holder lets go.
private final class CallLifetime: Sendable {
    private let call: ClientCall
    /// Kept, for a channel that nobody holds closes.
    private let channel: RPCChannel

    init(call: ClientCall, channel: RPCChannel) {
        self.call = call
        self.channel = channel
    }

    deinit {
        call.cancel()
    }
}

/// The outcome of a call, from when it is there, for whoever asks.
final class OutcomeBox<Value: Sendable>: Sendable {
    private struct State {
        var outcome: Result<Value, RPCError>?
        var waiting: [CheckedContinuation<Result<Value, RPCError>, Never>] = []
    }

    private let state = Mutex(State())

    init() {}

    /// Whether the call has ended.
    var isSet: Bool { state.withLock { $0.outcome != nil } }

    /// The call has ended.
    func set(_ outcome: Result<Value, RPCError>) {
        let waiting = state.withLock { state in
            state.outcome = state.outcome ?? outcome
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume(returning: outcome) }
    }

    /// The outcome, once it is there.
    func value() async -> Result<Value, RPCError> {
        await withCheckedContinuation { continuation in
            let outcome = state.withLock { state in
                if state.outcome == nil { state.waiting.append(continuation) }
                return state.outcome
            }
            if let outcome { continuation.resume(returning: outcome) }
        }
    }
}
