/// How long a server keeps its connections; nothing is limited by default, as with gRPC (gRFC A9).
///
/// A connection whose time is up gets a GO_AWAY and closes when its calls have ended: clients that look up the name again
/// then find servers that have been added.
public struct ConnectionLifetime: Sendable, Equatable {
    /// Age at which a connection ends, each with ± 10 % so that not all end at one time.
    public var age: Duration?
    /// Time that calls get to finish after that; the rest is ended with UNAVAILABLE.
    public var grace: Duration?
    /// Time without any call after which a connection ends.
    public var idle: Duration?

    /// A rule for connections.
    public init(age: Duration? = nil, grace: Duration? = nil, idle: Duration? = nil) {
        self.age = age
        self.grace = grace
        self.idle = idle
    }
}

/// Ends one connection when its time is up.
final class LifetimeTimer: LoopTimer {
    private let rule: ConnectionLifetime
    private unowned let connection: ServerConnection
    private let end: UInt64
    private var hasEnded = false
    /// When the last call began or ended.
    var lastUse: UInt64

    init?(_ rule: ConnectionLifetime, connection: ServerConnection, jitter: Double) {
        guard rule.age != nil || rule.idle != nil else { return nil }
        self.rule = rule
        self.connection = connection
        lastUse = connection.loop.now
        end = rule.age.map { connection.loop.now &+ UInt64(Double($0.nanoseconds) * (0.9 + 0.2 * jitter)) } ?? .max
    }

    func start() {
        connection.loop.set(self, at: min(end, idleEnd))
    }

    func stop() {
        connection.loop.clear(self)
    }

    private var idleEnd: UInt64 { rule.idle.map { lastUse &+ $0.nanoseconds } ?? .max }

    override func fire() {
        let now = connection.loop.now
        if hasEnded {
            connection.abort("the connection has reached its greatest age")
        } else if now >= end {
            hasEnded = true
            connection.drain("the connection has reached its greatest age; connect again")
            if let grace = rule.grace { connection.loop.set(self, after: grace.nanoseconds) }
        } else if connection.hasCalls {
            // Looked at again when an idle time has passed, for the calls may have ended just after this.
            connection.loop.set(self, at: min(end, now &+ (rule.idle?.nanoseconds ?? UInt64.max / 4)))
        } else if now >= idleEnd {
            connection.drain("the connection has been idle; connect again")
        } else {
            start()
        }
    }
}
