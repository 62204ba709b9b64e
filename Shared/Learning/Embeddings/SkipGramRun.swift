internal import Foundation

/// One training of skip-gram: its tables, and the step for one window.
final class SkipGramRun {
    let inputTable: FloatTable
    let outputTable: FloatTable
    private let options: SkipGramOptions
    private let counts: [Int64]
    /// The rows whose mean is the vector of each token; nil where that is the row of its number.
    private let features: FeatureLists?
    private let negatives: NegativeSampler?
    private let tree: HuffmanTree?
    private let step: PairStep
    private var generator: SeededGenerator
    /// The sequence under way, what subsampling leaves of it.
    private var kept: [Int32] = []
    private var keepThresholds: [UInt32] = []

    init(_ options: SkipGramOptions, counts: [Int64], inputRowCount: Int, features: FeatureLists?) throws(LearningError)
    {
        self.options = options
        self.counts = counts
        self.features = features
        generator = SeededGenerator(seed: options.seed)
        inputTable = FloatTable(
            rowCount: inputRowCount, dimensions: options.dimensions, reach: 0.5 / Float(options.dimensions),
            using: &generator)
        let outputs: Int
        switch options.objective {
        case .negativeSampling(let count):
            negatives = try NegativeSampler(counts: counts, power: options.negativePower)
            tree = nil
            outputs = count + 1
            outputTable = FloatTable(rowCount: counts.count, dimensions: options.dimensions)
        case .hierarchicalSoftmax:
            let tree = HuffmanTree(counts: counts)
            negatives = nil
            self.tree = tree
            outputs = tree.maximumLength
            outputTable = FloatTable(rowCount: tree.nodeCount, dimensions: options.dimensions)
        }
        step = PairStep(blocks: inputTable.blocks, maximumInputs: 2 * options.window, maximumOutputs: outputs)
        if let threshold = options.subsamplingThreshold {
            let total = Double(counts.reduce(0, +))
            keepThresholds = counts.map { count in
                let ratio = threshold * total / Double(max(count, 1))
                return UInt32(min(ratio.squareRoot() + ratio, 1) * Double(UInt32.max))
            }
        }
    }

    func train(
        _ sequences: TokenSequences, progress: (SkipGram.Progress) -> Bool
    ) throws(LearningError) {
        let total = sequences.tokens.count * options.epochs
        var seen = 0
        var reported = 0
        for _ in 0..<options.epochs {
            for sequence in 0..<sequences.count {
                let range = sequences.starts[sequence]..<sequences.starts[sequence + 1]
                let share = Double(seen) / Double(total)
                let rate = Float(options.learningRate * max(1 - share, 1e-4))
                sequences.tokens.withUnsafeBufferPointer { tokens in
                    learn(UnsafeBufferPointer(rebasing: tokens[range]), rate: rate)
                }
                seen += range.count
                if seen - reported >= 10_000 || seen == total {
                    reported = seen
                    guard progress(SkipGram.Progress(tokens: seen, totalTokens: total)) else {
                        throw LearningError(.cancelled, "training was stopped after \(seen) of \(total) tokens")
                    }
                }
            }
        }
    }

    /// One pass over a sequence.
    private func learn(_ sequence: UnsafeBufferPointer<Int32>, rate: Float) {
        guard keepThresholds.isEmpty else {
            kept.removeAll(keepingCapacity: true)
            for token in sequence where UInt32(truncatingIfNeeded: generator.next() >> 32) <= keepThresholds[Int(token)]
            {
                kept.append(token)
            }
            let part = kept
            part.withUnsafeBufferPointer { learnWindows($0, rate: rate) }
            return
        }
        learnWindows(sequence, rate: rate)
    }

    private func learnWindows(_ sequence: UnsafeBufferPointer<Int32>, rate: Float) {
        guard sequence.count > 1, let tokens = sequence.baseAddress else { return }
        for center in 0..<sequence.count {
            let reach = generator.integer(below: options.window) + 1
            let first = max(center - reach, 0)
            let last = min(center + reach, sequence.count - 1)
            let outputs = setOutputs(Int(tokens[center]))
            var inputs = 0
            for position in first...last where position != center {
                setInput(inputs, Int(tokens[position]))
                inputs += 1
            }
            // Paths are read anew for each token, and what they say is needed at once.
            if let tree, center + 2 < sequence.count { tree.prefetchPath(of: Int(tokens[center + 2])) }
            step.step(inputs: inputs, outputs: outputs, rate: rate)
            guard let features else {
                step.addGradients(inputs: inputs)
                continue
            }
            inputs = 0
            for position in first...last where position != center {
                add(step.gradient(inputs), to: features, of: Int(tokens[position]))
                inputs += 1
            }
        }
    }

    /// Sets the outputs and labels of a token that is to be foretold, and gives how many there are.
    private func setOutputs(_ token: Int) -> Int {
        if let tree {
            var count = 0
            for position in tree.path(of: token) {
                step.setOutput(count, outputTable.row(Int(tree.nodes[position])), label: tree.labels[position])
                count += 1
            }
            return count
        }
        step.setOutput(0, outputTable.row(token), label: 1)
        var count = 1
        guard let negatives else { return count }
        for _ in 1..<step.maximumOutputs {
            // What was drawn before, or is the token itself, does not count again.
            let token = negatives.draw(using: &generator)
            let row = outputTable.row(token)
            if step.hasOutput(row, among: count) { continue }
            outputTable.prefetch(token)
            step.setOutput(count, row, label: 0)
            count += 1
        }
        return count
    }

    /// Sets an input: the row of a token, or the mean of the rows of its features.
    @inline(__always)
    private func setInput(_ index: Int, _ token: Int) {
        guard let features else {
            step.setInput(index, inputTable.row(token))
            return
        }
        let blocks = inputTable.blocks
        let room = step.room(index)
        VectorKernels.clear(room, blocks)
        features.forEach(of: token) { VectorKernels.add(inputTable.row($0), to: room, blocks) }
        VectorKernels.scale(room, by: features.share(of: token), blocks)
    }

    /// Adds the gradient of a mean of features to each of them.
    @inline(__always)
    private func add(_ gradient: UnsafeMutablePointer<SIMD8<Float>>, to features: FeatureLists, of token: Int) {
        let blocks = inputTable.blocks
        VectorKernels.scale(gradient, by: features.share(of: token), blocks)
        features.forEach(of: token) { VectorKernels.add(gradient, to: inputTable.row($0), blocks) }
    }
}

/// Draws tokens with their counts to a power, by an alias table of eight bytes a token.
struct NegativeSampler: Sendable {
    private let entries: [(acceptance: UInt32, alias: UInt32)]

    init(counts: [Int64], power: Double) throws(LearningError) {
        let table = try AliasTable(weights: counts.map { $0 > 0 ? pow(Double($0), power) : 0 })
        entries = table.compactEntries
    }

    /// A token, from one draw of 64 bits.
    @inline(__always)
    func draw(using generator: inout SeededGenerator) -> Int {
        let bits = generator.next()
        // The high half chooses the place, the low half whether to stay there.
        let place = Int(((bits >> 32) &* UInt64(entries.count)) >> 32)
        let entry = entries[place]
        return UInt32(truncatingIfNeeded: bits) < entry.acceptance ? place : Int(entry.alias)
    }
}
