public import Contracts
public import Marketplace
public import Operations
import Synchronization

/// What a service trains from: the log up to a moment, and a seed.
public struct TrainingContext: Sendable {
    /// The log.
    public let log: FactLog
    /// Facts at or after this time are as if they had not happened; `Int64.max` for all there are.
    public let until: Int64
    /// Where all randomness comes from.
    public let seed: UInt64
    /// Names of feature families to leave out, to see what they are worth; empty for models that serve.
    public let ablated: Set<String>
    /// For what a person should know.
    public let logger: Logger
    private let lastSequence: UInt64
    private let replayed = ReplayCount()

    /// Training on the facts that are in the log now.
    public init(log: FactLog, until: Int64, seed: UInt64, ablated: Set<String> = [], logger: Logger) throws {
        self.log = log
        self.until = until
        self.seed = seed
        self.ablated = ablated
        self.logger = logger
        lastSequence = try log.lastSequence()
    }

    /// Passes every fact before `until`, in the order of the log, with progress on a terminal.
    ///
    /// - Parameter title: what the pass is for.
    public func replay(_ title: String, _ body: (Fact) throws -> Void) throws {
        let progress = Progress(title, unit: "facts", total: lastSequence)
        defer { progress.finish() }
        let watch = Stopwatch()
        var count: UInt64 = 0
        // The next facts are read and decoded while these are looked at.
        let reader = FactReadAhead(log, after: 0, portion: 8_192)
        defer { reader.finish() }
        var position: UInt64 = 0
        while position < lastSequence {
            let facts = try reader.facts()
            guard let last = facts.last else { break }
            for fact in facts where fact.sequence <= lastSequence && fact.time < until {
                count += 1
                try body(fact)
            }
            position = last.sequence
            progress.update(min(position, lastSequence))
        }
        replayed.value.withLock { $0.add(count, seconds: watch.seconds) }
    }

    /// What has been replayed so far.
    var throughput: ReplayThroughput { replayed.value.withLock { $0 } }

    /// An artifact that says where it comes from, made after the replay; models and metrics are the caller's to add.
    ///
    /// - Parameters:
    ///   - from: time of the first fact used.
    ///   - to: time of the last fact used.
    public func artifact(service: String, from: Int64, to: Int64) -> Artifact {
        Artifact(
            service: service, trainedFrom: from, trainedUntil: until == .max ? to + 1 : until,
            logSequence: lastSequence, seed: seed, factCount: throughput.lastFacts)
    }
}

/// How much was replayed in training, and in what time.
struct ReplayThroughput: Sendable {
    /// Facts of the last whole replay.
    private(set) var lastFacts: UInt64 = 0
    /// Facts of all replays.
    private(set) var facts: UInt64 = 0
    /// Seconds of all replays, with what was made of the facts.
    private(set) var seconds = 0.0

    mutating func add(_ count: UInt64, seconds: Double) {
        lastFacts = count
        facts += count
        self.seconds += seconds
    }
}

/// What copies of a context share.
private final class ReplayCount: Sendable {
    let value = Mutex(ReplayThroughput())
}
