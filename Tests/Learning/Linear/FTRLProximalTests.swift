import Foundation
import Learning
import TestSupport
import Testing

@Suite struct FTRLProximalTests {
    @Test(
        .enabled(if: SharedFiles.has("vectors/logistic.json"), SharedFiles.skipped("vectors/logistic.json")),
        arguments: [1, 5])
    func equalsTheNumpyFormulas(passes: Int) throws {
        let vectors = try #require(try SharedFiles.json("vectors/logistic.json")["ftrl"] as? [String: [String: Any]])
        let expected = try #require(vectors["numpy ftrl-proximal \(passes) pass a0.1 b1 l1=l2=0"])
        let (rows, labels) = try LogisticRegressionTests.higgs("train")
        let scale = try Standardization(measuring: rows)
        let prepared = scale.applied(to: rows)
        var model = try FTRLProximal(columnCount: 29)
        for _ in 0..<passes {
            for row in 0..<prepared.rowCount { try model.learn(prepared.row(row) + [1], label: labels[row]) }
        }
        let first = try #require(expected["weights_first3"] as? [Double])
        for (column, weight) in first.enumerated() { #expect(abs(model.weight(column) - weight) < 1e-9) }

        let (test, testLabels) = try LogisticRegressionTests.higgs("test")
        let probabilities = (0..<test.rowCount).map { row in
            let values = Array(scale.applied(to: test.rows(at: [row])).values) + [1]
            return Logistic.probability(logOdds: model.logOdds(values.enumerated().map { ($0.offset, $0.element) }))
        }
        let truth = testLabels.map { $0 > 0.5 }
        let area = try #require(ProbabilityMetrics.areaUnderCurve(scores: probabilities, labels: truth))
        let loss = try #require(ProbabilityMetrics.logLoss(probabilities: probabilities, labels: truth))
        #expect(abs(area - (try #require(expected["auc"] as? Double))) < 1e-5)
        #expect(abs(loss - (try #require(expected["logloss"] as? Double))) < 1e-5)
    }

    @Test func l1LeavesUselessWeightsAtZero() throws {
        var generator = SeededGenerator(seed: 90)
        let (rows, labels) = LogisticRegressionTests.sample(count: 3_000, width: 20, using: &generator)
        var model = try FTRLProximal(columnCount: 20, options: .init(l1: 60))
        var losses: [Double] = []
        for row in 0..<rows.rowCount {
            let probability = try model.learn(rows.row(row), label: labels[row])
            losses.append(labels[row] > 0.5 ? -log(probability) : -log(1 - probability))
        }
        #expect(model.weight(0) > 0.5 && model.weight(1) < -0.2)
        #expect(model.weights.count { $0 == 0 } >= 16)
        #expect(losses.suffix(1_000).reduce(0, +) < losses.prefix(1_000).reduce(0, +))
    }

    @Test func sparseEqualsDenseAndSnapshotsContinue() throws {
        var dense = try FTRLProximal(columnCount: 3, options: .init(l1: 0.1, l2: 0.5))
        var sparse = dense
        let rows = [[1.0, 0, 2], [0, 0, -1], [0, 3, 0]]
        for (index, row) in rows.enumerated() {
            let label = index == 1 ? 0.0 : 1
            let one = try dense.learn(row, label: label, weight: 2)
            let nonzero = row.indices.filter { row[$0] != 0 }.map { (column: $0, value: row[$0]) }
            #expect(try sparse.learn(nonzero, label: label, weight: 2) == one)
        }
        #expect(sparse == dense)
        let restored = try FTRLProximal(
            options: dense.options, adjustedGradients: dense.adjustedGradients,
            squaredGradients: dense.squaredGradients)
        #expect(restored == dense)
        #expect(throws: LearningError.self) { try FTRLProximal(columnCount: 1, options: .init(alpha: 0)) }
        #expect(throws: LearningError.self) {
            try FTRLProximal(options: .init(), adjustedGradients: [1], squaredGradients: [-1])
        }
    }

    @Test func whatCannotBeLearnedIsRefusedAndChangesNothing() throws {
        var model = try FTRLProximal(columnCount: 3)
        try model.learn([1, -1, 2], label: 1)
        let before = model
        func message(_ body: (inout FTRLProximal) throws -> Void) -> String {
            let error = #expect(throws: LearningError.self) { try body(&model) }
            #expect(model == before)
            return error?.message ?? ""
        }
        #expect(message { try $0.learn([1, .nan, 2], label: 1) }.contains("column 1: the value nan"))
        #expect(message { try $0.learn([1, 0, -.infinity], label: 1) }.contains("column 2: the value -inf"))
        #expect(message { try $0.learn([1, 2], label: 1) }.contains("3 columns need as many values, not 2"))
        #expect(message { try $0.learn([1, 2, 3], label: .nan) }.contains("label nan"))
        #expect(message { try $0.learn([1, 2, 3], label: 1.5) }.contains("label 1.5"))
        #expect(message { try $0.learn([1, 2, 3], label: -1) }.contains("label -1"))
        #expect(message { try $0.learn([1, 2, 3], label: 1, weight: -2) }.contains("weight -2"))
        #expect(message { try $0.learn([1, 2, 3], label: 1, weight: .infinity) }.contains("weight inf"))
        #expect(message { try $0.learn([0, 1e200, 0], label: 1) }.contains("column 1"))
        #expect(message { try $0.learn([(0, 1), (3, 1)], label: 1) }.contains("column 3"))
        #expect(message { try $0.learn([(-1, 1)], label: 1) }.contains("column -1"))
        #expect(message { try $0.learn([(2, .nan)], label: 1) }.contains("column 2: the value nan"))
        #expect(message { try $0.learn([(2, 1), (0, 1), (2, 1)], label: 1) }.contains("column 2: it comes twice"))
        #expect(message { try $0.learn([(1, 1), (1, 1)], label: 0) }.contains("column 1: it comes twice"))
        // Any order is right, and an example that counts nothing changes nothing.
        var other = model
        #expect(try model.learn([(0, 1), (2, -1)], label: 0) == other.learn([(2, -1), (0, 1)], label: 0))
        #expect(model == other)
        try other.learn([1, 2, 3], label: 0, weight: 0)
        #expect(model == other)
    }

    @Test func optionsAndSnapshotsOutOfRangeAreRefused() {
        typealias Options = FTRLProximal.Options
        for wrong in [-1, Double.nan, .infinity] {
            for (name, options) in [
                ("alpha", Options(alpha: wrong)), ("beta", Options(beta: wrong)), ("l1", Options(l1: wrong)),
                ("l2", Options(l2: wrong)),
            ] {
                let error = #expect(throws: LearningError.self) { try FTRLProximal(columnCount: 1, options: options) }
                #expect(error?.code == .invalidOption && error?.message.contains(name) == true)
            }
        }
        #expect(throws: LearningError.self) { try FTRLProximal(columnCount: -1) }
        let error = #expect(throws: LearningError.self) {
            try FTRLProximal(options: Options(), adjustedGradients: [0, .nan], squaredGradients: [0, 1])
        }
        #expect(error?.message.contains("column 1") == true)
    }
}
