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
    private struct Buffer {
        var messages: [(message: Response, cost: Int)] = []
        var head = 0
        var waitingCost = 0
        var consumed = 0
        var reader: CheckedContinuation<Void, Never>?
        var end: Result<Void, RPCError>?
        var initialMetadata = CallMetadata()
        var trailingMetadata = CallMetadata()

        mutating func pop() -> (message: Response, cost: Int)? {
            guard head < messages.count else { return nil }
            let first = messages[head]
            head += 1
            if head == messages.count {
                messages.removeAll(keepingCapacity: true)
                head = 0
            } else if head > 256, head > messages.count / 2 {
                messages.removeSubrange(..<head)
                head = 0
            }
            return first
        }
    }

    private let buffer = Mutex(Buffer())

    var initialMetadata: CallMetadata { buffer.withLock { $0.initialMetadata } }
    var trailingMetadata: CallMetadata { buffer.withLock { $0.trailingMetadata } }

    private var window: Int { max(transport.configuration.streamWindow, FlowControl.initialWindow) }

    override var extraWindow: Int { window - FlowControl.initialWindow }

    // MARK: On the loop

    override func receive(message payload: UnsafeRawBufferPointer, metadata: CallMetadata) -> RPCError? {
        let message: Response
        do throws(WireError) {
            message = try Response(serializedBytes: payload)
        } catch {
            return RPCError(.internalError, "a message of the stream is no \(Response.messageName): \(error)")
        }
        let cost = FlowControl.cost(payload.count)
        let (reader, isOverrun) = buffer.withLock { buffer -> (CheckedContinuation<Void, Never>?, Bool) in
            if buffer.waitingCost > window { return (nil, true) }
            if !metadata.isEmpty { buffer.initialMetadata.merge(metadata) }
            buffer.messages.append((message, cost))
            buffer.waitingCost += cost
            defer { buffer.reader = nil }
            return (buffer.reader, false)
        }
        reader?.resume()
        return isOverrun ? RPCError(.resourceExhausted, "the server sent more than it was granted") : nil
    }

    override func ended(_ error: RPCError?, metadata: CallMetadata) {
        let reader = buffer.withLock { buffer in
            buffer.end = error.map { .failure($0) } ?? .success(())
            buffer.trailingMetadata = metadata
            defer { buffer.reader = nil }
            return buffer.reader
        }
        reader?.resume()
    }

    // MARK: From the reader

    private enum Step {
        case message(Response, grant: Int)
        case end
        case wait
    }

    /// The next message, or nil after the last.
    func next() async throws(RPCError) -> Response? {
        while true {
            let step = try buffer.withLock { buffer throws(RPCError) -> Step in
                if let (message, cost) = buffer.pop() {
                    buffer.waitingCost -= cost
                    buffer.consumed += cost
                    // Granting in halves keeps the server busy without a frame for every message.
                    guard buffer.consumed >= window / 2 else { return .message(message, grant: 0) }
                    defer { buffer.consumed = 0 }
                    return .message(message, grant: buffer.consumed)
                }
                switch buffer.end {
                case .success: return .end
                case .failure(let error): throw error
                case nil: return .wait
                }
            }
            switch step {
            case .message(let message, let grant):
                if grant > 0 { transport.loop.submit { self.connection?.grant(grant, to: self) } }
                return message
            case .end: return nil
            case .wait: await waitForMore()
            }
        }
    }

    private func waitForMore() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isThere = buffer.withLock { buffer in
                    if buffer.head < buffer.messages.count || buffer.end != nil { return true }
                    precondition(buffer.reader == nil, "a stream has one reader")
                    buffer.reader = continuation
                    return false
                }
                if isThere { continuation.resume() }
            }
        } onCancel: {
            cancel()
        }
    }
}
