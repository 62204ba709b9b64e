import Foundation
import Hosting
import JSON
import Operations

/// `tandem train`: each service fits its own models from a replay of the log.
enum TrainCommand: OperatorCommand {
    static let specification = CommandSpecification(
        "train", summary: "fit all services' models from the log",
        discussion: """
            First each service fits its own models. Then the gateway's second level learns to put in order what both sides
            say: the services are moved along the log, by models of what came before, and asked at every decision.
            Services that run take the new models into use by themselves. The same log, --until and --seed give the same models.
            Example: tandem train
            Example: tandem train --until 2018-05-21     (to evaluate on what came after)
            """,
        options: [
            .option("until", value: "TIME", help: "leave out facts at or after this time (ISO 8601)"),
            .option("seed", value: "NUMBER", help: "of all randomness", default: "1"),
            .option(
                "decisions", value: "COUNT",
                help: "that the second level learns from, of each question in each of three stretches; 0 for none",
                default: "\(SecondLevelTraining.defaultDecisions)"),
        ])

    static func run(_ arguments: Arguments) async throws -> Int32 {
        let home = try Home(arguments)
        let until = try arguments.time("until")
        let seed = UInt64(try arguments.integer("seed", in: 0...Int.max) ?? 1)
        let limit = try arguments.integer("decisions", in: 0...100_000) ?? 0
        _ = try home.openLog()
        let shutdown = ShutdownSignal.install()
        var results = try await FirstLevelTraining(
            home: home, until: arguments["until"], seed: seed, shutdown: shutdown
        ).run("train")
        if limit > 0, !shutdown.isRequested, results.allSatisfy({ $0.problem == nil }) {
            let watch = Stopwatch()
            let artifact = try await SecondLevelTraining(
                home: home, until: until ?? .max, seed: seed, decisionLimit: limit, shutdown: shutdown
            ).run()
            results.append(TrainingResult(secondLevel: artifact, seconds: watch.seconds))
        }
        if arguments.has("json") {
            try Console.json(["services": .array(results.map(\.json))])
        } else {
            Console.text(TrainingResult.table(results))
        }
        let hasFailed = shutdown.isRequested || results.contains { $0.problem != nil }
        return hasFailed ? ExitStatus.failure : ExitStatus.success
    }
}
