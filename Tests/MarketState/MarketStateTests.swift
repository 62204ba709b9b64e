import Contracts
import Foundation
import Learning
import Marketplace
import Testing

@testable import MarketState

@Suite struct MarketStateTests {
    private func market(_ facts: [Fact]) -> MarketState {
        var market = MarketState()
        for fact in facts { market.apply(fact) }
        return market
    }

    @Test(arguments: 1...5)
    func aSnapshotInTheMiddleChangesNothing(seed: Int) throws {
        let facts = RandomMarket.facts(count: 600, seed: UInt64(seed))
        let whole = market(facts)
        var first = market(Array(facts[..<300]))
        var writer = SnapshotWriter()
        first.encode(to: &writer)
        var reader = SnapshotReader(writer.bytes)
        first = try MarketState(from: &reader)
        #expect(reader.isAtEnd)
        for fact in facts[300...] { first.apply(fact) }
        #expect(first.snapshotBytes() == whole.snapshotBytes())
    }

    @Test func damagedSnapshotsAreRefusedOrWhole() {
        let bytes = market(RandomMarket.facts(count: 200, seed: 9)).snapshotBytes()
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<300 {
            var damaged = bytes
            damaged[generator.integer(below: damaged.count)] ^= UInt8(1 << generator.integer(below: 8))
            var reader = SnapshotReader(damaged)
            // Either it is refused, or what was read can be written again: never a trap.
            if let state = try? MarketState(from: &reader) { #expect(!state.snapshotBytes().isEmpty) }
        }
        var cut = SnapshotReader(Array(bytes.dropLast(5)))
        #expect(throws: SnapshotError.self) { _ = try MarketState(from: &cut) }
    }

    @Test func factsAfterAMomentChangeNothingOfIt() {
        let facts = RandomMarket.facts(count: 500, seed: 4)
        let before = market(Array(facts[..<250]))
        let again = market(Array(facts[..<250]))
        var shuffled = Array(facts[250...])
        var generator = SeededGenerator(seed: 8)
        generator.shuffle(&shuffled)
        var later = again
        for fact in shuffled { later.apply(fact) }
        // A value is not changed by what its copy went through.
        #expect(again.snapshotBytes() == before.snapshotBytes())
        #expect(later.snapshotBytes() != before.snapshotBytes())
    }

    @Test func rankingsServedDoNotMoveTheClock() {
        var market = market(RandomMarket.facts(count: 50, seed: 2))
        let now = market.now
        market.apply(Fact(id: "r", time: now + 1_000_000_000, body: .rankingServed(RankingServed(rankingID: "r"))))
        #expect(market.now == now)
    }

    @Test func skillsAreKnownByHiresThenEndorsementsThenApplications() throws {
        var market = MarketState()
        let day = Days.microseconds
        func apply(_ time: Int64, _ body: Fact.Body) { market.apply(Fact(id: "\(time)", time: time, body: body)) }
        apply(1 * day, .job(Job(id: "j", clientID: "c", title: "app", skills: ["Swift"], postedAt: 1 * day)))
        apply(2 * day, .application(Application(jobID: "j", freelancerID: "winner")))
        apply(3 * day, .application(Application(jobID: "j", freelancerID: "other")))
        apply(4 * day, .hire(Hire(jobID: "j", freelancerID: "winner", clientID: "c")))
        let skill = Int32(try #require(market.skillNumbers["swift"]))
        let winnerNumber = try #require(market.freelancerNumbers["winner"])
        let otherNumber = try #require(market.freelancerNumbers["other"])
        let winner = try #require(market.freelancers[winnerNumber].record(of: skill))
        let other = try #require(market.freelancers[otherNumber].record(of: skill))
        #expect(winner.validation == 1)
        #expect(other.validation == 0)
        #expect(winner.rating.mu > 0)
        #expect(other.rating.mu < 0)
        #expect(winner.contests == 1)
        let context = JobContext(number: 0, in: market)
        let signals = market.signals(context, freelancer: winnerNumber)
        #expect(signals.validatedOverlap > 0)
        #expect(signals.hires == 1)
        #expect(signals.applicationsToClient == 1)
        #expect(signals.hiresByClient == 1)
    }

    @Test func anUnpostedJobTeachesTheMarketNothing() {
        let market = market(RandomMarket.facts(count: 300, seed: 6))
        let before = market.snapshotBytes()
        let view = market.view(
            ofUnposted: Job(title: "unheard words about swift", skills: ["Swift", "Never Seen Skill"]))
        #expect(market.snapshotBytes() == before)
        #expect(view.skills.keys.count == 1)
        let context = JobContext(view, number: nil, in: market)
        for number in market.freelancers.indices {
            #expect(market.signals(context, freelancer: number).statedShare <= 1)
        }
        #expect(market.signals(context, freelancer: nil).applications == 0)
    }
}
