import Foundation
import Testing

@testable import Learning

struct WideAndDeepTests {
    @Test func bothPartsTogetherBeatEach() throws {
        let train = try ClickExamples(count: 40_000, stream: 1)
        let test = try ClickExamples(count: 8_000, stream: 2)
        let training = NetworkTraining(epochs: 6, optimizer: .adam(learningRate: 0.003))
        func loss(deep: Bool, wide: Bool) throws -> Double {
            let model = try WideAndDeepModel.train(
                deep: deep ? train.deep : nil, hidden: [32, 16], wide: wide ? train.wide : nil, labels: train.labels,
                training: training)
            let found = try model.probabilities(deep: deep ? test.deep : nil, wide: wide ? test.wide : nil)
            return zip(found, test.labels).reduce(0) { $0 - log($1.1 == 1 ? $1.0 : 1 - $1.0) } / Double(found.count)
        }
        let both = try loss(deep: true, wide: true)
        let deep = try loss(deep: true, wide: false)
        let wide = try loss(deep: false, wide: true)
        #expect(both < deep - 0.005 && both < wide - 0.02, "both \(both), deep \(deep), wide \(wide)")
    }

    @Test func theWidePartAloneIsLogisticRegression() throws {
        // With hardly any penalty and many passes it comes near the exact optimum of the same features.
        let train = try ClickExamples(count: 4_000, stream: 3)
        var generator = SeededGenerator(seed: 3)
        let rows = (0..<4_000).map { _ in (0..<6).filter { _ in generator.bernoulli(0.4) } }
        let labels = rows.map { row in
            generator.bernoulli(1 / (1 + exp(-row.reduce(-0.5) { $0 + Double($1 - 2) * 0.5 }))) ? 1.0 : 0
        }
        let model = try WideAndDeepModel.train(
            deep: nil, wide: SparseFeatures(featureCount: 6, rows: rows), labels: labels,
            training: NetworkTraining(epochs: 100), wideOptions: .init(alpha: 0.1, beta: 0.1, l1: 0, l2: 0))
        let dense = try DenseMatrix(rows: rows.map { row in (0..<6).map { row.contains($0) ? 1.0 : 0 } })
        let exact = try LogisticRegression.fit(rows: dense, labels: labels, options: .init(l2: 0))
        for (found, expected) in zip(model.wideWeights, exact.weights + [exact.bias]) {
            #expect(abs(Double(found) - expected) < 0.06)
        }
        // A strong L1 leaves nothing but the bias.
        let bare = try WideAndDeepModel.train(
            deep: nil, wide: train.wide, labels: train.labels, training: NetworkTraining(epochs: 1),
            wideOptions: .init(l1: 1e6))
        #expect(bare.wideWeights.dropLast().allSatisfy { $0 == 0 } && bare.wideWeights.last != 0)
    }

    @Test func theSameSeedGivesTheSameBytes() throws {
        let train = try ClickExamples(count: 600, stream: 4)
        func model(_ seed: UInt64) throws -> WideAndDeepModel {
            try WideAndDeepModel.train(
                deep: train.deep, hidden: [9, 5], wide: train.wide, labels: train.labels,
                training: NetworkTraining(epochs: 2, dropout: 0.2, seed: seed))
        }
        let one = try model(1)
        #expect(try one == model(1))
        #expect(try one != model(2))
        let same = try WideAndDeepModel(shape: one.shape, parameters: one.parameters, wideWeights: one.wideWeights)
        #expect(
            try same.probabilities(deep: train.deep, wide: train.wide)
                == one.probabilities(deep: train.deep, wide: train.wide))
    }

    @Test func unfitInputIsRefused() throws {
        let train = try ClickExamples(count: 50, stream: 5)
        func code(_ body: () throws -> Void) -> LearningError.Code? {
            do { try body() } catch { return (error as? LearningError)?.code }
            return nil
        }
        func trainCode(_ labels: [Double], _ training: NetworkTraining = .init(), hidden: [Int] = [4]) -> LearningError
            .Code?
        {
            code {
                _ = try WideAndDeepModel.train(
                    deep: train.deep, hidden: hidden, wide: nil, labels: labels, training: training)
            }
        }
        #expect(trainCode(train.labels) == nil)
        #expect(trainCode([1]) == .shapeMismatch)
        #expect(trainCode([.nan] + train.labels.dropFirst()) == .invalidValue)
        for training in [
            NetworkTraining(epochs: 0), .init(batchSize: 0), .init(optimizer: .adaGrad(learningRate: 0)),
            .init(finalRateShare: -1), .init(dropout: 1), .init(optimizer: .adam(learningRate: .nan)),
        ] {
            #expect(trainCode(train.labels, training) == .invalidOption)
        }
        #expect(trainCode(train.labels, hidden: [0]) == .invalidOption)
        #expect(code { _ = try WideAndDeepModel.train(deep: nil, wide: nil, labels: []) } == .emptyData)
        #expect(
            code {
                _ = try WideAndDeepModel.train(deep: train.deep, wide: nil, labels: train.labels) { $0.epoch < 2 }
            } == .cancelled)
        let model = try WideAndDeepModel.train(deep: train.deep, hidden: [4], wide: nil, labels: train.labels)
        #expect(code { _ = try model.probabilities(deep: nil, wide: nil) } == .shapeMismatch)
        #expect(code { _ = try model.probabilities(deep: train.deep, wide: train.wide) } == .shapeMismatch)
        #expect(
            code {
                _ = try WideAndDeepModel(shape: model.shape, parameters: [1], wideWeights: [0])
            } == .shapeMismatch)
        let other = try FeatureTable(fields: [CategoryField(vocabulary: 2, dimension: 1)], categories: [0, 1])
        #expect(code { _ = try model.probabilities(deep: other, wide: nil) } == .shapeMismatch)
    }

    @Test func rowsThatAreNotOfTheirFieldsAreRefusedByRowAndColumn() {
        let fields = [CategoryField(vocabulary: 3, dimension: 2), CategoryField(vocabulary: 5, dimension: 1)]
        func message(_ categories: [Int], _ numbers: [Double] = [0, 0]) -> String? {
            do {
                _ = try FeatureTable(fields: fields, categories: categories, numberCount: 1, numbers: numbers)
                return nil
            } catch { return error.message }
        }
        #expect(message([0, 4, 2, 0]) == nil)
        #expect(message([0, 4, 3, 0])?.contains("row 1, field 0: 3") == true)
        #expect(message([0, 4, 2, -1])?.contains("row 1, field 1: -1") == true)
        #expect(message([0, 4, 2, 0], [0, .nan])?.contains("row 1, number 0") == true)
        #expect(message([0, 4, 2, 0, 1]) != nil && message([0, 4, 2, 0], [1]) != nil)
        let sparse = #expect(throws: LearningError.self) {
            try SparseFeatures(featureCount: 3, rows: [[0], [1, 3]])
        }
        #expect(sparse?.message.contains("row 1, column 1: 3") == true)
    }
}
