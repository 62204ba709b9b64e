import Contracts
import Foundation
import Hosting
import Marketplace
import Operations
import RPC
import Testing

@testable import Gateway

@Suite("The log through the gateway", .timeLimit(.minutes(2)))
struct LogTests {
    private func facts(_ range: Range<Int>) -> [Fact] {
        range.map { Fact(id: "e\($0)", time: Int64($0), body: .signup(Signup(userID: "u\($0)", party: .client))) }
    }

    private func read(_ gateway: GatewayUnderTest, _ request: ReadFactsRequest) async throws -> [Fact] {
        var facts: [Fact] = []
        for try await fact in gateway.channel.stream(GatewayService.readFacts, request) { facts.append(fact) }
        return facts
    }

    @Test func factsAreRecordedOnceAndReadBack() async throws {
        let gateway = try GatewayUnderTest(try SmallMarket())
        #expect(try await read(gateway, ReadFactsRequest()).isEmpty)
        let first = try await gateway.call(
            GatewayService.recordFacts, RecordFactsRequest(facts: facts(0..<200)))
        #expect(first == RecordFactsResponse(appended: 200, duplicates: 0, logSequence: 200))
        let second = try await gateway.call(
            GatewayService.recordFacts, RecordFactsRequest(facts: facts(190..<210)))
        #expect(second == RecordFactsResponse(appended: 10, duplicates: 10, logSequence: 210))

        var wrong = facts(300..<302)
        wrong[1].id = ""
        let error = await failure {
            try await gateway.call(GatewayService.recordFacts, RecordFactsRequest(facts: wrong))
        }
        #expect(error?.code == .invalidArgument)

        let all = try await read(gateway, ReadFactsRequest())
        #expect(all.map(\.id) == facts(0..<210).map(\.id))
        #expect(all.map(\.sequence) == Array(1...210))
        #expect(try await read(gateway, ReadFactsRequest(fromSequence: 1, limit: 3)).map(\.sequence) == [1, 2, 3])
        #expect(try await read(gateway, ReadFactsRequest(fromSequence: 209)).map(\.sequence) == [209, 210])
        #expect(try await read(gateway, ReadFactsRequest(fromSequence: .max)).isEmpty)
        await gateway.stop()
    }

    @Test func anUploadIsAppendedAsItComes() async throws {
        let gateway = try GatewayUnderTest(try SmallMarket())
        let receipt = try await gateway.channel.call(GatewayService.uploadFacts) { requests in
            for start in stride(from: 0, to: 1000, by: 100) {
                try await requests.write(RecordFactsRequest(facts: facts(start..<(start + 110))))
            }
        }
        #expect(receipt == RecordFactsResponse(appended: 1010, duplicates: 90, logSequence: 1010))
        let nothing = try await gateway.channel.call(GatewayService.uploadFacts) { _ in }
        #expect(nothing == RecordFactsResponse(logSequence: 1010))

        var wrong = facts(2000..<2002)
        wrong[1].id = ""
        let error = await failure {
            try await gateway.channel.call(GatewayService.uploadFacts) { requests in
                try await requests.write(RecordFactsRequest(facts: facts(1990..<2000)))
                try await requests.write(RecordFactsRequest(facts: wrong))
            }
        }
        #expect(error?.code == .invalidArgument)
        #expect(error?.message.hasPrefix("message 2 of the upload: facts[1]") == true)
        #expect(try await read(gateway, ReadFactsRequest(fromSequence: 1011)).map(\.id) == facts(1990..<2000).map(\.id))
        await gateway.stop()
    }

    @Test func aFollowerGetsWhatComes() async throws {
        let gateway = try GatewayUnderTest(try SmallMarket())
        _ = try await gateway.call(GatewayService.recordFacts, RecordFactsRequest(facts: facts(0..<2)))
        var stream = gateway.channel.stream(GatewayService.readFacts, ReadFactsRequest(limit: 5, follow: true))
            .makeAsyncIterator()
        #expect(try await stream.next()?.id == "e0")
        #expect(try await stream.next()?.id == "e1")
        _ = try await gateway.call(GatewayService.recordFacts, RecordFactsRequest(facts: facts(2..<6)))
        for expected in ["e2", "e3", "e4"] { #expect(try await stream.next()?.id == expected) }
        #expect(try await stream.next() == nil)
        await gateway.stop()
    }

    @Test func aFollowerDoesNotHoldUpTheEnd() async throws {
        let gateway = try GatewayUnderTest(try SmallMarket())
        var stream = gateway.channel.stream(GatewayService.readFacts, ReadFactsRequest(follow: true))
            .makeAsyncIterator()
        _ = try await gateway.call(GatewayService.recordFacts, RecordFactsRequest(facts: facts(0..<1)))
        #expect(try await stream.next()?.id == "e0")
        let watch = Stopwatch()
        await gateway.stop()
        #expect(watch.seconds < 9, "the grace period for calls is 10 seconds")
        #expect(await failure { try await stream.next() }?.code == .unavailable)
    }

    @Test func servedRankingsAreFacts() async throws {
        let gateway = try GatewayUnderTest(try SmallMarket())
        let match = try await gateway.call(
            GatewayService.matchFreelancers, MatchFreelancersRequest(jobID: "j1", limit: 2))
        let jobs = try await gateway.call(GatewayService.matchJobs, MatchJobsRequest(freelancerID: "f2"))
        let proposals = try await gateway.call(
            GatewayService.rankProposals, RankProposalsRequest(jobID: "j1"))
        let search = try await gateway.call(
            GatewayService.searchFreelancers, GatewaySearchRequest(query: "swift"))
        // Ending writes what still waits.
        await gateway.stop()
        let facts = try gateway.facts()
        let rankings = facts.compactMap { fact -> RankingServed? in
            guard case .rankingServed(let ranking)? = fact.body else { return nil }
            #expect(fact.id == "ranking:\(ranking.rankingID)")
            #expect(abs(fact.time - Clock.wallMicroseconds()) < 600_000_000)
            return ranking
        }
        #expect(
            rankings.map(\.rankingID) == [match.rankingID, jobs.rankingID, proposals.rankingID, search.rankingID])
        #expect(
            rankings.map(\.method) == ["MatchFreelancers", "MatchJobs", "RankProposals", "SearchFreelancers"])
        #expect(rankings[0].jobID == "j1")
        #expect(rankings[0].models == ["client-model@1", "freelancer-model@1"])
        #expect(rankings[0].logSequence == 40)
        #expect(
            rankings[0].items
                == ["f3", "f2"].map { id in
                    let (client, freelancer) = (SmallMarket.client(id), SmallMarket.freelancer(id))
                    return RankedItem(
                        id: id, score: client * freelancer, clientProbability: client,
                        freelancerProbability: freelancer, propensity: 1)
                })
        #expect(rankings[0].unitID == "c1" && rankings[0].fusion == "product" && rankings[0].shown == 2)
        #expect(rankings[1].freelancerID == "f2")
        #expect(rankings[3].query == "swift")
        #expect(rankings[3].items.map(\.id) == ["f1", "f2", "f3", "f4", "f5"])
    }

    @Test("Without recording, and in replay, nothing is written", arguments: ["--no-record", "--replay"])
    func nothingIsWritten(option: String) async throws {
        let gateway = try GatewayUnderTest(try SmallMarket(), option)
        let match = try await gateway.call(
            GatewayService.matchFreelancers, MatchFreelancersRequest(jobID: "j1"))
        #expect(match.rankingID.isEmpty)
        #expect(match.matches.count == 5)
        await gateway.stop()
        #expect(throws: FactLogError.self) { try gateway.facts() }
    }

    @Test func aFullQueueDropsAndCounts() async throws {
        let folder = NSTemporaryDirectory() + "tandem-recorder-" + UUID().uuidString
        // A file where the log's folder should be: no append can succeed.
        try Data().write(to: URL(fileURLWithPath: folder))
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let metrics = MetricsRegistry()
        let recorder = RankingRecorder(
            log: LogAccess(url: "sqlite://\(folder)/market.db"),
            logger: Logger(service: "test", level: .error) { _ in }, metrics: metrics, waitingLimit: 8)
        let ids = (0..<100).map { _ in recorder.record(RankingServed(method: "MatchJobs")) }
        #expect(Set(ids).count == 100)
        await recorder.finish()
        let text = metrics.prometheusText()
        #expect(text.contains("tandem_gateway_rankings_dropped_total 100\n"))
        #expect(text.contains("tandem_gateway_rankings_recorded_total 0\n"))
    }
}
