import Foundation
import Testing

@testable import Learning

@Suite struct PairStepTests {
    struct Shape: Sendable, CustomTestStringConvertible {
        let dimensions: Int
        let inputs: Int
        let outputs: Int
        var testDescription: String { "\(dimensions) dimensions, \(inputs) inputs, \(outputs) outputs" }
    }

    static let shapes = [1, 8, 20, 128].flatMap { dimensions in
        [1, 2, 5, 20].flatMap { inputs in
            [1, 2, 3, 5, 6, 7, 13].map { Shape(dimensions: dimensions, inputs: inputs, outputs: $0) }
        }
    }

    /// Inputs and outputs drawn by seed.
    private func prepared(_ shape: Shape, isWide: Bool) -> (step: PairStep, inputs: FloatTable, outputs: FloatTable) {
        var generator = SeededGenerator(seed: UInt64(shape.dimensions * 1_000 + shape.inputs * 50 + shape.outputs))
        let inputs = FloatTable(rowCount: shape.inputs, dimensions: shape.dimensions, reach: 0.7, using: &generator)
        let outputs = FloatTable(rowCount: shape.outputs, dimensions: shape.dimensions, reach: 0.7, using: &generator)
        let step = PairStep(
            blocks: inputs.blocks, maximumInputs: 20, maximumOutputs: 13, usesWideVectors: isWide)
        withExtendedLifetime((step, inputs)) {
            for index in 0..<shape.inputs {
                for block in 0..<inputs.blocks { step.room(index)[block] = inputs.row(index)[block] }
            }
        }
        for index in 0..<shape.outputs {
            step.setOutput(index, outputs.row(index), label: index % 2 == 0 ? 1 : 0)
        }
        return (step, inputs, outputs)
    }

    private func gradient(_ step: PairStep, _ index: Int, _ dimensions: Int) -> [Float] {
        withExtendedLifetime(step) { EmbeddingMatrix.floats(UnsafePointer(step.gradient(index)), dimensions) }
    }

    @Test(arguments: shapes)
    func isTheDefinition(shape: Shape) {
        let (step, inputs, outputs) = prepared(shape, isWide: true)
        let oldInputs = (0..<shape.inputs).map { inputs.floats($0).map(Double.init) }
        let oldOutputs = (0..<shape.outputs).map { outputs.floats($0).map(Double.init) }
        withExtendedLifetime((step, outputs)) { step.step(inputs: shape.inputs, outputs: shape.outputs, rate: 0.1) }
        var newOutputs = oldOutputs
        var gradients = [[Double]](
            repeating: [Double](repeating: 0, count: shape.dimensions), count: shape.inputs)
        for input in 0..<shape.inputs {
            for output in 0..<shape.outputs {
                let score = zip(oldInputs[input], oldOutputs[output]).reduce(0) { $0 + $1.0 * $1.1 }
                let error = 0.1 * ((output % 2 == 0 ? 1 : 0) - 1 / (1 + exp(-score)))
                for dimension in 0..<shape.dimensions {
                    gradients[input][dimension] += error * oldOutputs[output][dimension]
                    newOutputs[output][dimension] += error * oldInputs[input][dimension]
                }
            }
        }
        for input in 0..<shape.inputs {
            let found = gradient(step, input, shape.dimensions)
            #expect(zip(found, gradients[input]).allSatisfy { abs(Double($0) - $1) < 1e-5 })
        }
        for output in 0..<shape.outputs {
            #expect(zip(outputs.floats(output), newOutputs[output]).allSatisfy { abs(Double($0) - $1) < 1e-5 })
        }
    }

    @Test(arguments: shapes)
    func wideVectorsChangeNoBit(shape: Shape) {
        let wide = prepared(shape, isWide: true)
        let narrow = prepared(shape, isWide: false)
        withExtendedLifetime((wide, narrow)) {
            for _ in 0..<3 {
                wide.step.step(inputs: shape.inputs, outputs: shape.outputs, rate: 0.1)
                narrow.step.step(inputs: shape.inputs, outputs: shape.outputs, rate: 0.1)
            }
        }
        for index in 0..<shape.inputs {
            #expect(gradient(wide.step, index, shape.dimensions) == gradient(narrow.step, index, shape.dimensions))
        }
        for index in 0..<shape.outputs { #expect(wide.outputs.floats(index) == narrow.outputs.floats(index)) }
    }

    @Test(arguments: shapes)
    func inputsAreReadAndChangedWhereTheyLieAlsoTheOneThatIsThereTwice(shape: Shape) {
        let sides = [true, false].map { isWide in
            let side = prepared(shape, isWide: isWide)
            let before = (0..<shape.inputs).map { side.inputs.floats($0) }
            let rows = (0..<shape.inputs).map { $0 == shape.inputs - 1 ? 0 : $0 }
            var expected = before
            withExtendedLifetime(side) {
                for (index, row) in rows.enumerated() { side.step.setInput(index, side.inputs.row(row)) }
                side.step.step(inputs: shape.inputs, outputs: shape.outputs, rate: 0.1)
                for (index, row) in rows.enumerated() {
                    let added = gradient(side.step, index, shape.dimensions)
                    expected[row] = zip(expected[row], added).map { $0 + $1 }
                }
                side.step.addGradients(inputs: shape.inputs)
            }
            let after = (0..<shape.inputs).map { side.inputs.floats($0) }
            #expect(after == expected)
            return after
        }
        #expect(sides[0] == sides[1])
    }

    @Test func followsTheNumericalGradient() {
        let shape = Shape(dimensions: 11, inputs: 4, outputs: 5)
        let (step, inputs, outputs) = prepared(shape, isWide: true)
        let before = (0..<4).map { inputs.floats($0).map(Double.init) }
        let rows = (0..<5).map { outputs.floats($0).map(Double.init) }
        func loss(_ inputs: [[Double]]) -> Double {
            var sum = 0.0
            for input in inputs {
                for (index, row) in rows.enumerated() {
                    let score = zip(input, row).reduce(0) { $0 + $1.0 * $1.1 }
                    sum += log(1 + exp(index % 2 == 0 ? -score : score))
                }
            }
            return sum
        }
        withExtendedLifetime((step, outputs)) { step.step(inputs: 4, outputs: 5, rate: 1) }
        for input in 0..<4 {
            for dimension in 0..<11 {
                var up = before
                var down = before
                up[input][dimension] += 1e-5
                down[input][dimension] -= 1e-5
                let slope = (loss(up) - loss(down)) / 2e-5
                #expect(abs(Double(gradient(step, input, 11)[dimension]) + slope) < 1e-4)
            }
        }
    }
}
