import Contracts
import JSON
import Learning
import Marketplace
import TestSupport
import Testing

@testable import Operator

/// What logs of known worlds tell.
@Suite struct OnlineTests {
    private static let day: Int64 = 86_400_000_000

    /// What a log of some facts shows.
    private static func exposureLog(_ facts: [Fact], days: Int64 = 1) throws -> ExposureLog {
        let folder = try TemporaryFolder()
        return try withExtendedLifetime(folder) {
            let log = try FactLog.open(url: FactLog.url(path: folder.path + "/market.db"), mode: .readWrite)
            _ = try log.append(facts)
            return try ExposureLog(log, window: days * day)
        }
    }

    private static func ranking(
        _ id: String, _ method: String, job: String = "", freelancer: String = "", unit: String, _ items: [String],
        shown: UInt32 = 0, at time: Int64
    ) -> Fact {
        Fact(
            id: "ranking:\(id)", time: time,
            body: .rankingServed(
                RankingServed(
                    rankingID: id, method: method, jobID: job, freelancerID: freelancer,
                    items: items.map { RankedItem(id: $0, propensity: 1) }, unitID: unit, fusion: "product",
                    shown: shown)))
    }

    @Test func whatComesOfAPlaceCountsForTheLastRankingThatShowedIt() throws {
        let day = Self.day
        let log = try Self.exposureLog(
            [
                Fact(id: "job", time: 1, body: .job(Job(id: "j1", clientID: "c1"))),
                Self.ranking("r1", "MatchFreelancers", job: "j1", unit: "c1", ["f1", "f2", "f3"], shown: 2, at: day),
                Self.ranking("r2", "MatchFreelancers", job: "j1", unit: "c1", ["f2", "f1"], at: 2 * day),
                Self.ranking("r3", "MatchJobs", freelancer: "f1", unit: "f1", ["j2", "j1"], at: 3 * day),
                // Of an older log, without a unit; and a search.
                Self.ranking("r4", "MatchJobs", freelancer: "f1", unit: "", ["j1"], at: 3 * day),
                Self.ranking("r5", "SearchJobs", unit: "f1", ["j1"], at: 3 * day),
                Fact(id: "1", time: 4 * day, body: .click(Click(userID: "c1", freelancerID: "f1"))),
                Fact(id: "2", time: 4 * day, body: .click(Click(searchID: "r1", userID: "c1", freelancerID: "f2"))),
                Fact(id: "3", time: 4 * day, body: .click(Click(userID: "c1", freelancerID: "f3"))),
                Fact(id: "4", time: 4 * day, body: .view(View(userID: "f1", jobID: "j2"))),
                Fact(id: "5", time: 4 * day, body: .invitation(Invitation(jobID: "j1", freelancerID: "f2"))),
                Fact(id: "6", time: 4 * day, body: .application(Application(jobID: "j1", freelancerID: "f1"))),
                Fact(
                    id: "7", time: 4 * day,
                    body: .invitationResponse(InvitationResponse(jobID: "j1", freelancerID: "f2", accepted: false))),
                // Too late for all.
                Fact(id: "8", time: 40 * day, body: .hire(Hire(jobID: "j1", freelancerID: "f1"))),
            ], days: 30)
        #expect(log.unattributed == 2)
        let found = log.exposures
        #expect(found.map(\.question) == [.matchFreelancers, .matchFreelancers, .matchJobs])
        func places(_ exposure: Int, _ outcome: Exposure.Outcome) -> [Int] {
            found[exposure].items.indices.filter { found[exposure].items[$0].has(outcome) }
        }
        #expect(places(0, .clicks) == [1], "by the name of its ranking")
        #expect(places(1, .clicks) == [1])
        #expect(places(2, .clicks) == [0])
        #expect(places(0, .invitations).isEmpty && places(1, .invitations) == [0])
        #expect(places(0, .applications).isEmpty && places(1, .applications) == [1] && places(2, .applications) == [1])
        #expect(found.allSatisfy { $0.count(.hires) == 0 })
        #expect(found[0].shown == 2 && found[1].shown == 2)
    }

    /// A market of people who click by place and by arm, with known worth of everything.
    struct World {
        var arms: [(name: String, share: Double, fusion: String, lift: Double)]
        var units = 400
        var exploration = 0.0
        static let items = 12
        static let shown: UInt32 = 6
        static let examination = [1, 0.75, 0.6, 0.5, 0.4, 0.35]
        /// Another order of the same items: the best are further back.
        static let other = [5, 4, 3, 2, 1, 0, 6, 7, 8, 9, 10, 11]

        static func attraction(_ item: Int) -> Double { 0.08 + 0.05 * Double(item) }

        /// Clicks of a ranking by the other order, exactly.
        static var otherWorth: Double {
            (0..<Int(shown)).reduce(0) { $0 + examination[$1] * attraction(other[$1]) }
        }

        func facts(seed: UInt64) -> [Fact] {
            var generator = SeededGenerator(seed: seed)
            let hash = KeyedHash(seed: seed)
            let policy = TopShuffle(share: exploration, depth: 8)
            var facts: [Fact] = []
            for unit in 0..<units {
                let point = hash.uniform("experiment", "\(unit)")
                var end = 0.0
                guard
                    let arm = arms.first(where: {
                        end += $0.share
                        return point < end
                    })
                else { continue }
                for visit in 0...generator.integer(below: 8) {
                    let id = "\(unit)-\(visit)"
                    let time = Int64(facts.count + 1) * 60_000_000
                    var ranking = RankingServed(
                        rankingID: id, method: "MatchJobs", freelancerID: "f\(unit)", unitID: "f\(unit)",
                        experiment: "x", arm: arm.name, armShare: arm.share, fusion: arm.fusion, shown: Self.shown,
                        exploration: exploration, explorationDepth: exploration > 0 ? 8 : 0)
                    var clicked: [Int] = []
                    if arm.fusion.contains("+") {
                        let picks = TeamDraft.interleave(
                            Array((0..<Self.items).reversed()), Array(0..<Self.items), limit: Int(Self.shown),
                            using: &generator)
                        ranking.items = picks.map { RankedItem(id: "\(id)-\($0.item)", team: UInt32($0.team.rawValue)) }
                        for (place, pick) in picks.enumerated()
                        where generator.bernoulli(Self.examination[place] * Self.attraction(pick.item)) {
                            clicked.append(place)
                        }
                    } else {
                        let base = arm.fusion == "other" ? Self.other : Array(0..<Self.items)
                        let (order, isExplored) = policy.draw(count: Self.items, using: &generator)
                        ranking.explored = isExplored
                        ranking.targets = exploration > 0 ? ["base", "other"] : []
                        ranking.items = order.enumerated().filter { $0.offset < 6 || $0.element < 8 }.map {
                            place, rank in
                            let item = base[rank]
                            return RankedItem(
                                id: "\(id)-\(item)", clientProbability: Self.attraction(item),
                                freelancerProbability: 0.5,
                                propensity: place < 6
                                    ? policy.propensity(rank: rank, place: place, count: Self.items) : 0,
                                rank: exploration > 0 ? UInt32(rank + 1) : 0,
                                targetPlaces: exploration > 0
                                    ? [UInt32(item + 1), UInt32((Self.other.firstIndex(of: item) ?? 0) + 1)] : [])
                        }
                        for place in 0..<6 {
                            let chance = Self.examination[place] * Self.attraction(base[order[place]]) * arm.lift
                            if generator.bernoulli(chance) { clicked.append(place) }
                        }
                    }
                    facts.append(Fact(id: "ranking:\(id)", time: time, body: .rankingServed(ranking)))
                    for place in clicked {
                        let item = ranking.items[place].id
                        facts.append(
                            Fact(
                                id: "click:\(item)", time: time + 1,
                                body: .click(Click(userID: "f\(unit)", jobID: item))))
                    }
                }
            }
            return facts
        }
    }

    private static func evaluation(_ world: World, seed: UInt64) throws -> OnlineEvaluation {
        try OnlineEvaluation(try exposureLog(world.facts(seed: seed)))
    }

    @Test func likeArmsDifferAsRarelyAsChanceSays() throws {
        let world = World(arms: [("a", 0.4, "base", 1), ("b", 0.6, "base", 1)], units: 150)
        var significant = 0
        for seed in 0..<40 {
            let found = try #require(try Self.evaluation(world, seed: UInt64(seed)).comparisons.first)
            #expect(found.control == "a" && found.arms.map(\.name) == ["a", "b"])
            #expect(!found.hasShareMismatch && found.crossedUnits == 0)
            if found.differences.contains(where: \.isSignificant) { significant += 1 }
        }
        #expect(significant <= 6, "\(significant) of 40 at 5 %")
    }

    @Test func aDifferenceIsFoundAndItsIntervalHoldsIt() throws {
        let world = World(arms: [("a", 0.5, "base", 1), ("b", 0.5, "base", 1.4)], units: 1_000)
        let found = try #require(try Self.evaluation(world, seed: 3).comparisons.first)
        let clicks = try #require(found.differences.first { $0.outcome == .clicks })
        let truth = 0.4 * (0..<6).reduce(0) { $0 + World.examination[$1] * World.attraction($1) }
        let interval = clicks.difference.interval()
        #expect(clicks.isSignificant && interval.lower < truth && truth < interval.upper)
        #expect(clicks.correctedP >= clicks.difference.pValue)
        #expect(found.differences.filter { $0.outcome != .clicks }.allSatisfy { !$0.isSignificant })
    }

    @Test func unitsThatGoMissingAreNoticed() throws {
        let world = World(arms: [("a", 0.5, "base", 1), ("b", 0.5, "base", 1)], units: 600)
        let facts = world.facts(seed: 5)
        // A third of b's units never reach the log.
        let kept = facts.filter { fact in
            guard case .rankingServed(let ranking)? = fact.body, ranking.arm == "b" else { return true }
            return (Int(ranking.unitID.dropFirst()) ?? 0) % 3 != 0
        }
        let whole = try OnlineEvaluation(try Self.exposureLog(facts))
        let thinned = try OnlineEvaluation(try Self.exposureLog(kept))
        #expect(whole.comparisons.first?.hasShareMismatch == false)
        #expect(thinned.comparisons.first?.hasShareMismatch == true)
        let report = OnlineReport(evaluation: thinned, windowDays: 1)
        #expect(report.text().contains("A MISMATCH"))
        #expect(report.json()["experiments"]?[0]?["share_mismatch"]?.boolValue == true)
    }

    @Test func peopleVoteForTheBetterOfTwoInterleaved() throws {
        let world = World(arms: [("both", 1, "better+base", 1)], units: 300)
        let evaluation = try Self.evaluation(world, seed: 6)
        let clicks = try #require(evaluation.interleavings.first { $0.outcome == .clicks })
        #expect(clicks.first == "better" && clicks.second == "base" && clicks.pValue < 1e-6)
        #expect(clicks.interval.lower > 0.5 && clicks.preference > 0.6)
        let hires = try #require(evaluation.interleavings.first { $0.outcome == .hires })
        #expect(hires.preference == 0.5 && hires.pValue == 1 && hires.firstVotes + hires.ties == 0)
    }

    @Test func exploredRankingsTellWhatAnotherOrderIsWorth() throws {
        let world = World(
            arms: [("a", 0.5, "base", 1), ("b", 0.5, "other", 1)], units: 3_000, exploration: 0.5)
        let evaluation = try Self.evaluation(world, seed: 7)
        let found = try #require(evaluation.offPolicy.first { $0.served == "base" && $0.target == "other" })
        #expect(found.evaluation.refusals.isEmpty && found.evaluation.coverage == 1, "\(found.evaluation.refusals)")
        let estimates = [
            found.evaluation.inversePropensity, found.evaluation.selfNormalized, found.evaluation.doublyRobust,
        ]
        for estimate in estimates {
            #expect(abs(estimate.value - World.otherWorth) < 4 * estimate.standardError)
            #expect(estimate.standardError < 0.1)
        }
        #expect(found.evaluation.doublyRobust.standardError < found.evaluation.inversePropensity.standardError)
        let measured = try #require(found.measured)
        #expect(abs(measured.value - World.otherWorth) < 4 * measured.standardError)

        let places = try #require(evaluation.examinations.first { $0.question == .matchJobs })
        #expect(places.source == .shuffled)
        for place in 1...6 { #expect(abs(places.curve[place: place] - World.examination[place - 1]) < 0.08) }
        let report = OnlineReport(evaluation: evaluation, windowDays: 1)
        #expect(report.text().contains("DOUBLY ROBUST"))
        #expect(report.json()["off_policy"]?[0]?["doubly_robust"]?["value"]?.doubleValue != nil)
    }

    @Test func tooLittleExplorationIsRefused() throws {
        let world = World(arms: [("a", 1, "base", 1)], units: 60, exploration: 0.01)
        let evaluation = try Self.evaluation(world, seed: 8)
        let found = try #require(evaluation.offPolicy.first { $0.target == "other" })
        #expect(!found.evaluation.refusals.isEmpty && found.measured == nil)
        let json = OnlineReport(evaluation: evaluation, windowDays: 1).json()
        #expect(json["off_policy"]?[0]?["doubly_robust"] == nil)
        #expect(json["off_policy"]?[0]?["refusals"]?[0]?.stringValue != nil)
    }

    /// A page that leaves out what somebody has seen: chances are those of what is left.
    @Test func aPageKnowsItsChances() {
        let policy = TopShuffle(share: 0.5, depth: 5)
        let places = 3
        var generator = SeededGenerator(seed: 9)
        var counts: [String: (shown: Int, chance: Double)] = [:]
        let draws = 30_000
        for _ in 0..<draws {
            let (order, isExplored) = policy.draw(count: 7, using: &generator)
            let served = RankingServed(
                items: order.enumerated().map { place, rank in
                    RankedItem(
                        id: "\(rank)", propensity: policy.propensity(rank: rank, place: place, count: 7),
                        rank: UInt32(rank + 1), targetPlaces: [UInt32(7 - rank)])
                }, shown: 7, exploration: 0.5, explorationDepth: 5, explored: isExplored, targets: ["reversed"])
            let page = served.page(of: places, leavingOut: ["1", "5", "unknown"])
            #expect(page.shown == 3 && page.explorationDepth == 4 && page.items.count == 4)
            for (place, item) in page.items.enumerated() {
                // Left are 0, 2, 3, 4, 6, and the other way round 6, 4, 3, 2, 0.
                let rank = [0, 2, 3, 4, 6].firstIndex { "\($0)" == item.id } ?? -1
                #expect(item.rank == UInt32(rank + 1) && item.targetPlaces == [UInt32(5 - rank)])
                guard place < places else {
                    #expect(item.propensity == 0)
                    continue
                }
                counts["\(item.id) at \(place)", default: (0, item.propensity)].shown += 1
            }
        }
        for (name, count) in counts {
            #expect(abs(Double(count.shown) / Double(draws) - count.chance) < 0.012, "\(name)")
        }
        let plain = RankingServed(items: ["a", "b", "c"].map { RankedItem(id: $0, propensity: 1) }, shown: 3)
        #expect(plain.page(of: 1, leavingOut: ["a"]).items.map(\.id) == ["b"])
    }
}
