import Foundation

extension WideAndDeepModel {
    /// How the wide part learns; see ``FTRLProximal``, which is the same on its own.
    public struct WideOptions: Sendable, Equatable {
        /// The step size.
        public var alpha: Double
        /// What tames the first steps.
        public var beta: Double
        /// The L1 penalty, which keeps weights at zero that are not worth having.
        public var l1: Double
        /// The L2 penalty.
        public var l2: Double

        /// Creates options.
        public init(alpha: Double = 0.1, beta: Double = 1, l1: Double = 0.5, l2: Double = 1) {
            self.alpha = alpha
            self.beta = beta
            self.l1 = l1
            self.l2 = l2
        }

        func check() throws(LearningError) {
            guard alpha > 0, alpha.isFinite, beta >= 0, beta.isFinite, l1 >= 0, l1.isFinite, l2 >= 0, l2.isFinite else {
                throw LearningError(
                    .invalidOption, "alpha must be positive, beta and penalties not negative, all finite")
            }
        }
    }

    /// Trains both parts together on one thread: the same examples and options give the same bytes.
    ///
    /// - Parameters:
    ///   - deep: Rows for the deep part; nil for none.
    ///   - hidden: The widths of the deep part's hidden layers.
    ///   - wide: Sparse features of the same rows; nil for none.
    ///   - labels: One a row, in 0 ... 1.
    ///   - training: How all is trained.
    ///   - wideOptions: How the wide part learns.
    ///   - progress: Called after each epoch with the mean log-loss; training ends when it answers false.
    /// - Throws: ``LearningError`` for rows and labels that do not agree or are out of range (naming the row),
    ///   options out of range, a loss that overflows, or `cancelled` when `progress` said so.
    /// - Complexity: O(epochs x rows x parameters of the layers).
    public static func train(
        deep: FeatureTable?, hidden: [Int] = [64, 32], wide: SparseFeatures?, labels: [Double],
        training: NetworkTraining = NetworkTraining(), wideOptions: WideOptions = WideOptions(),
        progress: (NetworkProgress) -> Bool = { _ in true }
    ) throws(LearningError) -> WideAndDeepModel {
        try training.check()
        try wideOptions.check()
        let rowCount = try WideAndDeepRows(deep: deep, wide: wide).rowCount()
        guard rowCount > 0 else { throw LearningError(.emptyData, "a model needs at least one row") }
        guard labels.count == rowCount else {
            throw LearningError(.shapeMismatch, "\(rowCount) rows need as many labels, not \(labels.count)")
        }
        if let bad = labels.firstIndex(where: { !($0 >= 0 && $0 <= 1) }) {
            throw LearningError(.invalidValue, "row \(bad): label \(labels[bad]) is not in 0 ... 1")
        }
        var generator = SeededGenerator(seed: training.seed)
        var learner: NetworkLearner?
        if let deep {
            let shape = try NetworkShape(
                fields: deep.fields, numberCount: deep.numberCount, hidden: hidden, outputCount: 1)
            learner = NetworkLearner(
                shape, training.optimizer, capacity: min(training.batchSize, rowCount), using: &generator)
        }
        var step = WideAndDeepStep(
            deep: deep, learner: learner, wide: wide, labels: labels, dropout: training.dropout,
            weights: WideWeights(featureCount: wide?.featureCount ?? 0, wideOptions))
        try training.run(count: rowCount, using: &generator, progress: progress) { examples, rateShare, generator in
            step.take(examples, rateShare: rateShare, &generator)
        }
        return try WideAndDeepModel(
            shape: learner?.shape, parameters: learner?.parameters.array ?? [], wideWeights: step.weights.weights)
    }
}

/// One step of both parts with the examples of a batch.
struct WideAndDeepStep {
    let deep: FeatureTable?
    let learner: NetworkLearner?
    let wide: SparseFeatures?
    let labels: [Double]
    let dropout: Double
    var weights: WideWeights

    /// Takes the step, and answers the sum of the examples' log-losses before it.
    mutating func take(_ examples: ArraySlice<Int>, rateShare: Double, _ generator: inout SeededGenerator) -> Double {
        let first = examples.startIndex
        let share = 1 / Float(examples.count)
        if let learner, let deep {
            learner.forward(
                deep, count: examples.count, row: { examples[first + $0] }, dropout: dropout, generator: &generator)
        }
        var loss = 0.0
        for place in 0..<examples.count {
            let row = examples[first + place]
            var logit = weights.logit(wide, row)
            if let pass = learner?.pass { logit += pass.outputs[place * pass.outputStride] }
            let label = labels[row]
            let logOdds = Double(logit)
            loss += Logistic.softplus(logOdds) - label * logOdds
            let slope = Float(Logistic.probability(logOdds: logOdds) - label)
            // The wide part takes a step an example, as FTRL-Proximal does on its own.
            weights.learn(wide, row, slope: slope)
            if let pass = learner?.pass { pass.outputSlopes[place * pass.outputStride] = slope * share }
        }
        if let learner, let deep {
            learner.backward(deep, count: examples.count, row: { examples[first + $0] }, dropout: dropout)
            learner.step(rateShare: rateShare)
        }
        return loss
    }
}

/// The weights of the wide part under FTRL-Proximal (McMahan et al., KDD 2013), the bias at the end without L1.
struct WideWeights {
    private(set) var weights: [Float]
    private var z: [Float]
    private var n: [Float]
    private let alpha: Float
    private let beta: Float
    private let l1: Float
    private let l2: Float

    init(featureCount: Int, _ options: WideAndDeepModel.WideOptions) {
        weights = [Float](repeating: 0, count: featureCount + 1)
        z = weights
        n = weights
        alpha = Float(options.alpha)
        beta = Float(options.beta)
        l1 = Float(options.l1)
        l2 = Float(options.l2)
    }

    func logit(_ features: SparseFeatures?, _ row: Int) -> Float {
        var sum = weights[weights.count - 1]
        guard let features else { return sum }
        for index in features.starts[row]..<features.starts[row + 1] { sum += weights[Int(features.indices[index])] }
        return sum
    }

    mutating func learn(_ features: SparseFeatures?, _ row: Int, slope: Float) {
        if let features {
            for index in features.starts[row]..<features.starts[row + 1] {
                move(Int(features.indices[index]), slope, l1: l1)
            }
        }
        move(weights.count - 1, slope, l1: 0)
    }

    private mutating func move(_ index: Int, _ slope: Float, l1: Float) {
        let before = n[index].squareRoot()
        n[index] += slope * slope
        let after = n[index].squareRoot()
        z[index] += slope - (after - before) / alpha * weights[index]
        let excess = abs(z[index]) - l1
        weights[index] = excess > 0 ? -(z[index] < 0 ? -excess : excess) / ((beta + after) / alpha + l2) : 0
    }
}
