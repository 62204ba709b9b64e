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
        /// The scale of steps; tuned per task.
        public var alpha: Double
        /// Damps the first steps.
        public var beta: Double
        /// The penalty on the size of weights, which makes them sparse.
        public var l1: Double
        /// The penalty on the square of weights.
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
    /// - Throws: ``LearningError`` when an option is out of range.
    public init(columnCount: Int, options: Options = Options()) throws(LearningError) {
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
        guard options.alpha > 0, options.beta > 0, options.l1 >= 0, options.l2 >= 0 else {
            throw LearningError(.invalidOption, "alpha and beta must be positive, l1 and l2 not negative")
        }
        guard adjustedGradients.count == squaredGradients.count else {
            throw LearningError(.shapeMismatch, "each coordinate needs both of its sums")
        }
        guard adjustedGradients.allSatisfy(\.isFinite), squaredGradients.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
            throw LearningError(.invalidValue, "sums of gradients must be finite, of squares not negative")
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
    ///   - example: Columns, each at most once, with finite values.
    ///   - label: In 0 ... 1.
    ///   - weight: How much the example counts, such as 1 / the rate at which its kind was sampled.
    @discardableResult
    public mutating func learn(
        _ example: [(column: Int, value: Double)], label: Double, weight: Double = 1
    ) -> Double {
        let probability = Logistic.probability(logOdds: logOdds(example))
        let slope = weight * (probability - label)
        for (column, value) in example { update(column, gradient: slope * value) }
        return probability
    }

    /// Learns from a dense example and returns the probability it was given before.
    ///
    /// - Precondition: one finite value a coordinate.
    @discardableResult
    public mutating func learn(_ row: some Collection<Double>, label: Double, weight: Double = 1) -> Double {
        precondition(row.count == adjustedGradients.count, "a dense example needs one value a coordinate")
        var logOdds = 0.0
        for (column, value) in row.enumerated() { logOdds += self.weight(column) * value }
        let probability = Logistic.probability(logOdds: logOdds)
        let slope = weight * (probability - label)
        for (column, value) in row.enumerated() { update(column, gradient: slope * value) }
        return probability
    }

    private mutating func update(_ column: Int, gradient: Double) {
        let current = weight(column)
        let squares = squaredGradients[column]
        let grown = squares + gradient * gradient
        let sigma = (grown.squareRoot() - squares.squareRoot()) / options.alpha
        adjustedGradients[column] += gradient - sigma * current
        squaredGradients[column] = grown
    }
}
