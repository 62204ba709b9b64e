import Contracts
import Foundation
import Hosting
import JSON
import Operations

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

    /// What came of the second level.
    init(secondLevel artifact: Artifact?, seconds: Double) {
        service = ServiceDirectory.gateway.name
        var fields = JSONObject()
        fields["service"] = .string(service)
        fields["seconds"] = .double(seconds)
        if let artifact {
            var metrics = JSONObject()
            for metric in artifact.metrics {
                metrics[metric.name] = [
                    "value": .double(metric.value), "count": .integer(Int64(clamping: metric.count)),
                ]
            }
            fields["model"] = .string(artifact.identifier)
            fields["second_levels"] = .array(artifact.rankingModels.map { .string($0.name) })
            fields["metrics"] = .object(metrics)
        }
        report = .object(fields)
    }

    init(service: String, report: JSONValue = .null, problem: String? = nil) {
        self.service = service
        self.report = report
        self.problem = problem
    }

    /// The service's own report, or the problem.
    var json: JSONValue {
        if let problem { return ["service": .string(service), "problem": .string(problem)] }
        return report
    }

    /// One row a metric.
    static func table(_ results: [TrainingResult]) -> String {
        var table = TextTable([
            .left("service"), .left("model"), .right("seconds"), .right("facts/s"), .left("measure"), .right("value"),
            .right("over"),
        ])
        for result in results {
            let seconds = result.report["seconds"]?.doubleValue.map(oneDecimal) ?? ""
            let model = result.problem ?? result.report["model"]?.stringValue ?? "nothing to train"
            var first = [
                result.service, model.split(separator: "@").last.map(String.init) ?? model, seconds, result.replayRate,
            ]
            let metrics = result.report["metrics"]?.objectValue?.members ?? []
            if metrics.isEmpty { table.add(first) }
            for (name, metric) in metrics {
                let count = metric["count"]?.integerValue ?? 0
                let value = metric["value"]?.doubleValue ?? .nan
                table.add(first + [name, String(format: "%.4f", value), grouped(UInt64(max(count, 0)))])
                first = ["", "", "", ""]
            }
        }
        return table.render()
    }

    /// Facts replayed a second, with what was made of them; empty when nothing was.
    private var replayRate: String {
        guard let facts = report["replayed_facts"]?.doubleValue, let seconds = report["replay_seconds"]?.doubleValue,
            seconds > 0
        else { return "" }
        return grouped(UInt64(facts / seconds))
    }
}
