public import ProtobufWire
internal import Synchronization

/// The responses of a streaming call, in order, as they come.
///
///     for try await change in channel.stream(HealthService.watch, HealthCheckRequest()) { … }
///
/// It is read once, by one reader. The server sends no more than the reader takes: what waits here is bounded by
/// ``ChannelConfiguration/streamWindow``. Leaving the loop early, cancelling the task, or letting go of the stream cancels
/// the call.
public struct ResponseStream<Response: Message>: AsyncSequence, Sendable {
    /// A message of the stream.
    public typealias Element = Response
    /// How a stream fails.
    public typealias Failure = RPCError

    let lifetime: StreamLifetime<Response>

    /// A reader; there should be one only.
    public func makeAsyncIterator() -> Iterator {
        Iterator(lifetime: lifetime)
    }

    /// Metadata that came before the first message; empty until then.
    public var initialMetadata: CallMetadata { lifetime.call.initialMetadata }

    /// Metadata that came with the final status; empty until then.
    public var trailingMetadata: CallMetadata { lifetime.call.trailingMetadata }

    /// Gives up; the reader gets CANCELLED after the messages that have come.
    public func cancel() {
        lifetime.call.cancel()
    }

    /// Reads the stream.
    public struct Iterator: AsyncIteratorProtocol {
        let lifetime: StreamLifetime<Response>

        /// The next message, or nil after the last.
        ///
        /// - Throws: ``RPCError`` when the stream ended otherwise than by the server's OK.
        public mutating func next() async throws(RPCError) -> Response? {
            try await lifetime.call.next()
        }

        /// The next message, or nil after the last.
        ///
        /// - Throws: ``RPCError`` when the stream ended otherwise than by the server's OK.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(RPCError) -> Response? {
            try await lifetime.call.next()
        }
    }
}

/// Cancels the call when the last reader lets go.
final class StreamLifetime<Response: Message>: Sendable {
    let call: StreamingClientCall<Response>
    /// Kept, for a channel that nobody holds closes.
    private let channel: RPCChannel

    init(call: StreamingClientCall<Response>, channel: RPCChannel) {
        self.call = call
        self.channel = channel
    }

    deinit {
        call.cancel()
    }
}

/// A call with a stream of responses, which wait here for their reader.
final class StreamingClientCall<Response: Message>: ClientCall, @unchecked Sendable {
    private struct Ends {
        var initialMetadata = CallMetadata()
        var trailingMetadata = CallMetadata()
    }

    private let ends = Mutex(Ends())
    private let messages: MessageQueue<Response>

    init(
        method: String, payload: [UInt8], options: CallOptions, transport: LoopTransport, streamsRequests: Bool = false
    ) {
        messages = MessageQueue(window: transport.configuration.streamWindow)
        super.init(
            method: method, payload: payload, options: options, transport: transport, streamsRequests: streamsRequests)
    }

    var initialMetadata: CallMetadata { ends.withLock { $0.initialMetadata } }
    var trailingMetadata: CallMetadata { ends.withLock { $0.trailingMetadata } }

    override var extraWindow: Int { messages.initialGrant }

    // MARK: On the loop

    override func receive(message payload: UnsafeRawBufferPointer, metadata: CallMetadata) -> RPCError? {
        noteReceived(payload.count)
        let message: Response
        do throws(WireError) {
            message = try Response(serializedBytes: payload)
        } catch {
            return RPCError(.internalError, "a message of the stream is no \(Response.messageName): \(error)")
        }
        if !metadata.isEmpty { ends.withLock { $0.initialMetadata.merge(metadata) } }
        return messages.push(message, payloadSize: payload.count)
    }

    override func ended(_ error: RPCError?, metadata: CallMetadata) {
        ends.withLock { $0.trailingMetadata = metadata }
        messages.finish(error)
    }

    // MARK: From the reader

    /// The next message, or nil after the last.
    func next() async throws(RPCError) -> Response? {
        try await messages.next(
            grant: { bytes in transport.loop.submit { self.connection?.grant(bytes, to: self) } },
            cancel: { self.cancel() })
    }
}
