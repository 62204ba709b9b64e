/// A graph whose edges lie node by node in one array (compressed sparse rows).
public struct SparseGraph: Sendable, Equatable {
    /// An edge between two nodes.
    public struct Edge: Sendable, Equatable {
        /// The node that it leaves.
        public let source: Int
        /// The node that it leads to.
        public let target: Int
        /// How much it counts, positive.
        public let weight: Double

        /// Creates an edge.
        public init(_ source: Int, _ target: Int, weight: Double = 1) {
            self.source = source
            self.target = target
            self.weight = weight
        }
    }

    /// Where the edges of each node begin in `targets`; one more than there are nodes.
    public let starts: [Int]
    /// Where each edge leads.
    public let targets: [Int32]
    /// How much each edge counts; empty when all count one.
    public let weights: [Double]

    /// How many nodes there are.
    public var nodeCount: Int { starts.count - 1 }
    /// How many edges there are, one between two nodes of an undirected graph counted in both directions.
    public var edgeCount: Int { targets.count }

    /// Creates a graph of nodes 0 ..< `nodeCount`; O(nodes + edges).
    ///
    /// - Parameter isDirected: Whether an edge leads only from its source to its target.
    /// - Throws: ``LearningError`` for an edge that names no node or whose weight is not positive, naming the edge.
    public init(nodeCount: Int, edges: [Edge], isDirected: Bool = false) throws(LearningError) {
        guard nodeCount >= 0, nodeCount < Int(Int32.max) else {
            throw LearningError(.invalidOption, "a graph has between 0 and 2^31 - 2 nodes")
        }
        var starts = [Int](repeating: 0, count: nodeCount + 1)
        for (index, edge) in edges.enumerated() {
            guard edge.source >= 0, edge.source < nodeCount, edge.target >= 0, edge.target < nodeCount else {
                throw LearningError(
                    .invalidValue,
                    "edge \(index) goes from \(edge.source) to \(edge.target), and nodes are 0 ..< \(nodeCount)")
            }
            guard edge.weight > 0, edge.weight.isFinite else {
                throw LearningError(.invalidValue, "edge \(index) has the weight \(edge.weight), which is not positive")
            }
            starts[edge.source + 1] += 1
            if !isDirected, edge.source != edge.target { starts[edge.target + 1] += 1 }
        }
        for node in 0..<nodeCount { starts[node + 1] += starts[node] }
        var places = starts
        var targets = [Int32](repeating: 0, count: starts[nodeCount])
        var weights = edges.contains { $0.weight != 1 } ? [Double](repeating: 1, count: targets.count) : []
        func put(_ source: Int, _ target: Int, _ weight: Double) {
            targets[places[source]] = Int32(target)
            if !weights.isEmpty { weights[places[source]] = weight }
            places[source] += 1
        }
        for edge in edges {
            put(edge.source, edge.target, edge.weight)
            if !isDirected, edge.source != edge.target { put(edge.target, edge.source, edge.weight) }
        }
        self.starts = starts
        self.targets = targets
        self.weights = weights
    }

    /// How many edges leave a node.
    public func degree(_ node: Int) -> Int { starts[node + 1] - starts[node] }
}
