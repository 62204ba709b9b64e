import Foundation

/// A sum of regression trees: what boosting learns, and what LightGBM's text models hold.
///
/// Scores of many rows go through ``scores(of:threads:)``, which lays the trees out for speed; the model itself is a
/// value that can be compared, stored and explained.
public struct TreeEnsemble: Sendable, Equatable {
    /// The trees; with several outputs, tree t belongs to output t mod `outputCount`.
    public let trees: [RegressionTree]
    /// How many features a row has.
    public let featureCount: Int
    /// How many scores a row gets, one unless the model tells classes apart.
    public let outputCount: Int
    /// Whether scores are means of trees rather than sums (random forests).
    public let isAveraged: Bool
    /// What the model was trained for, in LightGBM's words, such as `binary sigmoid:1`.
    public let objective: String
    /// The names of the features.
    public let featureNames: [String]
    /// What LightGBM notes of each feature's values: `[minimum:maximum]`, categories, or `none`.
    public let featureInformation: [String]
    /// The form of the trees in which rows are scored.
    let forest: FlatForest

    /// Creates a model from trees.
    ///
    /// - Throws: ``LearningError`` when a tree is not one: arrays of wrong length, children that are missing, shared or
    ///   above their parents, features or sets of categories that do not exist.
    public init(
        trees: [RegressionTree], featureCount: Int, outputCount: Int = 1, isAveraged: Bool = false, objective: String,
        featureNames: [String]? = nil, featureInformation: [String]? = nil
    ) throws(LearningError) {
        guard featureCount > 0, outputCount > 0, trees.count % outputCount == 0 else {
            throw LearningError(
                .damagedModel, "a model needs features and the same number of trees for each of its outputs")
        }
        for (index, tree) in trees.enumerated() {
            if let problem = tree.problem(featureCount: featureCount) {
                throw LearningError(.damagedModel, "tree \(index): \(problem)")
            }
        }
        let names = featureNames ?? (0..<featureCount).map { "Column_\($0)" }
        let information = featureInformation ?? [String](repeating: "none", count: featureCount)
        guard names.count == featureCount, information.count == featureCount else {
            throw LearningError(.damagedModel, "there are \(names.count) names for \(featureCount) features")
        }
        self.trees = trees
        self.featureCount = featureCount
        self.outputCount = outputCount
        self.isAveraged = isAveraged
        self.objective = objective
        self.featureNames = names
        self.featureInformation = information
        forest = FlatForest(trees: trees, featureCount: featureCount, outputCount: outputCount)
    }

    /// Two models are the same when their trees, outputs and features are.
    public static func == (left: TreeEnsemble, right: TreeEnsemble) -> Bool {
        left.trees == right.trees && left.featureCount == right.featureCount && left.outputCount == right.outputCount
            && left.isAveraged == right.isAveraged && left.objective == right.objective
            && left.featureNames == right.featureNames && left.featureInformation == right.featureInformation
    }

    /// The score of one row: log-odds, a relevance or a number, as the objective has it.
    ///
    /// - Precondition: the row has `featureCount` values and the model one output.
    public func score(of row: some Collection<Double>) -> Double {
        precondition(outputCount == 1, "a model with several outputs gives several scores")
        return scores(ofRow: row)[0]
    }

    /// The scores of one row, one for each output.
    ///
    /// - Precondition: the row has `featureCount` values.
    public func scores(ofRow row: some Collection<Double>) -> [Double] {
        precondition(row.count == featureCount, "a row must have as many values as the model has features")
        var result = [Double](repeating: 0, count: outputCount)
        let found: Void? = row.withContiguousStorageIfAvailable { forest.add(rows: $0, to: &result, scale: scale) }
        if found == nil { Array(row).withUnsafeBufferPointer { forest.add(rows: $0, to: &result, scale: scale) } }
        return result
    }

    /// The scores of all rows, `outputCount` for each, row by row.
    ///
    /// - Complexity: O(rows x trees x depth).
    /// - Throws: ``LearningError`` when the rows have another number of columns than the model.
    public func scores(of rows: DenseMatrix, threads: Int = 1) throws(LearningError) -> [Double] {
        guard rows.columnCount == featureCount else {
            throw LearningError(
                .shapeMismatch, "rows have \(rows.columnCount) columns, the model \(featureCount) features")
        }
        let result = NumberBuffer<Double>(count: rows.rowCount * outputCount, repeating: 0)
        WorkShares(threads: threads).forRanges(of: rows.rowCount, atLeast: 256) { range in
            rows.values.withUnsafeBufferPointer { values in
                let part = UnsafeBufferPointer(
                    rebasing: values[range.lowerBound * featureCount..<range.upperBound * featureCount])
                let first = range.lowerBound * outputCount
                forest.add(rows: part, count: range.count, to: result.base + first, scale: scale)
            }
        }
        return result.array
    }

    /// What a score stands for: a probability for `binary`, otherwise the score itself.
    public func prediction(fromScore score: Double) -> Double {
        let words = objective.split(separator: " ")
        guard words.first == "binary" else { return score }
        let steepness = words.dropFirst().first { $0.hasPrefix("sigmoid:") }.flatMap { Double($0.dropFirst(8)) } ?? 1
        return Logistic.probability(logOdds: steepness * score)
    }

    /// What the sum of trees is multiplied with.
    var scale: Double {
        isAveraged && !trees.isEmpty ? Double(outputCount) / Double(trees.count) : 1
    }

    /// How often each feature is split by, or how much its splits gain.
    public func importance(byGain: Bool = false) -> [Double] {
        var result = [Double](repeating: 0, count: featureCount)
        for tree in trees {
            for node in 0..<tree.nodeCount where tree.splitGain[node] > 0 {
                result[Int(tree.splitFeature[node])] += byGain ? Double(tree.splitGain[node]) : 1
            }
        }
        return result
    }
}

extension RegressionTree {
    /// Why this is not a tree over so many features; nil when it is.
    func problem(featureCount: Int) -> String? {
        let nodes = splitFeature.count
        let leaves = leafValue.count
        guard leaves == nodes + 1 else { return "\(leaves) leaves do not go with \(nodes) nodes" }
        let lengths = [
            threshold.count, decisionType.count, leftChild.count, rightChild.count, splitGain.count,
            internalValue.count, internalWeight.count, internalCount.count,
        ]
        guard lengths.allSatisfy({ $0 == nodes }), leafWeight.count == leaves, leafCount.count == leaves else {
            return "arrays of nodes or leaves differ in length"
        }
        if let leaf = leafValue.firstIndex(where: { !$0.isFinite }) { return "leaf \(leaf) has no finite value" }
        guard let last = categoryBoundaries.last, categoryBoundaries.first == 0, Int(last) == categoryBits.count,
            zip(categoryBoundaries, categoryBoundaries.dropFirst()).allSatisfy({ $0 <= $1 })
        else { return "the sets of categories do not follow one another" }
        var seenNodes = [Bool](repeating: false, count: nodes)
        var seenLeaves = [Bool](repeating: false, count: leaves)
        for node in 0..<nodes {
            guard (0..<Int32(featureCount)).contains(splitFeature[node]) else {
                return "node \(node) asks for feature \(splitFeature[node]) of \(featureCount)"
            }
            if isCategorical(node: node) {
                guard threshold[node] >= 0, threshold[node] < Double(categoryBoundaries.count - 1) else {
                    return "node \(node) asks for a set of categories that is not there"
                }
            } else if threshold[node].isNaN {
                return "node \(node) has no threshold"
            }
            for child in [leftChild[node], rightChild[node]] {
                if child >= 0 {
                    guard Int(child) > node, Int(child) < nodes, !seenNodes[Int(child)] else {
                        return "node \(node) leads to node \(child), which is no child of its own"
                    }
                    seenNodes[Int(child)] = true
                } else {
                    let leaf = Int(~child)
                    guard leaf < leaves, !seenLeaves[leaf] else {
                        return "node \(node) leads to leaf \(leaf), which is no child of its own"
                    }
                    seenLeaves[leaf] = true
                }
            }
        }
        return nil
    }
}
