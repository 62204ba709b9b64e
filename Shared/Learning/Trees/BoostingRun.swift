/// One training: scores of all rows so far, and the trees that made them.
final class BoostingRun {
    private let objective: BoostingObjective
    private let options: BoostingOptions
    private let rows: BinnedMatrix
    private let data: BoostingData
    private let work: WorkShares
    private let grower: TreeGrower
    private let scores: NumberBuffer<Double>
    private let gradients: NumberBuffer<SIMD2<Float>>
    let ranking: LambdaMARTObjective?
    private let meter: BoostingMeter?
    private var generator: SeededGenerator
    private var bag: (inside: [Int32], outside: [Int32])?
    private let start: Double
    private var trees: [RegressionTree] = []
    private var best: (measure: Double, trees: Int)?
    /// The measure on the validation rows after the last round.
    private(set) var measure: Double?

    init(
        _ trainer: GradientBoosting, rows: BinnedMatrix, data: BoostingData, validation: GradientBoosting.Validation?
    ) {
        objective = trainer.objective
        options = trainer.options
        self.rows = rows
        self.data = data
        work = WorkShares(threads: options.threads)
        grower = TreeGrower(data: rows, options: options)
        let start = objective.start(data)
        self.start = start
        scores = NumberBuffer(count: rows.rowCount, repeating: start)
        gradients = NumberBuffer(count: rows.rowCount, repeating: .zero)
        if case .lambdaMART(let rankingOptions) = objective {
            ranking = LambdaMARTObjective(options: rankingOptions, data: data, learningRate: options.learningRate)
        } else {
            ranking = nil
        }
        meter = validation.map { BoostingMeter($0, objective: trainer.objective, start: start) }
        generator = SeededGenerator(seed: options.seed)
    }

    /// The trees of the model: up to the best round when training stops early.
    var result: [RegressionTree] {
        if options.earlyStoppingRounds != nil, let best { return Array(trees.prefix(best.trees)) }
        return trees
    }

    /// Whether the measure has not improved for as many rounds as early stopping waits.
    var isPastBest: Bool {
        guard let rounds = options.earlyStoppingRounds, let best else { return false }
        return trees.count - best.trees >= rounds
    }

    /// Adds a tree; false when no leaf can be split any more.
    func round(_ iteration: Int) -> Bool {
        if let ranking {
            ranking.gradients(scores: scores, into: gradients, work: work)
        } else {
            objective.gradients(scores: scores, data: data, into: gradients, work: work)
        }
        selectRows(iteration)
        var tree = grower.grow(gradients: gradients.base, features: selectFeatures())
        guard tree.nodeCount > 0 else {
            // A model of nothing but the constant keeps it as its only tree.
            if trees.isEmpty { trees.append(RegressionTree(constant: start, count: rows.rowCount)) }
            return false
        }
        if case .quantile(let share) = objective { renew(&tree, share: share) }
        tree.shrink(by: options.learningRate)
        for leaf in tree.leafValue.indices {
            let value = tree.leafValue[leaf]
            for row in grower.inside.leaf(leaf) { scores.base[Int(row)] += value }
            if grower.outside.count > 0 {
                for row in grower.outside.leaf(leaf) { scores.base[Int(row)] += value }
            }
        }
        meter?.add(tree)
        if trees.isEmpty, start != 0 { tree.addBias(start) }
        trees.append(tree)
        measure = meter?.measure()
        if let measure, let meter {
            let isBetter = best.map { meter.higherIsBetter ? measure > $0.measure : measure < $0.measure } ?? true
            if isBetter { best = (measure, trees.count) }
        }
        return true
    }

    private func selectRows(_ iteration: Int) {
        let count = rows.rowCount
        guard options.baggingFrequency > 0, options.baggingFraction < 1 else {
            grower.inside.reset(leaves: options.leaves, rows: (0..<count).lazy.map { Int32($0) })
            return
        }
        if iteration % options.baggingFrequency == 0 || bag == nil { bag = drawBag() }
        guard let bag else { return }
        grower.inside.reset(leaves: options.leaves, rows: bag.inside)
        grower.outside.reset(leaves: options.leaves, rows: bag.outside)
    }

    /// Draws exactly the share asked for, each subset alike, in ascending order.
    private func drawBag() -> (inside: [Int32], outside: [Int32]) {
        let count = rows.rowCount
        var wanted = max(1, Int(options.baggingFraction * Double(count)))
        var inside: [Int32] = []
        var outside: [Int32] = []
        inside.reserveCapacity(wanted)
        for row in 0..<count {
            if generator.integer(below: count - row) < wanted {
                inside.append(Int32(row))
                wanted -= 1
            } else {
                outside.append(Int32(row))
            }
        }
        return (inside, outside)
    }

    private func selectFeatures() -> [Bool] {
        let count = rows.usedColumns.count
        guard options.featureFraction < 1, count > 0 else { return [Bool](repeating: true, count: count) }
        let wanted = min(count, max(1, Int((options.featureFraction * Double(count)).rounded())))
        var chosen = [Bool](repeating: false, count: count)
        for used in generator.sampledIndices(count: wanted, of: count) { chosen[used] = true }
        return chosen
    }

    /// Sets each leaf to the quantile of what its rows still lack.
    private func renew(_ tree: inout RegressionTree, share: Double) {
        for leaf in tree.leafValue.indices {
            let members = grower.inside.leaf(leaf)
            let residuals = members.map { data.labels[Int($0)] - scores.base[Int($0)] }
            let weights = data.weights.map { weights in members.map { weights[Int($0)] } }
            tree.leafValue[leaf] = WeightedQuantile.value(residuals, weights: weights, share: share)
        }
    }
}
