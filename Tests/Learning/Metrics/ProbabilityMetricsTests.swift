import Foundation
import Learning
import Testing

@Suite struct ProbabilityMetricsTests {
    @Test func areaUnderCurveCountsPairs() throws {
        var generator = SeededGenerator(seed: 50)
        for _ in 0..<50 {
            let count = 2 + generator.integer(below: 30)
            let scores = (0..<count).map { _ in Double(generator.integer(below: 7)) }
            let labels = (0..<count).map { _ in generator.bernoulli(0.4) }
            let weights = (0..<count).map { _ in generator.uniform() + 0.1 }
            var wins = 0.0
            var pairs = 0.0
            for positive in 0..<count where labels[positive] {
                for negative in 0..<count where !labels[negative] {
                    let weight = weights[positive] * weights[negative]
                    pairs += weight
                    if scores[positive] > scores[negative] { wins += weight }
                    if scores[positive] == scores[negative] { wins += 0.5 * weight }
                }
            }
            let area = ProbabilityMetrics.areaUnderCurve(scores: scores, labels: labels, weights: weights)
            if pairs > 0 {
                #expect(abs(try #require(area) - wins / pairs) < 1e-12)
            } else {
                #expect(area == nil)
            }
        }
        #expect(ProbabilityMetrics.areaUnderCurve(scores: [.nan, 1], labels: [false, true]) == 1)
    }

    @Test func lossesEqualTheirDefinitions() throws {
        let probabilities = [0.9, 0.2, 0.6]
        let labels = [true, false, false]
        let loss = try #require(ProbabilityMetrics.logLoss(probabilities: probabilities, labels: labels))
        #expect(abs(loss + (log(0.9) + log(0.8) + log(0.4)) / 3) < 1e-12)
        let brier = try #require(
            ProbabilityMetrics.brierScore(probabilities: probabilities, labels: labels, weights: [1, 1, 2]))
        #expect(abs(brier - (0.01 + 0.04 + 0.72) / 4) < 1e-12)
        let impossible = try #require(ProbabilityMetrics.logLoss(probabilities: [0], labels: [true]))
        #expect(abs(impossible + log(1e-15)) < 1e-9)
        #expect(ProbabilityMetrics.logLoss(probabilities: [], labels: []) == nil)
    }

    @Test func calibrationBinsByWidthAndByCount() {
        let probabilities = [0.05, 0.15, 0.12, 0.95, 1.0, 0.1]
        let labels = [false, true, false, true, true, false]
        let wide = CalibrationCurve(probabilities: probabilities, labels: labels, binning: .equalWidth(10))
        #expect(wide.bins.map(\.count) == [1, 3, 2])
        #expect(abs(wide.bins[1].meanProbability - 0.37 / 3) < 1e-12)
        #expect(abs(wide.bins[1].positiveShare - 1.0 / 3) < 1e-12)
        #expect(abs(wide.maximumError - 0.21) < 1e-12)
        #expect(abs(wide.expectedError - (0.05 + 0.63 + 0.05) / 6) < 1e-12)
        let even = CalibrationCurve(probabilities: probabilities, labels: labels, binning: .equalCount(3))
        #expect(even.bins.map(\.count) == [2, 2, 2])
        #expect(abs(even.bins[0].meanProbability - 0.075) < 1e-12)
        #expect(CalibrationCurve(probabilities: [], labels: []).expectedError == 0)
    }

    @Test func calibratedProbabilitiesHaveSmallErrors() {
        var generator = SeededGenerator(seed: 51)
        let probabilities = (0..<40_000).map { _ in generator.uniform() }
        let labels = probabilities.map { generator.bernoulli($0) }
        #expect(CalibrationCurve(probabilities: probabilities, labels: labels).expectedError < 0.012)
        let bold = probabilities.map { min(1, 1.3 * $0) }
        #expect(CalibrationCurve(probabilities: bold, labels: labels, binning: .equalCount(20)).expectedError > 0.1)
    }
}
