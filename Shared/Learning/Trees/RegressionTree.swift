/// A binary tree that sends a row to one of its leaves and answers the leaf's value.
///
/// Nodes and leaves are numbered as in LightGBM: node 0 is the root, a child >= 0 is a node, a child < 0 is the leaf
/// `~child`. A tree of one leaf has no nodes. The arrays of nodes have `leafCount - 1` entries, those of leaves
/// `leafCount`; ``TreeEnsemble`` checks that before it lets a tree in.
public struct RegressionTree: Sendable, Equatable {
    /// What a node does with a value that is missing.
    public enum MissingKind: UInt8, Sendable {
        /// Nothing is missing: a NaN counts as 0.
        case none = 0
        /// Zeros and NaN are missing.
        case zero = 1
        /// NaN is missing.
        case nan = 2
    }

    /// The feature that each node looks at.
    public internal(set) var splitFeature: [Int32] = []
    /// The gain in the objective that each split brought.
    public internal(set) var splitGain: [Float] = []
    /// Values up to this go left; for a categorical node, the index of its set of categories.
    public internal(set) var threshold: [Double] = []
    /// LightGBM's flags: bit 0 categorical, bit 1 missing values go left, bits 2 and 3 the ``MissingKind``.
    public internal(set) var decisionType: [UInt8] = []
    /// Where the rows go for which the condition holds.
    public internal(set) var leftChild: [Int32] = []
    /// Where the other rows go.
    public internal(set) var rightChild: [Int32] = []
    /// What each leaf answers, shrinkage included.
    public internal(set) var leafValue: [Double]
    /// The sum of hessians in each leaf.
    public internal(set) var leafWeight: [Double]
    /// How many training rows were in each leaf.
    public internal(set) var leafCount: [Int32]
    /// What each node would answer if it were a leaf.
    public internal(set) var internalValue: [Double] = []
    /// The sum of hessians under each node.
    public internal(set) var internalWeight: [Double] = []
    /// How many training rows were under each node.
    public internal(set) var internalCount: [Int32] = []
    /// Where each set of categories begins in ``categoryBits``; one more entry than there are sets.
    public internal(set) var categoryBoundaries: [Int32] = [0]
    /// The sets of categories that go left, 32 categories a word.
    public internal(set) var categoryBits: [UInt32] = []
    /// The learning rate that the values of the leaves were multiplied with.
    public internal(set) var shrinkage: Double = 1

    static let categoricalFlag: UInt8 = 1
    static let defaultLeftFlag: UInt8 = 2

    /// Creates a tree of one leaf.
    public init(constant value: Double, count: Int = 0) {
        leafValue = [value]
        leafWeight = [0]
        leafCount = [Int32(clamping: count)]
    }

    /// How many nodes there are that decide.
    public var nodeCount: Int { splitFeature.count }

    /// Whether a node asks for a category rather than for a threshold.
    public func isCategorical(node: Int) -> Bool { decisionType[node] & Self.categoricalFlag != 0 }

    /// What a node takes for missing.
    public func missingKind(node: Int) -> MissingKind {
        MissingKind(rawValue: (decisionType[node] >> 2) & 3) ?? .none
    }

    /// Whether a value goes left at a node.
    public func goesLeft(_ value: Double, node: Int) -> Bool {
        if isCategorical(node: node) { return isInLeftSet(value, set: Int(threshold[node])) }
        let missing = missingKind(node: node)
        var value = value
        if value.isNaN, missing != .nan { value = 0 }
        let isMissing = missing == .nan ? value.isNaN : missing == .zero && abs(value) <= RegressionTree.zeroThreshold
        if isMissing { return decisionType[node] & Self.defaultLeftFlag != 0 }
        return value <= threshold[node]
    }

    /// Numbers as near to zero as this count as zero.
    static let zeroThreshold = 1.0000000180025095e-35

    private func isInLeftSet(_ value: Double, set: Int) -> Bool {
        // The comparison refuses NaN, and what is past every set.
        guard value > -1, value < 4_294_967_296 else { return false }
        let category = Int(value)
        let begin = Int(categoryBoundaries[set])
        let word = category >> 5
        guard word < Int(categoryBoundaries[set + 1]) - begin else { return false }
        return categoryBits[begin + word] & (1 << UInt32(category & 31)) != 0
    }

    /// The leaf of a row of raw values.
    ///
    /// - Complexity: O(depth).
    public func leaf(of row: some RandomAccessCollection<Double>) -> Int {
        guard nodeCount > 0 else { return 0 }
        var node = 0
        while node >= 0 {
            let value = row[row.index(row.startIndex, offsetBy: Int(splitFeature[node]))]
            node = Int(goesLeft(value, node: node) ? leftChild[node] : rightChild[node])
        }
        return ~node
    }

    /// The answer for a row of raw values.
    public func value(of row: some RandomAccessCollection<Double>) -> Double { leafValue[leaf(of: row)] }
}
