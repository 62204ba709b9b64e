import Contracts
import JSON
import Marketplace
import TestSupport
import Testing

@testable import Operator

/// Results as tables and as JSON.
@Suite struct ReportTests {
    @Test func anImportIsToldInFull() throws {
        let folder = try TemporaryFolder()
        let lines = [
            #"{"id":"j1","client_id":"c1","title":"App","posted_at":"2020-01-01T00:00:00Z","colour":"red"}"#,
            #"{"id":"j2","client_id":"c1","title":7,"posted_at":"2020-01-01T00:00:00Z"}"#,
            #"{"id":"j3","client_id":"c1","title":"Late","posted_at":"2019-01-01T00:00:00Z"}"#, "nonsense",
        ]
        try folder.write(lines.joined(separator: "\n") + "\n", to: "jobs.jsonl")
        let log = try FactLog.open(url: FactLog.url(path: folder.path + "/market.db"), mode: .readWrite)
        let report = try JSONLinesImport(directory: folder.path).run(
            into: log, rejectsPath: folder.path + "/rejects.jsonl")
        let text = ImportText.text(report, seconds: 0.5)
        #expect(text.contains("jobs.jsonl      4      2          2  sorted by time first"))
        #expect(text.contains("2 new facts, 0 that the log had already, in 0.5 s (4/s); the log ends at 2"))
        #expect(text.contains("jobs.colour"))
        #expect(text.contains("jobs.jsonl     2  title  wrong type"))
        #expect(text.contains("2 lines set aside (invalid JSON 1, wrong type 1): \(folder.path)/rejects.jsonl"))
        let json = ImportText.json(report, seconds: 0.5)
        #expect(json["appended"]?.integerValue == 2)
        #expect(json["files"]?[0]?["rejected"]?.integerValue == 2)
        #expect(json["unknown_fields"]?["jobs.colour"]?.integerValue == 1)
        #expect(json["rejected_by_reason"]?["wrong type"]?.integerValue == 1)
        #expect(json["first_rejected"]?.arrayValue?.contains { $0["field"]?.stringValue == "title" } == true)
        #expect(json["rejects_path"]?.stringValue == folder.path + "/rejects.jsonl")
        #expect(try JSONValue(parsing: try json.serialized()) == json)
    }

    @Test func theStatusTellsWhoIsBehindAndWhoIsDown() {
        let status = SystemStatus(
            services: [
                ServiceStatus(
                    name: "client-model", address: "127.0.0.1:7704", reachable: true,
                    replica: ReplicaStatus(
                        service: "client-model", appliedSequence: 900, logSequence: 1_000, ready: false,
                        model: "client-model@4f2a9c01", uptimeSeconds: 61,
                        counts: [Count(name: "jobs", value: 5), Count(name: "freelancers", value: 2_000)])),
                ServiceStatus(name: "recommender", address: "127.0.0.1:7705", problem: "connection refused"),
            ], logSequence: 1_000,
            experiments: [
                ExperimentStatus(name: "few", arms: [ExperimentArm(name: "a", setting: "product", share: 0.5)])
            ], exploration: 0.05, explorationDepth: 20)
        let text = StatusCommand.text(status)
        #expect(text.contains("experiment few: a (product) 0.5\n"))
        #expect(text.contains("the first 20 places of 0.05 of matches are shuffled"))
        #expect(text.contains("client-model  127.0.0.1:7704  catching up      900     100  4f2a9c01  1 m 1 s"))
        #expect(text.contains("2,000 freelancers, 5 jobs"))
        #expect(text.contains("127.0.0.1:7705  down"))
        #expect(text.contains("connection refused"))
    }

    @Test func aTrainingHasARowForEachMeasure() throws {
        let report = try JSONValue(
            parsing: """
                {"service":"client-model","seconds":1.25,"model":"client-model@4f2a9c01","trained_until":5,
                 "metrics":{"auc":{"value":0.91234,"count":1200},"log_loss":{"value":0.2,"count":1200}}}
                """)
        let text = TrainingResult.table([
            TrainingResult(service: "client-model", report: report),
            TrainingResult(service: "recommender", report: ["service": "recommender", "seconds": 0.1]),
            TrainingResult(service: "freelancer-model", problem: "ended with signal 9"),
        ])
        let lines = text.split(separator: "\n").map(String.init)
        #expect(lines[1].hasPrefix("client-model      4f2a9c01"))
        #expect(lines[1].contains("auc       0.9123  1,200"))
        #expect(lines[2].hasPrefix("   ") && lines[2].contains("log_loss"))
        #expect(lines[3].contains("nothing to train"))
        #expect(lines[4].contains("ended with signal 9"))
    }

    @Test(arguments: [(0.4, "0 s"), (61, "1 m 1 s"), (7_322, "2 h 2 m"), (200_000, "2 d 7 h"), (-1, "0 s")])
    func durationsAreShort(seconds: Double, text: String) { #expect(duration(seconds) == text) }
}
