import Contracts
import Foundation
import Marketplace
import Operations
import RPC
import Testing

@testable import Hosting
@testable import SemanticSearch

@Suite(.timeLimit(.minutes(2)))
struct LiveTests {
    /// Asks until an answer is as expected, for at most half a minute.
    private func eventually(
        _ service: RunningService<HostedSemanticSearch>, _ request: SearchRequest, _ expected: [String]
    ) async throws -> Bool {
        let channel = try RPCChannel(target: service.addresses[0])
        for _ in 0..<3_000 {
            let found = try await channel.call(SemanticSearchService.searchJobs, request)
            if found.ids == expected { return true }
            try await Task.sleep(for: .milliseconds(10))
        }
        return false
    }

    @Test func followsTheLogAndAnswersAsBeforeAfterARestart() async throws {
        let home = NSTemporaryDirectory() + "tandem-search-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: home) }
        let log = try FactLog.open(url: ServeSettings.defaultLog(home: home), mode: .readWrite)
        func append(_ id: String, _ body: Fact.Body) throws { try log.append([Fact(id: id, time: 1_000, body: body)]) }
        try append("1", .job(Job(id: "a", title: "Bakery app")))
        let settings = try RunningSearch.settings(home: home)
        let logger = Logger(service: "test", level: .error) { _ in }
        let request = SearchRequest(text: "bakery", limit: 10)

        let first = try RunningService<HostedSemanticSearch>(settings: settings, logger: logger)
        #expect(try await eventually(first, request, ["a"]))
        try append("2", .job(Job(id: "b", title: "Bakery")))
        #expect(try await eventually(first, request, ["b", "a"]))
        try append("3", .jobClosed(JobClosed(jobID: "b")))
        #expect(try await eventually(first, request, ["a"]))
        await first.stop()

        try append("4", .job(Job(id: "c", title: "Bakery")))
        let second = try RunningService<HostedSemanticSearch>(settings: settings, logger: logger)
        #expect(try await eventually(second, request, ["c", "a"]))
        #expect(second.host.status().snapshotSequence == 3, "it went on from where the first had stopped")
        await second.stop()
    }
}
