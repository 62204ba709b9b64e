import TestSupport
import Testing

@testable import Learning

@Suite struct GraphEmbeddingTests {
    /// Two groups of nodes, all joined within a group, with one edge between the groups.
    private func twoGroups(of size: Int = 12) throws -> SparseGraph {
        var edges: [SparseGraph.Edge] = [.init(0, size)]
        for group in 0..<2 {
            for first in 0..<size {
                for second in first + 1..<size { edges.append(.init(group * size + first, group * size + second)) }
            }
        }
        return try SparseGraph(nodeCount: 2 * size, edges: edges)
    }

    private func areApart(_ matrix: EmbeddingMatrix, _ size: Int = 12) -> Bool {
        // The first nodes of both groups know each other.
        (1..<size).allSatisfy { node in
            matrix.nearest(to: node, count: 8).allSatisfy { $0.index < size }
                && matrix.nearest(to: size + node, count: 8).allSatisfy { $0.index >= size }
        }
    }

    @Test func rowsHoldEveryEdgeInBothDirections() throws {
        let graph = try SparseGraph(nodeCount: 4, edges: [.init(2, 0), .init(1, 2, weight: 3), .init(3, 3)])
        #expect(graph.starts == [0, 1, 2, 4, 5])
        #expect(graph.targets == [2, 2, 0, 1, 3])
        #expect(graph.weights == [1, 3, 1, 3, 1])
        let directed = try SparseGraph(nodeCount: 3, edges: [.init(2, 0)], isDirected: true)
        #expect(directed.starts == [0, 0, 0, 1] && directed.weights.isEmpty)
        #expect(throws: LearningError.self) { try SparseGraph(nodeCount: 2, edges: [.init(0, 2)]) }
        #expect(throws: LearningError.self) { try SparseGraph(nodeCount: 2, edges: [.init(0, 1, weight: 0)]) }
    }

    @Test func walksFollowEdgesAndAreTheSameForAnyNumberOfThreads() throws {
        let graph = try twoGroups()
        let walks = try RandomWalks(graph).sequences(perNode: 5, length: 9, seed: 3)
        #expect(try RandomWalks(graph).sequences(perNode: 5, length: 9, seed: 3, threads: 4) == walks)
        #expect(try RandomWalks(graph).sequences(perNode: 5, length: 9, seed: 4) != walks)
        #expect(walks.count == 5 * 24)
        for walk in 0..<walks.count {
            let nodes = Array(walks[walk])
            #expect(nodes.count == 9)
            for (node, next) in zip(nodes, nodes.dropFirst()) {
                let range = graph.starts[Int(node)]..<graph.starts[Int(node) + 1]
                #expect(graph.targets[range].contains(next))
            }
        }
        for round in 0..<5 {
            let starts = (0..<24).map { walks[round * 24 + $0].first }
            #expect(Set(starts).count == 24)
        }
    }

    @Test func walksPreferHeavyEdgesAndEndWhereNoneLeaves() throws {
        let graph = try SparseGraph(
            nodeCount: 3, edges: [.init(0, 1, weight: 1), .init(0, 2, weight: 9)], isDirected: true)
        let walks = try RandomWalks(graph).sequences(perNode: 4_000, length: 5, seed: 1)
        var heavy = 0
        for walk in 0..<walks.count {
            let nodes = Array(walks[walk])
            #expect(nodes.count == (nodes[0] == 0 ? 2 : 1))
            if nodes.count == 2, nodes[1] == 2 { heavy += 1 }
        }
        // 3,600 expected with a deviation of 19.
        #expect(abs(heavy - 3_600) < 100)
    }

    @Test(arguments: [SkipGramOptions.Objective.negativeSampling(count: 5), .hierarchicalSoftmax])
    func walksTellGroupsApart(objective: SkipGramOptions.Objective) throws {
        let graph = try twoGroups()
        let walks = try RandomWalks(graph).sequences(perNode: 20, length: 20, seed: 1)
        let options = SkipGramOptions(dimensions: 16, window: 3, objective: objective, epochs: 5)
        let matrix = try SkipGram(options).train(walks, tokenCount: 24)
        #expect(areApart(matrix))
        let again = try SkipGram(options).train(walks, tokenCount: 24)
        #expect((0..<24).allSatisfy { matrix[$0] == again[$0] })
    }

    @Test(arguments: [EdgeEmbedding.Order.first, .second])
    func edgesTellGroupsApart(order: EdgeEmbedding.Order) throws {
        let trainer = EdgeEmbedding(order: order, dimensions: 16, samples: 60_000)
        let matrix = try trainer.train(try twoGroups())
        #expect(areApart(matrix))
        let joined = try matrix.normalized().joined(with: matrix)
        #expect(joined.dimensions == 32 && abs(joined.similarity(1, 1) - 1) < 1e-5)
        var reports: [Int] = []
        let error = #expect(throws: LearningError.self) {
            try trainer.train(try twoGroups()) {
                reports.append($0.samples)
                return false
            }
        }
        #expect(error?.code == .cancelled && reports == [60_000])
    }

    @Test func optionsOutOfRangeAreRefused() throws {
        let graph = try twoGroups()
        for rate in [0, -1, 11, .infinity, .nan] {
            let line = EdgeEmbedding(order: .first, dimensions: 4, samples: 10, learningRate: rate)
            let error = #expect(throws: LearningError.self) { try line.train(graph) }
            #expect(error?.code == .invalidOption && error?.message.contains("learning rate") == true)
            let skipGram = SkipGram(SkipGramOptions(learningRate: rate))
            let other = #expect(throws: LearningError.self) {
                try skipGram.train(TokenSequences([[0, 1]]), tokenCount: 2)
            }
            #expect(other?.message == error?.message)
        }
        for (dimensions, samples, negatives) in [(0, 10, 5), (5_000, 10, 5), (4, 0, 5), (4, 10, 0), (4, 10, 2_000)] {
            let line = EdgeEmbedding(order: .second, dimensions: dimensions, samples: samples, negatives: negatives)
            #expect(throws: LearningError.self) { try line.train(graph) }
        }
    }

    @Test func negativesAreDrawnByTheirCountsToThePower() throws {
        let sampler = try NegativeSampler(counts: [16, 0, 81, 1], power: 0.75)
        var generator = SeededGenerator(seed: 1)
        var counts = [0, 0, 0, 0]
        for _ in 0..<36_000 { counts[sampler.draw(using: &generator)] += 1 }
        // 8, 0, 27 and 1 of 36.
        #expect(abs(counts[0] - 8_000) < 400 && counts[1] == 0)
        #expect(abs(counts[2] - 27_000) < 400 && abs(counts[3] - 1_000) < 200)
    }

    @Test func refusesTokensOutOfRangeAndStopsWhenAsked() throws {
        let sequences = TokenSequences([[0, 1], [2, 7]])
        let error = #expect(throws: LearningError.self) { try SkipGram().train(sequences, tokenCount: 3) }
        #expect(error?.message.contains("sequence 1") == true)
        #expect(throws: LearningError.self) { try SkipGram().train(TokenSequences(), tokenCount: 3) }
        let stopped = #expect(throws: LearningError.self) {
            try SkipGram().train(sequences, tokenCount: 8) { _ in false }
        }
        #expect(stopped?.code == .cancelled)
    }

    @Test(.enabled(if: SharedFiles.has("data/graph_cora"), SharedFiles.skipped("data/graph_cora")))
    func walksOverCitationsTellSubjectsApart() throws {
        func read(_ name: String) throws -> [[Int]] {
            try SharedFiles.lines("data/graph_cora/\(name).tsv.gz").dropFirst().map { line in
                line.split(whereSeparator: { $0 == "\t" || $0 == "," }).compactMap { Int($0) }
            }
        }
        let labels = try read("labels")
        let graph = try SparseGraph(nodeCount: labels.count, edges: try read("edges").map { .init($0[0], $0[1]) })
        let walks = try RandomWalks(graph).sequences(perNode: 10, length: 40, seed: 1)
        let matrix = try SkipGram(SkipGramOptions(dimensions: 64, epochs: 2)).train(walks, tokenCount: labels.count)
        var generator = SeededGenerator(seed: 1)
        let order = generator.shuffled(labels)
        let half = order.count / 2
        let rows = matrix.denseMatrix
        let model = try OneVersusRest.fit(
            rows: rows.rows(at: order[..<half].map { $0[0] }), labels: order[..<half].map { [$0[1]] }, classCount: 7)
        let found = order[half...].map { model.best(rows.row($0[0]), count: 1) }
        let f1 = LabelSetMetrics.f1(predicted: found, actual: order[half...].map { [$0[1]] }, classCount: 7)
        #expect(f1.micro > 0.79)
    }
}
