import Foundation
import Learning
import Testing

@Suite struct CalibrationTests {
    @Test func plattFindsTheCurveThatMadeTheLabels() throws {
        var generator = SeededGenerator(seed: 20)
        let scores = (0..<20_000).map { _ in generator.normal(mean: 1, deviation: 2) }
        let labels = scores.map { generator.bernoulli(1 / (1 + exp(-(0.6 * $0 - 1.1)))) }
        let fitted = try PlattCalibration.fit(scores: scores, labels: labels)
        #expect(abs(fitted.slope - 0.6) < 0.04)
        #expect(abs(fitted.intercept + 1.1) < 0.06)
    }

    @Test func plattTargetsKeepSeparatedScoresFinite() throws {
        // At the optimum the two groups get exactly Platt's targets: (2 + 1) / (2 + 2) and 1 / (3 + 2).
        let fitted = try PlattCalibration.fit(scores: [1, 1, -1, -1, -1], labels: [true, true, false, false, false])
        #expect(abs(fitted.probability(1) - 0.75) < 1e-6)
        #expect(abs(fitted.probability(-1) - 0.2) < 1e-6)

        // One class or one score only: the share, moved to the middle, and nothing infinite.
        let positive = try PlattCalibration.fit(scores: [0.3, 0.3], labels: [true, true])
        #expect(abs(positive.probability(0.3) - 0.75) < 1e-6)
        #expect(positive.slope.isFinite)
        #expect(throws: LearningError.self) { try PlattCalibration.fit(scores: [], labels: []) }
        #expect(throws: LearningError.self) { try PlattCalibration.fit(scores: [.nan], labels: [true]) }
        #expect(throws: LearningError.self) { try PlattCalibration.fit(scores: [1, 2], labels: [true]) }
    }

    @Test func isotonicEqualsTheMinimaxFormula() throws {
        var generator = SeededGenerator(seed: 21)
        for round in 0..<60 {
            let count = 1 + generator.integer(below: 25)
            let scores = (0..<count).map { _ in Double(generator.integer(below: round % 2 == 0 ? 100 : 8)) }
            let labels = (0..<count).map { _ in generator.bernoulli(0.4) ? 1.0 : 0 }
            let weights = (0..<count).map { _ in generator.uniform(in: 0.1..<2) }
            let fitted = try IsotonicCalibration.fit(scores: scores, labels: labels, weights: weights)
            let distinct = Set(scores).sorted()
            func mean(_ low: Double, _ high: Double) -> Double {
                let inside = (0..<count).filter { scores[$0] >= low && scores[$0] <= high }
                return inside.reduce(0) { $0 + weights[$1] * labels[$1] } / inside.reduce(0) { $0 + weights[$1] }
            }
            for point in distinct {
                // The max over starts of the min over ends of the mean between them is the isotonic value.
                let lows = distinct.filter { $0 <= point }
                let highs = distinct.filter { $0 >= point }
                let least = lows.map { low in highs.map { high in mean(low, high) }.min() ?? .nan }
                #expect(abs(fitted.value(point) - (least.max() ?? .nan)) < 1e-9)
            }
            #expect(fitted.value(-1e9) == fitted.values.first && fitted.value(1e9) == fitted.values.last)
            #expect(fitted.values == fitted.values.sorted())
        }
    }

    @Test func isotonicIsLinearBetweenPoints() throws {
        let fitted = try IsotonicCalibration.fit(scores: [0, 10], labels: [0.2, 0.8])
        #expect(abs(fitted.value(5) - 0.5) < 1e-12)
        #expect(throws: LearningError.self) { try IsotonicCalibration.fit(scores: [], labels: []) }
        #expect(throws: LearningError.self) { try IsotonicCalibration.fit(scores: [1], labels: [1], weights: [0]) }
    }

    @Test func curvesComeBackFromTheirFigures() throws {
        var generator = SeededGenerator(seed: 22)
        let scores = (0..<200).map { _ in generator.normal() }
        let fitted = try IsotonicCalibration.fit(
            scores: scores, labels: scores.map { generator.bernoulli(Logistic.probability(logOdds: $0)) ? 1 : 0 })
        #expect(try IsotonicCalibration(scores: fitted.scores, values: fitted.values) == fitted)
        func refusal(_ scores: [Double], _ values: [Double]) -> String {
            let error = #expect(throws: LearningError.self) {
                try IsotonicCalibration(scores: scores, values: values)
            }
            return error?.message ?? ""
        }
        #expect(refusal([], []) == "a curve needs at least one point")
        #expect(refusal([1, 2], [0]) == "2 scores need as many values, not 1")
        #expect(refusal([1, 2, 2], [0, 0, 1]).hasPrefix("point 2"))
        #expect(refusal([1, 2], [0.5, 0.4]).hasPrefix("point 1"))
        #expect(refusal([.nan], [0]).hasPrefix("point 0"))
        #expect(refusal([1, 2], [0, .infinity]).hasPrefix("point 1"))
    }

    @Test func refusalsNameTheRow() {
        let score = #expect(throws: LearningError.self) {
            try IsotonicCalibration.fit(scores: [0, 1, .infinity], labels: [0, 1, 1])
        }
        #expect(score?.message == "row 2: the score inf is not a finite number")
        let label = #expect(throws: LearningError.self) {
            try IsotonicCalibration.fit(scores: [0, 1, 2], labels: [0, .nan, 1])
        }
        #expect(label?.message == "row 1: the label nan is not a finite number")
        let weight = #expect(throws: LearningError.self) {
            try IsotonicCalibration.fit(scores: [0, 1], labels: [0, 1], weights: [1, -1])
        }
        #expect(weight?.message.contains("row 1") == true)
    }

    @Test func plattCanBeWatchedAndCancelled() throws {
        let scores = [2.0, 1, 0.5, -1, -2, 0.1]
        let labels = [true, true, false, false, false, true]
        var losses: [Double] = []
        let whole = try PlattCalibration.fit(scores: scores, labels: labels) {
            losses.append($0.loss)
            return true
        }
        #expect(losses.count > 1 && losses == losses.sorted(by: >))
        #expect(try PlattCalibration.fit(scores: scores, labels: labels) == whole)
        let error = #expect(throws: LearningError.self) {
            try PlattCalibration.fit(scores: scores, labels: labels) { $0.step < 1 }
        }
        #expect(error?.code == .cancelled)
        let model = try StandardizedLogisticModel(
            features: ["a"], means: [0], deviations: [1], weights: [1], bias: 0, prior: 0.5)
        let rows = try DenseMatrix(rowCount: 6, columnCount: 1, values: scores)
        let stopped = #expect(throws: LearningError.self) {
            try model.calibrated(onHeldOut: rows, labels: labels) { _ in false }
        }
        #expect(stopped?.code == .cancelled)
    }
}
