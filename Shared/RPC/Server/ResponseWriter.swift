public import ProtobufWire

/// Where a streaming handler writes its responses.
public struct ResponseWriter<Response: Message>: Sendable {
    let call: ServerCall

    /// Sends one message, waiting while the client has no room for more.
    ///
    /// - Throws: ``RPCError``: why the call has ended (cancelled, deadline, connection lost), or RESOURCE_EXHAUSTED for
    ///   a message that is longer than a frame may be.
    public func write(_ message: Response) async throws(RPCError) {
        try await call.write(message.serializedBytes())
    }
}

/// Ends a unary call whose handler answers later, from wherever it then is.
///
/// Exactly one outcome counts, the first; the others are ignored, as are outcomes of a call that was cancelled or whose
/// time was up. A call that never gets one lasts until its deadline, or for as long as its connection.
public struct Responder<Response: Message>: Sendable {
    let call: ServerCall

    /// Answers.
    public func succeed(_ response: Response) {
        call.finish(Result<Response, RPCError>.success(response))
    }

    /// Fails the call.
    public func fail(_ error: RPCError) {
        call.finish(Result<Response, RPCError>.failure(error))
    }

    /// Answers or fails.
    public func finish(_ outcome: Result<Response, RPCError>) {
        call.finish(outcome)
    }
}
