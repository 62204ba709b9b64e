extension TextClassifier {
    /// How far training is.
    public struct Progress: Sendable, Equatable {
        /// Tokens seen, over all epochs.
        public let tokens: Int
        /// Tokens that will have been seen at the end.
        public let totalTokens: Int
        /// The mean loss of the texts since the last report.
        public let loss: Double
    }

    /// Trains a classifier by stochastic gradient descent on one thread, texts in a new order each epoch.
    ///
    /// - Parameter progress: Called after some ten thousand texts each and at the end of each epoch; training ends when it
    ///   answers false.
    /// - Throws: ``LearningError`` for options out of range, no labels, or `cancelled` when `progress` said so.
    /// - Complexity: O(epochs x (features + texts x labels) x dimensions), with log(labels) for hierarchical softmax.
    public static func train(
        _ examples: [LabelledText], _ options: TextClassifierOptions = TextClassifierOptions(),
        progress: (Progress) -> Bool = { _ in true }
    ) throws(LearningError) -> TextClassifier {
        try options.check()
        let corpus = try TextCorpus(examples, options)
        let run = TextClassifierRun(corpus, options)
        for _ in 0..<options.epochs { try run.epoch(progress) }
        return TextClassifier(
            features: corpus.features, labelNames: corpus.labels, loss: options.loss,
            inputs: .whole(EmbeddingMatrix(run.inputs)), outputs: EmbeddingMatrix(run.layer.table))
    }
}

/// One training of a text classifier.
final class TextClassifierRun {
    let inputs: FloatTable
    let layer: LabelLayer
    private let corpus: TextCorpus
    private let options: TextClassifierOptions
    private var generator: SeededGenerator
    private let hidden: FloatTable
    private let gradient: FloatTable
    private let total: Int
    private var seen = 0

    init(_ corpus: TextCorpus, _ options: TextClassifierOptions) {
        self.corpus = corpus
        self.options = options
        generator = SeededGenerator(seed: options.seed)
        inputs = FloatTable(
            rowCount: corpus.features.rowCount, dimensions: options.dimensions, reach: 1 / Float(options.dimensions),
            using: &generator)
        layer = LabelLayer(
            loss: options.loss, labelCounts: corpus.labels.counts.array, dimensions: options.dimensions)
        hidden = FloatTable(rowCount: 1, dimensions: options.dimensions)
        gradient = FloatTable(rowCount: 1, dimensions: options.dimensions)
        total = max(corpus.words.count * options.epochs, 1)
    }

    /// One pass over all texts.
    func epoch(_ progress: (TextClassifier.Progress) -> Bool) throws(LearningError) {
        var order = Array(0..<corpus.count)
        generator.shuffle(&order)
        var loss = 0.0
        var texts = 0
        for (position, text) in order.enumerated() {
            let rate = options.learningRate * (1 - Double(seen) / Double(total))
            loss += Double(learn(text, rate: Float(rate)))
            texts += 1
            seen += corpus.wordStarts[text + 1] - corpus.wordStarts[text]
            if texts == 10_000 || position == order.count - 1 {
                let report = TextClassifier.Progress(tokens: seen, totalTokens: total, loss: loss / Double(texts))
                guard progress(report) else {
                    throw LearningError(.cancelled, "training was stopped after \(seen) of \(total) tokens")
                }
                loss = 0
                texts = 0
            }
        }
    }

    /// A gradient step for one text; gives the loss before it.
    func learn(_ text: Int, rate: Float) -> Float {
        let words = corpus.wordStarts[text]..<corpus.wordStarts[text + 1]
        let runs = corpus.runStarts[text]..<corpus.runStarts[text + 1]
        let labels = corpus.labelNumbers[corpus.labelStarts[text]..<corpus.labelStarts[text + 1]]
        let blocks = inputs.blocks
        var count = runs.count
        VectorKernels.clear(hidden.base, blocks)
        VectorKernels.clear(gradient.base, blocks)
        for position in words {
            corpus.wordRows.forEach(of: Int(corpus.words[position])) { row in
                VectorKernels.add(inputs.row(row), to: hidden.base, blocks)
                count += 1
            }
        }
        for position in runs { VectorKernels.add(inputs.row(Int(corpus.runs[position])), to: hidden.base, blocks) }
        guard count > 0 else { return 0 }
        VectorKernels.scale(hidden.base, by: 1 / Float(count), blocks)

        let isSeparate = options.loss == .oneVersusAll
        let drawn = isSeparate || labels.count == 1 ? 0 : generator.integer(below: labels.count)
        let target = Int(labels[labels.startIndex + drawn])
        let loss = layer.step(hidden.base, target: target, labels: labels, rate: rate, gradient: gradient.base)

        VectorKernels.scale(gradient.base, by: 1 / Float(count), blocks)
        for position in words {
            corpus.wordRows.forEach(of: Int(corpus.words[position])) { row in
                VectorKernels.add(gradient.base, to: inputs.row(row), blocks)
            }
        }
        for position in runs { VectorKernels.add(gradient.base, to: inputs.row(Int(corpus.runs[position])), blocks) }
        return loss
    }
}
