internal import Contracts
internal import ProtobufWire

/// The server's side of one connection: opens calls, hands them on, sends what they answer.
final class ServerConnection: Connection, @unchecked Sendable {
    private let core: ServerCore
    private var calls = StreamTable<ServerCall>()
    private var lastStream: UInt32 = 0
    private var isDraining = false
    private var keepalive: KeepaliveTimer?
    private var lifetime: LifetimeTimer?
    private var pings: PingGuard
    private lazy var peer = SocketAddress(of: descriptor, peer: true)?.description ?? ""

    /// Longest payload of a ping.
    static let pingSizeLimit = 64

    init(core: ServerCore, loop: EventLoop, descriptor: Int32) {
        self.core = core
        pings = PingGuard(core.configuration.keepaliveEnforcement)
        super.init(loop: loop, descriptor: descriptor, limits: core.configuration.limits)
    }

    /// Begins to serve.
    func start() {
        open()
        guard isOpen else { return }
        if let rule = core.configuration.keepalive {
            keepalive = KeepaliveTimer(rule, connection: self) { [unowned self] in hasCalls }
            keepalive?.start()
        }
        var jitter = JitterGenerator(seed: loop.now ^ UInt64(descriptor))
        lifetime = LifetimeTimer(core.configuration.connectionLifetime, connection: self, jitter: jitter.next())
        lifetime?.start()
    }

    /// Whether calls are running that last beyond their wake-up.
    var hasCalls: Bool { !calls.isEmpty }

    override var callCount: Int { calls.count }

    // MARK: Frames

    override func receive(_ frame: FrameView) {
        keepalive?.heard()
        switch frame.kind {
        case .request: begin(frame)
        case .cancel:
            if isKnown(frame) { calls[frame.stream]?.cancel() }
        case .window:
            if isKnown(frame) { calls[frame.stream]?.addCredit(Int(frame.window)) }
        case .message:
            if isKnown(frame) { calls[frame.stream]?.receive(message: frame.payload, isLast: frame.endOfStream) }
        case .halfClose:
            if isKnown(frame) { calls[frame.stream]?.halfClose() }
        case .ping: answerPing(frame)
        case .pong: break
        case .unspecified, .response, .status, .goAway:
            fail(.internalError, "a frame of kind \(frame.kind) is not for a server")
        default:
            // A newer client may know kinds that came later; they must be harmless to ignore.
            break
        }
    }

    private func answerPing(_ frame: FrameView) {
        guard frame.stream == 0, frame.payload.count <= ServerConnection.pingSizeLimit else {
            fail(.internalError, "a ping is on stream 0 and has at most \(ServerConnection.pingSizeLimit) bytes")
            return
        }
        guard pings.allows(now: loop.now, hasCalls: hasCalls) else {
            fail(.resourceExhausted, KeepaliveEnforcement.complaint)
            return
        }
        send(.pong, stream: 0) { if !frame.payload.isEmpty { $0.bytes(6, raw: frame.payload) } }
    }

    /// Whether a frame is for a stream that has been opened; ends the connection if not.
    private func isKnown(_ frame: FrameView) -> Bool {
        if frame.stream != 0, frame.stream <= lastStream, !frame.stream.isMultiple(of: 2) { return true }
        fail(.internalError, "a frame of kind \(frame.kind) on stream \(frame.stream), which was never opened")
        return false
    }

    private func begin(_ frame: FrameView) {
        let stream = frame.stream
        guard !stream.isMultiple(of: 2), stream > lastStream else {
            fail(.internalError, "a request on stream \(stream) after \(lastStream); streams are odd and rise")
            return
        }
        if isDraining {
            refuse(stream, RPCError(.unavailable, "this connection takes no new calls; connect again"))
            return
        }
        lastStream = stream
        lifetime?.lastUse = loop.now
        callsStarted += 1
        if let token = core.configuration.token, !token.accepts(frame.metadata) {
            refuse(stream, SharedToken.refusal)
            return
        }
        guard let method = core.methods.find(frame.method) else {
            let name = String(decoding: frame.method.prefix(200), as: UTF8.self)
            refuse(stream, RPCError(.unimplemented, "no method '\(name)' here"))
            return
        }
        method.recorder?.callStarted()
        let context: CallContext
        switch checkedContext(frame, method) {
        case .success(let made): context = made
        case .failure(let error):
            refuse(stream, error)
            method.recorder?.callFinished(error.code, nanoseconds: 0)
            return
        }
        if frame.hasPayload, let interceptions = context.interceptions {
            if case .streaming = method.handler {} else { interceptions.received(size: frame.payload.count) }
        }
        switch method.handler {
        case .immediate(let handler):
            let started = MonotonicClock.now()
            let code = handler(self, stream, frame.payload, context)
            method.recorder?.callFinished(code, nanoseconds: MonotonicClock.now() &- started)
        case .deferred(let handler): handler(open(method, stream, context), frame.payload)
        case .streaming(let handler):
            let call = open(method, stream, context)
            handler(call)
            if frame.hasPayload { call.receive(message: frame.payload, isLast: false) }
            if frame.endOfStream { call.halfClose() }
        }
    }

    /// Enters a call that lasts beyond this wake-up.
    private func open(_ method: ServerMethod, _ stream: UInt32, _ context: CallContext) -> ServerCall {
        let call = ServerCall(context: context, stream: stream, method: method, connection: self)
        calls[stream] = call
        core.callBegan()
        if context.deadline != .never { loop.set(call, at: context.deadline.nanoseconds) }
        return call
    }

    private func checkedContext(_ frame: FrameView, _ method: ServerMethod) -> Result<CallContext, RPCError> {
        switch method.handler {
        case .streaming: if let error = overload() { return .failure(error) }
        case .immediate, .deferred:
            guard frame.hasPayload, frame.endOfStream else {
                return .failure(
                    RPCError(
                        .unimplemented,
                        "\(method.name) takes one message: set payload, has_payload and end_of_stream in the request"))
            }
            if case .deferred = method.handler, let error = overload() { return .failure(error) }
        }
        guard !frame.hasTooMuchMetadata else {
            return .failure(
                RPCError(.resourceExhausted, "more than \(CallMetadata.entryLimit) metadata entries were sent"))
        }
        let deadline = Deadline(timeoutMicroseconds: frame.timeoutMicroseconds, now: loop.now)
        let interceptors = core.configuration.interceptors
        return frame.checkedMetadata().flatMap { metadata in
            guard !interceptors.isEmpty else {
                return .success(
                    CallContext(
                        method: method.name, metadata: metadata, deadline: deadline, peer: peer, interceptions: nil))
            }
            return intercepted(
                CallBeginning(
                    side: .server, method: method.name, peer: peer, deadline: deadline, metadata: metadata))
        }
    }

    private func intercepted(_ beginning: CallBeginning) -> Result<CallContext, RPCError> {
        var call = beginning
        do throws(RPCError) {
            let interceptions = try InterceptionChain.begin(core.configuration.interceptors, &call)
            return .success(
                CallContext(
                    method: call.method, metadata: call.metadata, deadline: call.deadline, peer: call.peer,
                    interceptions: interceptions))
        } catch {
            return .failure(error)
        }
    }

    private func overload() -> RPCError? {
        if calls.count >= core.configuration.callsPerConnection {
            return RPCError(.resourceExhausted, "\(calls.count) calls are running on this connection; that is the most")
        }
        if core.runningCalls >= core.configuration.concurrentCalls {
            return RPCError(
                .resourceExhausted, "\(core.runningCalls) calls are running on this server; try again later")
        }
        return nil
    }

    private func refuse(_ stream: UInt32, _ error: RPCError) {
        let metadata = error.metadata.violation() == nil ? error.metadata.entries : []
        send(.status, stream: stream) { writer in
            writer.repeatedMessage(5, metadata)
            writer.message(7, error.status)
        }
    }

    // MARK: Answers

    /// Sends a unary answer; returns what the client gets to see of it.
    func sendResponse(_ response: some Message, stream: UInt32, context: CallContext) -> StatusCode {
        pings.served()
        if context.deadline.hasPassed {
            return sendStatus(
                RPCError(.deadlineExceeded, "the handler finished after the call's time was up"), stream: stream,
                context: context)
        }
        var metadata = context.takeResponseMetadata()
        metadata.merge(context.takeTrailingMetadata())
        if let violation = metadata.violation() { return sendStatus(violation, stream: stream, context: context) }
        if let interceptions = context.interceptions {
            let bytes = response.serializedBytes()
            if let error = intercept(interceptions, responseOf: bytes.count, &metadata) {
                return sendStatus(error, stream: stream, context: context)
            }
            return transmit(EncodedMessage(bytes), metadata, stream: stream, context: context)
        }
        return transmit(response, metadata, stream: stream, context: context)
    }

    /// Tells the interceptors of a call of its answer; returns why there is to be none, if so.
    private func intercept(
        _ interceptions: InterceptionChain, responseOf size: Int, _ metadata: inout CallMetadata
    ) -> RPCError? {
        // What could not be sent is a failure, and its end is told with that.
        guard size <= limits.frameSize - FlowControl.frameOverhead, pendingOutput <= limits.outputSize else {
            return RPCError(
                .resourceExhausted, "a response of \(size) bytes, with \(pendingOutput) waiting, cannot be sent")
        }
        interceptions.sent(size: size)
        var error: RPCError?
        interceptions.end(&error, &metadata)
        if let error { return error }
        return metadata.violation()
    }

    private func transmit(
        _ response: some Message, _ metadata: CallMetadata, stream: UInt32, context: CallContext
    ) -> StatusCode {
        let outcome = send(.response, stream: stream, isBounded: true) { writer in
            writer.repeatedMessage(5, metadata.entries)
            writer.message(6, response)
        }
        switch outcome {
        case .queued, .notOpen: return .ok
        case .tooLong(let size):
            let text = "the response makes a frame of \(size) bytes; at most \(limits.frameSize) are sent"
            return sendStatus(RPCError(.resourceExhausted, text), stream: stream, context: context)
        case .full:
            let text = "\(pendingOutput) bytes wait for this client to read them; the response was dropped"
            return sendStatus(RPCError(.resourceExhausted, text), stream: stream, context: context)
        }
    }

    /// Sends how a call ended; nil is OK.
    func sendStatus(_ error: RPCError?, stream: UInt32, context: CallContext) -> StatusCode {
        pings.served()
        var error = error
        var metadata = context.takeTrailingMetadata()
        if let failure = error { metadata.merge(failure.metadata) }
        context.interceptions?.end(&error, &metadata)
        if let violation = metadata.violation() {
            metadata = CallMetadata()
            error = error ?? violation
        }
        let status = error?.status ?? Status()
        let outcome = send(.status, stream: stream) { writer in
            writer.repeatedMessage(5, metadata.entries)
            writer.message(7, status)
        }
        if case .tooLong = outcome {
            let short = Status(code: status.code, message: "the status was too long to send")
            send(.status, stream: stream) { $0.message(7, short) }
        }
        return StatusCode(rawValue: status.code)
    }

    /// Sends a message of a stream.
    func sendMessage(_ bytes: [UInt8], stream: UInt32, metadata: CallMetadata) -> SendOutcome {
        pings.served()
        return send(.message, stream: stream, isBounded: true) { writer in
            writer.repeatedMessage(5, metadata.entries)
            bytes.withUnsafeBytes { writer.bytes(6, raw: $0) }
        }
    }

    /// A call has ended and its answer, if any, is queued.
    func callEnded(_ stream: UInt32) {
        guard calls.remove(stream) != nil else { return }
        core.callEnded()
        lifetime?.lastUse = loop.now
        if isDraining, calls.isEmpty { closeWhenFlushed() }
    }

    // MARK: Ending

    /// Opens no more calls, finishes those that run, closes.
    func drain(_ reason: String = "the server is shutting down") {
        guard isOpen, !isDraining else { return }
        isDraining = true
        let status = Status(code: StatusCode.unavailable.rawValue, message: reason)
        send(.goAway, stream: 0) { writer in
            writer.message(7, status)
            writer.uint32(11, lastStream)
        }
        if calls.isEmpty { closeWhenFlushed() }
    }

    /// Ends all calls and the connection now.
    func abort(_ reason: String = "the server is shutting down") {
        drain(reason)
        abandonCalls(RPCError(.unavailable, "\(reason): the call had not finished in time"), tellClient: true)
        closeWhenFlushed()
    }

    /// Takes no client at all: there are too many.
    func turnAway(_ error: RPCError) {
        open()
        fail(error.code, error.message)
    }

    override func failed(_ message: String) {
        abandonCalls(RPCError(.cancelled, "the connection ended: \(message)"), tellClient: false)
    }

    override func closed(_ reason: String) {
        keepalive?.stop()
        keepalive = nil
        lifetime?.stop()
        lifetime = nil
        abandonCalls(RPCError(.cancelled, "the caller's connection was lost: \(reason)"), tellClient: false)
        core.connectionClosed(self)
    }

    private func abandonCalls(_ error: RPCError, tellClient: Bool) {
        for call in calls.sorted { call.abandon(error, tellClient: tellClient) }
    }
}
