extension TreeShapley {
    /// The contributions of each feature to a row's score, set against background rows.
    ///
    /// A feature left out takes its value from a background row, and the mean over these rows is taken; so features count
    /// by what they do in the model and not by how they go with others ("interventional" in shap). With the mean score of
    /// the background the contributions sum to the row's score.
    ///
    /// For one background row and one leaf, let a features be met by the row alone and b by the background alone, with
    /// every other met by both: then each of the a gets value x (a - 1)! b! / (a + b)!, each of the b loses
    /// value x a! (b - 1)! / (a + b)!. Paths are followed only where row or background go, for 64 background rows at
    /// once as long as they share a path.
    ///
    /// Source: Lundberg et al., "From local explanations to global understanding with explainable AI for trees",
    /// Nature Machine Intelligence 2 (2020), algorithm 3; rows in the bits of a word are our own.
    /// - Throws: ``LearningError`` when columns do not fit, or the background was prepared for other trees.
    /// - Complexity: O(background rows x trees x nodes that both together reach), divided by the rows that share paths.
    public func contributions(
        ofRow row: some Collection<Double>, against background: ShapleyBackground
    ) throws(LearningError) -> [[Double]] {
        let values = Array(row)
        let features = ensemble.featureCount
        guard values.count == features, background.featureCount == features else {
            throw LearningError(
                .shapeMismatch,
                "the row has \(values.count) columns, the background \(background.featureCount), the model \(features)")
        }
        // The walk trusts the background's nodes, so they must be this model's. Trees that share their memory, as those of
        // one model do, are found equal at once.
        guard background.trees == ensemble.trees else {
            throw LearningError(
                .shapeMismatch,
                "the background was prepared for other trees (\(background.trees.count) with "
                    + "\(background.nodes.count) nodes); the model has \(ensemble.trees.count) with "
                    + "\(ensemble.trees.reduce(0) { $0 + $1.nodeCount }) nodes")
        }
        var result = [[Double]](
            repeating: [Double](repeating: 0, count: features), count: ensemble.outputCount)
        let scale = ensemble.scale / Double(background.rowCount)
        let sums = NumberBuffer<Double>(count: features, repeating: 0)
        let sides = NumberBuffer<UInt8>(count: features, repeating: 0)
        let rowWays = NumberBuffer<Bool>(count: background.nodes.count, repeating: false)
        let blocks = (background.rowCount + 63) / 64
        for (index, tree) in ensemble.trees.enumerated() where tree.nodeCount > 0 {
            let start = background.nodeStarts[index]
            for node in 0..<tree.nodeCount {
                rowWays.base[start + node] = tree.goesLeft(values[Int(tree.splitFeature[node])], node: node)
            }
            for block in 0..<blocks {
                let walk = InterventionalWalk(
                    nodes: background.nodes.base + start, leaves: background.leaves.base + background.leafStarts[index],
                    rowWays: rowWays.base + start,
                    ways: background.ways.base + block * background.nodes.count + start, sides: sides.base,
                    sums: sums.base, weights: background.weights)
                _ = walk.visit(0, background.members(ofBlock: block), rowOnly: 0, otherOnly: 0)
            }
            let output = index % ensemble.outputCount
            for feature in 0..<features {
                result[output][feature] += sums.base[feature] * scale
                sums.base[feature] = 0
            }
        }
        return withExtendedLifetime(background) { result }
    }

    /// The same against rows that are sent down the trees for this one row; prepare them for more than one.
    ///
    /// - Throws: ``LearningError`` when there is no background, or columns do not fit.
    public func contributions(
        ofRow row: some Collection<Double>, against background: DenseMatrix
    ) throws(LearningError) -> [[Double]] {
        try contributions(ofRow: row, against: ShapleyBackground(background, for: ensemble))
    }

    /// Sends background rows down the trees, to explain many rows against them.
    ///
    /// - Throws: ``LearningError`` when there are no rows, or columns do not fit.
    public func background(_ rows: DenseMatrix) throws(LearningError) -> ShapleyBackground {
        try ShapleyBackground(rows, for: ensemble)
    }
}

/// A walk down one tree along the ways of a row and of up to 64 background rows.
///
/// Memory is the caller's, who keeps it alive; everything read or written is within the tree's nodes and the features.
private struct InterventionalWalk {
    let nodes: UnsafePointer<ShapleyBackground.Node>
    let leaves: UnsafePointer<Double>
    /// By node, whether the row that is explained goes left.
    let rowWays: UnsafePointer<Bool>
    /// By node, the background rows that go left.
    let ways: UnsafePointer<UInt64>
    /// Which side each feature on the path was met by alone: 0 none yet, 1 the row, 2 the background.
    let sides: UnsafeMutablePointer<UInt8>
    /// What each feature has gathered.
    let sums: UnsafeMutablePointer<Double>
    let weights: InterventionalWeights

    /// What each feature met by the row alone gets from the leaves below, and what each of the others loses, over all
    /// background rows of the set.
    func visit(_ child: Int32, _ set: UInt64, rowOnly: Int, otherOnly: Int) -> SIMD2<Double> {
        guard child >= 0 else {
            let value = leaves[Int(~child)] * Double(set.nonzeroBitCount)
            return SIMD2(
                rowOnly > 0 ? value * weights.weight(rowOnly, otherOnly) : 0,
                otherOnly > 0 ? value * weights.weight(otherOnly, rowOnly) : 0)
        }
        let node = nodes[Int(child)]
        let feature = Int(node.feature)
        let rowGoesLeft = rowWays[Int(child)]
        let rowChild = rowGoesLeft ? node.left : node.right
        let side = sides[feature]
        if side == 1 { return visit(rowChild, set, rowOnly: rowOnly, otherOnly: otherOnly) }
        let left = ways[Int(child)]
        let same = set & (rowGoesLeft ? left : ~left)
        let different = set & ~same
        var total = SIMD2<Double>.zero
        if same != 0 { total = visit(rowChild, same, rowOnly: rowOnly, otherOnly: otherOnly) }
        guard different != 0 else { return total }
        let otherChild = rowGoesLeft ? node.right : node.left
        if side == 2 { return total + visit(otherChild, different, rowOnly: rowOnly, otherOnly: otherOnly) }
        sides[feature] = 1
        let first = visit(rowChild, different, rowOnly: rowOnly + 1, otherOnly: otherOnly)
        sides[feature] = 2
        let second = visit(otherChild, different, rowOnly: rowOnly, otherOnly: otherOnly + 1)
        sides[feature] = 0
        sums[feature] += first.x - second.y
        return total + first + second
    }
}
