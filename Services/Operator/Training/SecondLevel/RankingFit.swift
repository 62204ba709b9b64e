import Contracts
import Foundation
import Learning

/// A second level fitted to examples, and what it is worth.
struct RankingFit: Sendable {
    /// Nil when there are too few decisions, or when it does not rank them better than the product by more than chance.
    var model: RankingModel?
    /// Of each quarter of the decisions, by a fit to the others.
    var metrics: [Metric] = []

    /// Fewer decisions teach nothing.
    private static let minimumDecisions = 100
    /// Stretches of the decisions that are held out in turn.
    private static let parts = 4
    /// Models of different seeds whose mean serves; to judge by, one is enough: it does a little less well.
    private static let models = 3
    /// The product's part in the score against that of the trees, in standard deviations.
    ///
    /// Between a half and one it made no difference on held-back jobs of three markets; trees alone did less well there.
    private static let productShare = 0.75
    private static let product = "z(product)"

    /// Fits to examples, which are in the order of time.
    ///
    /// - Parameter isCancelled: asked after each tree.
    init(_ question: RankingQuestion, _ examples: RankingExamples, seed: UInt64, isCancelled: () -> Bool) throws {
        let count = examples.groupSizes.count
        guard count >= Self.minimumDecisions, let column = examples.names.firstIndex(of: Self.product) else { return }
        var (learned, product): ([Double], [Double]) = ([], [])
        for part in 0..<Self.parts {
            let held = count * part / Self.parts..<count * (part + 1) / Self.parts
            let others = Array(0..<held.lowerBound) + Array(held.upperBound..<count)
            let fit = try Self.fit(examples, others, column, seeds: [seed], isCancelled)
            let rows = examples.rows.rows(at: Array(examples.rows(ofDecisions: held)))
            let products = (0..<rows.rowCount).map { rows[$0, column] }
            let scores = zip(try fit.trees.scores(of: rows), products).map { $0 + fit.productWeight * $1 }
            learned += Self.gains(examples, held, scores)
            product += Self.gains(examples, held, products)
        }
        for (name, gains) in [("", learned), ("_of_product", product)] {
            let mean = gains.reduce(0, +) / Double(count)
            metrics.append(
                Metric(name: "\(question.rawValue)_ndcg_at_10\(name)", value: mean, count: UInt64(count)))
        }
        guard Self.isGain(zip(learned, product).map { $0 - $1 }) else { return }
        let whole = try Self.fit(
            examples, Array(0..<count), column, seeds: (0..<UInt64(Self.models)).map { seed &+ $0 }, isCancelled)
        model = RankingModel(
            name: question.rawValue, features: examples.names, trees: whole.trees.lightGBMText(),
            productWeight: whole.productWeight)
    }

    private static func fit(
        _ examples: RankingExamples, _ decisions: [Int], _ column: Int, seeds: [UInt64], _ isCancelled: () -> Bool
    ) throws -> (trees: TreeEnsemble, productWeight: Double) {
        let places = decisions.flatMap { examples.rows(ofDecisions: $0..<$0 + 1) }
        let rows = examples.rows.rows(at: places)
        let groupSizes = decisions.map { examples.groupSizes[$0] }
        let weights = places.map { examples.weights[$0] }
        let data = BoostingData(
            labels: places.map { examples.labels[$0] }, weights: weights.contains { $0 != 1 } ? weights : nil,
            groupSizes: groupSizes)
        let bins = try BinnedMatrix(rows)
        var objective = LambdaMARTOptions()
        objective.labelGains = Grade.gains
        let models = try seeds.map { seed in
            // Small trees of few features each: there are hundreds of decisions, not millions.
            var options = BoostingOptions()
            options.iterations = 150
            options.learningRate = 0.05
            options.leaves = 7
            options.minimumRowsInLeaf = 50
            options.l2 = 10
            options.featureFraction = 0.5
            options.baggingFraction = 0.8
            options.baggingFrequency = 1
            options.seed = seed
            options.threads = ProcessInfo.processInfo.activeProcessorCount
            return try GradientBoosting(objective: .lambdaMART(objective), options: options)
                .train(bins, data) { _ in !isCancelled() }
        }
        let trees = try TreeEnsemble.mean(of: models)
        let spread = meanDeviation(try trees.scores(of: rows), groupSizes)
        let productSpread = meanDeviation((0..<rows.rowCount).map { rows[$0, column] }, groupSizes)
        let weight = productSpread > 0 ? productShare * spread / productSpread : 0
        return (trees, weight)
    }

    /// Whether differences are above 0 by more than the standard error of their mean.
    private static func isGain(_ differences: [Double]) -> Bool {
        let count = Double(differences.count)
        let mean = differences.reduce(0, +) / count
        let variance = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / max(1, count - 1)
        return mean > (variance / count).squareRoot()
    }

    /// The standard deviation within a decision, on average.
    private static func meanDeviation(_ values: [Double], _ groupSizes: [Int]) -> Double {
        var (first, sum) = (0, 0.0)
        for size in groupSizes {
            let group = values[first..<first + size]
            let mean = group.reduce(0, +) / Double(size)
            sum += (group.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(size)).squareRoot()
            first += size
        }
        return sum / Double(max(1, groupSizes.count))
    }

    /// The nDCG@10 of each decision, by how far each pair went.
    private static func gains(_ examples: RankingExamples, _ decisions: Range<Int>, _ scores: [Double]) -> [Double] {
        let offset = examples.rows(ofDecisions: decisions).lowerBound
        return decisions.map { decision in
            let range = examples.rows(ofDecisions: decision..<decision + 1)
            let worth = range.map { Grade.gains[Int(examples.labels[$0])] }
            let ranked = RankingMetrics.ranked(worth, byScores: range.map { scores[$0 - offset] })
            return RankingMetrics.normalizedDiscountedCumulativeGain(ranked, at: 10, gain: .linear) ?? 0
        }
    }
}
