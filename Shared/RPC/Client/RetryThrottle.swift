internal import Synchronization

/// The tokens of a channel that retries and hedges are paid with.
final class RetryThrottle: Sendable {
    private let rule: RetryThrottling
    private let tokens: Mutex<Double>

    init(_ rule: RetryThrottling) {
        let most = min(max(rule.maximumTokens, 0.001), 1000)
        self.rule = RetryThrottling(maximumTokens: most, tokenRatio: max(0, rule.tokenRatio))
        tokens = Mutex(most)
    }

    /// A call has succeeded.
    func succeeded() {
        tokens.withLock { $0 = min(rule.maximumTokens, $0 + rule.tokenRatio) }
    }

    /// A call has failed in a way that would be retried, or was told not to be.
    ///
    /// - Returns: Whether anything may be sent again now.
    @discardableResult
    func failed() -> Bool {
        tokens.withLock { tokens in
            tokens = max(0, tokens - 1)
            return tokens > rule.maximumTokens / 2
        }
    }

    /// Whether anything may be sent again now.
    var allows: Bool { tokens.withLock { $0 > rule.maximumTokens / 2 } }
}
