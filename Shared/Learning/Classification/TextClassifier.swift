/// Gives texts labels: a linear layer over the mean of the vectors of their words and runs, as in fastText.
///
/// ```swift
/// let options = TextClassifierOptions(epochs: 25, learningRate: 1, wordNGrams: 2)
/// let classifier = try TextClassifier.train(examples, options)
/// let labels = classifier.predict("which baking dish is best to bake a banana bread ?", count: 5)
/// ```
/// Unlike fastText it keeps no vectors for buckets that no training text used: at prediction, runs never seen count
/// nothing instead of the random vector they started with. Tokens are taken as they are; lower-case them before if case
/// tells nothing.
///
/// Source: Joulin et al., "Bag of Tricks for Efficient Text Classification", EACL 2017.
public struct TextClassifier: Sendable {
    let features: TextFeatures
    let labelNames: Vocabulary
    let loss: TextClassifierOptions.Loss
    let inputs: InputRows
    /// Rows of labels, or of nodes of the tree, filled up to a multiple of four.
    let outputs: EmbeddingMatrix
    let tree: HuffmanTree?

    /// The vectors of the features.
    enum InputRows: Sendable {
        case whole(EmbeddingMatrix)
        case quantized(QuantizedRows)
    }

    /// How many numbers a vector has.
    public var dimensions: Int { outputs.dimensions }
    /// How many features have a vector: words, runs of words, runs of characters.
    public var featureCount: Int { features.rowCount }
    /// The labels, frequent ones first.
    public var labels: [String] { (0..<labelNames.count).map(labelNames.word) }
    /// Whether the vectors of the features are quantised.
    public var isQuantized: Bool {
        if case .quantized = inputs { return true }
        return false
    }

    init(
        features: TextFeatures, labelNames: Vocabulary, loss: TextClassifierOptions.Loss, inputs: InputRows,
        outputs: EmbeddingMatrix
    ) {
        self.features = features
        self.labelNames = labelNames
        self.loss = loss
        self.inputs = inputs
        self.outputs = outputs
        tree = loss == .hierarchicalSoftmax ? HuffmanTree(counts: labelNames.counts.array) : nil
    }

    /// The most probable labels of a text, the most probable first; ties by frequency in training.
    ///
    /// - Parameters:
    ///   - count: How many at most.
    ///   - minimumProbability: Labels less probable than this are left out.
    /// - Returns: nothing for a text of which no feature is known.
    public func predict(_ text: String, count: Int = 1, minimumProbability: Double = 0) -> [LabelPrediction] {
        guard let hidden = hidden(of: text) else { return [] }
        return best(hidden, count, minimumProbability).map {
            LabelPrediction(label: labelNames.word($0.label), probability: $0.probability)
        }
    }

    /// The probability of every label, in the order of ``labels``; nil for a text of which no feature is known.
    public func probabilities(of text: String) -> [Double]? {
        guard let hidden = hidden(of: text) else { return nil }
        return probabilities(hidden)
    }

    /// The mean of the vectors of a text's features; nil when none is known.
    public func vector(of text: String) -> [Float]? {
        hidden(of: text)?.floats(0)
    }

    /// Compares predictions with labels.
    ///
    /// - Parameter count: How many labels are predicted for each text: the k of precision and recall at k. Labels that
    ///   training did not meet count as missed; texts without labels are passed over.
    public func score(_ examples: [LabelledText], at count: Int = 1) -> LabelPredictionScore {
        var score = LabelPredictionScore()
        for example in examples where !example.labels.isEmpty {
            let predictions = predict(example.text, count: count)
            score.texts += 1
            score.labels += example.labels.count
            score.predicted += predictions.count
            score.correct += predictions.reduce(0) { $0 + (example.labels.contains($1.label) ? 1 : 0) }
        }
        return score
    }

    private func hidden(of text: String) -> FloatTable? {
        let rows = features.rows(of: text)
        guard !rows.isEmpty else { return nil }
        let hidden = FloatTable(rowCount: 1, dimensions: dimensions)
        switch inputs {
        case .whole(let matrix):
            for row in rows { VectorKernels.add(matrix.row(Int(row)), to: hidden.base, hidden.blocks) }
        case .quantized(let quantized):
            for row in rows { quantized.add(Int(row), to: hidden.numbers(0)) }
        }
        VectorKernels.scale(hidden.base, by: 1 / Float(rows.count), hidden.blocks)
        return withExtendedLifetime(inputs) { hidden }
    }

    private func probabilities(_ hidden: FloatTable) -> [Double] {
        if let tree {
            var probabilities = [Double](repeating: 0, count: labelNames.count)
            descend(tree, hidden) { label, probability in
                probabilities[label] = probability
                return 0
            }
            return probabilities
        }
        let count = labelNames.count
        let scores = NumberBuffer<SIMD8<Float>>(count: (count + 7) / 8, repeating: .zero)
        return withExtendedLifetime((outputs, hidden, scores)) {
            let floats = UnsafeMutableRawPointer(scores.base).assumingMemoryBound(to: Float.self)
            LabelLayer.score(hidden.base, outputs.row(0), outputs.blocks, count, floats)
            if loss == .softmax {
                LabelLayer.softmax(scores, count: count)
            } else {
                for block in 0..<scores.count { scores.base[block] = VectorKernels.sigmoid(scores.base[block]) }
            }
            return (0..<count).map { Double(floats[$0]) }
        }
    }

    private func best(
        _ hidden: FloatTable, _ count: Int, _ minimum: Double
    ) -> [(label: Int, probability: Double)] {
        var best: [(label: Int, probability: Double)] = []
        guard count > 0 else { return [] }
        /// The probability that a label must be above from now on.
        func offer(_ label: Int, _ probability: Double) -> Double {
            let isWorse =
                best.count == count
                && best.last.map { $0.probability > probability || ($0.probability == probability && $0.label < label) }
                    ?? false
            if probability >= minimum, !isWorse {
                let place = best.firstIndex {
                    $0.probability < probability || ($0.probability == probability && $0.label > label)
                }
                best.insert((label, probability), at: place ?? best.count)
                if best.count > count { best.removeLast() }
            }
            return max(minimum, best.count == count ? best.last?.probability ?? 0 : 0)
        }
        if let tree {
            descend(tree, hidden, offer)
        } else {
            for (label, probability) in probabilities(hidden).enumerated() { _ = offer(label, probability) }
        }
        return best
    }

    /// Visits labels down the tree, leaving out branches less probable than what the last label's visit answered.
    private func descend(_ tree: HuffmanTree, _ hidden: FloatTable, _ visit: (Int, Double) -> Double) {
        var open: [(member: Int32, probability: Double)] = [(tree.nodeCount > 0 ? Int32(-tree.nodeCount) : 0, 1)]
        var threshold = 0.0
        withExtendedLifetime((outputs, hidden)) {
            while let (member, probability) = open.popLast() {
                if probability < threshold { continue }
                guard member < 0 else {
                    threshold = visit(Int(member), probability)
                    continue
                }
                let node = Int(-1 - member)
                let score = Double(VectorKernels.dot(hidden.base, outputs.row(node), outputs.blocks))
                let first = probability * Logistic.probability(logOdds: score)
                let second = probability * Logistic.probability(logOdds: -score)
                let children = tree.children[node]
                // The more probable child is visited first, so that the threshold rises early.
                let pair = [(children.first, first), (children.second, second)]
                open.append(first > second ? pair[1] : pair[0])
                open.append(first > second ? pair[0] : pair[1])
            }
        }
    }
}
