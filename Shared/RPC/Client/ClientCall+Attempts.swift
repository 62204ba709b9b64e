internal import Contracts

extension ClientCall {
    /// Whether the call waits for a connection when none can be had.
    final var waitsForReady: Bool { options.waitForReady }

    /// Metadata key by which a server hears how many attempts came before this one (gRFC A6).
    static let previousAttemptsKey = "grpc-previous-rpc-attempts"
    /// Metadata key by which a server says when to try again, in milliseconds, or by a negative number not to.
    static let pushbackKey = "grpc-retry-pushback-ms"

    /// What tells a server of earlier attempts; nil for the first.
    final var previousAttempts: Metadata? {
        let number = (retry?.attempts ?? attemptNumber) - 1
        return number > 0 ? Metadata(key: ClientCall.previousAttemptsKey, text: String(number)) : nil
    }

    /// The answer has begun to come: there will be no other attempt.
    final func commit() {
        retry?.isCommitted = true
        requests?.keepNothing()
    }

    /// Ends an attempt after what runs now, as ``attemptEnded(_:metadata:)`` does.
    final func attemptFailedSoon(_ error: RPCError) {
        transport.loop.submit { self.attemptEnded(error, metadata: error.metadata) }
    }

    /// An attempt has ended as the server says, or as its connection's end makes it: that ends the call, or brings
    /// another attempt.
    final func attemptEnded(_ error: RPCError?, metadata: CallMetadata) {
        guard !isFinished else { return }
        guard let retry else {
            finish(error, metadata: metadata)
            return
        }
        guard let error else {
            transport.core.throttle?.succeeded()
            finish(nil, metadata: metadata)
            return
        }
        guard
            let pause = retry.pauseBeforeNext(
                error, throttle: transport.core.throttle, random: { self.transport.random() }),
            // An attempt that could only begin when time is up would but hide the reason.
            options.deadline == .never || MonotonicClock.now() &+ pause < options.deadline.nanoseconds,
            requests?.rewind() != false
        else {
            finish(error, metadata: metadata)
            return
        }
        connection = nil
        stream = 0
        wasSentBack = false
        let timer = ActionTimer { [unowned self] in transport.begin(self) }
        retry.timer = timer
        // The queue of timers keeps the timer, and nothing else would keep the call meanwhile.
        retry.call = self
        transport.loop.set(timer, after: pause)
    }
}

/// What has become of a call's attempts under a ``RetryPolicy``; confined to the call's loop.
final class RetryState {
    let policy: RetryPolicy
    /// Attempts made, the current one included.
    private(set) var attempts = 1
    /// The answer has begun, or the requests are too long to be kept: no further attempt.
    var isCommitted = false
    var timer: ActionTimer?
    /// The call, while it waits for its next attempt.
    var call: ClientCall?
    /// Pauses since the first attempt or the server's last word on it.
    private var pauses = 0

    init(_ policy: RetryPolicy, call: ClientCall) {
        self.policy = policy
        let limit = call.transport.configuration.retryBufferLimit
        isCommitted = call.payload.count > limit
        call.requests?.keep(limit: limit)
    }

    /// Nanoseconds to wait before the next attempt; nil if there is to be none.
    func pauseBeforeNext(_ error: RPCError, throttle: RetryThrottle?, random: () -> Double) -> UInt64? {
        let isRetryable = policy.retryableCodes.contains(error.code)
        let pushback = Pushback(error.metadata)
        var isAllowed = true
        if isRetryable || pushback == .never { isAllowed = throttle?.failed() ?? true }
        guard isRetryable, isAllowed, !isCommitted, attempts < policy.attemptLimit else { return nil }
        switch pushback {
        case .never: return nil
        case .after(let nanoseconds):
            attempts += 1
            pauses = 0
            return nanoseconds
        case nil:
            attempts += 1
            pauses += 1
            return policy.pause(beforeRetry: pauses, random: random())
        }
    }

    /// The call has ended.
    func end(on loop: EventLoop) {
        if let timer { loop.clear(timer) }
        timer = nil
        call = nil
    }
}

/// What a server says about trying again.
enum Pushback: Equatable {
    case after(UInt64)
    case never

    /// Reads it from a status's metadata; anything that is no number of milliseconds means never.
    init?(_ metadata: CallMetadata) {
        guard let text = metadata[ClientCall.pushbackKey] else { return nil }
        if let milliseconds = UInt32(text) {
            self = .after(UInt64(milliseconds) * 1_000_000)
        } else {
            self = .never
        }
    }
}
