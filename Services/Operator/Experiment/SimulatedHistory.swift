import Operations
import Simulation

/// What happened in a market before rankings are compared, and the models that are trained on it.
struct SimulatedHistory: Sendable {
    let options: SimulationOptions
    /// Simulated time at which it ends, in milliseconds since 1970.
    let until: Int64

    /// Simulates it with the market's own ranking, into a home's log.
    func write(to home: Home) async throws {
        try await OwnThread.run {
            let log = try home.openLogForWriting()
            let sink = LogSink(log)
            try Market(options: options, sink: sink).run(until: until)
            try sink.flush()
        }
    }

    /// Trains the models of a home's log.
    ///
    /// - Parameters:
    ///   - secondLevel: Whether the gateway's, too.
    ///   - purpose: What it is done for, for whoever waits.
    func train(_ home: Home, _ shutdown: ShutdownSignal, secondLevel: Bool, purpose: String) async throws {
        let training = FirstLevelTraining(home: home, seed: options.seed, shutdown: shutdown)
        let results = try await training.run("\(purpose): training")
        if let failed = results.first(where: { $0.problem != nil }), let problem = failed.problem {
            throw OperatorError("\(failed.service) could not be trained: \(problem)")
        }
        guard secondLevel else { return }
        _ = try await SecondLevelTraining(
            home: home, until: .max, seed: options.seed, decisionLimit: SecondLevelTraining.defaultDecisions,
            shutdown: shutdown
        ).run()
    }
}
