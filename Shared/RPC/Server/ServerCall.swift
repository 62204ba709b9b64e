internal import Contracts
internal import ProtobufWire

/// A call that runs on a server beyond the wake-up that brought it.
///
/// It is its own deadline timer. Ends exactly once, on the connection's loop: with the handler's outcome, with the
/// caller's cancellation, at its deadline, or with its connection.
final class ServerCall: LoopTimer, @unchecked Sendable {
    let context: CallContext
    let stream: UInt32
    let method: ServerMethod
    let connection: ServerConnection
    private let started: UInt64
    private let credit = SendCredit()

    // Confined to the loop.
    private var isFinished = false
    private var hasSentMessage = false
    private var requests: (any RequestSink)?

    init(context: CallContext, stream: UInt32, method: ServerMethod, connection: ServerConnection) {
        self.context = context
        self.stream = stream
        self.method = method
        self.connection = connection
        started = connection.loop.now
    }

    var loop: EventLoop { connection.loop }

    // MARK: From any thread

    /// Ends the call with the handler's outcome.
    func finish<Response: Message>(_ outcome: Result<Response, RPCError>) {
        if loop.isCurrent {
            end(outcome)
            return
        }
        switch outcome {
        case .success(let response):
            // Encoded here, so that the loop only copies.
            let bytes = response.serializedBytes()
            loop.submit { self.end(.success(EncodedMessage(bytes))) }
        case .failure(let error):
            loop.submit { self.end(Result<EncodedMessage, RPCError>.failure(error)) }
        }
    }

    /// Ends a stream of responses: with OK, or an error.
    func finishStream(_ error: RPCError?) {
        // Never at once, or the end would overtake messages that were submitted before.
        loop.submit { self.endStream(error) }
    }

    /// Sends one message of a stream, once the client has room for it.
    func write(_ bytes: [UInt8]) async throws(RPCError) {
        guard bytes.count <= connection.limits.frameSize - FlowControl.frameOverhead else {
            throw RPCError(
                .resourceExhausted,
                "a message of \(bytes.count) bytes; frames of at most \(connection.limits.frameSize) bytes are sent")
        }
        try await credit.take(bytes.count)
        loop.submit { self.sendMessage(bytes) }
    }

    // MARK: On the loop

    /// Time is up.
    override func fire() {
        end(RPCError(.deadlineExceeded, "the call's time was up before the handler had finished"))
        context.cancellation.cancel()
    }

    /// The caller has cancelled: no status goes back, for nobody waits for it.
    func cancel() {
        guard !isFinished else { return }
        retire(.cancelled, RPCError(.cancelled, "the caller cancelled"))
        context.cancellation.cancel()
    }

    /// The connection is gone or going.
    func abandon(_ error: RPCError, tellClient: Bool) {
        guard !isFinished else { return }
        if tellClient {
            end(error)
        } else {
            retire(error.code, error)
        }
        context.cancellation.cancel()
    }

    /// The client has room for more bytes.
    func addCredit(_ bytes: Int) {
        credit.add(bytes)
    }

    // MARK: Requests of a stream, on the loop

    /// Hands all further requests to a queue.
    func receiveRequests(with sink: any RequestSink) {
        requests = sink
        if sink.initialGrant > 0 { grant(sink.initialGrant) }
    }

    /// A further request, valid only within.
    func receive(message payload: UnsafeRawBufferPointer, isLast: Bool) {
        guard !isFinished else { return }
        guard let requests else {
            abandon(
                RPCError(.unimplemented, "\(method.name) takes one message, in the frame that opens the call"),
                tellClient: true)
            return
        }
        context.interceptions?.received(size: payload.count)
        if let error = requests.receive(payload) {
            abandon(error, tellClient: true)
        } else if isLast {
            requests.end(nil)
        }
    }

    /// No further requests.
    func halfClose() {
        guard !isFinished else { return }
        guard let requests else {
            abandon(
                RPCError(.unimplemented, "\(method.name) takes one message, in the frame that opens the call"),
                tellClient: true)
            return
        }
        requests.end(nil)
    }

    /// Allows the client to send more.
    func grant(_ bytes: Int) {
        guard !isFinished else { return }
        connection.send(.window, stream: stream) { $0.uint32(8, UInt32(clamping: bytes)) }
    }

    private func end<Response: Message>(_ outcome: Result<Response, RPCError>) {
        guard !isFinished else { return }
        switch outcome {
        case .success(let response):
            let code = connection.sendResponse(response, stream: stream, context: context)
            retire(code, RPCError(.internalError, "the call has ended"))
        case .failure(let error): end(error)
        }
    }

    private func end(_ error: RPCError) {
        guard !isFinished else { return }
        let code = connection.sendStatus(error, stream: stream, context: context)
        retire(code, error)
    }

    private func endStream(_ error: RPCError?) {
        guard !isFinished else { return }
        let code = connection.sendStatus(error, stream: stream, context: context)
        retire(code, error ?? RPCError(.internalError, "the stream has ended"))
    }

    private func sendMessage(_ bytes: [UInt8]) {
        guard !isFinished else { return }
        let leading = hasSentMessage ? CallMetadata() : context.takeResponseMetadata()
        hasSentMessage = true
        context.interceptions?.sent(size: bytes.count)
        let outcome = connection.sendMessage(bytes, stream: stream, metadata: leading)
        switch outcome {
        case .queued, .notOpen: break
        case .tooLong, .full:
            end(RPCError(.resourceExhausted, "the client does not read what it asked for; the stream ends here"))
            context.cancellation.cancel()
        }
    }

    private func retire(_ code: StatusCode, _ reason: RPCError) {
        isFinished = true
        loop.clear(self)
        context.interceptions?.end(reason)
        credit.end(reason)
        requests?.end(reason)
        requests = nil
        method.recorder?.callFinished(code, nanoseconds: MonotonicClock.now() &- started)
        connection.callEnded(stream)
    }
}

/// Bytes that are a message already.
struct EncodedMessage: Message {
    static let messageName = "encoded"
    var unknownFields = UnknownFields()
    private var bytes: [UInt8] = []

    init() {}

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    func encode(to writer: inout WireWriter) {
        bytes.withUnsafeBytes { writer.append(raw: $0) }
    }

    mutating func decode(from reader: inout WireReader) throws(WireError) {
        preconditionFailure("only ever written")
    }
}
