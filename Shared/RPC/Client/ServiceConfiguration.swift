/// How a client treats a service: which of its addresses get calls, and what each method's calls do when they fail.
///
/// gRPC's service config as a value, with its names, rules, and limits.
///
///     var service = ServiceConfiguration()
///     service.balancing = .leastOfTwoRandom
///     service.methods = [
///         MethodConfiguration(names: ["tandem.v1.ClientModel"], policy: .retry(RetryPolicy(maximumAttempts: 3)))
///     ]
public struct ServiceConfiguration: Sendable, Equatable {
    /// How calls are spread over the addresses of the target.
    public var balancing = Balancing.pickFirst
    /// What holds for some methods; the most exact name wins.
    public var methods: [MethodConfiguration] = []
    /// Stops retries and hedging while too many calls fail; nil for never.
    public var retryThrottling: RetryThrottling?
    /// Service whose health decides whether an address gets calls: its `Watch` runs on each first connection.
    ///
    /// "" asks for the server as a whole, nil for nothing. An address without the health service counts as healthy.
    /// ``Balancing/pickFirst`` ignores it, as in gRPC.
    public var healthCheckService: String?
    /// Takes addresses out for a time whose calls fail more than those of others; nil for never.
    ///
    /// ``Balancing/pickFirst`` ignores it.
    public var outlierDetection: OutlierDetection?

    /// Pick-first, no retries, no checks.
    public init() {}
}

/// How a channel chooses among the addresses of its target.
public enum Balancing: Sendable, Equatable {
    /// The first address that answers gets all calls; the others are for when it is lost.
    case pickFirst
    /// All addresses in turn.
    case roundRobin
    /// Of two addresses chosen at random the one with fewer calls outstanding.
    ///
    /// Mitzenmacher, "The Power of Two Choices in Randomized Load Balancing" (2001): nearly as even as asking all.
    case leastOfTwoRandom
}

/// What holds for the calls of some methods.
public struct MethodConfiguration: Sendable, Equatable {
    /// Methods ("tandem.v1.Gateway/MatchJobs"), services ("tandem.v1.Gateway"), or "" for all.
    public var names: [String]
    /// Longest time for a call; a call's own deadline holds too if it is sooner.
    public var timeout: Duration?
    /// Whether calls wait for a connection; a call that asks to wait does so anyway.
    public var waitsForReady: Bool
    /// Longest request message in bytes.
    public var maximumRequestBytes: Int?
    /// Longest response message in bytes.
    public var maximumResponseBytes: Int?
    /// What to do when a call fails.
    public var policy: FailurePolicy?

    /// Nothing but what is said.
    public init(
        names: [String], timeout: Duration? = nil, waitsForReady: Bool = false, maximumRequestBytes: Int? = nil,
        maximumResponseBytes: Int? = nil, policy: FailurePolicy? = nil
    ) {
        self.names = names
        self.timeout = timeout
        self.waitsForReady = waitsForReady
        self.maximumRequestBytes = maximumRequestBytes
        self.maximumResponseBytes = maximumResponseBytes
        self.policy = policy
    }
}

/// What to do when a call fails, or may.
public enum FailurePolicy: Sendable, Equatable {
    /// Try again after a pause.
    case retry(RetryPolicy)
    /// Send the same call several times without waiting for failure; unary methods only.
    case hedge(HedgingPolicy)
}

/// When to try a failed call again (gRFC A6, `retryPolicy`).
///
/// Only for methods that may run twice. An attempt is final once its first message has come, or once more than
/// ``ChannelConfiguration/retryBufferLimit`` bytes of requests would have to be kept.
public struct RetryPolicy: Sendable, Equatable {
    /// Attempts in all, the first included: 2 to 5; more count as 5.
    public var maximumAttempts: Int
    /// Pause before the second attempt, times a random 0.8 to 1.2.
    public var initialBackoff: Duration
    /// Longest pause.
    public var maximumBackoff: Duration
    /// Each pause is so many times the one before.
    public var backoffMultiplier: Double
    /// Outcomes after which to try again.
    public var retryableCodes: Set<StatusCode>

    /// UNAVAILABLE is tried again, 100 ms × 2 apart, at most 1 s.
    public init(
        maximumAttempts: Int = 3, initialBackoff: Duration = .milliseconds(100), maximumBackoff: Duration = .seconds(1),
        backoffMultiplier: Double = 2, retryableCodes: Set<StatusCode> = [.unavailable]
    ) {
        self.maximumAttempts = maximumAttempts
        self.initialBackoff = initialBackoff
        self.maximumBackoff = maximumBackoff
        self.backoffMultiplier = backoffMultiplier
        self.retryableCodes = retryableCodes
    }

    /// Attempts that are really made at most.
    var attemptLimit: Int { min(max(maximumAttempts, 1), 5) }

    /// The pause before an attempt, in nanoseconds.
    ///
    /// - Parameters:
    ///   - retry: 1 for the second attempt.
    ///   - random: Uniform in 0 to 1.
    func pause(beforeRetry retry: Int, random: Double) -> UInt64 {
        let backoff = Backoff(
            initial: initialBackoff, multiplier: backoffMultiplier, jitter: 0.2, maximum: maximumBackoff)
        return backoff.pause(afterFailures: retry, random: random)
    }
}

/// When to send a call again that has not failed yet (gRFC A6, `hedgingPolicy`).
public struct HedgingPolicy: Sendable, Equatable {
    /// Attempts in all, the first included: 2 to 5; more count as 5.
    public var maximumAttempts: Int
    /// Time from one attempt to the next; zero sends all at once.
    public var delay: Duration
    /// Outcomes after which the next attempt is sent at once; any other failure ends the call.
    public var nonFatalCodes: Set<StatusCode>

    /// A policy; UNAVAILABLE is not fatal.
    public init(maximumAttempts: Int = 2, delay: Duration, nonFatalCodes: Set<StatusCode> = [.unavailable]) {
        self.maximumAttempts = maximumAttempts
        self.delay = delay
        self.nonFatalCodes = nonFatalCodes
    }

    /// Attempts that are really made at most.
    var attemptLimit: Int { min(max(maximumAttempts, 1), 5) }
}

/// Stops retries while too many calls fail (gRFC A6, `retryThrottling`).
///
/// A channel has tokens: a failure takes one, a success gives ``tokenRatio``. At half the tokens or fewer nothing is
/// sent again.
public struct RetryThrottling: Sendable, Equatable {
    /// Tokens at the start and at most, over 0 to 1,000.
    public var maximumTokens: Double
    /// What a success gives back, over 0.
    public var tokenRatio: Double

    /// A budget of so many tokens.
    public init(maximumTokens: Double = 10, tokenRatio: Double = 0.1) {
        self.maximumTokens = maximumTokens
        self.tokenRatio = tokenRatio
    }
}
