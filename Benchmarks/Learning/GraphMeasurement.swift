import Foundation
import Learning

/// A graph of the folder with the labels of its nodes.
private struct LabelledGraph {
    let graph: SparseGraph
    /// Each node and its labels, by node.
    let labels: [[Int]]
    /// How many splits into a labelled and another half a figure is the mean of.
    let splits: Int
    /// The penalty of the regressions that tell labels by vectors, ours and others'.
    let penalty: Double

    /// Reads `NAME.edges` and `NAME.labels`; nil without them.
    init?(_ folder: URL, _ name: String) throws {
        func numbers(_ part: String) throws -> [[Int]]? {
            try lines(folder, "\(name).\(part)")?.dropFirst().map {
                $0.split(whereSeparator: { $0 == "\t" || $0 == "," }).compactMap { Int($0) }
            }
        }
        guard let labels = try numbers("labels"), let edges = try numbers("edges") else { return nil }
        self.labels = labels.sorted { $0[0] < $1[0] }
        (splits, penalty) = name == "cora" ? (10, 0.1) : (1, 1)
        graph = try SparseGraph(nodeCount: labels.count, edges: edges.map { .init($0[0], $0[1]) })
    }

    /// The mean F1 when half of the nodes are labelled and each other node gets as many labels as it has.
    func classification(_ rows: DenseMatrix) throws -> (micro: Double, macro: Double) {
        let classCount = (labels.flatMap { $0.dropFirst() }.max() ?? 0) + 1
        var sum = (micro: 0.0, macro: 0.0)
        for split in 0..<splits {
            var generator = SeededGenerator(seed: seed, stream: UInt64(split))
            let order = generator.shuffled(labels)
            let half = order.count / 2
            let model = try OneVersusRest.fit(
                rows: rows.rows(at: order[..<half].map { $0[0] }),
                labels: order[..<half].map { Array($0.dropFirst()) }, classCount: classCount,
                options: LogisticRegression.Options(l2: penalty, tolerance: 1e-6))
            let f1 = LabelSetMetrics.f1(
                predicted: order[half...].map { model.best(rows.row($0[0]), count: $0.count - 1) },
                actual: order[half...].map { Array($0.dropFirst()) }, classCount: classCount)
            sum.micro += f1.micro / Double(splits)
            sum.macro += f1.macro / Double(splits)
        }
        return sum
    }
}

private let negatives = SkipGramOptions.Objective.negativeSampling(count: 5)

/// DeepWalk and LINE on the graphs of the folder; the first seed's walks are left there for the other side.
func measureGraphEmbeddings(_ folder: URL) throws {
    typealias Setting = (
        graph: String, name: String, walks: Int, window: Int, objective: SkipGramOptions.Objective, epochs: Int,
        seeds: Int
    )
    let settings: [Setting] = [
        ("cora", "cora", 10, 5, negatives, 1, 5), ("cora", "cora_tree", 10, 5, .hierarchicalSoftmax, 1, 5),
        ("blogcatalog", "blog10", 10, 10, negatives, 2, 3),
        ("blogcatalog", "blog10_tree", 10, 10, .hierarchicalSoftmax, 1, 2),
        ("blogcatalog", "blog80", 80, 10, negatives, 1, 1),
    ]
    for setting in settings {
        guard let nodes = try LabelledGraph(folder, setting.graph) else { continue }
        var speeds: [Double] = []
        var results: [(micro: Double, macro: Double)] = []
        for number in 0..<UInt64(setting.seeds) {
            let walks = try RandomWalks(nodes.graph).sequences(
                perNode: setting.walks, length: 40, seed: seed + number)
            let options = SkipGramOptions(
                dimensions: 128, window: setting.window, objective: setting.objective, epochs: setting.epochs,
                seed: seed + number)
            var vectors: EmbeddingMatrix?
            let spent = try seconds {
                vectors = try SkipGram(options).train(walks, tokenCount: nodes.graph.nodeCount)
            }
            guard let vectors else { continue }
            speeds.append(Double(walks.tokens.count * setting.epochs) / spent)
            results.append(try nodes.classification(vectors.denseMatrix))
            if number == 0, setting.walks == 10 {
                let text = (0..<walks.count).map { walks[$0].map(String.init).joined(separator: " ") }
                try text.joined(separator: "\n").write(
                    to: folder.appendingPathComponent("\(setting.name).walks"), atomically: true, encoding: .utf8)
            }
        }
        report("\(setting.name)_words_per_s", speeds.sorted()[speeds.count / 2])
        report("\(setting.name)_micro_f1", over: results.map(\.micro))
        report("\(setting.name)_macro_f1", over: results.map(\.macro))
    }
    for (name, samples) in [("cora", 5_000_000), ("blogcatalog", 20_000_000)] {
        guard let nodes = try LabelledGraph(folder, name) else { continue }
        var both: EmbeddingMatrix?
        for (order, title) in [(EdgeEmbedding.Order.first, "first"), (.second, "second")] {
            var vectors: EmbeddingMatrix?
            let spent = try seconds {
                vectors = try EdgeEmbedding(order: order, samples: samples, seed: seed).train(nodes.graph)
            }
            guard let unit = vectors?.normalized() else { continue }
            report("line_\(name)_\(title)_edges_per_s", Double(samples) / spent)
            report("line_\(name)_\(title)_micro_f1", try nodes.classification(unit.denseMatrix).micro)
            both = try both?.joined(with: unit) ?? unit
        }
        if let both {
            let f1 = try nodes.classification(both.denseMatrix)
            report("line_\(name)_micro_f1", f1.micro)
            report("line_\(name)_macro_f1", f1.macro)
        }
    }
}

/// What the vectors are good for that others left in the folder: `NAME.vectors`, 128 floats a node.
func classifyOthersVectors(_ folder: URL) throws {
    let sets = [
        ("cora", "cora"), ("cora", "cora_tree"), ("blogcatalog", "blog10"), ("blogcatalog", "blog10_tree"),
    ]
    for (graph, name) in sets {
        let file = folder.appendingPathComponent("\(name).vectors")
        guard FileManager.default.fileExists(atPath: file.path),
            let nodes = try LabelledGraph(folder, graph)
        else { continue }
        let floats = try Data(contentsOf: file).withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
        let rows = try DenseMatrix(rowCount: floats.count / 128, columnCount: 128, values: floats.map(Double.init))
        let f1 = try nodes.classification(rows)
        report("\(name)_micro_f1", f1.micro)
        report("\(name)_macro_f1", f1.macro)
    }
}
