/// The way to one leaf.
struct LeafPath {
    /// A feature on the path: all its nodes, and the share of training rows that goes this way there.
    struct Element {
        var feature: Int
        var share: Double
        var steps: [(node: Int, left: Bool)]
    }

    var leaf: Int
    var features: [Element]
}

extension RegressionTree {
    /// The paths to all leaves, with one element for each different feature on them.
    func leafPaths() -> [LeafPath] {
        guard nodeCount > 0 else { return [] }
        var result: [LeafPath] = []
        var pending: [(child: Int32, features: [LeafPath.Element])] = [(0, [])]
        while let (child, features) = pending.popLast() {
            guard child >= 0 else {
                result.append(LeafPath(leaf: Int(~child), features: features))
                continue
            }
            let node = Int(child)
            let feature = Int(splitFeature[node])
            let cover = Double(internalCount[node])
            for (next, left) in [(rightChild[node], false), (leftChild[node], true)] {
                let share = cover > 0 ? self.cover(ofChild: next) / cover : 0.5
                var extended = features
                if let place = extended.firstIndex(where: { $0.feature == feature }) {
                    extended[place].share *= share
                    extended[place].steps.append((node, left))
                } else {
                    extended.append(LeafPath.Element(feature: feature, share: share, steps: [(node, left)]))
                }
                pending.append((next, extended))
            }
        }
        return result
    }
}
