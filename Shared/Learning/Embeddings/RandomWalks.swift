/// Walks over a graph that choose each step among the edges of the node where they are, by weight.
///
/// As sentences for ``SkipGram`` they make DeepWalk: Perozzi, Al-Rfou and Skiena, "DeepWalk: Online Learning of Social
/// Representations", KDD 2014.
public struct RandomWalks: Sendable {
    /// Where they lead.
    public let graph: SparseGraph
    /// For edges of different weights, where to stay and where to go instead, node by node.
    private let entries: [(acceptance: UInt32, alias: UInt32)]

    /// Prepares walks; O(nodes + edges).
    ///
    /// - Throws: ``LearningError`` when the weights of a node's edges are too large to be summed.
    public init(_ graph: SparseGraph) throws(LearningError) {
        self.graph = graph
        var entries: [(acceptance: UInt32, alias: UInt32)] = []
        if !graph.weights.isEmpty {
            for node in 0..<graph.nodeCount where graph.degree(node) > 0 {
                let weights = graph.weights[graph.starts[node]..<graph.starts[node + 1]]
                entries += try AliasTable(weights: Array(weights)).compactEntries
            }
        }
        self.entries = entries
    }

    /// Walks from every node, as often as asked, in an order that is drawn anew for each round.
    ///
    /// A walk ends early where no edge leaves. Every walk draws from a generator of its own, so the walks are the same for
    /// any number of threads.
    /// - Parameters:
    ///   - perNode: Walks that begin at each node, 1 ... 10,000.
    ///   - length: Nodes of a walk, the first included, 1 ... 100,000.
    ///   - threads: How many walk at once.
    /// - Throws: ``LearningError`` for numbers out of range.
    public func sequences(perNode: Int, length: Int, seed: UInt64, threads: Int = 1) throws(LearningError)
        -> TokenSequences
    {
        guard (1...10_000).contains(perNode) else {
            throw LearningError(.invalidOption, "walks per node must be in 1 ... 10,000")
        }
        guard (1...100_000).contains(length) else {
            throw LearningError(.invalidOption, "the length of walks must be in 1 ... 100,000")
        }
        let nodes = graph.nodeCount
        let steps = NumberBuffer<Int32>(count: nodes * length, repeating: -1)
        var result = TokenSequences()
        for round in 0..<perNode {
            var order = Array(0..<nodes)
            var generator = SeededGenerator(seed: seed, stream: UInt64(round))
            generator.shuffle(&order)
            let shuffled = order
            WorkShares(threads: threads).forRanges(of: nodes) { range in
                for index in range {
                    var generator = SeededGenerator(seed: seed, stream: UInt64(perNode + round * nodes + index))
                    walk(from: shuffled[index], length, steps.base + index * length, using: &generator)
                }
            }
            for index in 0..<nodes {
                let walk = UnsafeBufferPointer(start: steps.base + index * length, count: length)
                result.append(walk.prefix { $0 >= 0 })
            }
        }
        return withExtendedLifetime(steps) { result }
    }

    private func walk(
        from start: Int, _ length: Int, _ steps: UnsafeMutablePointer<Int32>, using generator: inout SeededGenerator
    ) {
        var node = start
        steps[0] = Int32(start)
        for step in 1..<max(length, 1) {
            let first = graph.starts[node]
            let degree = graph.starts[node + 1] - first
            guard degree > 0 else {
                steps[step] = -1
                return
            }
            let bits = generator.next()
            var edge = Int(((bits >> 32) &* UInt64(degree)) >> 32)
            if !entries.isEmpty {
                let entry = entries[first + edge]
                if UInt32(truncatingIfNeeded: bits) >= entry.acceptance { edge = Int(entry.alias) }
            }
            node = Int(graph.targets[first + edge])
            steps[step] = Int32(node)
        }
    }
}
