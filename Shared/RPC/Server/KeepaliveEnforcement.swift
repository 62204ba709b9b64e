/// How often clients may ask whether the server is there; who asks more often is disconnected (gRFC A8, A9).
public struct KeepaliveEnforcement: Sendable, Equatable {
    /// Least time between two pings while calls are running.
    public var interval: Duration
    /// Whether pings may come at that pace also while no call is running; else two hours must lie between them.
    public var withoutCalls: Bool
    /// Pings that may come too early before the connection ends; the server's own messages forgive them.
    public var strikes: Int

    /// A rule for clients' pings; gRPC's by default: five minutes, two strikes.
    public init(interval: Duration = .seconds(300), withoutCalls: Bool = false, strikes: Int = 2) {
        self.interval = interval
        self.withoutCalls = withoutCalls
        self.strikes = strikes
    }

    /// What the client is told, gRPC's words.
    static let complaint = "too_many_pings"
}

/// Counts one connection's pings.
struct PingGuard {
    private let rule: KeepaliveEnforcement
    private var last: UInt64?
    private var early = 0

    init(_ rule: KeepaliveEnforcement) {
        self.rule = rule
    }

    /// The server has sent something that the client waited for: it has reason to listen again.
    mutating func served() {
        last = nil
        early = 0
    }

    /// A ping has come; returns false when it was one too many.
    mutating func allows(now: UInt64, hasCalls: Bool) -> Bool {
        let interval = hasCalls || rule.withoutCalls ? rule.interval.nanoseconds : 7_200_000_000_000
        if let last, now &- last < interval {
            early += 1
            return early <= rule.strikes
        }
        last = now
        return true
    }
}
