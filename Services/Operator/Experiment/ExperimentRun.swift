import Contracts
import Foundation
import Hosting
import Marketplace
import Operations
import Simulation
import Synchronization

/// Carries out an experiment: for each market the history, the training, and then each ranking from the same moment on.
struct ExperimentRun: Sendable {
    let plan: ExperimentPlan
    /// A folder for this run alone.
    let folder: String
    let shutdown: ShutdownSignal
    /// Told of steps that are done, of how many.
    let progress: @Sendable (UInt64, UInt64) -> Void

    /// What one ranking came to in one market.
    struct ArmOutcome: Sendable {
        let outcomes: PeriodOutcomes
        /// Freelancers who were there by the end.
        let freelancers: Int
    }

    /// Outcomes by replicate, then by ranking.
    func run() async throws -> [[ArmOutcome]] {
        var results: [[ArmOutcome]] = []
        let steps = UInt64(plan.days + ExperimentPlan.settling)
        let total = UInt64(plan.replicates * plan.choices.count) * steps
        for replicate in 0..<plan.replicates {
            let base = Home(path: "\(folder)/\(replicate + 1)/history")
            if plan.choices.contains(where: { $0.way != .own }) {
                let history = SimulatedHistory(options: plan.options(replicate: replicate), until: plan.begins)
                try await history.write(to: base)
                try await history.train(
                    base, shutdown, secondLevel: plan.choices.contains { $0.way == .fusion(.learned) },
                    purpose: "experiment")
            }
            var arms: [ArmOutcome] = []
            for (place, choice) in plan.choices.enumerated() {
                let done = UInt64(replicate * plan.choices.count + place) * steps
                arms.append(
                    try await arm(choice, place, base, replicate) { day in progress(done + UInt64(day), total) })
            }
            results.append(arms)
            try? FileManager.default.removeItem(atPath: "\(folder)/\(replicate + 1)")
        }
        return results
    }

    private func arm(
        _ choice: RankingChoice, _ place: Int, _ base: Home, _ replicate: Int,
        day: @escaping @Sendable (Int) -> Void
    ) async throws -> ArmOutcome {
        guard choice.way != .own else { return try await play(replicate, suite: nil, choice, day) }
        let home = Home(path: "\(folder)/\(replicate + 1)/\(place + 1)-\(choice.name)")
        try FileManager.default.copyItem(atPath: base.path, toPath: home.path)
        let services = try await ReplayedServices.start(home, purpose: "experiment")
        do {
            let last = try home.openLog().lastSequence()
            try await services.advance(to: last)
            let outcome = try await play(replicate, suite: services, choice, day)
            await services.stop()
            try? FileManager.default.removeItem(atPath: home.path)
            return outcome
        } catch {
            await services.stop()
            throw error
        }
    }

    /// Goes through the history again, which costs little, and from there on with the ranking.
    private func play(
        _ replicate: Int, suite: ReplayedServices?, _ choice: RankingChoice, _ day: @escaping @Sendable (Int) -> Void
    ) async throws -> ArmOutcome {
        try await OwnThread.run {
            let market = Market(options: plan.options(replicate: replicate), sink: NoFacts())
            try market.run(until: plan.begins)
            market.tracksOutcomes = true
            if let suite {
                let eyes = SuiteMarket(suite, choice) { shutdown.isRequested }
                market.sink = eyes
                market.rankings = eyes
            }
            for number in 1...(plan.days + ExperimentPlan.settling) {
                if shutdown.isRequested { throw OperatorError("stopped") }
                try market.run(until: plan.begins + Int64(number) * SimulatedTime.day)
                day(number)
            }
            return ArmOutcome(outcomes: market.outcomes, freelancers: market.outcomes.exposures.count)
        }
    }
}
