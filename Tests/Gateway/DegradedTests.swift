import Contracts
import Hosting
import RPC
import Testing

@testable import Gateway

@Suite("Matching without somebody", .serialized, .timeLimit(.minutes(3)))
struct DegradedTests {
    static let mistakes: [SmallMarket.Trouble] = [
        .talksNonsense, .fails(.internalError), .fails(.notFound), .fails(.unimplemented), .fails(.resourceExhausted),
        .hangs,
    ]
    private static let request = MatchFreelancersRequest(jobID: "j1")

    /// - Parameter isHanging: someone will not answer, so that the call takes most of its time.
    private func match(_ gateway: GatewayUnderTest, isHanging: Bool = false) async throws -> MatchResponse {
        try await gateway.call(
            GatewayService.matchFreelancers, Self.request, timeout: .seconds(isHanging ? 8 : 60))
    }

    @Test("A side in trouble is at the prior that was last heard, and named", arguments: mistakes)
    func atPrior(trouble: SmallMarket.Trouble) async throws {
        let gateway = try GatewayUnderTest(try SmallMarket())
        var isHanging = false
        if case .hangs = trouble { isHanging = true }
        gateway.market.trouble("client-model", trouble)
        let before = try await match(gateway, isHanging: isHanging)
        #expect(before.degraded == ["client-model"])
        #expect(before.matches.allSatisfy { $0.client == MatchSide(probability: 0.5, atPrior: true) })
        #expect(before.matches.map(\.id) == ["f1", "f2", "f3", "f4", "f5"])
        #expect(before.models == ["freelancer-model@1"])

        gateway.market.trouble("client-model", nil)
        let whole = try await match(gateway)
        #expect(whole.degraded.isEmpty)

        gateway.market.trouble("client-model", trouble)
        let after = try await match(gateway, isHanging: isHanging)
        #expect(after.matches.allSatisfy { $0.client == MatchSide(probability: 0.2, atPrior: true) })
        #expect(after.matches.allSatisfy { $0.freelancer?.explanation != nil })
        await gateway.stop()
    }

    @Test func withoutTheRecommenderThereIsNoAffinity() async throws {
        let gateway = try GatewayUnderTest(try SmallMarket())
        gateway.market.trouble("recommender", .talksNonsense)
        let response = try await match(gateway)
        #expect(response.degraded == ["recommender"])
        #expect(response.matches.allSatisfy { $0.affinity == 0 })
        #expect(response.matches.map(\.id) == ["f3", "f2", "f4", "f1", "f5"])
        await gateway.stop()
    }

    @Test func withoutAnyoneButTheSearchThereIsStillAnAnswer() async throws {
        let gateway = try GatewayUnderTest(try SmallMarket())
        for name in ["client-model", "freelancer-model", "recommender", "query-understanding"] {
            await gateway.market.stop(name)
        }
        for request in [Self.request, MatchFreelancersRequest(text: "swift app")] {
            let response = try await gateway.call(GatewayService.matchFreelancers, request)
            #expect(
                response.degraded == ["client-model", "freelancer-model", "query-understanding", "recommender"])
            // All are at both priors: the text's score decides.
            #expect(response.matches.map(\.id) == ["f3", "f1", "f2", "f4", "f5"])
            #expect(response.matches.allSatisfy { $0.score == 0.25 })
        }
        let found = try await gateway.call(
            GatewayService.searchFreelancers, GatewaySearchRequest(query: "swift"))
        #expect(found.degraded == ["query-understanding"])
        #expect(found.hits.count == 5)
        let relayed = await failure {
            try await gateway.call(GatewayService.understand, UnderstandRequest(text: "swift"))
        }
        #expect(relayed?.code == .unavailable)
        #expect(relayed?.message.hasPrefix("query-understanding: ") == true)
        await gateway.stop()
    }

    @Test("Who hangs costs a share of the time, not the answer")
    func hanging() async throws {
        let gateway = try GatewayUnderTest(try SmallMarket())
        for name in ["client-model", "freelancer-model", "recommender", "query-understanding"] {
            gateway.market.trouble(name, .hangs)
        }
        let response = try await match(gateway, isHanging: true)
        #expect(response.degraded.count == 4)
        #expect(response.matches.count == 5)
        await gateway.stop()
    }

    @Test func withoutTheSearchNothingCanBeMatched() async throws {
        let gateway = try GatewayUnderTest(try SmallMarket())
        gateway.market.trouble("semantic-search", .hangs)
        for request in [Self.request, MatchFreelancersRequest(text: "swift app")] {
            let error = await failure {
                try await gateway.call(GatewayService.matchFreelancers, request, timeout: .seconds(2))
            }
            #expect(error?.code == .unavailable || error?.code == .deadlineExceeded)
        }
        await gateway.market.stop("semantic-search")
        let error = await failure { try await gateway.call(GatewayService.matchFreelancers, Self.request) }
        #expect(error?.code == .unavailable)
        #expect(error?.message.contains("semantic-search") == true)
        await gateway.stop()
    }

    @Test func aFilterThatTheSearchRefusesIsTheCallersToMend() async throws {
        let gateway = try GatewayUnderTest(try SmallMarket())
        gateway.market.trouble("semantic-search", .fails(.invalidArgument))
        let error = await failure {
            try await gateway.call(GatewayService.matchFreelancers, MatchFreelancersRequest(text: "swift"))
        }
        #expect(error?.code == .invalidArgument)
        await gateway.stop()
    }

    @Test func statusSaysWhoIsThere() async throws {
        let gateway = try GatewayUnderTest(try SmallMarket())
        await gateway.market.stop("recommender")
        let status = try await gateway.call(GatewayService.getSystemStatus, SystemStatusRequest())
        #expect(status.services.map(\.name) == ServiceDirectory.all.map(\.name))
        for service in status.services {
            #expect(service.reachable == (service.name != "recommender"))
            #expect(service.problem.isEmpty == service.reachable)
            #expect(service.replica?.service == (service.reachable ? service.name : nil))
        }
        // The gateway listens on a port that the system chose.
        #expect(status.services.last?.address == gateway.running.addresses[0])
        await gateway.stop()
    }

    @Test func readyMeansTheSearchAndBothModelsServe() async throws {
        let gateway = try GatewayUnderTest(try SmallMarket())
        let door = try FrontDoor(host: gateway.running.host)
        while !gateway.running.host.isReady { try await Task.sleep(for: .milliseconds(5)) }
        func problem() async -> String? { await Overview(door).problem(GatewayCall(CallContext())) }
        #expect(await problem() == nil)
        await gateway.market.stop("recommender")
        #expect(await problem() == nil)
        gateway.market.servers["client-model"]?.health.setAll(.notServing)
        #expect(await problem() == "client-model: not serving yet")
        await gateway.market.stop("semantic-search")
        #expect(await problem()?.hasPrefix("semantic-search: ") == true)
        let metrics = await Overview(door).metrics(GatewayCall(CallContext()))
        #expect(metrics.contains("up{service=\"client-model\"} 1\n"))
        #expect(metrics.contains("tandem_peer_reachable{service=\"gateway\",peer=\"semantic-search\"} 0\n"))
        #expect(metrics.contains("tandem_uptime_seconds{service=\"gateway\"}"))
        #expect(metrics.ranges(of: "# TYPE up gauge").count == 1)
        await gateway.stop()
    }

    @Test func theTokenIsShownToServicesAndAskedOfCallers() async throws {
        let token = try SharedToken("open-sesame")
        let gateway = try GatewayUnderTest(try SmallMarket(token: token), token: token)
        #expect(try await match(gateway).degraded.isEmpty)
        let stranger = try RPCChannel(target: gateway.running.addresses[0])
        let error = await failure { try await stranger.call(GatewayService.matchFreelancers, Self.request) }
        #expect(error?.code == .unauthenticated)
        await gateway.stop()

        let wrong = try GatewayUnderTest(try SmallMarket(token: token))
        #expect(await failure { try await match(wrong) }?.code == .unavailable)
        await wrong.stop()
    }
}
