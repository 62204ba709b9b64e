internal import Contracts
internal import ProtobufWire

/// The client's side of one connection: opens streams, hands what comes back to their calls.
final class ClientConnection: Connection, @unchecked Sendable {
    private unowned let transport: LoopTransport
    private unowned let subchannel: Subchannel
    /// Counts the calls of the address that the connection leads to.
    let record: AddressRecord
    private let token: SharedToken?
    private var calls = StreamTable<ClientCall>()
    private var nextStream: UInt32 = 1
    private var keepalive: KeepaliveTimer?
    private var farewell: Status?
    private(set) var hasHeard = false
    /// Whether new calls may be made here.
    private(set) var takesCalls = true

    init(transport: LoopTransport, subchannel: Subchannel, record: AddressRecord, descriptor: Int32) {
        self.transport = transport
        self.subchannel = subchannel
        self.record = record
        token = transport.configuration.token
        super.init(loop: transport.loop, descriptor: descriptor, limits: transport.configuration.limits)
    }

    /// Begins to listen to the server.
    func start() {
        open()
        guard isOpen, var rule = transport.configuration.keepalive else { return }
        rule.interval *= transport.keepaliveFactor
        let timer = KeepaliveTimer(rule, connection: self) { [unowned self] in !calls.isEmpty }
        keepalive = timer
        timer.start()
    }

    // MARK: Calls

    override var callCount: Int { calls.count }

    /// Sends a call's request.
    func begin(_ call: ClientCall) {
        let stream = nextStream
        var metadata = call.options.metadata.entries
        if let token, !metadata.contains(where: { $0.key == SharedToken.metadataKey }) {
            metadata.append(token.metadata)
        }
        if let number = call.previousAttempts { metadata.append(number) }
        let outcome = send(.request, stream: stream, isBounded: true) { writer in
            writer.string(3, call.method)
            writer.uint64(4, call.options.deadline.timeoutMicroseconds())
            writer.repeatedMessage(5, metadata)
            call.payload.withUnsafeBytes { bytes in
                if !bytes.isEmpty { writer.bytes(6, raw: bytes) }
            }
            writer.bool(9, call.requests == nil)
            writer.bool(10, call.requests == nil)
        }
        switch outcome {
        case .queued:
            nextStream += 2
            callsStarted += 1
            calls[stream] = call
            call.connection = self
            call.stream = stream
            if call.extraWindow > 0 { grant(call.extraWindow, to: call) }
            if !call.isInternal { record.callStarted() }
            if call.requests != nil { sendWaiting(of: call) }
            // Numbers are used once; a connection that runs out of them makes way for a new one.
            if nextStream > UInt32.max - 4 { retire() }
        // It has not left: that costs no attempt.
        case .notOpen: loop.submit { [transport] in if !call.isFinished { transport.begin(call) } }
        case .tooLong(let size):
            call.endSoon(
                RPCError(
                    .resourceExhausted,
                    "the request makes a frame of \(size) bytes; at most \(limits.frameSize) are sent"))
        case .full:
            call.endSoon(RPCError(.resourceExhausted, "\(pendingOutput) bytes wait to be sent to \(transport.target)"))
        }
    }

    /// Sends what waits of a call's stream of requests, as far as the server has room for it.
    func sendWaiting(of call: ClientCall) {
        guard calls[call.stream] === call else { return }
        while !call.isFinished, let item = call.requests?.next() { send(item, of: call) }
    }

    private func send(_ item: RequestQueue.Item, of call: ClientCall) {
        switch item {
        case .halfClose: send(.halfClose, stream: call.stream)
        case .message(let bytes):
            let outcome = send(.message, stream: call.stream, isBounded: true) { writer in
                bytes.withUnsafeBytes { writer.bytes(6, raw: $0) }
            }
            switch outcome {
            case .queued, .notOpen: break
            case .tooLong, .full:
                call.endSoon(
                    RPCError(.resourceExhausted, "\(pendingOutput) bytes wait to be sent to \(transport.target)"))
            }
        }
    }

    /// Tells the server that nobody waits for the answer.
    func cancel(_ call: ClientCall, because code: StatusCode) {
        guard calls.remove(call.stream) != nil else { return }
        // A caller who changes their mind says nothing about the server; one who has waited too long does.
        if !call.isInternal, code != .cancelled { record.callEnded(succeeded: false) }
        send(.cancel, stream: call.stream)
        closeIfDone()
        subchannel.callEnded()
    }

    /// Allows the server to send more of a stream.
    func grant(_ bytes: Int, to call: ClientCall) {
        guard calls[call.stream] === call else { return }
        send(.window, stream: call.stream) { $0.uint32(8, UInt32(clamping: bytes)) }
    }

    // MARK: Frames

    override func receive(_ frame: FrameView) {
        hasHeard = true
        keepalive?.heard()
        switch frame.kind {
        case .response, .message, .status: receiveForCall(frame)
        case .ping:
            guard frame.stream == 0, frame.payload.count <= ServerConnection.pingSizeLimit else {
                fail(.internalError, "the server sent a ping that is none")
                return
            }
            send(.pong, stream: 0) { if !frame.payload.isEmpty { $0.bytes(6, raw: frame.payload) } }
        case .goAway: receiveGoAway(frame)
        case .window: receiveWindow(frame)
        case .pong: break
        case .unspecified, .request, .halfClose, .cancel:
            fail(.internalError, "the server sent a frame of kind \(frame.kind), which is not for a client")
        default: break
        }
    }

    private func isKnown(_ frame: FrameView) -> Bool {
        if !frame.stream.isMultiple(of: 2), frame.stream < nextStream { return true }
        fail(.internalError, "the server answered on stream \(frame.stream), which was never opened")
        return false
    }

    private func receiveWindow(_ frame: FrameView) {
        guard isKnown(frame), let call = calls[frame.stream], let requests = call.requests else { return }
        requests.grant(Int(frame.window))
        sendWaiting(of: call)
    }

    private func receiveForCall(_ frame: FrameView) {
        guard isKnown(frame) else { return }
        // An answer may cross a cancellation: then nobody waits for it.
        guard let call = calls[frame.stream] else { return }
        let metadata: CallMetadata
        switch frame.hasTooMuchMetadata
            ? .failure(RPCError(.resourceExhausted, "the server sent too much metadata")) : frame.checkedMetadata()
        {
        case .success(let checked): metadata = checked
        case .failure(let error):
            call.end(error)
            return
        }
        if let tooLong = call.settings?.violation(ofResponse: frame.payload.count) {
            call.end(tooLong)
            return
        }
        if frame.kind == .message {
            call.commit()
            if let error = call.receive(message: frame.payload, metadata: metadata) { call.end(error) }
            return
        }
        calls[frame.stream] = nil
        if frame.kind == .response {
            call.commit()
            if !call.isInternal { record.callEnded(succeeded: true) }
            call.attemptEnded(call.receive(response: frame.payload, metadata: metadata), metadata: metadata)
        } else {
            let error = RPCError(frame.status ?? Status(), metadata: metadata)
            if !call.isInternal { record.callEnded(succeeded: error == nil) }
            call.attemptEnded(error, metadata: metadata)
        }
        closeIfDone()
        subchannel.callEnded()
    }

    private func receiveGoAway(_ frame: FrameView) {
        farewell = frame.status
        if frame.status?.message == KeepaliveEnforcement.complaint { transport.askLessOften() }
        retire()
        // The server promises never to have looked at those: they are safe to send elsewhere.
        let isRuleBreak = frame.status.map { $0.code != StatusCode.unavailable.rawValue && $0.code != 0 } ?? false
        if !isRuleBreak {
            for call in calls.entered(after: frame.lastStream) {
                guard calls.remove(call.stream) != nil else { continue }
                call.connection = nil
                if call.requests?.rewind() == false {
                    call.attemptFailedSoon(RPCError(.unavailable, "\(transport.target) is shutting down"))
                } else {
                    transport.sendAgain(call)
                }
            }
        }
        closeIfDone()
    }

    // MARK: Ending

    /// Takes no new calls, finishes those that run.
    func retire() {
        takesCalls = false
        subchannel.connectionRetired(self)
    }

    /// Takes no new calls; closes as soon as none runs.
    func retireAndClose() {
        retire()
        closeIfDone()
    }

    private func closeIfDone() {
        if !takesCalls, calls.isEmpty { closeWhenFlushed() }
    }

    override func fail(_ code: StatusCode, _ message: String) {
        close("\(message); is that a Tandem service?")
    }

    override func closed(_ reason: String) {
        keepalive?.stop()
        keepalive = nil
        takesCalls = false
        subchannel.connectionClosed(self, reason)
        let said = farewell.map { ": \(StatusCode(rawValue: $0.code)): \($0.message)" } ?? ""
        let error = RPCError(.unavailable, "connection to \(transport.target) lost (\(reason)\(said))")
        for call in calls.removeAll() {
            if !call.isInternal { record.callEnded(succeeded: false) }
            call.attemptEnded(error, metadata: CallMetadata())
        }
    }
}
