import Foundation
import Learning
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
            for row in 0..<prepared.rowCount { model.learn(prepared.row(row) + [1], label: labels[row]) }
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
            let probability = model.learn(rows.row(row), label: labels[row])
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
            let one = dense.learn(row, label: label, weight: 2)
            let nonzero = row.indices.filter { row[$0] != 0 }.map { (column: $0, value: row[$0]) }
            #expect(sparse.learn(nonzero, label: label, weight: 2) == one)
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
}
