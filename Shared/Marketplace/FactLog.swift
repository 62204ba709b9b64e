public import Contracts
import Glibc
import Operations

/// The ordered log of all facts, on a database named by URL.
///
/// ```swift
/// let log = try FactLog.open(url: "sqlite:///srv/tandem/market.db", mode: .readWrite)
/// try log.append([Fact(id: "e1", time: 1_470_152_301_100_000, body: .hire(hire))])
/// for fact in try log.facts(after: 0, limit: 4_096) { … }
/// ```
/// Any number of processes may read while one writes; several writers take turns. Safe to use from any thread.
public final class FactLog: Sendable {
    /// What one wants to do with a log.
    public enum Mode: Sendable {
        /// Read it; it must be there.
        case readOnly
        /// Read and append; it is made when it is not there.
        case readWrite
    }

    /// Where the log is.
    public let url: String
    private let store: any FactStore

    /// A log on a store.
    public init(url: String, store: any FactStore) {
        self.url = url
        self.store = store
    }

    /// Opens the log at a URL.
    ///
    /// - Parameter url: `sqlite:///absolute/path`, or `sqlite:relative/path`; `sqlite:///./path` is relative too. The
    ///   path stands as it is, without percent escapes.
    /// - Throws: `FactLogError` with reason `unsupportedURL`, `missing`, `foreign`, `newerVersion`, `corrupted` and
    ///   others, each saying what to do.
    public static func open(url: String, mode: Mode) throws(FactLogError) -> FactLog {
        FactLog(url: url, store: try SQLiteFactStore(path: try path(of: url), mode: mode))
    }

    /// The URL of the log in a file.
    public static func url(path: String) -> String {
        path.hasPrefix("/") ? "sqlite://" + path : "sqlite:" + path
    }

    /// Appends facts in order, in one transaction; those whose id the log has already are left out.
    ///
    /// When it returns, the facts are on disk. Sequences are given by the log; those in the facts are ignored.
    /// - Throws: `invalidFact` for one that breaks a bound, and then nothing is appended; `busy`, `diskFull`, ….
    @discardableResult
    public func append(_ facts: [Fact]) throws(FactLogError) -> AppendResult { try store.append(facts) }

    /// Up to `limit` facts after a sequence, in order.
    public func facts(after sequence: UInt64, limit: Int = 4_096) throws(FactLogError) -> [Fact] {
        var facts: [Fact] = []
        facts.reserveCapacity(min(limit, 4_096))
        _ = try store.read(after: sequence, limit: limit) { fact in
            facts.append(fact)
            return true
        }
        return facts
    }

    /// Passes facts in order to a closure that says whether to go on, without keeping them.
    ///
    /// Reads in batches, so that a long pass holds no lock for long; facts appended meanwhile are passed too.
    /// - Parameters:
    ///   - sequence: the fact before the first one wanted.
    ///   - last: the last one wanted.
    ///   - body: must not call this log.
    /// - Returns: The sequence of the last fact passed; `sequence` when there was none.
    @discardableResult
    public func forEach(
        after sequence: UInt64, through last: UInt64 = .max, _ body: (Fact) -> Bool
    ) throws(FactLogError) -> UInt64 {
        var position = sequence
        var goesOn = true
        while goesOn, position < last {
            let limit = Int(min(last - position, 8_192))
            let count = try store.read(after: position, limit: limit) { fact in
                position = fact.sequence
                goesOn = body(fact)
                return goesOn
            }
            if count < limit { break }
        }
        return position
    }

    /// Last fact of the log; 0 when it is empty.
    public func lastSequence() throws(FactLogError) -> UInt64 { try store.lastSequence() }

    /// Names this very log: another log, or one made anew, has another identity.
    public var identity: String { store.identity }

    /// Whether the URL leads to another log by now, or to none: time to open it again.
    public func hasBeenReplaced() -> Bool { store.hasBeenReplaced() }

    /// How often a follower looks for new facts, in microseconds.
    static let pollMicroseconds: UInt32 = 10_000

    /// Waits, on this thread, until the log has facts after a sequence.
    ///
    /// - Parameter seconds: how long to wait at most.
    /// - Returns: Whether there are some.
    public func waitForFacts(after sequence: UInt64, seconds: Double) throws(FactLogError) -> Bool {
        let start = Stopwatch()
        while true {
            if try lastSequence() > sequence { return true }
            if start.seconds >= seconds { return false }
            usleep(Self.pollMicroseconds)
        }
    }

    /// The facts after a sequence in batches, those to come included: never ends by itself.
    ///
    /// A fact appended by any process comes within about 10 ms. Ends when the task is cancelled.
    public func follow(after sequence: UInt64, batch: Int = 4_096) -> FollowedFacts {
        FollowedFacts(log: self, position: sequence, batch: batch)
    }

    private static func path(of url: String) throws(FactLogError) -> String {
        let path: Substring
        if url.hasPrefix("sqlite:///") {
            path =
                url.hasPrefix("sqlite:///./") || url.hasPrefix("sqlite:///../") ? url.dropFirst(10) : url.dropFirst(9)
        } else if url.hasPrefix("sqlite:"), !url.hasPrefix("sqlite://") {
            path = url.dropFirst(7)
        } else {
            throw FactLogError(
                .unsupportedURL,
                "the log's URL must be like sqlite:///srv/tandem/market.db or sqlite:var/market.db, not \(url)")
        }
        guard !path.isEmpty, path != "/", !path.utf8.contains(0) else {
            throw FactLogError(.unsupportedURL, "the log's URL \(url) names no file")
        }
        return String(path)
    }
}

/// Facts as they come, in batches; see `FactLog.follow`.
public struct FollowedFacts: AsyncSequence, Sendable {
    let log: FactLog
    let position: UInt64
    let batch: Int

    /// Asks the log again and again.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let log: FactLog
        var position: UInt64
        let batch: Int

        /// The next facts, at least one; `nil` once the task is cancelled.
        public mutating func next() async throws -> [Fact]? {
            while !Task.isCancelled {
                let facts = try log.facts(after: position, limit: batch)
                if let last = facts.last {
                    position = last.sequence
                    return facts
                }
                try? await Task.sleep(for: .microseconds(FactLog.pollMicroseconds))
            }
            return nil
        }
    }

    /// Begins after the sequence.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(log: log, position: position, batch: batch) }
}
