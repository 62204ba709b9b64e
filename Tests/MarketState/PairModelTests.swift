import Contracts
import Learning
import Testing

@testable import MarketState

@Suite struct PairModelTests {
    private let features = [
        PairFeature("applications", .experience) { Double($0.applications) },
        PairFeature("stated_share", .skills) { $0.statedShare },
        PairFeature("validated_overlap", .skills) { $0.validatedOverlap },
        PairFeature("rate_against_offer", .pay) { $0.rateAgainstOffer },
    ]

    private func model() throws -> PairModel {
        let stored = LogisticModel(
            name: "test", features: features.map(\.name), means: [2, 0.5, 0.2, 0], deviations: [1, 0.5, 0.3, 1],
            weights: [0.3, -0.8, 1.2, -0.4], bias: -1, calibrationSlope: 1.1, calibrationIntercept: 0.2, prior: 0.2,
            limit: 3)
        return try PairModel(features: features, stored: stored)
    }

    @Test func reasonsSumToTheLogOdds() throws {
        var market = MarketState()
        for fact in RandomMarket.facts(count: 400, seed: 11) { market.apply(fact) }
        let model = try model()
        for job in market.jobs.indices {
            let context = JobContext(number: job, in: market)
            for freelancer in market.freelancers.indices {
                let signals = market.signals(context, freelancer: freelancer)
                for limit in [1, 2, 10] {
                    let why = model.explanation(
                        signals, context, freelancer: freelancer, in: market, limit: limit)
                    let sum = why.reasons.reduce(why.baseLogOdds + why.otherContributions) { $0 + $1.contribution }
                    #expect(abs(sum - why.logOdds) < 1e-9)
                    #expect(why.reasons.count == min(limit, 3))
                    #expect(why.reasons.allSatisfy { !$0.text.isEmpty })
                    let probability = model.probability(signals)
                    #expect(abs(Logistic.probability(logOdds: why.logOdds) - probability) < 1e-12)
                }
            }
        }
    }

    @Test func everyThemeHasWords() {
        var market = MarketState()
        for fact in RandomMarket.facts(count: 400, seed: 12) { market.apply(fact) }
        let context = JobContext(number: 0, in: market)
        for freelancer in [0, nil] as [Int?] {
            let writer = ReasonWriter(
                signals: market.signals(context, freelancer: freelancer), context: context,
                view: market.freelancer(freelancer), market: market)
            for theme in ReasonTheme.allCases {
                #expect(!writer.text(theme).isEmpty)
                #expect(writer.value(theme).isFinite)
            }
        }
    }

    @Test func anArtifactOfOtherFeaturesIsRefused() {
        let stored = LogisticModel(
            name: "test", features: ["something"], means: [0], deviations: [1], weights: [1], prior: 0.5)
        #expect(throws: (any Error).self) { _ = try PairModel(features: features, stored: stored) }
    }

    @Test func aStoredModelComesBackEqual() throws {
        let model = try model()
        #expect(try PairModel(features: features, stored: model.stored(name: "test")).logistic == model.logistic)
    }

    @Test func unknownJobsAndTooManyIdsAreRefused() throws {
        let scorer = PairScorer(
            market: MarketState(), model: nil, identifier: "", sequence: 0, untrainedPrior: 0.1)
        #expect(throws: PairScoringError.unknownJob("nope")) {
            _ = try scorer.score(ScoreFreelancersRequest(job: Job(id: "nope"), freelancerIDs: ["f"]))
        }
        #expect(throws: PairScoringError.self) { _ = try scorer.score(ScoreFreelancersRequest(freelancerIDs: ["f"])) }
        let many = Array(repeating: "f", count: PairScorer.maximumPairs + 1)
        #expect(throws: PairScoringError.self) {
            _ = try scorer.score(ScoreFreelancersRequest(job: Job(title: "x"), freelancerIDs: many))
        }
        let answer = try scorer.score(ScoreFreelancersRequest(job: Job(title: "x"), freelancerIDs: ["unknown"]))
        #expect(answer.probabilities == [0.1])
        #expect(answer.model.isEmpty)
    }
}
