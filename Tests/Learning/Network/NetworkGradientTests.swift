import Foundation
import Testing

@testable import Learning

struct NetworkGradientTests {
    /// A network written out in double precision, without padding tricks or blocks.
    static func outputs(_ shape: NetworkShape, _ parameters: [Double], categories: [Int], numbers: [Double]) -> [Double]
    {
        var values: [Double] = []
        var start = 0
        for (field, category) in zip(shape.fields, categories) {
            let vector = start + category * field.dimension
            values += parameters[vector..<vector + field.dimension]
            start += field.vocabulary * field.dimension
        }
        values += numbers
        start = (start + 7) / 8 * 8
        for (layer, width) in (shape.hidden + [shape.outputCount]).enumerated() {
            let stride = (values.count + 7) / 8 * 8
            let biases = start + width * stride
            values = (0..<width).map { output in
                let sum = values.indices.reduce(parameters[biases + output]) {
                    $0 + parameters[start + output * stride + $1] * values[$1]
                }
                return layer < shape.hidden.count ? max(sum, 0) : sum
            }
            start = biases + (width + 7) / 8 * 8
        }
        return values
    }

    private static let fields = [
        CategoryField(vocabulary: 4, dimension: 3), CategoryField(vocabulary: 3, dimension: 2),
    ]

    private static func table(_ rows: Int, using generator: inout SeededGenerator) throws -> (
        table: FeatureTable, categories: [[Int]], numbers: [[Double]]
    ) {
        let categories = (0..<rows).map { _ in fields.map { generator.integer(below: $0.vocabulary) } }
        // Numbers that single precision holds exactly.
        let numbers = (0..<rows).map { _ in (0..<2).map { _ in Double(generator.integer(in: -40...40)) / 16 } }
        let table = try FeatureTable(
            fields: fields, categories: Array(categories.joined()), numberCount: 2, numbers: Array(numbers.joined()))
        return (table, categories, numbers)
    }

    /// Compares gradients with finite differences of a slow loss at all parameters.
    private static func compare(
        _ learner: NetworkLearner, _ gradients: [Float], _ loss: ([Double]) -> Double, _ name: String
    ) {
        let parameters = learner.parameters.array.map(Double.init)
        let largest = gradients.reduce(0) { max($0, abs($1)) }
        #expect(largest > 1e-3)
        for index in parameters.indices {
            func moved(_ by: Double) -> Double {
                var parameters = parameters
                parameters[index] += by
                return loss(parameters)
            }
            let slope = (moved(1e-5) - moved(-1e-5)) / 2e-5
            #expect(abs(slope - Double(gradients[index])) < 2e-4 * Double(max(largest, 1)), "\(name) \(index)")
        }
    }

    @Test(arguments: [[], [5], [13, 6]])
    func logLossGradientsAreFiniteDifferences(hidden: [Int]) throws {
        var generator = SeededGenerator(seed: 21)
        let (table, categories, numbers) = try Self.table(11, using: &generator)
        let labels = (0..<11).map { _ in generator.uniform() }
        let shape = try NetworkShape(fields: Self.fields, numberCount: 2, hidden: hidden, outputCount: 1)
        let learner = NetworkLearner(shape, .adaGrad(learningRate: 1), capacity: 11, using: &generator)
        func loss(_ parameters: [Double]) -> Double {
            (0..<11).reduce(0) {
                let logit = Self.outputs(shape, parameters, categories: categories[$1], numbers: numbers[$1])[0]
                return $0 + (Logistic.softplus(logit) - labels[$1] * logit) / 11
            }
        }
        learner.forward(table, count: 11, row: { $0 }, dropout: 0, generator: &generator)
        let parameters = learner.parameters.array.map(Double.init)
        for row in 0..<11 {
            let slow = Self.outputs(shape, parameters, categories: categories[row], numbers: numbers[row])[0]
            let found = learner.pass.outputs[row * learner.pass.outputStride]
            #expect(abs(Double(found) - slow) < 1e-5)
            learner.pass.outputSlopes[row * learner.pass.outputStride] = Float(
                (Logistic.probability(logOdds: slow) - labels[row]) / 11)
        }
        learner.backward(table, count: 11, row: { $0 }, dropout: 0)
        Self.compare(learner, learner.gradients.array, loss, "parameter")
    }

    @Test func softmaxGradientsOfTwoTowersAreFiniteDifferences() throws {
        var generator = SeededGenerator(seed: 22)
        let (queries, queryCategories, queryNumbers) = try Self.table(7, using: &generator)
        let (candidates, candidateCategories, candidateNumbers) = try Self.table(5, using: &generator)
        let pairs = (0..<6).map { (query: $0, candidate: [0, 1, 2, 1, 4, 3][$0]) }
        let shape = try NetworkShape(fields: Self.fields, numberCount: 2, hidden: [9], outputCount: 5)
        let towers = (0..<2).map { _ in
            NetworkLearner(shape, .adam(learningRate: 1), capacity: 6, using: &generator)
        }
        let logShares: [Float] = [-1, -0.5, -2, -1.5, -1]
        let step = TwoTowerStep(
            query: towers[0], candidate: towers[1], queries: queries, candidates: candidates, pairs: pairs,
            temperature: 0.5, logShares: logShares, dropout: 0, capacity: 6)
        func unit(_ vector: [Double]) -> [Double] {
            let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return vector.map { $0 / length }
        }
        func loss(_ query: [Double], _ candidate: [Double]) -> Double {
            let queryUnits = pairs.map {
                unit(Self.outputs(shape, query, categories: queryCategories[$0.query], numbers: queryNumbers[$0.query]))
            }
            let candidateUnits = pairs.map {
                unit(
                    Self.outputs(
                        shape, candidate, categories: candidateCategories[$0.candidate],
                        numbers: candidateNumbers[$0.candidate]))
            }
            var sum = 0.0
            for place in pairs.indices {
                func score(_ other: Int) -> Double {
                    zip(queryUnits[place], candidateUnits[other]).reduce(0) { $0 + $1.0 * $1.1 } / 0.5
                        - Double(logShares[pairs[other].candidate])
                }
                let others = pairs.indices.filter { $0 == place || pairs[$0].candidate != pairs[place].candidate }
                sum += log(others.reduce(0) { $0 + exp(score($1)) }) - score(place)
            }
            return sum / 6
        }
        let found = step.gradients(ArraySlice(0..<6), &generator)
        let query = towers[0].parameters.array.map(Double.init)
        let candidate = towers[1].parameters.array.map(Double.init)
        #expect(abs(found / 6 - loss(query, candidate)) < 1e-4)
        Self.compare(towers[0], towers[0].gradients.array, { loss($0, candidate) }, "query")
        Self.compare(towers[1], towers[1].gradients.array, { loss(query, $0) }, "candidate")
    }

    @Test func dropoutScalesWhatItKeepsAndItsGradients() throws {
        var generator = SeededGenerator(seed: 23)
        let shape = try NetworkShape(fields: [], numberCount: 1, hidden: [400], outputCount: 1)
        let table = try FeatureTable(fields: [], categories: [], numberCount: 1, numbers: [1])
        let learner = NetworkLearner(shape, .adaGrad(learningRate: 1), capacity: 1, using: &generator)
        learner.forward(table, count: 1, row: { $0 }, dropout: 0, generator: &generator)
        let whole = learner.pass.outputs[0]
        var mean = 0.0
        for _ in 0..<400 {
            learner.forward(table, count: 1, row: { $0 }, dropout: 0.4, generator: &generator)
            mean += Double(learner.pass.outputs[0]) / 400
        }
        #expect(abs(mean - Double(whole)) < 0.15)
        // The output is linear in the last layer's weights: its gradients are the kept units, scaled.
        learner.pass.outputSlopes[0] = 1
        learner.backward(table, count: 1, row: { $0 }, dropout: 0.4)
        let start = shape.layerStarts[1]
        var sum: Float = 0
        for unit in 0..<400 { sum += learner.gradients.base[start + unit] * learner.parameters.base[start + unit] }
        #expect(abs(sum - learner.pass.outputs[0]) < 1e-3)
        // Towards the input only kept, positive units pass: the same by hand.
        var slope: Float = 0
        for unit in 0..<400 where learner.gradients.base[start + unit] != 0 {
            slope += learner.parameters.base[start + unit] / 0.6
        }
        let biases = shape.layerStarts[0] + 400 * 8
        let found = (0..<400).reduce(Float(0)) { $0 + learner.gradients.base[biases + $1] }
        #expect(abs(slope - found) < 1e-2)
    }

    @Test(arguments: [NetworkOptimizer.adaGrad(learningRate: 0.1), .adam(learningRate: 0.1)])
    func optimisersMoveAsTheirPapersSay(optimizer: NetworkOptimizer) {
        // Eleven parameters: one whole vector, and a rest.
        let parameters = NumberBuffer<Float>(count: 11, repeating: 1)
        let gradients = NumberBuffer<Float>(count: 11, repeating: 0)
        var state = OptimizerState(optimizer, count: 11)
        var expected = [Double](repeating: 1, count: 11)
        var squares = [Double](repeating: optimizer == .adaGrad(learningRate: 0.1) ? 1e-6 : 0, count: 11)
        var means = [Double](repeating: 0, count: 11)
        var generator = SeededGenerator(seed: 24)
        for step in 1...20 {
            state.begin(rateShare: 0.5)
            for index in 0..<11 {
                gradients.base[index] = Float(generator.normal())
                let g = Double(gradients.base[index])
                switch optimizer {
                case .adaGrad:
                    squares[index] += g * g
                    expected[index] -= 0.05 * g / squares[index].squareRoot()
                case .adam:
                    means[index] = 0.9 * means[index] + 0.1 * g
                    squares[index] = 0.999 * squares[index] + 0.001 * g * g
                    let mean = means[index] / (1 - pow(0.9, Double(step)))
                    let square = squares[index] / (1 - pow(0.999, Double(step)))
                    expected[index] -= 0.05 * mean / square.squareRoot()
                }
            }
            state.move(parameters, gradients, from: 0, count: 11)
            for index in 0..<11 {
                #expect(gradients.base[index] == 0)
                #expect(abs(Double(parameters.base[index]) - expected[index]) < 1e-4)
            }
        }
    }
}
