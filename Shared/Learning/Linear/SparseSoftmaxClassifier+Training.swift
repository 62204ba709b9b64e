import Foundation

extension SparseSoftmaxClassifier {
    /// How to train.
    public struct Options: Sendable, Equatable {
        /// Passes over the examples, each in a new random order.
        public var epochs: Int
        /// The first step of AdaGrad; it falls linearly to zero over all epochs, and by each row's own past besides.
        public var learningRate: Float
        /// The seed of the order of examples.
        public var seed: UInt64

        /// Creates options.
        public init(epochs: Int = 10, learningRate: Float = 3, seed: UInt64 = 1) {
            self.epochs = epochs
            self.learningRate = learningRate
            self.seed = seed
        }
    }

    /// How far training is.
    public struct Progress: Sendable, Equatable {
        /// Passes done.
        public let epoch: Int
        /// Passes to do.
        public let epochs: Int
    }

    /// Trains a classifier by stochastic gradients with AdaGrad, one step size a row.
    ///
    /// Same examples, same options, same bytes. O(epochs · features · labels); memory is that of the weights.
    ///
    /// - Parameters:
    ///   - examples: Texts with their labels, each below `labelCount`.
    ///   - labelCount: How many labels there are.
    ///   - bucketCount: Rows of the weight matrix; some times the vocabulary keeps collisions rare.
    ///   - options: How to train.
    ///   - progress: Called after each epoch; training ends when it answers false.
    /// - Throws: ``LearningError`` when there are no examples, one has no label or an unknown one, or an option is out of
    ///   range; `cancelled` when `progress` said so.
    public static func train(
        examples: [SparseExample], labelCount: Int, bucketCount: Int, options: Options = Options(),
        progress: (Progress) -> Bool = { _ in true }
    ) throws(LearningError) -> SparseSoftmaxClassifier {
        try check(labelCount: labelCount, bucketCount: bucketCount)
        guard options.epochs > 0, options.learningRate > 0, options.learningRate.isFinite else {
            throw LearningError(.invalidOption, "epochs and learning rate of a classifier must be positive")
        }
        guard !examples.isEmpty else { throw LearningError(.emptyData, "a classifier needs at least one example") }
        for (index, example) in examples.enumerated() {
            guard !example.labels.isEmpty, example.labels.allSatisfy({ $0 >= 0 && $0 < labelCount }) else {
                throw LearningError(
                    .invalidValue, "example \(index) needs at least one label, each in 0 ..< \(labelCount)")
            }
        }
        let biases = logShares(examples, labelCount: labelCount)
        var weights = [Float](repeating: 0, count: bucketCount * labelCount)
        var squares = [Float](repeating: 0, count: bucketCount)
        var gradient = [Float](repeating: 0, count: labelCount)
        var generator = SeededGenerator(seed: options.seed)
        var order = Array(examples.indices)
        let model = SparseSoftmax(labelCount: labelCount, bucketCount: bucketCount)
        let steps = Float(options.epochs) * Float(examples.count)
        var step: Float = 0
        var stoppedAfter: Int?
        weights.withUnsafeMutableBufferPointer { weights in
            squares.withUnsafeMutableBufferPointer { squares in
                gradient.withUnsafeMutableBufferPointer { gradient in
                    biases.withUnsafeBufferPointer { biases in
                        guard let weights = weights.baseAddress, let squares = squares.baseAddress,
                            let gradient = gradient.baseAddress, let biases = biases.baseAddress
                        else { return }
                        for epoch in 1...options.epochs {
                            generator.shuffle(&order)
                            for index in order {
                                let rate = options.learningRate * (1 - step / steps)
                                model.learn(
                                    examples[index], rate: rate, weights, squares, biases, gradient: gradient)
                                step += 1
                            }
                            guard progress(Progress(epoch: epoch, epochs: options.epochs)) else {
                                stoppedAfter = epoch
                                return
                            }
                        }
                    }
                }
            }
        }
        if let stoppedAfter {
            throw LearningError(.cancelled, "training was stopped after \(stoppedAfter) of \(options.epochs) epochs")
        }
        return try SparseSoftmaxClassifier(
            labelCount: labelCount, bucketCount: bucketCount, weights: weights, biases: biases)
    }

    /// The logarithm of each label's share, each label counted half an example more so that none is impossible.
    private static func logShares(_ examples: [SparseExample], labelCount: Int) -> [Float] {
        var shares = [Double](repeating: 0.5, count: labelCount)
        for example in examples {
            for label in example.labels { shares[label] += 1 / Double(example.labels.count) }
        }
        let all = shares.reduce(0, +)
        return shares.map { Float(log($0 / all)) }
    }
}

extension SparseSoftmax {
    /// Takes one step against the gradient of one example's cross entropy.
    fileprivate func learn(
        _ example: SparseExample, rate: Float, _ weights: UnsafeMutablePointer<Float>,
        _ squares: UnsafeMutablePointer<Float>, _ biases: UnsafePointer<Float>,
        gradient: UnsafeMutablePointer<Float>
    ) {
        probabilities(example.features, weights, biases, into: gradient)
        let target = 1 / Float(example.labels.count)
        for label in example.labels { gradient[label] -= target }
        let scale = Self.scale(featureCount: example.features.count)
        var square: Float = 0
        for label in 0..<labelCount { square += gradient[label] * gradient[label] }
        square *= scale * scale
        for feature in example.features {
            let bucket = Int(feature % UInt32(bucketCount))
            squares[bucket] += square
            // A bucket whose gradient has always been zero has nothing to learn either.
            guard squares[bucket] > 0 else { continue }
            let step = rate * scale / squares[bucket].squareRoot()
            let row = weights + bucket * labelCount
            for label in 0..<labelCount { row[label] -= step * gradient[label] }
        }
    }
}
