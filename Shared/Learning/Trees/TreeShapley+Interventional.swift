extension TreeShapley {
    /// The contributions of each feature to a row's score, set against background rows.
    ///
    /// A feature left out takes its value from a background row, and the mean over these rows is taken; so features count
    /// by what they do in the model and not by how they go with others ("interventional" in shap). With the mean score of
    /// the background the contributions sum to the row's score.
    ///
    /// For one background row and one leaf, let a features be met by the row alone and b by the background alone, with
    /// every other met by both: then each of the a gets value x (a - 1)! b! / (a + b)!, each of the b loses
    /// value x a! (b - 1)! / (a + b)!. Paths are followed only where row or background go.
    ///
    /// Source: Lundberg et al., "From local explanations to global understanding with explainable AI for trees",
    /// Nature Machine Intelligence 2 (2020), algorithm 3.
    /// - Throws: ``LearningError`` when there is no background, or columns do not fit.
    /// - Complexity: O(background rows x trees x nodes that both together reach).
    public func contributions(ofRow row: some Collection<Double>, against background: DenseMatrix)
        throws(LearningError) -> [[Double]]
    {
        let values = Array(row)
        let features = ensemble.featureCount
        guard values.count == features, background.columnCount == features else {
            throw LearningError(
                .shapeMismatch,
                "the row has \(values.count) and the background \(background.columnCount) columns, the model \(features)"
            )
        }
        guard background.rowCount > 0 else { throw LearningError(.emptyData, "there are no background rows") }
        var result = [[Double]](
            repeating: [Double](repeating: 0, count: features), count: ensemble.outputCount)
        let scale = ensemble.scale / Double(background.rowCount)
        for (index, tree) in ensemble.trees.enumerated() where tree.nodeCount > 0 {
            var walk = InterventionalWalk(tree, featureCount: features)
            walk.start(values)
            for other in 0..<background.rowCount { walk.follow(background.row(other)) }
            let output = index % ensemble.outputCount
            for (feature, sum) in walk.sums.enumerated() { result[output][feature] += sum * scale }
        }
        return result
    }
}

/// A walk down one tree along the ways of a row and of a background row.
private struct InterventionalWalk {
    /// What each feature has gathered.
    var sums: [Double]
    private let tree: RegressionTree
    /// Which side each feature on the path was met by alone: 0 none yet, 1 the row, 2 the background.
    private var sides: [UInt8]
    private var rowWays: [Bool]
    private var otherWays: [Bool]
    private let weights: [[Double]]

    init(_ tree: RegressionTree, featureCount: Int) {
        self.tree = tree
        sums = [Double](repeating: 0, count: featureCount)
        sides = [UInt8](repeating: 0, count: featureCount)
        rowWays = [Bool](repeating: false, count: tree.nodeCount)
        otherWays = rowWays
        weights = Self.weights(upTo: tree.nodeCount)
    }

    /// (a - 1)! b! / (a + b)! at [a][b], for a of 1 and more.
    private static func weights(upTo count: Int) -> [[Double]] {
        let most = min(count, 64)
        var table = [[Double]](repeating: [Double](repeating: 0, count: most + 1), count: most + 1)
        for a in 1...max(most, 1) where a <= most {
            // 1 / a without background features; each one more multiplies by b / (a + b).
            table[a][0] = 1 / Double(a)
            for b in 1...max(most, 1) where b <= most { table[a][b] = table[a][b - 1] * Double(b) / Double(a + b) }
        }
        return table
    }

    private func weight(_ a: Int, _ b: Int) -> Double {
        if a < weights.count, b < weights.count { return weights[a][b] }
        return (1...max(b, 1)).reduce(1 / Double(a)) { b == 0 ? $0 : $0 * Double($1) / Double(a + $1) }
    }

    /// Notes the ways of the row that is explained.
    mutating func start(_ row: [Double]) {
        for node in 0..<tree.nodeCount {
            rowWays[node] = tree.goesLeft(row[Int(tree.splitFeature[node])], node: node)
        }
    }

    /// Adds what one background row makes of it.
    mutating func follow(_ other: ArraySlice<Double>) {
        for node in 0..<tree.nodeCount {
            let feature = Int(tree.splitFeature[node])
            otherWays[node] = tree.goesLeft(other[other.startIndex + feature], node: node)
        }
        _ = visit(0, rowOnly: 0, otherOnly: 0)
    }

    /// What each feature met by the row alone gets from the leaves below, and what each of the others loses.
    private mutating func visit(_ child: Int32, rowOnly: Int, otherOnly: Int) -> (gain: Double, loss: Double) {
        guard child >= 0 else {
            let value = tree.leafValue[Int(~child)]
            return (
                rowOnly > 0 ? value * weight(rowOnly, otherOnly) : 0,
                otherOnly > 0 ? value * weight(otherOnly, rowOnly) : 0
            )
        }
        let node = Int(child)
        let feature = Int(tree.splitFeature[node])
        let rowChild = rowWays[node] ? tree.leftChild[node] : tree.rightChild[node]
        let otherChild = otherWays[node] ? tree.leftChild[node] : tree.rightChild[node]
        if rowChild == otherChild { return visit(rowChild, rowOnly: rowOnly, otherOnly: otherOnly) }
        switch sides[feature] {
        case 1: return visit(rowChild, rowOnly: rowOnly, otherOnly: otherOnly)
        case 2: return visit(otherChild, rowOnly: rowOnly, otherOnly: otherOnly)
        default: break
        }
        sides[feature] = 1
        let first = visit(rowChild, rowOnly: rowOnly + 1, otherOnly: otherOnly)
        sides[feature] = 2
        let second = visit(otherChild, rowOnly: rowOnly, otherOnly: otherOnly + 1)
        sides[feature] = 0
        sums[feature] += first.gain - second.loss
        return (first.gain + second.gain, first.loss + second.loss)
    }
}
