internal import Contracts

/// Several attempts of one call, sent without waiting for the earlier ones to fail (gRFC A6); the first answer counts.
///
/// Confined to the call's loop.
final class Hedge {
    private let policy: HedgingPolicy
    private unowned let call: ClientCall
    private var running: [HedgedAttempt] = []
    private var sent = 0
    private var isStopped = false
    private var timer: ActionTimer?
    private var lastFailure: RPCError?
    /// The call and this keep each other until the end.
    private var keptCall: ClientCall?

    init(_ policy: HedgingPolicy, of call: ClientCall) {
        self.policy = policy
        self.call = call
    }

    /// Sends the first attempt, and the others as the policy says.
    func start() {
        keptCall = call
        sendNext()
    }

    /// Ends what still runs: the call has ended.
    func end() {
        isStopped = true
        if let timer { call.transport.loop.clear(timer) }
        timer = nil
        let attempts = running
        running = []
        for attempt in attempts {
            attempt.hedge = nil
            attempt.end(RPCError(.cancelled, "another attempt has answered, or the call has ended"))
        }
        keptCall = nil
    }

    private var mayNotSend: Bool {
        isStopped || sent >= policy.attemptLimit || sent > 0 && call.transport.core.throttle?.allows == false
    }

    private func sendNext() {
        guard !mayNotSend else {
            endIfDone()
            return
        }
        sent += 1
        let attempt = HedgedAttempt(of: call, number: sent, hedge: self)
        running.append(attempt)
        attempt.start()
        if !isStopped, sent < policy.attemptLimit { wait(policy.delay.nanoseconds) }
    }

    private func wait(_ nanoseconds: UInt64) {
        let timer = self.timer ?? ActionTimer { [unowned self] in sendNext() }
        self.timer = timer
        call.transport.loop.set(timer, after: nanoseconds)
    }

    fileprivate func ended(_ attempt: HedgedAttempt, _ error: RPCError?, metadata: CallMetadata) {
        running.removeAll { $0 === attempt }
        guard !isStopped else { return }
        guard let error else {
            call.transport.core.throttle?.succeeded()
            call.finish(nil, metadata: metadata)
            return
        }
        lastFailure = error
        let pushback = Pushback(error.metadata)
        let isFatal = !policy.nonFatalCodes.contains(error.code)
        if !isFatal || pushback == .never { call.transport.core.throttle?.failed() }
        guard !isFatal else {
            call.finish(error, metadata: metadata)
            return
        }
        switch pushback {
        case .never: sent = policy.attemptLimit
        case .after(let nanoseconds) where !mayNotSend: wait(nanoseconds)
        case .after: break
        case nil: sendNext()
        }
        endIfDone()
    }

    /// With nothing under way and nothing to be sent, the last failure is the call's.
    private func endIfDone() {
        guard running.isEmpty, mayNotSend, !isStopped, let lastFailure else { return }
        call.finish(lastFailure, metadata: lastFailure.metadata)
    }

    fileprivate func receive(response: UnsafeRawBufferPointer, metadata: CallMetadata) -> RPCError? {
        call.receive(response: response, metadata: metadata)
    }
}

/// One attempt of a hedged call.
private final class HedgedAttempt: ClientCall, @unchecked Sendable {
    weak var hedge: Hedge?
    private let number: Int

    init(of call: ClientCall, number: Int, hedge: Hedge) {
        self.hedge = hedge
        self.number = number
        var options = call.options
        // The call itself hears of that, and ends its attempts.
        options.cancellation = nil
        super.init(method: call.method, payload: call.payload, options: options, transport: call.transport)
    }

    override var attemptNumber: Int { number }

    override var isPartOfCall: Bool { true }

    override func receive(response: UnsafeRawBufferPointer, metadata: CallMetadata) -> RPCError? {
        hedge?.receive(response: response, metadata: metadata)
    }

    override func ended(_ error: RPCError?, metadata: CallMetadata) {
        hedge?.ended(self, error, metadata: metadata)
    }
}
