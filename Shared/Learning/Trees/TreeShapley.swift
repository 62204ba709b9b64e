/// Shapley values of a model's scores: how much each feature moved a row's score away from the mean.
///
/// Path-dependent, as in LightGBM's `pred_contrib` and shap's default for trees: a feature left out sends a row down
/// both ways, in the shares in which training rows went. For one leaf this makes the game
/// v(S) = value x Π_{f in S} o_f x Π_{f not in S} z_f, where f runs over the features on the leaf's path, o_f is 1 when
/// the row meets all of the path's conditions on f and z_f is the share of training rows that do. Its Shapley value is
///
///     φ_f = value x (o_f - z_f) x ∫₀¹ Π_{g ≠ f} (t o_g + (1 - t) z_g) dt,
///
/// a polynomial of degree d - 1 for d features, so that Gauss and Legendre's rule of ⌈d / 2⌉ points gives it exactly.
/// All integrands of a tree are evaluated at the same points: products over features on the way down, sums over leaves
/// on the way up, each feature's factor divided out where its edge is passed. A row costs O(trees x leaves x depth)
/// multiplications, in vectors.
///
/// Sources: Lundberg et al., "Consistent Individualized Feature Attribution for Tree Ensembles", arXiv 1706.06060
/// (algorithm 2, with which results agree); the integral form is that of Owen, "Multilinear Extensions of Games", Management
/// Science 18 (1972); sums on the way up as in Yu et al., "Linear TreeShap", NeurIPS 2022.
public struct TreeShapley: Sendable {
    /// The score that rows have on average, by the training rows of each leaf; one for each output.
    public let expectedScores: [Double]
    let ensemble: TreeEnsemble
    private let plans: [ShapleyPlan]

    /// Prepares a model for explanations.
    ///
    /// - Throws: ``LearningError`` when the model does not say how many training rows its nodes had.
    /// - Complexity: O(trees x leaves x depth²).
    public init(_ ensemble: TreeEnsemble) throws(LearningError) {
        self.ensemble = ensemble
        var expected = [Double](repeating: 0, count: ensemble.outputCount)
        var plans: [ShapleyPlan] = []
        for (index, tree) in ensemble.trees.enumerated() {
            guard tree.nodeCount == 0 || tree.internalCount[0] > 0 else {
                throw LearningError(.damagedModel, "tree \(index) does not tell how many training rows its nodes had")
            }
            plans.append(ShapleyPlan(tree))
            expected[index % ensemble.outputCount] += tree.expectedValue * ensemble.scale
        }
        self.plans = plans
        expectedScores = expected
    }

    /// The contribution of each feature to the score of a row: for each output, one number a feature.
    ///
    /// With `expectedScores` they sum to the score.
    /// - Precondition: the row has as many values as the model has features.
    public func contributions(ofRow row: some Collection<Double>) -> [[Double]] {
        let values = Array(row)
        precondition(values.count == ensemble.featureCount, "a row must have as many values as the model has features")
        let width = ensemble.featureCount
        var flat = [Double](repeating: 0, count: width * ensemble.outputCount)
        add(values, to: &flat)
        return (0..<ensemble.outputCount).map { Array(flat[$0 * width..<($0 + 1) * width]) }
    }

    /// The contributions of all rows, `outputCount` x `featureCount` numbers for each, row by row.
    ///
    /// - Throws: ``LearningError`` when the rows have another number of columns than the model.
    public func contributions(of rows: DenseMatrix, threads: Int = 1) throws(LearningError) -> [Double] {
        let features = ensemble.featureCount
        guard rows.columnCount == features else {
            throw LearningError(.shapeMismatch, "rows have \(rows.columnCount) columns, the model \(features) features")
        }
        let width = features * ensemble.outputCount
        let result = NumberBuffer<Double>(count: rows.rowCount * width, repeating: 0)
        WorkShares(threads: threads).forRanges(of: rows.rowCount, atLeast: 4) { range in
            rows.values.withUnsafeBufferPointer { values in
                guard let base = values.baseAddress else { return }
                // Some rows at a time: a tree's tables stay in the cache for all of them.
                for first in stride(from: range.lowerBound, to: range.upperBound, by: 16) {
                    let count = min(16, range.upperBound - first)
                    add(base + first * features, count: count, to: result.base + first * width)
                }
            }
        }
        return result.array
    }

    private func add(_ row: [Double], to target: inout [Double]) {
        row.withUnsafeBufferPointer { values in
            target.withUnsafeMutableBufferPointer { target in
                guard let values = values.baseAddress, let target = target.baseAddress else { return }
                add(values, count: 1, to: target)
            }
        }
    }

    private func add(_ rows: UnsafePointer<Double>, count: Int, to target: UnsafeMutablePointer<Double>) {
        let features = ensemble.featureCount
        for (index, plan) in plans.enumerated() {
            plan.add(
                rows, count: count, featureCount: features, scale: ensemble.scale,
                to: target + index % ensemble.outputCount * features, stride: features * ensemble.outputCount)
        }
    }
}

extension RegressionTree {
    /// The mean of the leaves, each by its training rows.
    var expectedValue: Double {
        guard nodeCount > 0 else { return leafValue[0] }
        let total = Double(internalCount[0])
        return zip(leafValue, leafCount).reduce(0) { $0 + $1.0 * (Double($1.1) / total) }
    }

    /// How many training rows were under a child.
    func cover(ofChild child: Int32) -> Double {
        Double(child >= 0 ? internalCount[Int(child)] : leafCount[Int(~child)])
    }
}
