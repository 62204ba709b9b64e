import Contracts
import Learning
import Operations
import RPC
import Testing

@testable import Gateway
@testable import Hosting

@Suite struct TrialTests {
    @Test func anExperimentIsReadAsItIsWritten() throws {
        let experiment = try Experiment(
            parsing: "fusion-2=a@product:0.25,learned:0.5,both@product+client-only/candidates=200:0.2")
        #expect(experiment.name == "fusion-2")
        #expect(experiment.arms.map(\.name) == ["a", "learned", "both"])
        #expect(experiment.arms.map(\.setting.text) == ["product", "learned", "product+client-only/candidates=200"])
        #expect(experiment.arm(at: 0)?.name == "a" && experiment.arm(at: 0.25)?.name == "learned")
        #expect(experiment.arm(at: 0.94)?.name == "both" && experiment.arm(at: 0.96) == nil)
        #expect(experiment.status.arms.map(\.share) == [0.25, 0.5, 0.2])
    }

    @Test(
        "What can't be meant is refused with the part that is wrong",
        arguments: [
            ("fusion", "NAME=ARM:SHARE"), ("=product:1", "NAME=ARM:SHARE"), ("a b=product:1", "letters"),
            ("x=product", "has no share"), ("x=product:0", "above 0"), ("x=product:1.5", "at most 1"),
            ("x=product:a", "at most 1"), ("x=best:1", "best is no fusion"), ("x=unspecified:1", "no fusion"),
            ("x=product:0.5,product:0.5", "two arms are called product"), ("x=product:0.6,learned:0.6", "sum to 1.2"),
            ("x=product+product:1", "two different"), ("x=product+learned+harmonic:1", "two different"),
            ("x=product/candidates=0:1", "no setting"), ("x=product/limit=3:1", "no setting"),
            ("x=@product:1", "label"),
            ("x=product:0.5,", "has no share"),
        ])
    func whatCannotBeMeant(text: String, reason: String) {
        let error = #expect(throws: ArgumentError.self) { try Experiment(parsing: text) }
        let message = error?.description ?? ""
        let isNamed = message.contains(reason)
        #expect(isNamed, "\(message)")
    }

    private static func trials(_ words: String..., environment: String? = nil) throws -> Trials {
        let specification = CommandSpecification("serve", summary: "", options: Trials.options)
        let request = try specification.parse(words) { $0 == "TANDEM_EXPERIMENT" ? environment : nil }
        guard case .run(let arguments) = request else { throw ArgumentError("help") }
        return try Trials(arguments)
    }

    @Test func optionsAreBounded() throws {
        #expect(try Self.trials().exploration == nil)
        #expect(try Self.trials("--explore", "0.2").exploration == TopShuffle(share: 0.2, depth: 20))
        #expect(try Self.trials("--experiment", "a=product:1", "--experiment", "b=learned:1").experiments.count == 2)
        #expect(try Self.trials(environment: "a=product:1;b=learned:1").experiments.count == 2)
        #expect(throws: ArgumentError.self) { try Self.trials("--explore", "0.6") }
        #expect(throws: ArgumentError.self) { try Self.trials("--explore", "0.1", "--explore-depth", "1") }
        #expect(throws: ArgumentError.self) {
            try Self.trials("--experiment", "a=product:1", "--experiment", "a=learned:1")
        }
    }

    @Test func unitsStayInTheirArmsAndArmsGetTheirShares() throws {
        let (trials, again) = (
            try Self.trials("--experiment", "x=a@product:0.3,b@product:0.5", "--experiment", "y=learned:1"),
            try Self.trials("--experiment", "x=a@product:0.3,b@product:0.5", "--experiment", "y=learned:1")
        )
        let other = try Self.trials("--experiment", "x=a@product:0.3,b@product:0.5", "--draw-seed", "2")
        var counts: [String: Int] = [:]
        var moved = 0
        for number in 0..<10_000 {
            let unit = "unit-\(number)"
            let arm = try #require(trials.assignment(of: unit)).arm.name
            counts[arm, default: 0] += 1
            #expect(again.assignment(of: unit)?.arm.name == arm)
            if other.assignment(of: unit)?.arm.name != arm { moved += 1 }
        }
        // Whom x leaves over, y takes.
        let order = ["a", "b", "learned"]
        #expect(
            SignificanceTests.goodnessOfFit(counts: order.map { counts[$0] ?? 0 }, shares: [0.3, 0.5, 0.2]) > 0.001)
        #expect(moved > 4_000, "another seed is another lot")
        #expect(trials.assignment(of: "") == nil)
    }

    private func limits(_ fusion: Fusion = .unspecified, hits: UInt32 = 3) throws -> MatchLimits {
        try MatchLimits(limit: hits, candidateLimit: 0, reasonLimit: 0, fusion: fusion, features: false)
    }

    @Test func requestsThatNameAFusionOrAreExemptAreInNoExperiment() throws {
        let trials = try Self.trials("--experiment", "x=few@client-only/candidates=7:1", "--explore", "0.5")
        let usual = try trials.treatment(nil, unit: "c1", try limits())
        #expect(usual.experiment == "x" && usual.arm?.name == "few" && usual.unitID == "c1")
        #expect(usual.limits.fusion == .clientOnly && usual.limits.candidates == 7 && usual.exploration != nil)
        #expect(usual.drawID == usual.rankingID && !usual.rankingID.isEmpty)
        let named = try trials.treatment(nil, unit: "c1", try limits(.product))
        #expect(named.experiment.isEmpty && named.limits.fusion == .product && named.exploration != nil)
        let exempt = try trials.treatment(Trial(exempt: true), unit: "c1", try limits())
        #expect(exempt.experiment.isEmpty && exempt.limits.fusion == .learned && exempt.exploration == nil)
        let other = try trials.treatment(Trial(unitID: "team", drawID: "d"), unit: "c1", try limits())
        #expect(other.unitID == "team" && other.drawID == "d")
        let nobody = try trials.treatment(nil, unit: "", try limits())
        #expect(nobody.experiment.isEmpty)
        let long = String(repeating: "x", count: 129)
        #expect(throws: RPCError.self) { try trials.treatment(Trial(unitID: long), unit: "", try limits()) }
        #expect(throws: RPCError.self) { try trials.treatment(Trial(drawID: long), unit: "", try limits()) }
    }

    @Test("What the log keeps says what was shown, with what chance, and where else it would have stood")
    func exposureIsLogged() async throws {
        let gateway = try GatewayUnderTest(
            try SmallMarket(), "--explore", "0.5", "--explore-depth", "4", "--experiment", "x=client-only:1")
        var explored = 0
        var responses: [MatchResponse] = []
        for number in 0..<40 {
            let request = MatchFreelancersRequest(
                jobID: "j1", limit: 2, trial: Trial(drawID: "draw-\(number)", exposure: true))
            let response = try await gateway.call(GatewayService.matchFreelancers, request)
            let again = try await gateway.call(GatewayService.matchFreelancers, request)
            #expect(again.matches.map(\.id) == response.matches.map(\.id), "the same draw, the same order")
            responses.append(response)
            let exposure = try #require(response.exposure)
            #expect(exposure.items.prefix(2).map(\.id) == response.matches.map(\.id) && exposure.shown == 2)
            #expect(exposure.items.count == 4 && Set(exposure.items.map(\.id)) == ["f5", "f4", "f3", "f2"])
            #expect(exposure.experiment == "x" && exposure.arm == "client-only" && exposure.armShare == 1)
            #expect(exposure.unitID == "c1" && exposure.fusion == "client-only")
            #expect(exposure.exploration == 0.5 && exposure.explorationDepth == 4)
            #expect(exposure.targets == ["product", "harmonic", "client-only", "freelancer-only"])
            for (place, item) in exposure.items.enumerated() {
                #expect(item.id == "f\(6 - item.rank)", "f5 is the client's first")
                #expect(item.targetPlaces[2] == item.rank)
                #expect(item.targetPlaces[3] == 6 - item.rank)
                let chance = (item.rank == UInt32(place + 1) ? 0.5 : 0) + 0.125
                #expect(item.propensity == (place < 2 ? chance : 0))
            }
            explored += exposure.explored ? 1 : 0
            #expect(exposure.explored || response.matches.map(\.id) == ["f5", "f4"])
        }
        #expect((8...32).contains(explored))
        let exempt = try await gateway.call(
            GatewayService.matchFreelancers,
            MatchFreelancersRequest(jobID: "j1", trial: Trial(exposure: true, exempt: true)))
        let plain = try #require(exempt.exposure)
        #expect(plain.experiment.isEmpty && plain.fusion == "product" && plain.exploration == 0)
        #expect(plain.items.allSatisfy { $0.propensity == 1 && $0.rank == 0 && $0.targetPlaces.isEmpty })
        let unasked = try await gateway.call(GatewayService.matchJobs, MatchJobsRequest(freelancerID: "f2"))
        #expect(unasked.exposure == nil)

        let status = try await gateway.call(GatewayService.getSystemStatus, SystemStatusRequest())
        #expect(
            status.experiments == [
                ExperimentStatus(
                    name: "x", arms: [ExperimentArm(name: "client-only", setting: "client-only", share: 1)])
            ])
        #expect(status.exploration == 0.5 && status.explorationDepth == 4)
        await gateway.stop()
        let logged = try gateway.facts().compactMap { fact -> RankingServed? in
            guard case .rankingServed(let ranking)? = fact.body else { return nil }
            return ranking
        }
        for response in responses {
            #expect(logged.first { $0.rankingID == response.rankingID } == response.exposure)
        }
        #expect(logged.contains { $0.method == "MatchJobs" && $0.unitID == "f2" })
    }

    @Test func twoFusionsAreInterleavedForAllThreeQuestions() async throws {
        let gateway = try GatewayUnderTest(
            try SmallMarket(), "--experiment", "x=both@client-only+freelancer-only:1", "--explore", "0.5")
        var leaders: Set<String> = []
        for number in 0..<30 {
            let trial = Trial(drawID: "\(number)", exposure: true)
            let response = try await gateway.call(
                GatewayService.matchFreelancers, MatchFreelancersRequest(jobID: "j1", limit: 4, trial: trial))
            let exposure = try #require(response.exposure)
            #expect(exposure.fusion == "client-only+freelancer-only" && response.fusion == .unspecified)
            #expect(exposure.exploration == 0 && exposure.items.allSatisfy { $0.propensity == 0 })
            let teams = exposure.items.map(\.team)
            #expect(Set(teams.prefix(2)) == [1, 2] && Set(teams.suffix(2)) == [1, 2])
            for (team, order) in [(UInt32(1), ["f5", "f4"]), (2, ["f1", "f2"])] {
                #expect(exposure.items.filter { $0.team == team }.map(\.id) == order)
            }
            leaders.insert(response.matches[0].id)
        }
        #expect(leaders == ["f5", "f1"])
        let trial = Trial(exposure: true)
        let jobs = try await gateway.call(
            GatewayService.matchJobs, MatchJobsRequest(freelancerID: "f2", trial: trial))
        #expect(Set(jobs.matches.map(\.id)) == ["j2", "j3"] && jobs.exposure?.unitID == "f2")
        let proposals = try await gateway.call(
            GatewayService.rankProposals, RankProposalsRequest(jobID: "j1", trial: trial))
        #expect(Set(proposals.matches.map(\.id)) == ["f5", "f2"])
        #expect(Set(proposals.exposure?.items.map(\.team) ?? []) == [1, 2])
        await gateway.stop()
    }
}
