import Testing

@testable import Learning

/// Rankings of ten items for people who look at places with falling probability and like the items more or less.
private struct World {
    static let examination = [1, 0.7, 0.5, 0.4, 0.3]
    let policy: TopShuffle
    /// The order shown but for exploration, and the one that is judged.
    let shown: [Int]
    let target: [Int]

    /// P(click) of an item at a place, for a kind of person.
    static func chance(_ item: Int, _ place: Int, kind: Int) -> Double {
        examination[place] * (0.1 + 0.06 * Double((item * 7 + kind * 3) % 10))
    }

    /// What the other order is worth, exactly.
    var worth: Double {
        var sum = 0.0
        for kind in 0..<4 {
            for place in 0..<5 { sum += Self.chance(target[place], place, kind: kind) / 4 }
        }
        return sum
    }

    /// - Parameter error: how far the model's predictions are off; nil for no model.
    func samples(_ count: Int, seed: UInt64, error: Double?) -> [RankingSample] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { number in
            let kind = generator.integer(below: 4)
            let (order, _) = policy.draw(count: shown.count, using: &generator)
            func prediction(_ item: Int, _ place: Int) -> Double {
                error.map { Self.chance(item, place, kind: kind) + $0 } ?? 0
            }
            let placements = (0..<5).map { place in
                let item = shown[order[place]]
                return RankingSample.Placement(
                    propensity: policy.propensity(rank: order[place], place: place, count: shown.count),
                    outcome: generator.bernoulli(Self.chance(item, place, kind: kind)) ? 1 : 0,
                    isTarget: target[place] == item, prediction: prediction(item, place))
            }
            let covered = (0..<5).filter { place in
                shown.firstIndex(of: target[place]).map {
                    policy.propensity(rank: $0, place: place, count: shown.count) > 0
                } ?? false
            }
            return RankingSample(
                unit: number / 3, placements: placements, targetPlaces: 5, coveredPlaces: covered.count,
                targetPrediction: covered.reduce(0) { $0 + prediction(target[$1], $1) })
        }
    }
}

@Suite struct OffPolicyEvaluationTests {
    private let world = World(
        policy: TopShuffle(share: 0.5, depth: 10), shown: Array(0..<10), target: [9, 3, 0, 7, 4, 5, 6, 1, 2, 8])

    /// Over many logs, estimates scatter about the truth as far as they say.
    @Test func estimatesAreRightOnAverageAndKnowTheirErrors() throws {
        var moments = Array(repeating: RunningMoments(), count: 3)
        var inside = [0, 0, 0]
        let runs = 300
        for seed in 0..<runs {
            let samples = world.samples(600, seed: UInt64(seed), error: 0.03)
            let result = try OffPolicyEvaluation(samples)
            let estimates = [result.inversePropensity, result.selfNormalized, result.doublyRobust]
            for (index, estimate) in estimates.enumerated() {
                moments[index].add(estimate.value)
                let interval = estimate.interval()
                if interval.lower <= world.worth, world.worth <= interval.upper { inside[index] += 1 }
            }
            #expect(result.coverage == 1 && result.refusals.isEmpty, "\(result.refusals)")
        }
        for index in 0..<3 {
            let reach = 4 * (moments[index].variance / Double(runs)).squareRoot()
            #expect(abs(moments[index].mean - world.worth) < reach + (index == 1 ? 0.02 : 0), "\(index)")
            #expect(Double(inside[index]) / Double(runs) > 0.9, "\(index): \(inside[index]) of \(runs)")
        }
        #expect(moments[1].variance < moments[0].variance, "normalising helps")
        #expect(moments[2].variance < moments[0].variance, "a model helps")
    }

    /// The order that was shown, without exploration: the plain mean.
    @Test func itsOwnOrderIsWorthWhatHappened() throws {
        var own = World(policy: TopShuffle(share: 0, depth: 1), shown: Array(0..<10), target: Array(0..<10))
            .samples(500, seed: 9, error: nil)
        let clicks = own.reduce(0) { $0 + $1.placements.reduce(0) { $0 + $1.outcome } }
        let result = try OffPolicyEvaluation(own)
        for estimate in [result.inversePropensity, result.selfNormalized, result.doublyRobust] {
            #expect(abs(estimate.value - clicks / 500) < 1e-12)
        }
        #expect(abs(result.effectiveSampleSize - 2_500) < 1e-9 && result.refusals.isEmpty)
        own[7].placements[0].propensity = 0
        #expect(throws: LearningError.self) { try OffPolicyEvaluation(own) }
        #expect(throws: LearningError.self) { try OffPolicyEvaluation([]) }
    }

    @Test func refusalsNameTheRankingAndThePlace() {
        let samples = world.samples(20, seed: 4, error: nil)
        func message(_ change: (inout RankingSample) -> Void) -> String {
            var samples = samples
            change(&samples[3])
            let error = #expect(throws: LearningError.self) { try OffPolicyEvaluation(samples) }
            #expect(error?.code == .invalidValue)
            return error?.message ?? ""
        }
        for wrong in [0, -0.5, 1.5, Double.nan] {
            #expect(
                message { $0.placements[2].propensity = wrong }
                    == "ranking 3, place 2: the propensity \(wrong) is not in (0, 1]")
        }
        #expect(
            message { $0.placements[4].outcome = .infinity }
                == "ranking 3, place 4: the outcome inf is not a finite number")
        #expect(message { $0.placements[0].prediction = .nan }.hasPrefix("ranking 3, place 0: the prediction nan"))
        #expect(message { $0.targetPrediction = .nan }.hasPrefix("ranking 3: the prediction nan"))
    }

    @Test func thinCoverageIsRefusedWithItsReason() throws {
        // What is far down is never shown.
        let narrow = World(policy: TopShuffle(share: 0.5, depth: 3), shown: world.shown, target: world.target)
        let uncovered = try OffPolicyEvaluation(narrow.samples(2_000, seed: 1, error: nil))
        #expect(uncovered.refusals.contains { $0.contains("could have been shown") })
        let rare = World(policy: TopShuffle(share: 0.001, depth: 10), shown: world.shown, target: world.target)
        let unexplored = try OffPolicyEvaluation(rare.samples(500, seed: 1, error: nil))
        #expect(unexplored.refusals.contains { $0.contains("effective sample") }, "\(unexplored)")
        let few = try OffPolicyEvaluation(world.samples(30, seed: 1, error: nil))
        #expect(few.refusals.contains { $0.contains("persons") })
    }
}
