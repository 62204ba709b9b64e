public import ProtobufWire

/// The requests of a streaming call, in order, as they come.
///
/// It is read once, by one reader: the handler. The client sends no more than the handler takes: what waits here is
/// bounded by ``ServerConfiguration/streamWindow``.
public struct RequestStream<Request: Message>: AsyncSequence, Sendable {
    /// A message of the stream.
    public typealias Element = Request
    /// How a stream fails.
    public typealias Failure = RPCError

    private let call: ServerCall
    private let queue: MessageQueue<Request>

    /// Begins to take the call's requests; on the loop.
    init(call: ServerCall, window: Int) {
        self.call = call
        queue = MessageQueue(window: window)
        call.receiveRequests(with: QueueSink(queue: queue))
    }

    /// A reader; there should be one only.
    public func makeAsyncIterator() -> Iterator {
        Iterator(call: call, queue: queue)
    }

    /// Reads the stream.
    public struct Iterator: AsyncIteratorProtocol {
        let call: ServerCall
        let queue: MessageQueue<Request>

        /// The next request, or nil after the last.
        ///
        /// - Throws: ``RPCError`` when the call has ended: cancelled, deadline, connection lost.
        public mutating func next() async throws(RPCError) -> Request? {
            try await next(isolation: nil)
        }

        /// The next request, or nil after the last.
        ///
        /// - Throws: ``RPCError`` when the call has ended: cancelled, deadline, connection lost.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(RPCError) -> Request? {
            let call = call
            return try await queue.next(
                grant: { bytes in call.loop.submit { call.grant(bytes) } },
                cancel: { [queue] in queue.finish(RPCError(.cancelled, "the handler was cancelled")) })
        }
    }
}

/// Where a call's further requests go, whatever their type.
protocol RequestSink {
    /// What the client is to be granted at the start.
    var initialGrant: Int { get }

    /// A request, valid only within; returns why the call ends here, if it does.
    func receive(_ payload: UnsafeRawBufferPointer) -> RPCError?

    /// No further requests: the last has come, or (with an error) the call has ended.
    func end(_ error: RPCError?)
}

private struct QueueSink<Request: Message>: RequestSink {
    let queue: MessageQueue<Request>

    var initialGrant: Int { queue.initialGrant }

    func receive(_ payload: UnsafeRawBufferPointer) -> RPCError? {
        do throws(WireError) {
            return queue.push(try Request(serializedBytes: payload), payloadSize: payload.count)
        } catch {
            return RPCError(.internalError, "a request of the stream is no \(Request.messageName): \(error)")
        }
    }

    func end(_ error: RPCError?) {
        queue.finish(error)
    }
}
