import Foundation
import Learning
import Testing

/// Metrics against what scikit-learn 1.9 gives for the same numbers.
struct ReferenceMetricsTests {
    private let labels = [1, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1].map { $0 == 1 }
    private let scores = [
        0.43, 0.59, 0.74, 0.96, 0.28, 0.65, 0.7, 0.29, 0.0, 0.97, 0.3, 0.31, 0.89, 0.59, 0.47, 0.77, 0.03, 0.71, 0.37,
        0.09, 0.66, 0.93, 0.21,
    ]
    private let weights = [
        1.89, 0.89, 2.23, 2.17, 0.66, 2.49, 1.97, 2.05, 2.46, 1.29, 2.28, 2.64, 0.31, 2.55, 1.18, 1.44, 0.44, 2.1, 0.88,
        2.61, 0.83, 1.69, 1.2,
    ]

    private func expectEqual(_ found: Double?, _ expected: Double) {
        #expect(abs((found ?? .nan) - expected) <= 1e-12, "\(String(describing: found)) is not \(expected)")
    }

    @Test func probabilities() {
        expectEqual(ProbabilityMetrics.areaUnderCurve(scores: scores, labels: labels), 0.44166666666666665)
        expectEqual(
            ProbabilityMetrics.areaUnderCurve(scores: scores, labels: labels, weights: weights), 0.4869966688459264)
        let kept = scores.map { min(max($0, 0.01), 0.99) }
        expectEqual(ProbabilityMetrics.logLoss(probabilities: kept, labels: labels), 1.1181086423417215)
        expectEqual(
            ProbabilityMetrics.logLoss(probabilities: kept, labels: labels, weights: weights), 1.0091689328025248)
        expectEqual(ProbabilityMetrics.brierScore(probabilities: kept, labels: labels), 0.3623)
        expectEqual(
            ProbabilityMetrics.brierScore(probabilities: kept, labels: labels, weights: weights), 0.3319081568627451)
    }

    @Test func rankings() {
        expectEqual(RankingMetrics.averagePrecision(labels.map { $0 ? 1 : 0 }), 0.4670220373545182)
        let grades: [Double] = [2, 0, 3, 4, 0, 3, 0, 0, 3, 0, 3, 1]
        expectEqual(
            RankingMetrics.normalizedDiscountedCumulativeGain(grades, at: 5, gain: .linear), 0.5304729359888068)
        expectEqual(
            RankingMetrics.normalizedDiscountedCumulativeGain(grades, at: 5, gain: .exponential), 0.4525315690247545)
    }

    @Test func values() {
        let values = [0.76, -2.03, -0.91, 0.71, 1.16, -2.16, -0.5, 0.33, -0.61]
        let predictions = [1.59, -1.19, 0.35, -1.05, 1.41, -0.02, -0.37, -1.72, 1.68]
        let weights = [1.07, 0.81, 0.31, 0.64, 0.81, 0.15, 0.78, 0.47, 0.69]
        let expected = [
            (0.1, 0.8163333333333334, 0.6905200698080278), (0.5, 0.6416666666666667, 0.5457242582897033),
            (0.9, 0.467, 0.4009284467713787),
        ]
        for (quantile, plain, weighted) in expected {
            expectEqual(
                ValueMetrics.pinballLoss(predictions: predictions, values: values, quantile: quantile), plain)
            expectEqual(
                ValueMetrics.pinballLoss(
                    predictions: predictions, values: values, quantile: quantile, weights: weights), weighted)
        }
        // The median's pinball loss is half the absolute error.
        expectEqual(ValueMetrics.absoluteError(predictions: predictions, values: values), 2 * 0.6416666666666667)
        #expect(ValueMetrics.squaredError(predictions: [], values: []) == nil)
        expectEqual(ValueMetrics.squaredError(predictions: [1, 2], values: [3, 5]), 6.5)
    }

    @Test(arguments: 1...20) func randomCases(number: Int) {
        typealias Answers = ReferenceMetricAnswers
        let (rows, place) = (ReferenceMetricCase(number: number), number - 1)
        let (scores, labels, weights) = (rows.scores, rows.labels, rows.weights)
        expectEqual(ProbabilityMetrics.areaUnderCurve(scores: scores, labels: labels), Answers.area[place])
        expectEqual(
            ProbabilityMetrics.areaUnderCurve(scores: scores, labels: labels, weights: weights),
            Answers.weightedArea[place])
        expectEqual(ProbabilityMetrics.logLoss(probabilities: scores, labels: labels), Answers.logLoss[place])
        expectEqual(
            ProbabilityMetrics.logLoss(probabilities: scores, labels: labels, weights: weights),
            Answers.weightedLogLoss[place])
        expectEqual(ProbabilityMetrics.brierScore(probabilities: scores, labels: labels), Answers.brier[place])
        expectEqual(
            ProbabilityMetrics.brierScore(probabilities: scores, labels: labels, weights: weights),
            Answers.weightedBrier[place])
        expectEqual(
            CalibrationCurve(probabilities: scores, labels: labels).expectedError, Answers.calibration[place])
        let relevant = RankingMetrics.ranked(labels.map { $0 ? 1 : 0 }, byScores: scores)
        expectEqual(RankingMetrics.averagePrecision(relevant), Answers.averagePrecision[place])
        let grades = RankingMetrics.ranked(rows.grades, byScores: scores)
        expectEqual(
            RankingMetrics.normalizedDiscountedCumulativeGain(grades, at: 5, gain: .linear), Answers.gain[place])
        expectEqual(
            RankingMetrics.normalizedDiscountedCumulativeGain(grades, at: 5, gain: .exponential),
            Answers.exponentialGain[place])
        expectEqual(
            ValueMetrics.pinballLoss(predictions: rows.predictions, values: rows.values, quantile: rows.quantile),
            Answers.pinball[place])
        expectEqual(
            ValueMetrics.pinballLoss(
                predictions: rows.predictions, values: rows.values, quantile: rows.quantile, weights: weights),
            Answers.weightedPinball[place])
    }

    @Test func giniIsTheMeanDifference() {
        var generator = SeededGenerator(seed: 4)
        let amounts = (0..<40).map { _ in generator.exponential() }
        var differences = 0.0
        for one in amounts { for other in amounts { differences += abs(one - other) } }
        let mean = amounts.reduce(0, +) / 40
        expectEqual(ValueMetrics.gini(amounts), differences / 1_600 / (2 * mean))
        expectEqual(ValueMetrics.gini([5, 5, 5]), 0)
        expectEqual(ValueMetrics.gini([0, 0, 0, 7]), 0.75)
        #expect(ValueMetrics.gini([0, 0]) == nil)
    }

    @Test func pairedTestsCountSigns() {
        var generator = SeededGenerator(seed: 5)
        // Of the 32 sign patterns of five equal differences two are as extreme as all of one sign.
        let sure = PairedTest([2, 3, 4, 5, 6], [1, 2, 3, 4, 5], using: &generator)
        #expect(sure.meanDifference == 1 && sure.probability == 2.0 / 32)
        let same = PairedTest([1, 2], [1, 2], using: &generator)
        #expect(same.probability == 1)
        // Many queries without a difference are rarely called different, many with one nearly always.
        var alarms = 0
        for _ in 0..<100 {
            let first = (0..<60).map { _ in generator.normal() }
            let second = (0..<60).map { _ in generator.normal() }
            if PairedTest(first, second, samples: 500, using: &generator).probability < 0.05 { alarms += 1 }
            let better = first.map { $0 + 1 }
            #expect(PairedTest(better, second, samples: 500, using: &generator).probability < 0.05)
        }
        #expect(alarms <= 15)
    }
}
