import Foundation

/// Scores validation rows tree by tree and measures them by what the objective is about.
final class BoostingMeter {
    private let validation: GradientBoosting.Validation
    private let objective: BoostingObjective
    private var scores: [Double]

    init(_ validation: GradientBoosting.Validation, objective: BoostingObjective, start: Double) {
        self.validation = validation
        self.objective = objective
        scores = [Double](repeating: start, count: validation.rows.rowCount)
    }

    /// Whether larger measures are better: for nDCG, not for losses.
    var higherIsBetter: Bool {
        if case .lambdaMART = objective { return true }
        return false
    }

    /// Adds a tree's answers to the scores.
    func add(_ tree: RegressionTree) {
        let width = validation.rows.columnCount
        let forest = FlatForest(trees: [tree], featureCount: width, outputCount: 1)
        validation.rows.values.withUnsafeBufferPointer { forest.add(rows: $0, to: &scores, scale: 1) }
    }

    /// The weighted mean loss, or the mean nDCG where a query without relevant rows counts 1 and weights are not used.
    func measure() -> Double {
        if case .lambdaMART(let options) = objective { return rankingMeasure(options) }
        let data = validation.data
        var sum = 0.0
        var total = 0.0
        for row in scores.indices {
            let weight = data.weights?[row] ?? 1
            sum += weight * loss(score: scores[row], label: data.labels[row])
            total += weight
        }
        return sum / total
    }

    private func loss(score: Double, label: Double) -> Double {
        switch objective {
        case .squaredError: (score - label) * (score - label)
        case .logistic: Logistic.softplus(label > 0 ? -score : score)
        case .quantile(let share): label > score ? share * (label - score) : (1 - share) * (score - label)
        case .lambdaMART: 0
        }
    }

    private func rankingMeasure(_ options: LambdaMARTOptions) -> Double {
        let labels = validation.data.labels
        var start = 0
        var sum = 0.0
        for size in validation.data.groupSizes {
            let order = Array(start..<start + size).sorted { (one: Int, other: Int) -> Bool in
                scores[one] != scores[other] ? scores[one] > scores[other] : one < other
            }
            let best = labels[start..<start + size].sorted(by: >)
            var gain = 0.0
            var ideal = 0.0
            for rank in 0..<min(size, options.validationCutoff) {
                let discount = 1 / log2(Double(rank) + 2)
                gain += options.labelGains[Int(labels[order[rank]])] * discount
                ideal += options.labelGains[Int(best[rank])] * discount
            }
            sum += ideal > 0 ? gain / ideal : 1
            start += size
        }
        return sum / Double(max(validation.data.groupSizes.count, 1))
    }
}
