import Operations
import RPC
import Synchronization

/// Counts answers that had to do without a service, and says so in the log now and then.
final class DegradationLog: Sendable {
    private let logger: Logger
    private let metrics: MetricsRegistry
    /// Monotonic nanoseconds of the last line, by service.
    private let lastLines = Mutex<[String: UInt64]>([:])

    private static let pause: UInt64 = 10_000_000_000

    init(logger: Logger, metrics: MetricsRegistry) {
        self.logger = logger
        self.metrics = metrics
    }

    /// A service did not do its part of an answer.
    func note(_ service: String, _ error: RPCError) {
        metrics.counter(
            "tandem_gateway_degraded_total", help: "Answers that did without a service.", labels: ["service": service]
        ).increment()
        let now = Clock.monotonicNanoseconds()
        let isDue = lastLines.withLock { lines in
            if let last = lines[service], now - last < Self.pause { return false }
            lines[service] = now
            return true
        }
        if isDue { logger.warning("answering without \(service): \(error)") }
    }
}

/// The services that one answer does without.
struct Degraded: Sendable {
    private var services: Set<String> = []
    private let log: DegradationLog

    init(_ log: DegradationLog) { self.log = log }

    /// Names, sorted.
    var names: [String] { services.sorted() }

    /// The answer of a service, or nil when it has none, which is noted.
    mutating func take<Response>(_ outcome: Result<Response, RPCError>, of peer: Peer) -> Response? {
        switch outcome {
        case .success(let response): return response
        case .failure(let error):
            add(peer, error)
            return nil
        }
    }

    mutating func add(_ peer: Peer, _ error: RPCError) {
        guard services.insert(peer.name).inserted else { return }
        log.note(peer.name, error)
    }
}
