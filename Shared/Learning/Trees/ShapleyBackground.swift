/// Background rows, sent down every tree beforehand: which way each of them goes at each node.
///
/// Rows are taken 64 at a time, so that a word holds the ways of all of them. Prepare a background once and explain
/// many rows against it; see ``TreeShapley/contributions(ofRow:against:)-(_,ShapleyBackground)``.
public struct ShapleyBackground: Sendable {
    /// How many rows there are.
    public let rowCount: Int
    /// How many features they have.
    public let featureCount: Int
    /// What the rows were sent down; only these trees can be walked with the ways kept here.
    let trees: [RegressionTree]
    /// The trees, node after node.
    let nodes: NumberBuffer<Node>
    /// Where each tree's nodes begin, and behind the last where they end.
    let nodeStarts: [Int]
    /// The leaves' values, tree after tree.
    let leaves: NumberBuffer<Double>
    let leafStarts: [Int]
    /// By block of 64 rows and by node: the rows that go left.
    let ways: NumberBuffer<UInt64>
    let weights: InterventionalWeights

    struct Node {
        var feature: Int32
        var left: Int32
        var right: Int32
    }

    /// Sends rows down a model's trees.
    ///
    /// - Throws: ``LearningError`` when there are no rows, or columns do not fit.
    /// - Complexity: O(rows x nodes) time, an eighth of a byte for each.
    public init(_ rows: DenseMatrix, for ensemble: TreeEnsemble) throws(LearningError) {
        guard rows.columnCount == ensemble.featureCount else {
            throw LearningError(
                .shapeMismatch,
                "the background has \(rows.columnCount) columns, the model \(ensemble.featureCount)")
        }
        guard rows.rowCount > 0 else { throw LearningError(.emptyData, "there are no background rows") }
        rowCount = rows.rowCount
        featureCount = ensemble.featureCount
        trees = ensemble.trees
        var nodeStarts = [0]
        var leafStarts = [0]
        for tree in ensemble.trees {
            nodeStarts.append((nodeStarts.last ?? 0) + tree.nodeCount)
            leafStarts.append((leafStarts.last ?? 0) + tree.leafValue.count)
        }
        let nodeCount = nodeStarts.last ?? 0
        let blocks = (rows.rowCount + 63) / 64
        nodes = NumberBuffer(count: nodeCount, repeating: Node(feature: 0, left: 0, right: 0))
        leaves = NumberBuffer(count: leafStarts.last ?? 0, repeating: 0)
        ways = NumberBuffer(count: blocks * nodeCount, repeating: 0)
        for (index, tree) in ensemble.trees.enumerated() {
            for (leaf, value) in tree.leafValue.enumerated() { leaves.base[leafStarts[index] + leaf] = value }
            for node in 0..<tree.nodeCount {
                let feature = Int(tree.splitFeature[node])
                nodes.base[nodeStarts[index] + node] = Node(
                    feature: tree.splitFeature[node], left: tree.leftChild[node], right: tree.rightChild[node])
                for row in 0..<rows.rowCount
                where tree.goesLeft(rows.values[row * rows.columnCount + feature], node: node) {
                    ways.base[row / 64 * nodeCount + nodeStarts[index] + node] |= 1 << UInt64(row % 64)
                }
            }
        }
        self.nodeStarts = nodeStarts
        self.leafStarts = leafStarts
        weights = InterventionalWeights()
    }

    /// The rows of each block: all bits but in the last one.
    func members(ofBlock block: Int) -> UInt64 {
        let rest = rowCount - block * 64
        return rest >= 64 ? .max : (1 << UInt64(rest)) - 1
    }
}

/// (a - 1)! b! / (a + b)! for a of 1 and more: what a feature of a is worth against b others.
struct InterventionalWeights: Sendable {
    private static let most = 32
    private let table: NumberBuffer<Double>

    init() {
        let most = Self.most
        table = NumberBuffer(count: most * most, repeating: 0)
        for a in 1..<most {
            for b in 0..<most { table.base[a * most + b] = Self.computed(a, b) }
        }
    }

    @inline(__always)
    func weight(_ a: Int, _ b: Int) -> Double {
        a < Self.most && b < Self.most ? table.base[a * Self.most + b] : Self.computed(a, b)
    }

    private static func computed(_ a: Int, _ b: Int) -> Double {
        // 1 / a without others; each one more multiplies by b / (a + b).
        var weight = 1 / Double(a)
        for other in 0..<b { weight *= Double(other + 1) / Double(a + other + 1) }
        return weight
    }
}
