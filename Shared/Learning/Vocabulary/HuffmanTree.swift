internal import CProcessor

/// A binary tree over outcomes in which frequent ones lie near the root, for hierarchical softmax.
///
/// The probability of an outcome is the product, over the inner nodes on its path, of σ(w · h) where the path goes to
/// the node's first child and 1 - σ(w · h) where it goes to the second; over all outcomes these sum to one. With counts
/// f_i a path has Σ f_i length_i as small as any prefix code (Huffman, "A Method for the Construction of
/// Minimum-Redundancy Codes", 1952); used for softmax by Morin and Bengio (2005) and Mikolov et al. (2013).
struct HuffmanTree: Sendable {
    /// Where each outcome's path begins in `nodes` and `labels`; one more than there are outcomes.
    let starts: [Int32]
    /// Inner nodes from below the outcome to the root, 0 ..< outcomes - 1.
    let nodes: [Int32]
    /// 1 where the path goes to the first child, 0 where it goes to the second.
    let labels: [Float]
    /// Children of inner nodes: the outcome i as i, the inner node n as -1 - n.
    let children: [(first: Int32, second: Int32)]

    /// How many outcomes there are.
    var outcomeCount: Int { starts.count - 1 }
    /// How many inner nodes there are: one less than outcomes.
    var nodeCount: Int { children.count }
    /// The longest path.
    var maximumLength: Int {
        (0..<outcomeCount).reduce(0) { max($0, Int(starts[$1 + 1] - starts[$1])) }
    }

    /// Builds the tree of counts; O(n log n).
    ///
    /// Ties go to the outcome or node that came first, so that equal counts give equal trees.
    /// - Precondition: there is a count, none is negative.
    init(counts: [Int64]) {
        precondition(!counts.isEmpty && counts.allSatisfy { $0 >= 0 }, "a tree needs counts that are not negative")
        let order = counts.indices.sorted { counts[$0] != counts[$1] ? counts[$0] < counts[$1] : $0 < $1 }
        let total = counts.count
        // Both queues are in ascending order: outcomes by sorting, nodes by the order in which they arise.
        var nodeCounts: [Int64] = []
        var children: [(first: Int32, second: Int32)] = []
        var parents = [Int32](repeating: -1, count: 2 * total)
        var isFirst = [Bool](repeating: false, count: 2 * total)
        var leaf = 0
        var node = 0
        func takeSmallest() -> Int {
            if leaf < total, node >= nodeCounts.count || counts[order[leaf]] <= nodeCounts[node] {
                leaf += 1
                return order[leaf - 1]
            }
            node += 1
            return total + node - 1
        }
        func count(of member: Int) -> Int64 { member < total ? counts[member] : nodeCounts[member - total] }
        func code(of member: Int) -> Int32 { member < total ? Int32(member) : Int32(-1 - (member - total)) }
        for inner in 0..<max(total - 1, 0) {
            let first = takeSmallest()
            let second = takeSmallest()
            nodeCounts.append(count(of: first) + count(of: second))
            children.append((code(of: first), code(of: second)))
            parents[first] = Int32(inner)
            parents[second] = Int32(inner)
            isFirst[first] = true
        }
        var starts: [Int32] = [0]
        var nodes: [Int32] = []
        var labels: [Float] = []
        for outcome in 0..<total {
            var member = outcome
            while parents[member] >= 0 {
                nodes.append(parents[member])
                labels.append(isFirst[member] ? 1 : 0)
                member = total + Int(parents[member])
            }
            starts.append(Int32(nodes.count))
        }
        self.starts = starts
        self.nodes = nodes
        self.labels = labels
        self.children = children
    }

    /// The positions of an outcome's path in `nodes` and `labels`.
    @inline(__always)
    func path(of outcome: Int) -> Range<Int> { Int(starts[outcome])..<Int(starts[outcome + 1]) }

    /// Asks for the cache lines where an outcome's path begins and ends, ahead of its use.
    @inline(__always)
    func prefetchPath(of outcome: Int) {
        let path = path(of: outcome)
        nodes.withUnsafeBufferPointer { nodes in
            labels.withUnsafeBufferPointer { labels in
                guard let node = nodes.baseAddress, let label = labels.baseAddress else { return }
                processor_prefetch(node + path.lowerBound)
                processor_prefetch(node + path.upperBound)
                processor_prefetch(label + path.lowerBound)
                processor_prefetch(label + path.upperBound)
            }
        }
    }
}
