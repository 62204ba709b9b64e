internal import Contracts

/// A call that a client makes, from its start to its outcome.
///
/// It is its own deadline timer. Subclasses take what the server sends. Ends exactly once, on its loop: with the
/// server's answer, at the deadline, by cancellation, or with its connection. What is made of it when an attempt fails
/// is in `ClientCall+Attempts.swift`.
class ClientCall: LoopTimer, @unchecked Sendable {
    final let method: String
    final let payload: [UInt8]
    private(set) final var options: CallOptions
    final let transport: LoopTransport
    /// What is configured for the method.
    final let settings: MethodSettings?
    /// ``MonotonicClock`` nanoseconds, where somebody wants to know.
    final let startedAt: UInt64

    // Confined to the loop.
    private final var recorder: (any CallRecorder)?
    private final var interceptions: InterceptionChain?
    private final var registration: CancellationToken.Registration?
    /// Has the call among its own, for as long as it is set.
    final var connection: ClientConnection?
    final var stream: UInt32 = 0
    private(set) final var isFinished = false
    private final var isStarted = false
    private final var isCancelled = false
    /// The requests that follow the first frame; nil for methods that take one.
    final let requests: RequestQueue?
    /// Sent on a connection that then said it would not serve it; happens once.
    final var wasSentBack = false
    /// What has become of earlier attempts; nil when there is to be but one.
    final var retry: RetryState?
    /// Attempts side by side; nil when there is to be but one.
    private final var hedge: Hedge?

    init(
        method: String, payload: [UInt8], options: CallOptions, transport: LoopTransport, streamsRequests: Bool = false,
        isConfigurable: Bool = true
    ) {
        requests = streamsRequests ? RequestQueue() : nil
        self.method = method
        self.payload = payload
        self.transport = transport
        settings = isConfigurable ? transport.core.settings(for: method) : nil
        self.options = settings?.adjust(options) ?? options
        startedAt = options.timings != nil || transport.isObserved ? MonotonicClock.now() : 0
    }

    // MARK: For subclasses

    /// The unary answer, valid only within; returns nil, or why it is none.
    func receive(response: UnsafeRawBufferPointer, metadata: CallMetadata) -> RPCError? {
        RPCError(.unimplemented, "the server answered a stream with a unary response")
    }

    /// A message of a stream, valid only within; returns nil, or why the call ends here.
    func receive(message: UnsafeRawBufferPointer, metadata: CallMetadata) -> RPCError? {
        RPCError(.unimplemented, "the server answered a unary call with a stream")
    }

    /// The call has ended: with an error, or (nil) with status OK.
    ///
    /// Called once, last.
    func ended(_ error: RPCError?, metadata: CallMetadata) {}

    /// Bytes of messages that the receiver has room for, beyond the protocol's initial window.
    var extraWindow: Int { 0 }

    /// Whether several attempts may run side by side.
    var canHedge: Bool { false }

    /// Whether the call is the channel's own, which counts nowhere.
    var isInternal: Bool { false }

    /// Whether the call is one of several attempts of another, which is recorded in its place.
    var isPartOfCall: Bool { false }

    /// 1 for a first attempt.
    var attemptNumber: Int { 1 }

    // MARK: From any thread

    /// Begins; to be called once.
    final func start() {
        transport.loop.runOrSubmit { self.startOnLoop() }
    }

    /// Gives up; nothing happens if the call has ended.
    ///
    /// A call given up before its start ends when it starts: its caller may not yet wait for the outcome.
    final func cancel() {
        transport.loop.submit {
            self.isCancelled = true
            if self.isStarted { self.end(ClientCall.cancelledError) }
        }
    }

    /// Sends one message of a stream of requests, once the server has room for it.
    ///
    /// Cancelling the task cancels the call.
    final func write(_ bytes: [UInt8]) async throws(RPCError) {
        guard let requests else { return }
        if let tooLong = violation(ofRequest: bytes.count) { throw tooLong }
        let outcome = await withTaskCancellationHandler { () -> Result<Void, RPCError> in
            do throws(RPCError) {
                return .success(try await requests.credit.take(bytes.count))
            } catch {
                return .failure(error)
            }
        } onCancel: {
            cancel()
        }
        try outcome.get()
        transport.loop.submit { self.sendRequest(.message(bytes)) }
    }

    private final func violation(ofRequest size: Int) -> RPCError? {
        let frame = transport.frameSizeLimit
        let limit = settings?.configuration.maximumRequestBytes ?? .max
        guard size > min(frame - FlowControl.frameOverhead, limit) else { return nil }
        let reason = size > limit ? "at most \(limit) are configured" : "frames of at most \(frame) are sent"
        return RPCError(.resourceExhausted, "a request of \(size) bytes; \(reason)")
    }

    /// Sends no further requests.
    final func halfClose() {
        transport.loop.submit { self.sendRequest(.halfClose) }
    }

    private final func sendRequest(_ item: RequestQueue.Item) {
        guard !isFinished, let requests, !requests.isClosed else { return }
        if case .halfClose = item { requests.isClosed = true }
        if case .message(let bytes) = item { interceptions?.sent(size: bytes.count) }
        requests.add(item)
        connection?.sendWaiting(of: self)
    }

    // MARK: On the loop

    private static let cancelledError = RPCError(.cancelled, "the caller cancelled")

    private final func startOnLoop() {
        isStarted = true
        if !isInternal, !isPartOfCall { recorder = transport.recorder(method) }
        recorder?.callStarted()
        guard !isCancelled else {
            endSoon(ClientCall.cancelledError)
            return
        }
        if let refusal = intercept() {
            endSoon(refusal)
            return
        }
        if let violation = options.metadata.violation() {
            endSoon(violation)
            return
        }
        if let tooLong = violation(ofRequest: payload.count) {
            endSoon(tooLong)
            return
        }
        if options.deadline != .never {
            guard options.deadline.nanoseconds > MonotonicClock.now() else {
                endSoon(RPCError(.deadlineExceeded, "the call's time was up before it began"))
                return
            }
            transport.loop.set(self, at: options.deadline.nanoseconds)
        }
        if let token = options.cancellation {
            guard !token.isCancelled else {
                endSoon(RPCError(.cancelled, "the call that this one belongs to was cancelled"))
                return
            }
            registration = token.onCancel { [weak self] in self?.cancel() }
        }
        switch isPartOfCall ? nil : settings?.configuration.policy {
        case nil: break
        case .retry(let policy): retry = RetryState(policy, call: self)
        case .hedge(let policy) where canHedge:
            let hedge = Hedge(policy, of: self)
            self.hedge = hedge
            hedge.start()
            return
        case .hedge: break
        }
        transport.begin(self)
    }

    /// Asks the channel's interceptors; returns their refusal, if any.
    private final func intercept() -> RPCError? {
        let interceptors = transport.interceptors
        guard !interceptors.isEmpty, !isInternal, !isPartOfCall else { return nil }
        var beginning = CallBeginning(
            side: .client, method: method, peer: transport.target, deadline: options.deadline,
            metadata: options.metadata)
        do throws(RPCError) {
            interceptions = try InterceptionChain.begin(interceptors, &beginning)
        } catch {
            return error
        }
        options.metadata = beginning.metadata
        if requests == nil { interceptions?.sent(size: payload.count) }
        return nil
    }

    /// Tells the interceptors of a message that has come.
    final func noteReceived(_ size: Int) {
        interceptions?.received(size: size)
    }

    override final func fire() {
        end(RPCError(.deadlineExceeded, "no answer from \(transport.target) within the call's time"))
    }

    /// Ends the call after what runs now.
    ///
    /// A caller that answers a failure with the next call would otherwise recurse until the stack ends.
    final func endSoon(_ error: RPCError) {
        transport.loop.submit { self.end(error) }
    }

    /// Ends the call for a reason of this side, and tells the server if it has the call.
    final func end(_ error: RPCError) {
        guard !isFinished else { return }
        if let connection { connection.cancel(self, because: error.code) }
        finish(error, metadata: error.metadata)
    }

    /// Ends the call for good.
    final func finish(_ error: RPCError?, metadata: CallMetadata) {
        guard !isFinished else { return }
        isFinished = true
        if let timings = options.timings, !isPartOfCall {
            timings.note(
                method: method, address: connection?.record.address ?? "", startedAt: startedAt,
                code: error?.code ?? .ok, metadata: metadata)
        }
        connection = nil
        transport.loop.clear(self)
        retry?.end(on: transport.loop)
        hedge?.end()
        hedge = nil
        if let registration { options.cancellation?.remove(registration) }
        registration = nil
        recorder?.callFinished(error?.code ?? .ok, nanoseconds: MonotonicClock.now() &- startedAt)
        guard let interceptions else {
            tellEnd(error, metadata)
            return
        }
        var error = error
        var metadata = metadata
        interceptions.end(&error, &metadata)
        error?.metadata = metadata
        tellEnd(error, metadata)
    }

    private final func tellEnd(_ error: RPCError?, _ metadata: CallMetadata) {
        ended(error, metadata: metadata)
        // Last: a writer who hears that nothing more is taken finds the outcome there.
        requests?.end(error)
    }
}
