import Contracts
import Marketplace
import ProtobufWire
import RPC
import Testing

@testable import Gateway

@Suite("Matching, over sockets", .timeLimit(.minutes(2)))
struct MatchTests {
    private func withGateway(_ body: (GatewayUnderTest) async throws -> Void) async throws {
        let gateway = try GatewayUnderTest(try SmallMarket())
        try await body(gateway)
        await gateway.stop()
    }

    @Test func freelancersForAJob() async throws {
        try await withGateway { gateway in
            let response = try await gateway.call(
                GatewayService.matchFreelancers, MatchFreelancersRequest(jobID: "j1"))
            #expect(response.matches.map(\.id) == ["f3", "f2", "f4", "f1", "f5"])
            #expect(response.degraded.isEmpty)
            #expect(response.candidates == 5)
            #expect(response.models == ["client-model@1", "freelancer-model@1"])
            #expect(response.job?.title == "An app for a bakery")
            #expect(response.understanding == nil)
            for match in response.matches {
                #expect(match.client?.probability == SmallMarket.client(match.id))
                #expect(match.freelancer?.probability == SmallMarket.freelancer(match.id))
                #expect(match.score == SmallMarket.client(match.id) * SmallMarket.freelancer(match.id))
                #expect(match.client?.explanation?.reasons.map(\.text) == ["client-model knows \(match.id)"])
                #expect(match.freelancer?.explanation?.reasons.map(\.text) == ["freelancer-model knows \(match.id)"])
                #expect(match.affinity == 0.25)
                #expect(match.title == "Freelancer \(match.id.dropFirst())")
            }
            #expect(response.matches[0].matchedSkills == ["swift"])
            #expect(response.matches[1].matchedSkills == ["swift", "SQLITE"])
            #expect(response.matches[0].textScore == 2)
            let search = try #require(gateway.market.lastSearch)
            #expect(search.excludedIDs == ["c1"])
            #expect(search.fill)
            #expect(search.limit == 500)
            #expect(search.concepts.map(\.id) == ["swift", "SQLITE", "baking"])
            #expect(gateway.market.lastScoreRequests.map(\.job) == [Job(id: "j1"), Job(id: "j1")])
        }
    }

    @Test("Who wants features gets the affinity among them, and it is asked once, of all candidates")
    func affinityIsAFeature() async throws {
        try await withGateway { gateway in
            let asked = gateway.market.metadata(of: "recommender").count
            let plain = try await gateway.call(
                GatewayService.matchFreelancers, MatchFreelancersRequest(jobID: "j1", limit: 2))
            #expect(gateway.market.metadata(of: "recommender").count - asked == 1 && plain.featureNames.isEmpty)
            let response = try await gateway.call(
                GatewayService.matchFreelancers, MatchFreelancersRequest(jobID: "j1", limit: 2, features: true))
            #expect(gateway.market.metadata(of: "recommender").count - asked == 2)
            let column = try #require(response.featureNames.firstIndex(of: "z(affinity)"))
            // All are equally near.
            #expect(response.matches.allSatisfy { $0.affinity == 0.25 && $0.features[column] == 0 })

            gateway.market.trouble("recommender", .talksNonsense)
            let without = try await gateway.call(
                GatewayService.matchFreelancers, MatchFreelancersRequest(jobID: "j1", limit: 2, features: true))
            #expect(without.degraded == ["recommender"] && without.featureNames == response.featureNames)
            #expect(without.matches.allSatisfy { $0.affinity == 0 && $0.features[column].isNaN })
        }
    }

    @Test func aSessionAnswersQuestionsAsTheyCome() async throws {
        try await withGateway { gateway in
            let session = gateway.channel.open(
                GatewayService.matchSession, options: CallOptions(timeout: .seconds(60)))
            var answers = session.responses.makeAsyncIterator()
            // One at a time, the call staying open …
            try await session.requests.write(
                MatchSessionRequest(tag: "a", question: .matchFreelancers(MatchFreelancersRequest(jobID: "j1"))))
            let first = try #require(try await answers.next())
            guard case .matches(let matches) = first.answer else {
                Issue.record("\(first)")
                return
            }
            #expect(first.tag == "a" && matches.matches.map(\.id) == ["f3", "f2", "f4", "f1", "f5"])
            // … and more than are worked on at a time.
            let questions: [MatchSessionRequest.Question?] = [
                .matchJobs(MatchJobsRequest(freelancerID: "f2")), .rankProposals(RankProposalsRequest(jobID: "j1")),
                .matchFreelancers(MatchFreelancersRequest(jobID: "nobody")), nil,
            ]
            for round in 0..<10 {
                for (index, question) in questions.enumerated() {
                    try await session.requests.write(MatchSessionRequest(tag: "\(round)-\(index)", question: question))
                }
            }
            session.requests.finish()
            var codes: [String: UInt32] = [:]
            while let answer = try await answers.next() {
                if case .problem(let status) = answer.answer {
                    codes[answer.tag] = status.code
                } else {
                    codes[answer.tag] = 0
                }
            }
            for round in 0..<10 {
                let expected: [StatusCode] = [.ok, .ok, .notFound, .invalidArgument]
                #expect((0..<4).map { codes["\(round)-\($0)"] } == expected.map(\.rawValue))
            }
        }
    }

    @Test func aCallWithDebugTellsWhereItsTimeWent() async throws {
        try await withGateway { gateway in
            let answer = try await gateway.channel.callWithMetadata(
                GatewayService.matchFreelancers, MatchFreelancersRequest(jobID: "j1"),
                options: CallOptions(timeout: .seconds(60), metadata: CallMetadata([("debug", "1")])))
            let timing = try #require(answer.metadata.callTiming)
            #expect(timing.method == GatewayService.matchFreelancers.name)
            // Begun at the gateway, for the caller had none; and every service was told of it.
            #expect(timing.traceID.count == 32)
            let called = Set(timing.calls.map(\.method))
            let expected = [
                SemanticSearchService.getJobs.name, SemanticSearchService.searchFreelancers.name,
                ClientModelService.scoreFreelancers.name, FreelancerModelService.scoreFreelancers.name,
                RecommenderService.freelancerAffinity.name,
            ]
            #expect(called.isSuperset(of: expected), "\(called)")
            let addresses = Set(gateway.market.servers.values.flatMap(\.addresses))
            #expect(
                timing.calls.allSatisfy {
                    addresses.contains($0.address) && $0.serviceMicroseconds <= $0.durationMicroseconds
                })
            let traces = gateway.market.metadata(of: "client-model").compactMap { $0["traceparent"] }
            #expect(traces.contains { $0.contains(timing.traceID) })
        }
    }

    @Test func everyFusionOrdersByItsScore() async throws {
        try await withGateway { gateway in
            let orders: [(Fusion, [String])] = [
                (.clientOnly, ["f5", "f4", "f3", "f2", "f1"]), (.freelancerOnly, ["f1", "f2", "f3", "f4", "f5"]),
                (.harmonic, ["f3", "f4", "f2", "f1", "f5"]),
            ]
            for (fusion, order) in orders {
                let response = try await gateway.call(
                    GatewayService.matchFreelancers, MatchFreelancersRequest(jobID: "j1", limit: 4, fusion: fusion))
                #expect(response.matches.map(\.id) == Array(order.prefix(4)))
            }
        }
    }

    @Test func freelancersForAText() async throws {
        try await withGateway { gateway in
            let text = "Swift developer\nfor a bakery's app"
            let response = try await gateway.call(
                GatewayService.matchFreelancers, MatchFreelancersRequest(text: text, limit: 2))
            #expect(response.matches.map(\.id) == ["f3", "f2"])
            #expect(response.understanding?.concepts.map(\.id) == ["swift"])
            #expect(
                response.job
                    == Job(
                        title: "Swift developer", description: text, skills: ["swift"], category: "Mobile",
                        level: .expert))
            #expect(gateway.market.lastScoreRequests.first?.job == response.job)
            #expect(gateway.market.lastSearch?.text == text)
            #expect(gateway.market.lastSearch?.concepts.first?.keys == ["swift", "swift-language"])
        }
    }

    @Test func jobsForAFreelancerAreNewToThem() async throws {
        try await withGateway { gateway in
            let response = try await gateway.call(
                GatewayService.matchJobs, MatchJobsRequest(freelancerID: "f1"))
            #expect(response.matches.map(\.id) == ["j3", "j1"])
            #expect(response.matches[1].matchedSkills == ["swift"])
            #expect(response.matches[1].client?.explanation?.reasons.map(\.text) == ["client-model knows j1"])
            let one = try await gateway.call(
                GatewayService.matchJobs, MatchJobsRequest(freelancerID: "f2", limit: 1))
            #expect(one.matches.map(\.id) == ["j3"])
            #expect(gateway.market.lastSearch?.newToFreelancerID == "f2")
            let all = try await gateway.call(GatewayService.matchJobs, MatchJobsRequest(freelancerID: "f2"))
            #expect(all.matches.map(\.id) == ["j3", "j2"], "f2 has applied to j1")
        }
    }

    @Test func proposalsAreTheApplicants() async throws {
        try await withGateway { gateway in
            let response = try await gateway.call(
                GatewayService.rankProposals, RankProposalsRequest(jobID: "j1"))
            #expect(response.matches.map(\.id) == ["f2", "f5"])
            #expect(response.matches.map(\.title) == ["Freelancer 2", "Freelancer 5"])
            #expect(gateway.market.lastScoreRequests.map(\.applicants) == [true, true])
            #expect(gateway.market.lastSearch == nil)
            let none = try await gateway.call(GatewayService.rankProposals, RankProposalsRequest(jobID: "j3"))
            #expect(none.matches.isEmpty)
            #expect(none.degraded.isEmpty)
        }
    }

    @Test func reasonsComeAsAskedFor() async throws {
        try await withGateway { gateway in
            let many = try await gateway.call(
                GatewayService.matchFreelancers, MatchFreelancersRequest(jobID: "j1", limit: 10_000))
            #expect(many.matches.count == 5)
            #expect(many.matches.allSatisfy { $0.client?.explanation == nil && $0.freelancer?.explanation == nil })
            #expect(gateway.market.lastScoreRequests.map(\.reasonLimit) == [0])
            let explained = try await gateway.call(
                GatewayService.matchFreelancers, MatchFreelancersRequest(jobID: "j1", limit: 10_000, reasonLimit: 7))
            #expect(explained.matches.allSatisfy { $0.client?.explanation != nil })
            #expect(gateway.market.lastScoreRequests.last?.reasonLimit == 7)
        }
    }

    @Test func searchesAndRelays() async throws {
        try await withGateway { gateway in
            let found = try await gateway.call(
                GatewayService.searchFreelancers, GatewaySearchRequest(query: "swift", limit: 2))
            #expect(found.hits.map(\.id) == ["f1", "f2"])
            #expect(found.total == 5)
            #expect(found.understanding?.skills == ["swift"])
            #expect(gateway.market.lastSearch?.fill == false)
            let all = try await gateway.call(GatewayService.searchJobs, GatewaySearchRequest())
            #expect(all.hits.map(\.id) == ["j1", "j2", "j3"])
            #expect(all.understanding == nil)
            let similar = try await gateway.call(
                GatewayService.similarFreelancers, SimilarFreelancersRequest(freelancerID: "f1"))
            #expect(similar.items.map(\.id) == ["like f1"])
            let feed = try await gateway.call(
                GatewayService.recommendJobs, JobFeedRequest(freelancerID: "f1"))
            #expect(feed.items.map(\.id) == ["for f1"])
            let standing = try await gateway.call(
                GatewayService.describeFreelancer, DescribeFreelancerRequest(freelancerID: "f2"))
            #expect(standing.freelancerID == "f2")
            let understood = try await gateway.call(
                GatewayService.understand, UnderstandRequest(text: "Swift"))
            #expect(understood.level == .expert)
        }
    }

    @Test func oneTraceReachesEveryService() async throws {
        try await withGateway { gateway in
            let trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
            _ = try await gateway.call(
                GatewayService.matchFreelancers, MatchFreelancersRequest(jobID: "j1"),
                metadata: CallMetadata([("traceparent", trace)]))
            for name in gateway.market.servers.keys.sorted() {
                let calls = gateway.market.metadata(of: name)
                #expect(!calls.isEmpty)
                #expect(calls.allSatisfy { $0["traceparent"]?.prefix(35) == trace.prefix(35) }, "\(name)")
            }
        }
    }

    @Test func refusesWhatCannotBeMeant() async throws {
        try await withGateway { gateway in
            func code<Request: Message, Response: Message>(
                _ method: UnaryMethod<Request, Response>, _ request: Request
            ) async -> StatusCode? {
                await failure { try await gateway.call(method, request) }?.code
            }
            let match = GatewayService.matchFreelancers
            #expect(await code(match, MatchFreelancersRequest()) == .invalidArgument)
            #expect(await code(match, MatchFreelancersRequest(text: " \n\t ")) == .invalidArgument)
            #expect(await code(match, MatchFreelancersRequest(jobID: "j1", text: "app")) == .invalidArgument)
            #expect(await code(match, MatchFreelancersRequest(jobID: "j1", limit: 10_001)) == .invalidArgument)
            #expect(await code(match, MatchFreelancersRequest(jobID: "nobody's")) == .notFound)
            let longID = String(repeating: "j", count: 129)
            #expect(await code(match, MatchFreelancersRequest(jobID: longID)) == .invalidArgument)
            let longText = String(repeating: "a", count: 1 << 20 + 1)
            #expect(await code(match, MatchFreelancersRequest(text: longText)) == .invalidArgument)
            #expect(await code(GatewayService.matchJobs, MatchJobsRequest()) == .invalidArgument)
            #expect(await code(GatewayService.matchJobs, MatchJobsRequest(freelancerID: "?")) == .notFound)
            #expect(await code(GatewayService.rankProposals, RankProposalsRequest(jobID: "?")) == .notFound)
            #expect(await code(GatewayService.rankProposals, RankProposalsRequest()) == .invalidArgument)
            let search = GatewaySearchRequest(query: "x", limit: 1_001)
            #expect(await code(GatewayService.searchJobs, search) == .invalidArgument)
            #expect(await code(GatewayService.searchJobs, GatewaySearchRequest(query: longText)) == .invalidArgument)
            let unknown = DescribeFreelancerRequest(freelancerID: "?")
            #expect(await code(GatewayService.describeFreelancer, unknown) == .notFound)
            #expect(await code(GatewayService.similarFreelancers, SimilarFreelancersRequest()) == .invalidArgument)
            let tenMegabytes = MatchFreelancersRequest(text: String(repeating: "a", count: 10 << 20))
            #expect(await code(match, tenMegabytes) == .resourceExhausted)
            #expect(await code(match, MatchFreelancersRequest(jobID: "j1")) == nil)
        }
    }
}
