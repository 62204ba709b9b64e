public import Contracts
public import Marketplace
public import Operations

/// What a service trains from: the log up to a moment, and a seed.
public struct TrainingContext: Sendable {
    /// The log.
    public let log: FactLog
    /// Facts at or after this time are as if they had not happened; `Int64.max` for all there are.
    public let until: Int64
    /// Where all randomness comes from.
    public let seed: UInt64
    /// For what a person should know.
    public let logger: Logger
    private let lastSequence: UInt64

    /// Training on the facts that are in the log now.
    public init(log: FactLog, until: Int64, seed: UInt64, logger: Logger) throws {
        self.log = log
        self.until = until
        self.seed = seed
        self.logger = logger
        lastSequence = try log.lastSequence()
    }

    /// Passes every fact before `until`, in the order of the log, with progress on a terminal.
    ///
    /// - Parameter title: what the pass is for.
    public func replay(_ title: String, _ body: (Fact) throws -> Void) throws {
        let progress = Progress(title, unit: "facts", total: lastSequence)
        defer { progress.finish() }
        var failure: (any Error)?
        try log.forEach(after: 0, through: lastSequence) { fact in
            progress.update(fact.sequence)
            guard fact.time < until else { return true }
            do {
                try body(fact)
                return true
            } catch {
                failure = error
                return false
            }
        }
        if let failure { throw failure }
    }

    /// An artifact that says where it comes from; models and metrics are the caller's to add.
    ///
    /// - Parameters:
    ///   - from: time of the first fact used.
    ///   - to: time of the last fact used.
    public func artifact(service: String, from: Int64, to: Int64) -> Artifact {
        Artifact(
            service: service, trainedFrom: from, trainedUntil: until == .max ? to + 1 : until,
            logSequence: lastSequence, seed: seed)
    }
}
