import Foundation

/// Logistic regression learned online, one example at a time: follow the regularised leader, proximal.
///
/// Each coordinate has its own step, which shrinks as the coordinate gathers gradients, and the L1 penalty leaves weights
/// that do not pay exactly at zero. For streams too large or too sparse for ``LogisticRegression``.
///
/// Source: McMahan et al., "Ad Click Prediction: a View from the Trenches", KDD 2013, algorithm 1.
public struct FTRLProximal: Sendable, Equatable {
    /// How to learn.
    public struct Options: Sendable, Equatable {
        /// The scale of steps, positive and finite; tuned per task.
        public var alpha: Double
        /// Damps the first steps; positive and finite.
        public var beta: Double
        /// The penalty on the size of weights, which makes them sparse; finite and not negative.
        public var l1: Double
        /// The penalty on the square of weights; finite and not negative.
        public var l2: Double

        /// Creates options.
        public init(alpha: Double = 0.1, beta: Double = 1, l1: Double = 0, l2: Double = 0) {
            self.alpha = alpha
            self.beta = beta
            self.l1 = l1
            self.l2 = l2
        }
    }

    /// How it learns.
    public let options: Options
    /// The state of each coordinate: gradients less what the current weights account for.
    public private(set) var adjustedGradients: [Double]
    /// The sum of squared gradients of each coordinate.
    public private(set) var squaredGradients: [Double]

    /// Creates a model of zeros.
    ///
    /// - Throws: ``LearningError`` when an option is out of range or there are fewer than no columns.
    public init(columnCount: Int, options: Options = Options()) throws(LearningError) {
        guard columnCount >= 0 else {
            throw LearningError(.invalidOption, "a model can't have \(columnCount) columns")
        }
        try self.init(
            options: options, adjustedGradients: [Double](repeating: 0, count: columnCount),
            squaredGradients: [Double](repeating: 0, count: columnCount))
    }

    /// Creates a model with the state of a snapshot.
    ///
    /// - Throws: ``LearningError`` when an option is out of range or the state is not whole.
    public init(
        options: Options, adjustedGradients: [Double], squaredGradients: [Double]
    ) throws(LearningError) {
        for (name, value) in [("alpha", options.alpha), ("beta", options.beta)] where !(value > 0 && value.isFinite) {
            throw LearningError(.invalidOption, "\(name) must be positive and finite, not \(value)")
        }
        for (name, value) in [("l1", options.l1), ("l2", options.l2)] where !(value >= 0 && value.isFinite) {
            throw LearningError(.invalidOption, "\(name) must be finite and not negative, not \(value)")
        }
        guard adjustedGradients.count == squaredGradients.count else {
            throw LearningError(.shapeMismatch, "each coordinate needs both of its sums")
        }
        for column in adjustedGradients.indices {
            let (sum, squares) = (adjustedGradients[column], squaredGradients[column])
            guard sum.isFinite, squares >= 0, squares.isFinite else {
                throw LearningError(
                    .invalidValue,
                    "column \(column): the sums \(sum) and \(squares) must be finite, that of squares not negative")
            }
        }
        self.options = options
        self.adjustedGradients = adjustedGradients
        self.squaredGradients = squaredGradients
    }

    /// The weight of one coordinate.
    public func weight(_ column: Int) -> Double {
        let z = adjustedGradients[column]
        guard abs(z) > options.l1 else { return 0 }
        let step = (options.beta + squaredGradients[column].squareRoot()) / options.alpha + options.l2
        return -(z - (z < 0 ? -options.l1 : options.l1)) / step
    }

    /// The weights of all coordinates.
    public var weights: [Double] { adjustedGradients.indices.map(weight) }

    /// The log-odds of a sparse example.
    ///
    /// - Precondition: columns are in range.
    public func logOdds(_ example: [(column: Int, value: Double)]) -> Double {
        example.reduce(0) { $0 + weight($1.column) * $1.value }
    }

    /// Learns from a sparse example and returns the probability it was given before, for progressive validation.
    ///
    /// - Parameters:
    ///   - example: Columns, each at most once, with finite values; in ascending order they are checked fastest.
    ///   - label: In 0 ... 1.
    ///   - weight: How much the example counts, such as 1 / the rate at which its kind was sampled; finite, not negative.
    /// - Throws: ``LearningError`` for a column that there is not or that comes twice, or a value, label or weight out of
    ///   range; then nothing was learned.
    @discardableResult
    public mutating func learn(
        _ example: [(column: Int, value: Double)], label: Double, weight: Double = 1
    ) throws(LearningError) -> Double {
        try checkColumns(example)
        return try learn(
            example.lazy.map { ($0.column, $0.value) }, logOdds: logOdds(example), label: label, weight: weight)
    }

    /// Learns from a dense example and returns the probability it was given before.
    ///
    /// - Throws: ``LearningError`` when there is not one value a coordinate, or a value, label or weight is out of range;
    ///   then nothing was learned.
    @discardableResult
    public mutating func learn(
        _ row: some Collection<Double>, label: Double, weight: Double = 1
    ) throws(LearningError) -> Double {
        guard row.count == adjustedGradients.count else {
            throw LearningError(
                .shapeMismatch, "\(adjustedGradients.count) columns need as many values, not \(row.count)")
        }
        var logOdds = 0.0
        for (column, value) in row.enumerated() { logOdds += self.weight(column) * value }
        return try learn(
            row.lazy.enumerated().map { ($0.offset, $0.element) }, logOdds: logOdds, label: label, weight: weight)
    }

    /// Checks everything before anything is changed: one sum that is no number would make every later weight 0.
    private mutating func learn(
        _ example: some Sequence<(Int, Double)>, logOdds: Double, label: Double, weight: Double
    ) throws(LearningError) -> Double {
        guard label >= 0, label <= 1 else {
            throw LearningError(.invalidValue, "the label \(label) is not in 0 ... 1")
        }
        guard weight >= 0, weight.isFinite else {
            throw LearningError(.invalidValue, "the weight \(weight) is negative or not finite")
        }
        for (column, value) in example where !value.isFinite {
            throw LearningError(.invalidValue, "column \(column): the value \(value) is not a finite number")
        }
        let probability = Logistic.probability(logOdds: logOdds)
        let slope = weight * (probability - label)
        for (column, value) in example {
            let (sum, squares) = updated(column, gradient: slope * value)
            guard sum.isFinite, squares.isFinite else {
                throw LearningError(
                    .invalidValue, "column \(column): the value \(value) is too large to be squared; bound it")
            }
        }
        for (column, value) in example {
            (adjustedGradients[column], squaredGradients[column]) = updated(column, gradient: slope * value)
        }
        return probability
    }

    private func checkColumns(_ example: [(column: Int, value: Double)]) throws(LearningError) {
        var isAscending = true
        var previous = -1
        for (column, _) in example {
            guard adjustedGradients.indices.contains(column) else {
                throw LearningError(
                    .invalidValue, "column \(column): it is not in 0 ..< \(adjustedGradients.count)")
            }
            if column <= previous { isAscending = false }
            previous = column
        }
        guard !isAscending else { return }
        var seen: Set<Int> = []
        for (column, _) in example where !seen.insert(column).inserted {
            throw LearningError(.invalidValue, "column \(column): it comes twice in one example; add its values up")
        }
    }

    /// Both sums of a coordinate after one more gradient.
    private func updated(_ column: Int, gradient: Double) -> (adjusted: Double, squares: Double) {
        let squares = squaredGradients[column]
        let grown = squares + gradient * gradient
        let sigma = (grown.squareRoot() - squares.squareRoot()) / options.alpha
        return (adjustedGradients[column] + gradient - sigma * weight(column), grown)
    }
}
