import Contracts
import Marketplace
import Operations
import RPC
import Synchronization

/// Appends the rankings served to the log, off the path of the calls.
///
/// Rankings wait in a bounded queue for one writer, which appends as many at once as have come meanwhile. When the disk
/// is slower than the calls for long, rankings are dropped, counted and reported: the answers don't wait for them.
final class RankingRecorder: Sendable {
    /// Items of a ranking that are kept.
    static let itemLimit = 200
    /// Bytes of a query that are kept.
    static let queryBytes = 4_096

    private let log: LogAccess
    private let logger: Logger
    private let waitingLimit: Int
    private let state = Mutex(State())
    private let recorded: Counter
    private let dropped: Counter

    private struct State {
        var waiting: [Fact] = []
        var isWriting = false
        /// Monotonic nanoseconds of the last line about trouble; nil when there was none.
        var lastReport: UInt64?
    }

    private static let batchLimit = 512
    private static let reportPause: UInt64 = 10_000_000_000

    /// - Parameter waitingLimit: rankings that may wait for the disk.
    init(log: LogAccess, logger: Logger, metrics: MetricsRegistry, waitingLimit: Int = 4_096) {
        self.log = log
        self.logger = logger
        self.waitingLimit = waitingLimit
        recorded = metrics.counter("tandem_gateway_rankings_recorded_total", help: "Rankings appended to the log.")
        dropped = metrics.counter(
            "tandem_gateway_rankings_dropped_total", help: "Rankings that the log did not take in time.")
    }

    /// Queues a ranking; one without an id gets a new one.
    ///
    /// - Returns: The id it got; also when it was dropped, as an answer must not depend on the disk.
    func record(_ ranking: RankingServed) -> String {
        var ranking = ranking
        if ranking.rankingID.isEmpty { ranking.rankingID = UniqueNames.ranking() }
        let fact = Fact(
            id: "ranking:\(ranking.rankingID)", time: Clock.wallMicroseconds(), body: .rankingServed(ranking))
        let (isTaken, startsWriter) = state.withLock { state in
            guard state.waiting.count < waitingLimit else { return (false, false) }
            state.waiting.append(fact)
            defer { state.isWriting = true }
            return (true, !state.isWriting)
        }
        if startsWriter { Task { await write() } }
        if !isTaken { drop(1, "\(waitingLimit) rankings wait for the disk already") }
        return ranking.rankingID
    }

    /// Returns when nothing waits any more, or after some seconds.
    func finish(within seconds: Double = 5) async {
        let watch = Stopwatch()
        while state.withLock({ $0.isWriting }), watch.seconds < seconds {
            try? await Task.sleep(for: .milliseconds(5))
        }
    }

    private func write() async {
        while let batch = next() {
            do throws(RPCError) {
                recorded.increment(by: UInt64(try await log.append(batch).appended))
            } catch {
                drop(batch.count, error.description)
            }
        }
    }

    private func next() -> [Fact]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isWriting = false
                return nil
            }
            let batch = Array(state.waiting.prefix(Self.batchLimit))
            state.waiting.removeFirst(batch.count)
            return batch
        }
    }

    private func drop(_ count: Int, _ reason: String) {
        dropped.increment(by: UInt64(count))
        let now = Clock.monotonicNanoseconds()
        let isDue = state.withLock { state in
            if let last = state.lastReport, now - last < Self.reportPause { return false }
            state.lastReport = now
            return true
        }
        if isDue { logger.warning("rankings are not recorded: \(reason)", ["dropped": "\(dropped.value)"]) }
    }
}
