/// What all networks are trained by.
public struct NetworkTraining: Sendable, Equatable {
    /// Passes over the examples, each in a new random order.
    public var epochs: Int
    /// Examples whose gradients are averaged for one step.
    public var batchSize: Int
    /// How parameters follow their gradients.
    public var optimizer: NetworkOptimizer
    /// The size of the last steps as a share of the first; in between it falls linearly.
    public var finalRateShare: Double
    /// The share of hidden units that are left out at random while learning, 0 ..< 1.
    public var dropout: Double
    /// The seed of the start, of the order of examples and of dropout.
    public var seed: UInt64

    /// Creates options.
    public init(
        epochs: Int = 5, batchSize: Int = 128, optimizer: NetworkOptimizer = .adam(learningRate: 0.002),
        finalRateShare: Double = 0.1, dropout: Double = 0, seed: UInt64 = 1
    ) {
        self.epochs = epochs
        self.batchSize = batchSize
        self.optimizer = optimizer
        self.finalRateShare = finalRateShare
        self.dropout = dropout
        self.seed = seed
    }

    func check() throws(LearningError) {
        try optimizer.check()
        guard epochs > 0, batchSize > 0, batchSize <= 1 << 16 else {
            throw LearningError(.invalidOption, "there is at least one epoch, and a batch of 1 ... 65,536 examples")
        }
        guard finalRateShare >= 0, finalRateShare <= 1, dropout >= 0, dropout < 1 else {
            throw LearningError(.invalidOption, "finalRateShare is in 0 ... 1 and dropout in 0 ..< 1")
        }
    }

    /// Goes over all examples in batches, in a new random order each epoch.
    ///
    /// - Parameters:
    ///   - count: How many examples there are.
    ///   - smallest: Leaves out a last batch of fewer.
    ///   - progress: Called after each epoch; ends the training when it answers false.
    ///   - batch: Takes one step with some examples, and answers the sum of their losses.
    func run(
        count: Int, smallest: Int = 1, using generator: inout SeededGenerator,
        progress: (NetworkProgress) -> Bool,
        batch: (_ examples: ArraySlice<Int>, _ rateShare: Double, _ generator: inout SeededGenerator) -> Double
    ) throws(LearningError) {
        var order = Array(0..<count)
        let steps = Double(epochs) * Double(max((count + batchSize - 1) / batchSize, 1))
        var step = 0.0
        for epoch in 0..<epochs {
            generator.shuffle(&order)
            var loss = 0.0
            var seen = 0
            for start in stride(from: 0, to: count, by: batchSize) {
                let examples = order[start..<min(start + batchSize, count)]
                guard examples.count >= smallest else { break }
                loss += batch(examples, 1 - step / steps * (1 - finalRateShare), &generator)
                seen += examples.count
                step += 1
            }
            guard loss.isFinite else {
                throw LearningError(
                    .invalidOption, "the loss is not finite in epoch \(epoch + 1); lower the learning rate")
            }
            let report = NetworkProgress(epoch: epoch + 1, epochs: epochs, loss: loss / Double(max(seen, 1)))
            guard progress(report) else {
                throw LearningError(.cancelled, "training was stopped after \(epoch + 1) epochs")
            }
        }
    }
}

/// How far the training of a network is.
public struct NetworkProgress: Sendable, Equatable {
    /// Passes done.
    public let epoch: Int
    /// Passes to do.
    public let epochs: Int
    /// The mean loss of the pass, each example's taken before its step.
    public let loss: Double
}
