import Foundation
import Learning

/// Text classification on questions on cooking, when they are in the folder; tokens a second with reading and writing.
func measureTextClassification(_ folder: URL) throws {
    func read(_ part: String) throws -> [LabelledText]? {
        let file = folder.appendingPathComponent("cooking.\(part)")
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
            LabelledText(line: String($0))
        }
    }
    guard let valid = try read("valid") else { return }
    var tree = TextClassifierOptions(
        dimensions: 50, epochs: 25, learningRate: 1, loss: .hierarchicalSoftmax, wordNGrams: 2, buckets: 200_000)
    var best = tree
    best.dimensions = 100
    best.loss = .softmax
    tree.seed = seed
    best.seed = seed
    let settings = [("defaults", TextClassifierOptions(seed: seed)), ("tree", tree), ("best", best)]
    for (name, options) in settings {
        var tokens = 0
        var classifier: TextClassifier?
        let model = folder.appendingPathComponent("cooking.\(name)").path
        let spent = try seconds {
            let examples = try read("train") ?? []
            classifier = try TextClassifier.train(examples, options) {
                tokens = $0.totalTokens
                return true
            }
            try classifier?.write(to: model)
        }
        guard let classifier else { continue }
        report("cooking_\(name)_tokens_per_s", Double(tokens) / spent)
        report("cooking_\(name)_p1", classifier.score(valid).precision)
        let size = try FileManager.default.attributesOfItem(atPath: model)[.size] as? Int ?? 0
        report("cooking_\(name)_bytes", Double(size))
        if name == "best" {
            let small = try classifier.quantized(
                TextQuantizationOptions(separatesNorms: true, maximumFeatures: 30_000))
            try small.write(to: model)
            let smallSize = try FileManager.default.attributesOfItem(atPath: model)[.size] as? Int ?? 0
            report("cooking_quantized_bytes", Double(smallSize))
            report("cooking_quantized_p1", try TextClassifier(contentsOf: model).score(valid).precision)
        }
    }
}

/// DeepWalk on the graphs in the folder; walks and vectors are left there for the other side.
func measureGraphEmbeddings(_ folder: URL) throws {
    func read(_ name: String) throws -> [[Int]] {
        try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8).split(separator: "\n").dropFirst()
            .map { $0.split(whereSeparator: { $0 == "\t" || $0 == "," }).compactMap { Int($0) } }
    }
    let negatives = SkipGramOptions.Objective.negativeSampling(count: 5)
    let settings: [(graph: String, name: String, walks: Int, window: Int, SkipGramOptions.Objective, epochs: Int)] = [
        ("cora", "cora", 10, 5, negatives, 5), ("blogcatalog", "blog10", 10, 10, .hierarchicalSoftmax, 1),
        ("blogcatalog", "blog80", 80, 10, negatives, 1),
    ]
    for (graphName, name, walkCount, window, objective, epochs) in settings {
        let edges = folder.appendingPathComponent("\(graphName).edges").path
        guard FileManager.default.fileExists(atPath: edges) else { continue }
        let labels = try read("\(graphName).labels").sorted { $0[0] < $1[0] }
        let graph = try SparseGraph(
            nodeCount: labels.count, edges: try read("\(graphName).edges").map { .init($0[0], $0[1]) })
        let walks = try RandomWalks(graph).sequences(perNode: walkCount, length: 40, seed: seed)
        let options = SkipGramOptions(
            dimensions: 128, window: window, objective: objective, epochs: epochs, seed: seed)
        var vectors: EmbeddingMatrix?
        let spent = try seconds { vectors = try SkipGram(options).train(walks, tokenCount: graph.nodeCount) }
        guard let vectors else { continue }
        report("\(name)_words_per_s", Double(walks.tokens.count * epochs) / spent)
        let f1 = try nodeClassification(vectors.denseMatrix, labels, splits: graphName == "cora" ? 5 : 1)
        report("\(name)_micro_f1", f1.micro)
        report("\(name)_macro_f1", f1.macro)
        if walkCount == 10 {
            let lines = (0..<walks.count).map { walks[$0].map(String.init).joined(separator: " ") }
            try lines.joined(separator: "\n").write(
                to: folder.appendingPathComponent("\(name).walks"), atomically: true, encoding: .utf8)
        }
    }
}

/// The mean F1 when half of the nodes are labelled and each other node gets as many labels as it has.
func nodeClassification(
    _ rows: DenseMatrix, _ labels: [[Int]], splits: Int
) throws -> (micro: Double, macro: Double) {
    let classCount = (labels.flatMap { $0.dropFirst() }.max() ?? 0) + 1
    var sum = (micro: 0.0, macro: 0.0)
    for split in 0..<splits {
        var generator = SeededGenerator(seed: seed, stream: UInt64(split))
        let order = generator.shuffled(labels)
        let half = order.count / 2
        let model = try OneVersusRest.fit(
            rows: rows.rows(at: order[..<half].map { $0[0] }), labels: order[..<half].map { Array($0.dropFirst()) },
            classCount: classCount)
        let f1 = LabelSetMetrics.f1(
            predicted: order[half...].map { model.best(rows.row($0[0]), count: $0.count - 1) },
            actual: order[half...].map { Array($0.dropFirst()) }, classCount: classCount)
        sum.micro += f1.micro / Double(splits)
        sum.macro += f1.macro / Double(splits)
    }
    return sum
}
