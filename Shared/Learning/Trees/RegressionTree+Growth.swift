extension RegressionTree {
    /// Turns a leaf into a node; its left child keeps the leaf's number, the right one takes the next.
    mutating func split(
        leaf: Int, parents: inout [Int], best: SplitCandidate, bins: FeatureBins, column: Int, left: LeafState,
        right: LeafState
    ) {
        let node = nodeCount
        let newLeaf = leafValue.count
        let parent = parents[leaf]
        if parent >= 0 {
            if leftChild[parent] == ~Int32(leaf) {
                leftChild[parent] = Int32(node)
            } else {
                rightChild[parent] = Int32(node)
            }
        }
        splitFeature.append(Int32(column))
        splitGain.append(Float(best.gain))
        leftChild.append(~Int32(leaf))
        rightChild.append(~Int32(newLeaf))
        parents[leaf] = node
        parents.append(node)
        internalValue.append(leafValue[leaf])
        internalWeight.append(best.leftHessian + best.rightHessian)
        internalCount.append(Int32(left.count + right.count))
        leafValue[leaf] = best.leftOutput
        leafValue.append(best.rightOutput)
        leafWeight[leaf] = best.leftHessian
        leafWeight.append(best.rightHessian)
        leafCount[leaf] = Int32(left.count)
        leafCount.append(Int32(right.count))
        let missing: UInt8 = (bins.hasMissing ? MissingKind.nan : .none).rawValue << 2
        switch bins.kind {
        case .numeric(let bounds):
            decisionType.append(missing | (best.defaultLeft ? Self.defaultLeftFlag : 0))
            threshold.append(min(bounds[min(best.threshold, bounds.count - 1)], 1e300))
        case .categorical(let categories):
            decisionType.append(missing | Self.categoricalFlag)
            threshold.append(Double(categoryBoundaries.count - 1))
            let chosen = best.categories.map { set in categories.indices.filter { set.contains($0 + 1) } } ?? []
            appendCategories(chosen.map { categories[$0] })
        }
    }

    private mutating func appendCategories(_ categories: [Int32]) {
        let words = Int((categories.max() ?? 0) / 32) + 1
        var bits = [UInt32](repeating: 0, count: words)
        for category in categories { bits[Int(category) / 32] |= 1 << UInt32(category % 32) }
        categoryBits += bits
        categoryBoundaries.append(Int32(categoryBits.count))
    }

    /// Multiplies all answers by the learning rate.
    mutating func shrink(by rate: Double) {
        for leaf in leafValue.indices { leafValue[leaf] *= rate }
        for node in internalValue.indices { internalValue[node] *= rate }
        shrinkage *= rate
    }

    /// Adds the same number to all answers.
    mutating func addBias(_ bias: Double) {
        for leaf in leafValue.indices { leafValue[leaf] += bias }
        for node in internalValue.indices { internalValue[node] += bias }
        shrinkage = 1
    }
}
