import Operations
import Simulation

/// What is compared, on which markets.
struct ExperimentPlan: Sendable, Equatable {
    /// The rankings; the others are held against the first.
    let choices: [RankingChoice]
    /// Sizes of the first market, over the whole time.
    let options: SimulationOptions
    /// Days of history in which the market ranks by itself, and on which models are trained.
    let history: Int
    /// Days whose jobs are counted.
    let days: Int
    /// Markets, each with a seed of its own.
    let replicates: Int
    /// Of the bootstrap.
    let resamples: Int

    /// Days after those counted, in which their jobs may still be filled.
    static let settling = 14

    /// - Throws: `ArgumentError`, or `SimulationError` for sizes that can't be.
    init(_ arguments: Arguments) throws {
        choices = try arguments.operands.map { name throws(ArgumentError) in try RankingChoice.named(name) }
        history = try arguments.integer("history", in: 1...3_650) ?? 150
        days = try arguments.integer("days", in: 1...3_650) ?? 30
        replicates = try arguments.integer("replicates", in: 1...1_000) ?? 3
        resamples = try arguments.integer("resamples", in: 1...1_000_000) ?? 1_000
        let freelancers = try arguments.integer("freelancers", in: 1...1_000_000) ?? 400
        var options = SimulationOptions.sized(freelancers: freelancers, days: history + days + Self.settling)
        if let clients = try arguments.integer("clients", in: 1...1_000_000) { options.clients = clients }
        if let jobs = try arguments.integer("jobs", in: 1...100_000_000) { options.jobs = jobs }
        options.seed = UInt64(try arguments.integer("seed") ?? 1)
        try options.validate()
        self.options = options
    }

    /// The market of a replicate, from 0.
    func options(replicate: Int) -> SimulationOptions {
        var options = options
        options.seed &+= UInt64(replicate)
        return options
    }

    /// When rankings begin to differ, in milliseconds since 1970.
    var begins: Int64 { options.start + Int64(history) * SimulatedTime.day }

    /// Jobs posted from here on are not counted.
    var ends: Int64 { begins + Int64(days) * SimulatedTime.day }
}
