import Foundation
import Learning
import Testing

@Suite struct RankingMetricsTests {
    @Test func equalsAWorkedExample() throws {
        // Järvelin and Kekäläinen's form: gains 3, 2, 3, 0, 1, 2 and 3, 2 left out.
        let ranked = [3.0, 2, 3, 0, 1, 2]
        let linear = RankingMetrics.discountedCumulativeGain(ranked, at: 6, gain: .linear)
        #expect(abs(linear - 6.861_126_688_593_501) < 1e-12)
        let normalized = try #require(
            RankingMetrics.normalizedDiscountedCumulativeGain(ranked, unranked: [3, 2], at: 6, gain: .linear))
        #expect(abs(normalized - 6.861_126_688_593_501 / 8.740_262_365_546_284) < 1e-12)
        #expect(RankingMetrics.discountedCumulativeGain([0, 2], at: 2) == 3 / log2(3))
    }

    @Test func nDCGIsTheShareOfTheBestOrder() throws {
        var generator = SeededGenerator(seed: 40)
        for _ in 0..<40 {
            let relevances = (0..<5).map { _ in Double(generator.integer(below: 4)) }
            for gain in RankingMetrics.Gain.allCases {
                for cutoff in 1...6 {
                    let best = permutations(relevances).map {
                        RankingMetrics.discountedCumulativeGain($0, at: cutoff, gain: gain)
                    }.max()
                    let value = RankingMetrics.normalizedDiscountedCumulativeGain(relevances, at: cutoff, gain: gain)
                    let own = RankingMetrics.discountedCumulativeGain(relevances, at: cutoff, gain: gain)
                    if let best, best > 0 {
                        #expect(abs(try #require(value) - own / best) < 1e-12)
                    } else {
                        #expect(value == nil)
                    }
                }
            }
        }
    }

    @Test func positionsDecideTheOthers() {
        let ranked = [0.0, 1, 0, 2, 0]
        #expect(RankingMetrics.reciprocalRank(ranked) == 0.5)
        #expect(RankingMetrics.reciprocalRank(ranked, at: 1) == 0)
        #expect(RankingMetrics.recall(ranked, at: 2) == 0.5)
        #expect(RankingMetrics.recall(ranked, unrankedRelevant: 2, at: 4) == 0.5)
        #expect(RankingMetrics.precision(ranked, at: 4) == 0.5)
        #expect(RankingMetrics.precision(ranked, at: 10) == 0.2)
        #expect(RankingMetrics.averagePrecision(ranked) == 0.5)
        #expect(RankingMetrics.averagePrecision(ranked, unrankedRelevant: 2) == 0.25)
        #expect(RankingMetrics.reciprocalRank([0], unrankedRelevant: 1) == 0)
        for value in [
            RankingMetrics.reciprocalRank([0, 0]), RankingMetrics.recall([], at: 3),
            RankingMetrics.precision([0], at: 1), RankingMetrics.averagePrecision([0]),
            RankingMetrics.normalizedDiscountedCumulativeGain([0], at: 1),
        ] {
            #expect(value == nil)
        }
    }

    @Test func scoresRankStablyAndNaNLast() {
        #expect(RankingMetrics.ranked([1, 2, 3, 4], byScores: [0.5, .nan, 0.9, 0.5]) == [3, 1, 4, 2])
    }

    @Test func queriesWithoutRelevantCountAsChosen() {
        let values: [Double?] = [0.5, nil, 0.2, nil]
        #expect(MetricSummary(values).mean == 0.35 && MetricSummary(values).count == 2)
        #expect(MetricSummary(values, withoutRelevant: .zero).mean == 0.175)
        #expect(MetricSummary(values, withoutRelevant: .one).mean == 0.675)
        #expect(MetricSummary(values, withoutRelevant: .one).withoutRelevant == 2)
        #expect(MetricSummary([nil]).mean.isNaN)
    }

    private func permutations(_ values: [Double]) -> [[Double]] {
        guard values.count > 1 else { return [values] }
        return values.indices.flatMap { index in
            var rest = values
            let first = rest.remove(at: index)
            return permutations(rest).map { [first] + $0 }
        }
    }
}
