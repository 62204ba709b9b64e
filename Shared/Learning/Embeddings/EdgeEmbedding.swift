internal import Foundation

/// LINE: learns a vector for each node of a graph from its edges.
///
/// Edges are drawn by weight. Of first order, the vectors of two nodes that share an edge grow alike; of second order,
/// those of nodes that share neighbours, as skip-gram with the neighbours as contexts. Both together are
/// `first.normalized().joined(with: second.normalized())`.
///
/// Source: Tang et al., "LINE: Large-scale Information Network Embedding", WWW 2015.
public struct EdgeEmbedding: Sendable {
    /// Which nodes are to be alike.
    public enum Order: Sendable, Equatable {
        /// Those joined by an edge.
        case first
        /// Those with the same neighbours.
        case second
    }

    /// Which nodes are to be alike.
    public var order: Order
    /// How many numbers a vector has, from 1 to 4,096.
    public var dimensions: Int
    /// How many edges are drawn.
    public var samples: Int
    /// Nodes drawn against each edge, by degree to the power ¾, from 1 to 1,000.
    public var negatives: Int
    /// The first step size, above 0 and at most 10; it falls to a ten-thousandth of that.
    public var learningRate: Double
    /// The seed of all that is drawn.
    public var seed: UInt64

    /// Creates a trainer; the defaults are the paper's.
    public init(
        order: Order, dimensions: Int = 128, samples: Int, negatives: Int = 5, learningRate: Double = 0.025,
        seed: UInt64 = 1
    ) {
        self.order = order
        self.dimensions = dimensions
        self.samples = samples
        self.negatives = negatives
        self.learningRate = learningRate
        self.seed = seed
    }

    /// How far training is.
    public struct Progress: Sendable, Equatable {
        /// Edges drawn.
        public let samples: Int
        /// Edges that will have been drawn at the end.
        public let totalSamples: Int
    }

    /// Trains the vectors; nodes without an edge keep their random start.
    ///
    /// - Parameter progress: Called after every hundred thousand edges; training ends when it answers false.
    /// - Throws: ``LearningError`` for options out of range, a graph without edges, or `cancelled`.
    /// - Complexity: O(samples x negatives x dimensions).
    public func train(
        _ graph: SparseGraph, progress: (Progress) -> Bool = { _ in true }
    ) throws(LearningError) -> EmbeddingMatrix {
        let checks: [(Bool, String)] = [
            ((1...4_096).contains(dimensions), "dimensions must be in 1 ... 4,096"),
            (samples > 0, "the number of samples must be positive"),
            ((1...1_000).contains(negatives), "the number of negatives must be in 1 ... 1,000"),
            (learningRate > 0 && learningRate <= 10, "the learning rate must be above 0 and at most 10"),
        ]
        for (holds, message) in checks where !holds { throw LearningError(.invalidOption, message) }
        guard graph.edgeCount > 0 else { throw LearningError(.emptyData, "the graph has no edges") }
        let degrees = (0..<graph.nodeCount).map { node in
            graph.weights.isEmpty
                ? Double(graph.degree(node)) : graph.weights[graph.starts[node]..<graph.starts[node + 1]].reduce(0, +)
        }
        let sources = (0..<graph.nodeCount).flatMap { [Int32](repeating: Int32($0), count: graph.degree($0)) }
        let edges = try AliasTable(
            weights: graph.weights.isEmpty ? [Double](repeating: 1, count: graph.edgeCount) : graph.weights)
        let noise = try AliasTable(weights: degrees.map { pow($0, 0.75) })

        var generator = SeededGenerator(seed: seed)
        let vertices = FloatTable(
            rowCount: graph.nodeCount, dimensions: dimensions, reach: 0.5 / Float(dimensions), using: &generator)
        let contexts =
            order == .first ? vertices : FloatTable(rowCount: graph.nodeCount, dimensions: dimensions)
        let blocks = vertices.blocks
        let step = PairStep(blocks: blocks, maximumInputs: 1, maximumOutputs: negatives + 1)
        for sample in 0..<samples {
            let edge = edges.draw(using: &generator)
            let source = vertices.row(Int(sources[edge]))
            let target = Int(graph.targets[edge])
            step.setOutput(0, contexts.row(target), label: 1)
            var count = 1
            for _ in 0..<negatives {
                let row = contexts.row(noise.draw(using: &generator))
                if step.hasOutput(row, among: count) { continue }
                step.setOutput(count, row, label: 0)
                count += 1
            }
            for block in 0..<blocks { step.room(0)[block] = source[block] }
            let rate = learningRate * max(1 - Double(sample) / Double(samples), 1e-4)
            step.step(inputs: 1, outputs: count, rate: Float(rate))
            VectorKernels.add(step.gradient(0), to: source, blocks)
            if (sample + 1) % 100_000 == 0 || sample + 1 == samples {
                guard progress(Progress(samples: sample + 1, totalSamples: samples)) else {
                    throw LearningError(.cancelled, "training was stopped after \(sample + 1) of \(samples) edges")
                }
            }
        }
        return withExtendedLifetime((contexts, step)) { EmbeddingMatrix(vertices) }
    }
}
