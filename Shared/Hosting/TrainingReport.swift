import Contracts
import Foundation

/// What a training run prints.
struct TrainingReport {
    private let service: String
    private let seconds: Double
    private let artifact: Artifact?
    private let path: String
    private let throughput: ReplayThroughput

    init(_ artifact: Artifact, path: String, seconds: Double, throughput: ReplayThroughput) {
        service = artifact.service
        self.artifact = artifact
        self.path = path
        self.seconds = seconds
        self.throughput = throughput
    }

    /// Nothing was trained.
    init(service: String, seconds: Double) {
        self.service = service
        artifact = nil
        path = ""
        self.seconds = seconds
        throughput = ReplayThroughput()
    }

    /// For people.
    var text: String {
        guard let artifact else { return "\(service): nothing to train, or too little in the log to learn from" }
        let metrics = artifact.metrics.map { "  \($0.name) \(String(format: "%.4f", $0.value)) (\($0.count))" }
        return (["\(artifact.identifier) in \(String(format: "%.1f", seconds)) s: \(path)"] + metrics)
            .joined(separator: "\n")
    }

    /// For programs: one object in one line.
    var json: String {
        var fields = ["\"service\":\"\(service)\"", "\"seconds\":\(seconds)"]
        if let artifact {
            let metrics = artifact.metrics.map { "\"\($0.name)\":{\"value\":\($0.value),\"count\":\($0.count)}" }
            fields.append("\"model\":\"\(artifact.identifier)\"")
            fields.append("\"trained_until\":\(artifact.trainedUntil)")
            fields.append("\"replayed_facts\":\(throughput.facts)")
            fields.append("\"replay_seconds\":\(throughput.seconds)")
            fields.append("\"metrics\":{\(metrics.joined(separator: ","))}")
        }
        return "{\(fields.joined(separator: ","))}"
    }
}
