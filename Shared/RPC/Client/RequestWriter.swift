public import ProtobufWire

/// Where a caller writes the requests of a streaming call.
public struct RequestWriter<Request: Message>: Sendable {
    let call: ClientCall
    /// Letting go of the last of writer and reader cancels the call.
    let lifetime: any Sendable

    /// Sends one request, waiting while the server has no room for more.
    ///
    /// - Throws: ``RPCError``: how the call has ended (CANCELLED when the service has answered with success before the
    ///   last request), or RESOURCE_EXHAUSTED for a message that is longer than a frame may be.
    public func write(_ request: Request) async throws(RPCError) {
        try await call.write(request.serializedBytes())
    }

    /// Tells the server that no further request comes; later ones are dropped.
    public func finish() {
        call.halfClose()
    }
}

/// A call whose requests are a stream and whose answer is one message.
public struct ClientStreamingCall<Request: Message, Response: Message>: Sendable {
    /// Where the requests go; ``RequestWriter/finish()`` ends them.
    public let requests: RequestWriter<Request>
    let call: UnaryClientCall
    let outcome: OutcomeBox<UnaryResponse<Response>>

    /// The answer; asked for once the requests are finished, or beside writing them.
    ///
    /// Cancelling the task cancels the call.
    ///
    /// - Throws: ``RPCError``: what the service answered, or DEADLINE_EXCEEDED, CANCELLED, UNAVAILABLE, or
    ///   RESOURCE_EXHAUSTED from the way to it.
    public func response() async throws(RPCError) -> Response {
        try await responseWithMetadata().message
    }

    /// The answer and the metadata beside it.
    ///
    /// - Throws: As ``response()``.
    public func responseWithMetadata() async throws(RPCError) -> UnaryResponse<Response> {
        let result = await withTaskCancellationHandler {
            await outcome.value()
        } onCancel: {
            call.cancel()
        }
        return try result.get()
    }

    /// Gives up; the outcome will be CANCELLED, unless there is one already.
    public func cancel() {
        call.cancel()
    }
}

/// A call in which both sides send streams, each at its own pace.
public struct BidirectionalCall<Request: Message, Response: Message>: Sendable {
    /// Where the requests go; ``RequestWriter/finish()`` ends them.
    public let requests: RequestWriter<Request>
    /// What the service answers.
    public let responses: ResponseStream<Response>

    /// Gives up; the reader gets CANCELLED after the messages that have come.
    public func cancel() {
        responses.cancel()
    }
}
