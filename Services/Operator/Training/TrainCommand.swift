import Foundation
import Hosting
import JSON
import Operations

/// `tandem train`: each service fits its own models from a replay of the log.
enum TrainCommand: OperatorCommand {
    static let specification = CommandSpecification(
        "train", summary: "fit all services' models from the log",
        discussion: """
            Services that run take the new models into use by themselves. The same log, --until and --seed give the same models.
            Example: tandem train
            Example: tandem train --until 2018-05-21     (to evaluate on what came after)
            """,
        options: [
            .option("until", value: "TIME", help: "leave out facts at or after this time (ISO 8601)"),
            .option("seed", value: "NUMBER", help: "of all randomness", default: "1"),
        ])

    /// Trainings at once: each replays the log on a processor of its own.
    private static let parallel = 2

    static func run(_ arguments: Arguments) async throws -> Int32 {
        let home = try Home(arguments)
        _ = try arguments.time("until")
        _ = try arguments.integer("seed")
        _ = try home.openLog()
        var options = home.serviceArguments + ["--seed", arguments["seed"] ?? "1"]
        if let until = arguments["until"], !until.isEmpty { options += ["--until", until] }
        let shutdown = ShutdownSignal.install()
        let trainings = try ServiceDirectory.peers.map { entry in
            (entry, try ServiceLaunch.executable(of: entry))
        }
        let progress = Progress("train", unit: "services", total: UInt64(trainings.count))
        var results: [TrainingResult] = []
        await withTaskGroup(of: TrainingResult.self) { group in
            var waiting = trainings[...]
            func startNext() {
                guard let (entry, executable) = waiting.popFirst(), !shutdown.isRequested else { return }
                group.addTask { [options] in
                    await TrainingResult.train(entry.name, executable, options, shutdown: shutdown)
                }
            }
            for _ in 0..<parallel { startNext() }
            while let result = await group.next() {
                results.append(result)
                progress.update(UInt64(results.count))
                startNext()
            }
        }
        progress.finish()
        let order = ServiceDirectory.peers.map(\.name)
        results.sort { (order.firstIndex(of: $0.service) ?? 0) < (order.firstIndex(of: $1.service) ?? 0) }
        if arguments.has("json") {
            try Console.json(["services": .array(results.map(\.json))])
        } else {
            Console.text(TrainingResult.table(results))
        }
        let hasFailed = shutdown.isRequested || results.contains { $0.problem != nil }
        return hasFailed ? ExitStatus.failure : ExitStatus.success
    }
}

/// What became of one service's training.
struct TrainingResult: Sendable {
    let service: String
    /// What the service printed; an object without `model` when there was nothing to train.
    var report = JSONValue.null
    /// Why there is no report.
    var problem: String?

    /// Runs a service's `train` as a child.
    static func train(
        _ service: String, _ executable: String, _ options: [String], shutdown: ShutdownSignal
    ) async -> TrainingResult {
        let lines = CollectedLines()
        let child: ChildProcess
        do {
            child = try ChildProcess.start(
                executable, ["train", "--attached", "--json"] + options, output: .lines { lines.add($0) },
                errors: .lines { Console.note($0) })
        } catch {
            return TrainingResult(service: service, problem: "\(error)")
        }
        shutdown.onRequest { child.send(SIGTERM) }
        let end = await child.end()
        guard end == .status(0) else { return TrainingResult(service: service, problem: "ended with \(end)") }
        guard let line = lines.all.last, let report = try? JSONValue(parsing: line) else {
            return TrainingResult(service: service, problem: "printed no report")
        }
        return TrainingResult(service: service, report: report)
    }

    /// The service's own report, or the problem.
    var json: JSONValue {
        if let problem { return ["service": .string(service), "problem": .string(problem)] }
        return report
    }

    /// One row a metric.
    static func table(_ results: [TrainingResult]) -> String {
        var table = TextTable([
            .left("service"), .left("model"), .right("seconds"), .left("measure"), .right("value"), .right("over"),
        ])
        for result in results {
            let seconds = result.report["seconds"]?.doubleValue.map(oneDecimal) ?? ""
            let model = result.problem ?? result.report["model"]?.stringValue ?? "nothing to train"
            var first = [result.service, model.split(separator: "@").last.map(String.init) ?? model, seconds]
            let metrics = result.report["metrics"]?.objectValue?.members ?? []
            if metrics.isEmpty { table.add(first) }
            for (name, metric) in metrics {
                let count = metric["count"]?.integerValue ?? 0
                let value = metric["value"]?.doubleValue ?? .nan
                table.add(first + [name, String(format: "%.4f", value), grouped(UInt64(max(count, 0)))])
                first = ["", "", ""]
            }
        }
        return table.render()
    }
}
