internal import Contracts
internal import ProtobufWire

/// When to ask a silent peer whether it is still there.
public struct Keepalive: Sendable, Equatable {
    /// Silence after which a ping is sent.
    public var interval: Duration
    /// Silence after the ping that means the peer is gone.
    public var timeout: Duration
    /// Whether connections without a running call are asked too.
    public var withoutCalls: Bool

    /// A rule for pings.
    ///
    /// Servers allow clients one in five minutes, and without running calls one in two hours, unless set up otherwise
    /// (``KeepaliveEnforcement``).
    public init(interval: Duration, timeout: Duration = .seconds(20), withoutCalls: Bool = false) {
        self.interval = interval
        self.timeout = timeout
        self.withoutCalls = withoutCalls
    }
}

/// Asks one connection's peer, as a rule says, and closes the connection when it stays silent.
final class KeepaliveTimer: LoopTimer {
    private let rule: Keepalive
    private unowned let connection: Connection
    private let hasCalls: () -> Bool
    private var lastHeard: UInt64
    private var asked = false

    init(_ rule: Keepalive, connection: Connection, hasCalls: @escaping () -> Bool) {
        self.rule = rule
        self.connection = connection
        self.hasCalls = hasCalls
        lastHeard = connection.loop.now
    }

    func start() {
        connection.loop.set(self, after: rule.interval.nanoseconds)
    }

    func stop() {
        connection.loop.clear(self)
    }

    /// Any frame shows that the peer is there.
    func heard() {
        lastHeard = connection.loop.now
        asked = false
    }

    override func fire() {
        let silence = connection.loop.now &- lastHeard
        if asked {
            connection.close("the peer did not answer a ping for \(rule.timeout)")
        } else if silence < rule.interval.nanoseconds {
            connection.loop.set(self, after: rule.interval.nanoseconds - silence)
        } else if !rule.withoutCalls, !hasCalls() {
            start()
        } else {
            asked = true
            connection.send(.ping, stream: 0)
            connection.loop.set(self, after: rule.timeout.nanoseconds)
        }
    }
}
