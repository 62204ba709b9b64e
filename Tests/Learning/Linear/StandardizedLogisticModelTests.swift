import Foundation
import Learning
import TestSupport
import Testing

@Suite struct StandardizedLogisticModelTests {
    private func fitted(
        _ generator: inout SeededGenerator, width: Int = 7
    ) throws -> (model: StandardizedLogisticModel, rows: DenseMatrix, labels: [Double]) {
        var (rows, labels) = LogisticRegressionTests.sample(count: 600, width: width, using: &generator)
        for row in 0..<600 {
            for column in 0..<width {
                rows[row, column] = 1_000 * Double(column) + rows[row, column] * Double(1 + column * column)
                if generator.bernoulli(0.05) { rows[row, column] = .nan }
            }
        }
        let model = try StandardizedLogisticModel.fit(
            features: (0..<width).map { "feature \($0)" }, rows: rows, labels: labels)
        return (model, rows, labels)
    }

    @Test func contributionsAddUpToTheLogOdds() throws {
        var generator = SeededGenerator(seed: 80)
        for width in [1, 4, 7] {
            let (raw, rows, _) = try fitted(&generator, width: max(width, 2))
            let model = raw.calibrated(by: PlattCalibration(slope: 0.7, intercept: -0.4))
            let batch = model.logOdds(of: rows)
            let probabilities = model.probabilities(of: rows)
            for row in 0..<rows.rowCount {
                let values = rows.row(row)
                let explanation = model.explanation(of: values)
                let sum = explanation.contributions.reduce(explanation.base, +)
                #expect(abs(sum - explanation.logOdds) < 1e-9)
                #expect(batch[row] == explanation.logOdds)
                #expect(model.logOdds(values.lazy.map { $0 }) == batch[row])
                #expect(abs(probabilities[row] - 1 / (1 + exp(-batch[row]))) < 1e-12)
                for (index, value) in values.enumerated() {
                    let z = model.standardization.standardized(value, column: index)
                    #expect(abs(explanation.contributions[index] - 0.7 * model.weights[index] * z) < 1e-9)
                }
            }
        }
    }

    @Test func theMeanCaseIsTheBase() throws {
        var generator = SeededGenerator(seed: 81)
        let (model, _, labels) = try fitted(&generator)
        #expect(model.logOdds(model.standardization.means) == model.base)
        #expect(model.logOdds([Double](repeating: .nan, count: 7)) == model.base)
        #expect(abs(model.prior - labels.reduce(0, +) / 600) < 1e-12)
        let nothing = model.explanation(of: [Double](repeating: .nan, count: 7))
        #expect(nothing.contributions.allSatisfy { $0 == 0 } && nothing.strongest(3) == [])
        let explanation = AdditiveExplanation(base: 0, contributions: [0.1, -3, 0, 3, 1], logOdds: 1.1)
        #expect(explanation.strongest(3) == [1, 3, 4] && explanation.strongest(9) == [1, 3, 4, 0])
    }

    @Test func calibrationImprovesHeldOutLoss() throws {
        var generator = SeededGenerator(seed: 82)
        // Far more columns than the rows can carry: the raw model is overconfident.
        let (train, trainLabels) = LogisticRegressionTests.sample(count: 120, width: 60, using: &generator)
        let (held, heldLabels) = LogisticRegressionTests.sample(count: 500, width: 60, using: &generator)
        let (test, testLabels) = LogisticRegressionTests.sample(count: 2_000, width: 60, using: &generator)
        let raw = try StandardizedLogisticModel.fit(
            features: (0..<60).map(String.init), rows: train, labels: trainLabels, options: .init(l2: 0.01))
        let calibrated = try raw.calibrated(onHeldOut: held, labels: heldLabels.map { $0 > 0.5 })
        let again = try calibrated.calibrated(onHeldOut: held, labels: heldLabels.map { $0 > 0.5 })
        #expect(again == calibrated)
        func loss(_ model: StandardizedLogisticModel) throws -> Double {
            try #require(
                ProbabilityMetrics.logLoss(
                    probabilities: model.probabilities(of: test), labels: testLabels.map { $0 > 0.5 }))
        }
        #expect(try loss(calibrated) < loss(raw) - 0.1)
    }

    @Test func storedFiguresMakeTheSameModel() throws {
        var generator = SeededGenerator(seed: 83)
        let (fresh, rows, _) = try fitted(&generator)
        let model = fresh.calibrated(by: PlattCalibration(slope: 1.2, intercept: 0.3))
        let stored = try StandardizedLogisticModel(
            features: model.features, means: model.standardization.means, deviations: model.standardization.deviations,
            weights: model.weights, bias: model.bias, calibration: model.calibration, prior: model.prior)
        #expect(stored == model && stored.logOdds(of: rows) == model.logOdds(of: rows))

        func isRefused(deviations: [Double] = [1], weights: [Double] = [1], prior: Double = 0.5) -> Bool {
            (try? StandardizedLogisticModel(
                features: ["x"], means: [0], deviations: deviations, weights: weights, bias: 0, prior: prior)) == nil
        }
        #expect(!isRefused())
        #expect(isRefused(deviations: [0]) && isRefused(deviations: [1, 1]) && isRefused(weights: [.nan]))
        #expect(isRefused(prior: 1.5) && isRefused(weights: []))
        #expect(throws: LearningError.self) {
            try StandardizedLogisticModel.fit(features: [], rows: rows, labels: [Double](repeating: 0, count: 600))
        }
    }

    @Test(.enabled(if: SharedFiles.has("vectors/logistic.json"), SharedFiles.skipped("vectors/logistic.json")))
    func reachesScikitLearnsFiguresOnTestData() throws {
        let expected = try SharedFiles.json("vectors/logistic.json")
        let (rows, labels) = try LogisticRegressionTests.higgs("train")
        let (test, testLabels) = try LogisticRegressionTests.higgs("test")
        let model = try StandardizedLogisticModel.fit(
            features: (0..<28).map(String.init), rows: rows, labels: labels)
        let probabilities = model.probabilities(of: test)
        let truth = testLabels.map { $0 > 0.5 }
        let area = try #require(ProbabilityMetrics.areaUnderCurve(scores: probabilities, labels: truth))
        let loss = try #require(ProbabilityMetrics.logLoss(probabilities: probabilities, labels: truth))
        #expect(abs(area - (try #require(expected["auc"] as? Double))) < 1e-5)
        #expect(abs(loss - (try #require(expected["logloss"] as? Double))) < 1e-5)
    }
}
