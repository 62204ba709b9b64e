import Contracts
import MarketState
import Testing

@testable import FreelancerModel

@Suite struct StandingTests {
    private func market() -> MarketState {
        var market = MarketState()
        var time: Int64 = 1_700_000_000_000_000
        func apply(_ body: Fact.Body) {
            time += 3_600_000_000
            market.apply(Fact(id: "\(time)", time: time, body: body))
        }
        apply(.freelancer(Freelancer(id: "f", joinedAt: time, skills: ["Swift", "SQLite"])))
        apply(.job(Job(id: "j", clientID: "c", title: "app", skills: ["Swift", "React"], postedAt: time)))
        apply(.application(Application(applicationID: "a", jobID: "j", freelancerID: "f")))
        apply(.application(Application(applicationID: "b", jobID: "j", freelancerID: "g")))
        apply(.applicationWithdrawn(ApplicationWithdrawn(applicationID: "b", jobID: "j", freelancerID: "g")))
        apply(.hire(Hire(applicationID: "a", jobID: "j", freelancerID: "f", clientID: "c")))
        apply(.feedback(Feedback(jobID: "j", freelancerID: "f", from: .client, rating: 5)))
        return market
    }

    @Test func evidenceIsTheStrongestThereIs() throws {
        let standing = try #require(market().standing(of: "f"))
        let evidence = Dictionary(uniqueKeysWithValues: standing.skills.map { ($0.skill, $0.evidence) })
        #expect(evidence == ["Swift": .validated, "React": .validated, "SQLite": .asserted])
        #expect(standing.hires == 1)
        #expect(standing.applications == 1)
        #expect(standing.reputation == 5)
        #expect(market().standing(of: "nobody") == nil)
    }

    @Test func whoAppliedIsWillingUnlessTakenBack() {
        let market = market()
        let scorer = PairScorer(market: market, model: nil, identifier: "", sequence: 7, untrainedPrior: 0.1)
        let answer = Willingness.score(
            ScoreFreelancersRequest(job: Job(id: "j"), freelancerIDs: ["f", "g"], applicants: true, reasonLimit: 3),
            scorer)
        #expect(answer.probabilities == [market.loyaltyShare, 0.01])
        for explanation in answer.explanations {
            let sum = explanation.reasons.reduce(explanation.baseLogOdds) { $0 + $1.contribution }
            #expect(abs(sum - explanation.logOdds) < 1e-12)
        }
    }
}
