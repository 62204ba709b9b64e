import Foundation
import Testing

@testable import Learning

/// Gradients against their definition, pair by pair in double precision.
struct LambdaMARTTests {
    /// Groups of many sizes with labels and scores in which ties are frequent.
    private static func example(
        seed: UInt64, grades: Int, spread: Double, isWeighted: Bool
    ) -> (data: BoostingData, scores: [Double]) {
        var generator = SeededGenerator(seed: seed)
        let sizes = [1, 2, 3, 4, 5, 6, 8, 9, 1, 17, 31, 32, 40, 100, 7, 7, 7]
        var labels: [Double] = []
        var scores: [Double] = []
        for (query, size) in sizes.enumerated() {
            for _ in 0..<size {
                // The last three: labels all alike but worth something, labels all 0, scores all alike.
                let label = query == sizes.count - 3 ? grades - 1 : generator.integer(below: grades)
                labels.append(query == sizes.count - 2 ? 0 : Double(label))
                let score = generator.normal(deviation: spread)
                scores.append(query == sizes.count - 1 ? 0.25 : query % 2 == 0 ? (score * 2).rounded() / 2 : score)
            }
        }
        let weights = labels.map { _ in generator.bernoulli(0.1) ? 0 : generator.uniform(in: 0.1..<3) }
        return (BoostingData(labels: labels, weights: isWeighted ? weights : nil, groupSizes: sizes), scores)
    }

    private static func expectDefinition(
        _ options: LambdaMARTOptions, _ data: BoostingData, _ rounds: [[Double]]
    ) {
        let objective = LambdaMARTObjective(options: options, data: data, learningRate: 0.1)
        let reference = LambdaMARTReference(options: options, data: data)
        let scores = NumberBuffer<Double>(count: data.labels.count, repeating: 0)
        let found = NumberBuffer<SIMD2<Float>>(count: data.labels.count, repeating: SIMD2(7, 7))
        // Each round begins with the order of the one before, which must not show.
        for round in rounds {
            for row in round.indices { scores.base[row] = round[row] }
            var shown = round
            if let positions = data.positions {
                for row in round.indices { shown[row] += objective.positionBias[positions[row]] }
            }
            objective.gradients(scores: scores, into: found, work: WorkShares(threads: 2))
            // Exponents end at -80, so that what is next to nothing stays next to nothing.
            for (row, expected) in reference.gradients(scores: shown).enumerated() {
                let (lambda, hessian) = (Double(found.base[row].x), Double(found.base[row].y))
                #expect(
                    abs(lambda - expected.lambda) <= expected.lambdaRounding + 1e-30,
                    "row \(row): \(lambda), not \(expected.lambda)")
                #expect(
                    abs(hessian - expected.hessian) <= expected.hessianRounding + 1e-30,
                    "row \(row): hessian \(hessian), not \(expected.hessian)")
            }
        }
    }

    @Test(arguments: [1, 2, 3, 7, 30, 1_000], [false, true])
    func gradientsFollowTheDefinition(truncation: Int, isNormalized: Bool) {
        for seed in UInt64(1)...4 {
            for isWeighted in [false, true] {
                let (data, scores) = Self.example(seed: seed, grades: 5, spread: 2, isWeighted: isWeighted)
                var options = LambdaMARTOptions()
                options.truncation = truncation
                options.isNormalized = isNormalized
                Self.expectDefinition(options, data, [scores, scores.reversed(), scores.map { -$0 }, scores])
            }
        }
    }

    @Test(arguments: [0.1, 0.7, 1, 2, 10], [false, true])
    func gradientsFollowTheDefinitionForAnySteepnessAndGains(sigmoid: Double, isNormalized: Bool) {
        // Gains of nothing but the best, linear ones, some grades worth the same, and all worth something.
        for gains: [Double] in [[0, 0, 0, 1], [0, 1, 2, 3], [0, 5, 5, 5.5], [3, 4, 10, 1e6]] {
            let (data, scores) = Self.example(seed: 9, grades: 4, spread: 1, isWeighted: true)
            var options = LambdaMARTOptions()
            options.sigmoid = sigmoid
            options.labelGains = gains
            options.isNormalized = isNormalized
            Self.expectDefinition(options, data, [scores])
        }
    }

    @Test func scoresFarApartStayFinite() {
        let (data, scores) = Self.example(seed: 5, grades: 3, spread: 300, isWeighted: false)
        for isNormalized in [false, true] {
            var options = LambdaMARTOptions()
            options.isNormalized = isNormalized
            // A large common offset must not cost precision: only differences count.
            Self.expectDefinition(options, data, [scores, scores.map { $0 + 1_048_576 }])
        }
    }

    @Test func positionsAddTheirFactorsToTheScores() {
        var (data, scores) = Self.example(seed: 6, grades: 4, spread: 1, isWeighted: true)
        data.positions = data.groupSizes.flatMap { size in (0..<size).map { ($0 * 7) % max(size, 1) } }
        let rounds = (0..<5).map { round in scores.map { $0 * (1 + Double(round) / 4) } }
        Self.expectDefinition(LambdaMARTOptions(), data, rounds)
    }

    @Test func pairsOfEqualWorthAndSingleRowsGetNothing() {
        let (data, values) = Self.example(seed: 7, grades: 4, spread: 1, isWeighted: false)
        let objective = LambdaMARTObjective(options: LambdaMARTOptions(), data: data, learningRate: 0.1)
        let scores = NumberBuffer<Double>(count: values.count, repeating: 0)
        for row in values.indices { scores.base[row] = values[row] }
        let found = NumberBuffer<SIMD2<Float>>(count: values.count, repeating: SIMD2(7, 7))
        objective.gradients(scores: scores, into: found, work: WorkShares(threads: 1))
        var start = 0
        for (query, size) in data.groupSizes.enumerated() {
            let isAlike = size == 1 || query == data.groupSizes.count - 3 || query == data.groupSizes.count - 2
            let part = (start..<start + size).map { found.base[$0] }
            if isAlike { #expect(part.allSatisfy { $0 == .zero }) } else { #expect(part.contains { $0 != .zero }) }
            start += size
        }
    }
}
