import Contracts
import Foundation
import Marketplace
import TestSupport
import Testing

@Suite("JSON Lines import and export")
struct JSONLinesTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    func allFacts(_ log: FactLog) throws -> [Fact] {
        var facts: [Fact] = []
        try log.forEach(after: 0) {
            facts.append($0)
            return true
        }
        return facts
    }

    func importing(
        _ directory: String, into name: String, options: ImportOptions = ImportOptions()
    ) throws -> (log: FactLog, report: ImportReport) {
        let log = try FactLog.open(url: folder.url(name), mode: .readWrite)
        let report = try JSONLinesImport(directory: directory, options: options).run(
            into: log, rejectsPath: folder.file("rejects.jsonl"))
        return (log, report)
    }

    func withoutSequence(_ facts: [Fact]) -> [String: Fact] {
        var byID: [String: Fact] = [:]
        for var fact in facts {
            fact.sequence = 0
            byID[fact.id] = fact
        }
        return byID
    }

    @Test(arguments: [(1, true), (2, false), (3, true)] as [(UInt64, Bool)])
    func randomFactsOfEveryKindGoRound(_ seed: UInt64, _ compressed: Bool) throws {
        var random = RandomFacts(seed: seed)
        let original = try FactLog.open(url: folder.url("a.db"), mode: .readWrite)
        try original.append(random.facts(2_500))
        #expect(try JSONLinesExport(directory: folder.file("a"), compressed: compressed).run(from: original) == 2_500)
        let (second, report) = try importing(folder.file("a"), into: "b.db")
        #expect(report.rejected == 0, "\(report.firstRejected)")
        #expect(report.appended == 2_500)
        #expect(report.unknownFields.isEmpty)
        #expect(withoutSequence(try allFacts(second)) == withoutSequence(try allFacts(original)))
        // From the second log on, which is in order of time, sequences are the same too.
        try JSONLinesExport(directory: folder.file("b"), compressed: !compressed).run(from: second)
        let (third, _) = try importing(folder.file("b"), into: "c.db")
        #expect(try allFacts(third) == allFacts(second))
        #expect(report.files.filter(\.isSorted).count == 4)
    }

    @Test(arguments: ["ai", "cardano", "beer"])
    func stackExchangeGoesRound(_ site: String) throws {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let data = package.deletingLastPathComponent().appending(path: "shared/data/stackexchange_\(site)").path
        guard FileManager.default.fileExists(atPath: data) else {
            print("skipped: no data set at ../shared/data/stackexchange_\(site)")
            return
        }
        let (first, report) = try importing(data, into: "first.db")
        #expect(report.rejected == 0, "\(report.firstRejected)")
        #expect(report.unknownFields.isEmpty, "\(report.unknownFields)")
        #expect(report.appended == report.lines)
        let again = try importing(data, into: "first.db").report
        #expect(again.appended == 0)
        #expect(again.duplicates == report.lines)
        try JSONLinesExport(directory: folder.file("out")).run(from: first)
        let (second, _) = try importing(folder.file("out"), into: "second.db")
        let facts = try allFacts(first)
        #expect(facts == (try allFacts(second)))
        #expect(zip(facts, facts.dropFirst()).allSatisfy { $0.time <= $1.time })
    }

    @Test func mergesByTimeAndThenByFile() throws {
        let t = { (second: Int) in "2020-01-01T00:00:0\(second)Z" }
        try folder.write(#"{"id":"f1","joined_at":"\#(t(2))"}"# + "\n" + #"{"id":"f2"}"#, to: "freelancers.jsonl")
        try folder.write(#"{"id":"c1","joined_at":"\#(t(1))","updated_at":"\#(t(3))"}"#, to: "clients.jsonl")
        try folder.write(#"{"id":"j1","posted_at":"\#(t(2))"}"# + "\r\n\r\n", to: "jobs.jsonl")
        let events = [("e3", 3), ("e1", 1), ("e2", 2), ("e2b", 2)].map { id, second in
            #"{"time":"\#(t(second))","type":"job_closed","job_id":"j1","id":"\#(id)"}"#
        }
        try folder.write(events.joined(separator: "\n"), to: "events.jsonl")
        let (log, report) = try importing(folder.path, into: "market.db")
        #expect(report.rejected == 0, "\(report.firstRejected)")
        #expect(report.files.filter(\.isSorted).map(\.name) == ["freelancers.jsonl", "events.jsonl"])
        let ids = try allFacts(log).map { $0.id.split(separator: ":").prefix(2).joined(separator: ":") }
        #expect(
            ids == ["freelancer:f2", "e1", "freelancer:f1", "job:j1", "e2", "e2b", "client:c1", "e3"])
    }

    @Test func aChangedRecordIsANewFactAndAnEqualOneIsNot() throws {
        try folder.write(#"{"id":"f1","title":"a"}"# + "\n" + #"{"title":"a", "id":"f1"}"#, to: "freelancers.jsonl")
        #expect(try importing(folder.path, into: "market.db").report.appended == 1)
        try folder.write(#"{"id":"f1","title":"b"}"#, to: "freelancers.jsonl")
        #expect(try importing(folder.path, into: "market.db").report.appended == 1)
    }

    @Test func eventsWithoutAnIDGetOneOfTheirContent() throws {
        let line = #"{"type":"hire","time":"2020-01-01T00:00:00Z","job_id":"j","freelancer_id":"f"}"#
        let other = line.replacingOccurrences(of: "\"f\"", with: "\"g\"")
        try folder.write([line, line, other].joined(separator: "\n"), to: "events.jsonl")
        let (log, report) = try importing(folder.path, into: "market.db")
        #expect(report.appended == 2)
        #expect(report.duplicates == 1)
        #expect(try allFacts(log).allSatisfy { $0.id.hasPrefix("hire:") && $0.id.count == 37 })
        #expect(try importing(folder.path, into: "market.db").report.appended == 0)
    }

    /// With room for almost nothing, so that runs are many and are merged more than once.
    @Test func sortsOnDiskWithLittleMemory() throws {
        var random = RandomFacts(seed: 9)
        let count = 3_000
        let times = (0..<count).map { _ in 1_500_000_000_000_000 + Int64(random.below(500)) * 1_000_000 }
        let log = try FactLog.open(url: folder.url("a.db"), mode: .readWrite)
        try log.append(
            times.enumerated().map { index, time in
                Fact(id: "e\(index)", time: time, body: .jobClosed(JobClosed(jobID: "j\(index)")))
            })
        try JSONLinesExport(directory: folder.file("out"), compressed: true).run(from: log)
        var options = ImportOptions()
        options.sortMemory = 2_000
        options.temporaryFolder = folder.path
        let (sorted, report) = try importing(folder.file("out"), into: "b.db", options: options)
        #expect(report.files.filter(\.isSorted).map(\.name) == ["events.jsonl.gz"])
        let expected = (0..<count).sorted { (times[$0], $0) < (times[$1], $1) }.map { "e\($0)" }
        #expect(try allFacts(sorted).map(\.id) == expected)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(!left.contains { $0.hasPrefix("tandem-sort") })
    }

    @Test func moneyAndWordsAndPresence() throws {
        try folder.write(
            #"{"id":"j","pay":"hourly","level":"expert","hourly_minimum":19.99,"hourly_maximum":1e2,"budget":null}"#,
            to: "jobs.jsonl")
        try folder.write(
            #"{"id":"e","type":"feedback","time":"2020-01-01","freelancer_id":"f","from":"client","rating":4.5,"votes":0}"#,
            to: "events.jsonl")
        let (log, report) = try importing(folder.path, into: "market.db")
        #expect(report.rejected == 0, "\(report.firstRejected)")
        let facts = try allFacts(log)
        guard case .job(let job) = facts[0].body, case .feedback(let feedback) = facts[1].body else {
            Issue.record("other kinds")
            return
        }
        #expect((job.hourlyMinimum, job.hourlyMaximum, job.budget) == (1_999, 10_000, 0))
        #expect((job.pay, job.level) == (.hourly, .expert))
        #expect((feedback.from, feedback.rating, feedback.votes) == (.client, 4.5, 0))
    }

    @Test func refusesFoldersThatMeanNothingOrTwoThings() throws {
        #expect(throws: TransferError.self) { try JSONLinesImport(directory: folder.path) }
        try folder.write("", to: "jobs.jsonl")
        try folder.write("", to: "jobs.jsonl.gz")
        #expect(throws: TransferError.self) { try JSONLinesImport(directory: folder.path) }
        let log = try FactLog.open(url: folder.url(), mode: .readWrite)
        #expect(throws: TransferError.self) { try JSONLinesExport(directory: folder.path).run(from: log) }
    }

    @Test func reportsProgress() throws {
        let lines = (0..<70_000).map { #"{"id":"e\#($0)","type":"signup","time":"2020-01-01","user_id":"u"}"# }
        try folder.write(lines.joined(separator: "\n"), to: "events.jsonl")
        let log = try FactLog.open(url: folder.url(), mode: .readWrite)
        var phases: Set<String> = []
        var last: ImportProgress?
        _ = try JSONLinesImport(directory: folder.path).run(into: log, rejectsPath: folder.file("r")) { progress in
            phases.insert(progress.phase.rawValue)
            last = progress
        }
        #expect(phases == ["check", "import"])
        #expect(last?.lines == 70_000)
        #expect(last?.total == 70_000)
    }
}
