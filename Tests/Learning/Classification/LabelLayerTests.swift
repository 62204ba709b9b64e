import Foundation
import Testing

@testable import Learning

@Suite struct LabelLayerTests {
    static let labelCounts: [Int64] = [9, 4, 7, 1, 3, 3, 2, 8, 1, 1, 5]
    static let dimensions = 13

    /// The loss of one text by its definition.
    private func loss(_ layer: LabelLayer, _ hidden: [Double], _ weights: [[Double]], _ labels: [Int]) -> Double {
        func score(_ row: Int) -> Double { zip(weights[row], hidden).reduce(0) { $0 + $1.0 * $1.1 } }
        let count = layer.labelCount
        switch layer.loss {
        case .softmax:
            let sum = (0..<count).reduce(0.0) { $0 + exp(score($1)) }
            return log(sum) - score(labels[0])
        case .oneVersusAll:
            return (0..<count).reduce(0.0) { $0 + log(1 + exp(labels.contains($1) ? -score($1) : score($1))) }
        case .hierarchicalSoftmax:
            guard let tree = layer.tree else { return .nan }
            return tree.path(of: labels[0]).reduce(0.0) { sum, position in
                let value = score(Int(tree.nodes[position]))
                return sum + log(1 + exp(tree.labels[position] == 1 ? -value : value))
            }
        }
    }

    @Test(arguments: [TextClassifierOptions.Loss.softmax, .oneVersusAll, .hierarchicalSoftmax])
    func stepsAreTheNumericalGradient(lossKind: TextClassifierOptions.Loss) {
        var generator = SeededGenerator(seed: 5)
        let layer = LabelLayer(loss: lossKind, labelCounts: Self.labelCounts, dimensions: Self.dimensions)
        let hidden = FloatTable(rowCount: 1, dimensions: Self.dimensions)
        hidden.set((0..<Self.dimensions).map { _ in Float(generator.normal()) }, row: 0)
        for row in 0..<layer.labelCount {
            layer.table.set((0..<Self.dimensions).map { _ in Float(generator.normal(deviation: 0.5)) }, row: row)
        }
        let before = (0..<layer.labelCount).map { layer.table.floats($0).map(Double.init) }
        let text = hidden.floats(0).map(Double.init)
        let labels = [3, 7]
        let gradient = FloatTable(rowCount: 1, dimensions: Self.dimensions)
        let rate = 1e-2
        let shown = layer.step(
            hidden.base, target: 3, labels: labels.map { Int32($0) }[...], rate: Float(rate), gradient: gradient.base)
        #expect(abs(Double(shown) - loss(layer, text, before, labels)) < 1e-4)

        let delta = 1e-5
        for dimension in 0..<Self.dimensions {
            var up = text
            var down = text
            up[dimension] += delta
            down[dimension] -= delta
            let slope = (loss(layer, up, before, labels) - loss(layer, down, before, labels)) / (2 * delta)
            #expect(abs(Double(gradient.floats(0)[dimension]) / rate + slope) < 1e-3)
            for row in 0..<layer.labelCount {
                var up = before
                var down = before
                up[row][dimension] += delta
                down[row][dimension] -= delta
                let slope = (loss(layer, text, up, labels) - loss(layer, text, down, labels)) / (2 * delta)
                let step = Double(layer.table.floats(row)[dimension]) - before[row][dimension]
                #expect(abs(step / rate + slope) < 1e-3)
            }
        }
        // What fills the layer up to a multiple of four stays zero.
        for row in layer.labelCount..<layer.table.rowCount where lossKind != .hierarchicalSoftmax {
            #expect(layer.table.floats(row).allSatisfy { $0 == 0 })
        }
    }

    @Test(arguments: [1, 7, 8, 9, 40])
    func softmaxIsADistribution(count: Int) {
        var generator = SeededGenerator(seed: UInt64(count))
        let scores = NumberBuffer<SIMD8<Float>>(count: (count + 7) / 8, repeating: .zero)
        var exact: [Double] = []
        for label in 0..<count {
            let score = Float(generator.normal(deviation: 5))
            scores.base[label / 8][label % 8] = score
            exact.append(exp(Double(score)))
        }
        LabelLayer.softmax(scores, count: count)
        let sum = exact.reduce(0, +)
        for label in 0..<scores.count * 8 {
            let expected = label < count ? exact[label] / sum : 0
            #expect(abs(Double(scores.base[label / 8][label % 8]) - expected) < 1e-6)
        }
    }

    @Test func exponentialAndSigmoidAreExactToAFewUnits() {
        for step in -8_000...8_000 {
            let power = Float(step) / 100
            let value = Double(VectorKernels.exponential(SIMD8(repeating: power))[0])
            #expect(abs(value / exp(Double(power)) - 1) < 5e-7)
            let share = Double(VectorKernels.sigmoid(SIMD8(repeating: power))[3])
            #expect(abs(share - 1 / (1 + exp(-Double(power)))) < 2e-7)
        }
    }
}
