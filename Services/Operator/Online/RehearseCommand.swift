import Foundation
import Marketplace
import Operations
import Simulation

/// `tandem rehearse`: the gateway's experiments on a simulated market, before real people meet them.
enum RehearseCommand: OperatorCommand {
    static let specification = CommandSpecification(
        "rehearse", summary: "try the gateway's experiments and exploration on a simulated market",
        discussion: """
            Simulates a market's history, trains a suite on it, and goes on from there: people see what the gateway serves, by its
            experiments and its exploration, and what they do goes back into the log. Then tells what evaluate --online does.
            --explore and --explore-depth shuffle as the gateway's options do. docs/online.md shows one.
            Example: tandem rehearse --experiment fusion=client-only:0.5,product:0.5 --explore 0.3
            """,
        options: TrialOptions.options + [
            .option("freelancers", value: "N", help: "people who offer work", default: "400"),
            .option("clients", value: "N", help: "people who post jobs (in proportion)"),
            .option("jobs", value: "N", help: "jobs posted over the whole time (in proportion)"),
            .option(
                "history", value: "DAYS", help: "before the gateway serves; models are trained on it", default: "150"),
            .option("days", value: "DAYS", help: "in which it serves", default: "30"),
            .option("seed", value: "NUMBER", help: "of the market", default: "1"),
            .option("control", value: "ARM", help: "what others are held against (default: first by name)"),
            .option("outcome", value: "NAME", help: "what off-policy estimates are of", default: "clicks"),
            .option("keep", value: "DIR", help: "a new home for log and models, to look at them later"),
        ])

    static func run(_ arguments: Arguments) async throws -> Int32 {
        let rehearsal = try Rehearsal(arguments)
        guard let outcome = Exposure.Outcome(rawValue: try arguments.required("outcome")) else {
            throw ArgumentError("--outcome must be one of \(Exposure.Outcome.allCases.map(\.rawValue))")
        }
        let kept = arguments["keep"]
        if let kept, FileManager.default.fileExists(atPath: kept) {
            throw ArgumentError("--keep \(kept) is there already: name a new folder")
        }
        let folder =
            kept
            ?? FileManager.default.temporaryDirectory
            .appendingPathComponent("tandem-rehearsal-\(ProcessInfo.processInfo.processIdentifier)").path
        let home = Home(path: folder)
        let shutdown = ShutdownSignal.install()
        defer { if kept == nil { try? FileManager.default.removeItem(atPath: folder) } }
        let progress = Progress("rehearse", unit: "simulated days")
        try await rehearsal.run(home, shutdown) { progress.update($0, total: $1) }
        progress.finish()
        let report = try OnlineEvaluationRun.report(
            try home.openLog(), days: OnlineEvaluationRun.defaultWindow, control: arguments["control"], outcome: outcome
        )
        if arguments.has("json") { try Console.json(report.json()) } else { Console.text(report.text()) }
        return ExitStatus.success
    }
}

/// A simulated market whose people use one suite, which serves as its gateway's options say.
struct Rehearsal: Sendable {
    let options: SimulationOptions
    let history: Int
    let days: Int
    let gatewayArguments: [String]
    /// Whether an arm needs the second level.
    let needsSecondLevel: Bool

    init(_ arguments: Arguments) throws {
        history = try arguments.integer("history", in: 1...3_650) ?? 150
        days = try arguments.integer("days", in: 1...3_650) ?? 30
        let freelancers = try arguments.integer("freelancers", in: 1...1_000_000) ?? 400
        var options = SimulationOptions.sized(freelancers: freelancers, days: history + days)
        if let clients = try arguments.integer("clients", in: 1...1_000_000) { options.clients = clients }
        if let jobs = try arguments.integer("jobs", in: 1...100_000_000) { options.jobs = jobs }
        options.seed = UInt64(try arguments.integer("seed") ?? 1)
        try options.validate()
        self.options = options
        gatewayArguments = TrialOptions.gatewayArguments(arguments)
        needsSecondLevel = arguments.all("experiment").contains { $0.contains("learned") }
    }

    /// Carries it out in a home of its own; the log is complete afterwards.
    func run(
        _ home: Home, _ shutdown: ShutdownSignal, progress: @escaping @Sendable (UInt64, UInt64) -> Void
    ) async throws {
        let begins = options.start + Int64(history) * SimulatedTime.day
        let past = SimulatedHistory(options: options, until: begins)
        try await past.write(to: home)
        try await past.train(home, shutdown, secondLevel: needsSecondLevel, purpose: "rehearse")
        let services = try await ReplayedServices.start(home, purpose: "rehearse", gatewayArguments: gatewayArguments)
        do {
            try await services.advance(to: try home.openLog().lastSequence())
            try await OwnThread.run {
                let market = Market(options: options, sink: NoFacts())
                try market.run(until: begins)
                let eyes = SuiteMarket(services, .served) { shutdown.isRequested }
                market.sink = eyes
                market.rankings = eyes
                for day in 1...days {
                    if shutdown.isRequested { throw OperatorError("stopped") }
                    try market.run(until: begins + Int64(day) * SimulatedTime.day)
                    progress(UInt64(day), UInt64(days))
                }
                try eyes.finish()
            }
            await services.stop()
        } catch {
            await services.stop()
            throw error
        }
    }
}
