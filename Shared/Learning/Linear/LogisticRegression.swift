/// Logistic regression fitted to its exact optimum by Newton's method.
///
/// Minimises Σ weight · log-loss + ½ Σ penalty · w² + l1 Σ |w| over the weights and the bias (never penalised). The
/// problem is convex, so the answer does not depend on a starting point, a learning rate or an order of rows. With
/// an L1 penalty steps are proximal ones, and weights that are not worth it are exactly zero. A step solves equations of
/// as many unknowns as there are columns: for some thousands of columns a method without them would be the right one
/// (L-BFGS, which is left out), for sparse rows ``FTRLProximal`` is.
///
/// Sources: Hastie, Tibshirani and Friedman, "The Elements of Statistical Learning", 2009, 4.4.1 (Newton's method for
/// the logistic model); Boyd and Vandenberghe, "Convex Optimization", 2004, 9.2 and 9.5 (shortened steps, and the
/// decrement as the measure of what is still to gain); for L1 those of `ProximalNewton`: Lee, Sun and Saunders, 2014.
public struct LogisticRegression: Sendable, Equatable {
    /// How to fit.
    public struct Options: Sendable, Equatable {
        /// The L2 penalty on every weight, not negative; 1 is scikit-learn's default of C = 1.
        public var l2: Double
        /// A penalty for each column instead of `l2`.
        public var columnL2: [Double]?
        /// The L1 penalty on the size of every weight, not negative; with `l2` beside it this is the elastic net.
        public var l1: Double
        /// Whether there is a bias.
        public var fitsBias: Bool
        /// The most Newton steps; each is a pass over the rows.
        public var maximumIterations: Int
        /// Stop after the step whose predicted gain is below this, relative to the loss.
        public var tolerance: Double

        /// Creates options; the defaults reach the optimum to about ten digits.
        public init(
            l2: Double = 1, columnL2: [Double]? = nil, l1: Double = 0, fitsBias: Bool = true,
            maximumIterations: Int = 60, tolerance: Double = 1e-12
        ) {
            self.l2 = l2
            self.columnL2 = columnL2
            self.l1 = l1
            self.fitsBias = fitsBias
            self.maximumIterations = maximumIterations
            self.tolerance = tolerance
        }
    }

    /// How far fitting is.
    public struct Progress: Sendable, Equatable {
        /// Newton steps taken.
        public let step: Int
        /// The loss now, a sum over rows, with all penalties.
        public let loss: Double
    }

    /// One weight a column, for standardised values.
    public let weights: [Double]
    /// The log-odds of a row of zeros.
    public let bias: Double
    /// The loss at the answer, a sum over rows, with all penalties.
    public let loss: Double
    /// Newton steps taken.
    public let iterations: Int
    /// Whether the optimum was reached; false for data that a hyperplane separates without a penalty.
    public let converged: Bool

    /// Creates a model from its figures, as read from a file.
    ///
    /// - Parameters:
    ///   - weights: One a column, for standardised values.
    ///   - bias: The log-odds of a row of zeros.
    ///   - loss: The loss that fitting ended with, 0 where it is not known.
    ///   - iterations: The Newton steps that fitting took, 0 where they are not known.
    ///   - converged: Whether fitting reached the optimum.
    /// - Throws: ``LearningError`` when a figure is not finite, or the loss or the steps are negative.
    public init(
        weights: [Double], bias: Double, loss: Double = 0, iterations: Int = 0, converged: Bool = true
    ) throws(LearningError) {
        if let column = weights.firstIndex(where: { !$0.isFinite }) {
            throw LearningError(.invalidValue, "column \(column): the weight \(weights[column]) is not a finite number")
        }
        guard bias.isFinite, loss.isFinite, loss >= 0, iterations >= 0 else {
            throw LearningError(
                .invalidValue,
                "the bias \(bias), loss \(loss) and \(iterations) steps must be finite, the last two not negative")
        }
        self.init(fitted: weights, bias: bias, loss: loss, iterations: iterations, converged: converged)
    }

    /// A model that a fit ended with.
    init(fitted weights: [Double], bias: Double, loss: Double, iterations: Int, converged: Bool) {
        self.weights = weights
        self.bias = bias
        self.loss = loss
        self.iterations = iterations
        self.converged = converged
    }

    /// Fits the model; O(iterations · rows · columns²).
    ///
    /// - Parameters:
    ///   - rows: Examples; a missing value (NaN) counts as the column's mean.
    ///   - labels: One in 0 ... 1 a row; in between is a probability of being positive.
    ///   - weights: How much each row counts; nil counts every row once.
    ///   - standardization: Applied to the rows on the fly; nil takes the values as they are, NaN as 0.
    ///   - progress: Called before each Newton step; fitting ends when it answers false.
    /// - Throws: ``LearningError`` for counts that do not agree, no rows, or values out of range; `cancelled` when
    ///   `progress` said so.
    public static func fit(
        rows: DenseMatrix, labels: [Double], weights: [Double]? = nil, standardization: Standardization? = nil,
        options: Options = Options(), progress: (Progress) -> Bool = { _ in true }
    ) throws(LearningError) -> LogisticRegression {
        let width = rows.columnCount
        let standardization = standardization ?? .identity(columnCount: width)
        try check(rows, labels, weights, standardization, options)
        var penalties = options.columnL2 ?? [Double](repeating: options.l2, count: width)
        // Without a bias its parameter is held at zero by a curvature of one.
        penalties.append(options.fitsBias ? 0 : 1)
        let objective = LogisticObjective(
            rows: rows, standardization: standardization, labels: labels, weights: weights, penalties: penalties,
            fitsBias: options.fitsBias)

        var parameters = [Double](repeating: 0, count: width + 1)
        if options.fitsBias { parameters[width] = priorLogOdds(labels, weights) }
        var current = objective.evaluate(parameters)
        guard current.loss.isFinite, current.gradient.allSatisfy(\.isFinite) else {
            throw LearningError.infiniteValue(in: rows)
        }
        if options.l1 > 0 {
            return try ProximalNewton(objective: objective, l1: options.l1, options: options)
                .fit(from: parameters, current, progress)
        }
        var iterations = 0
        var converged = false
        while !converged, iterations < options.maximumIterations {
            guard progress(Progress(step: iterations, loss: current.loss)) else { throw cancelled(after: iterations) }
            let step = newtonStep(current)
            // Twice what the quadratic model hopes to gain by the step.
            let decrement = zip(step, current.gradient).reduce(0) { $0 + $1.0 * $1.1 }
            guard decrement.isFinite else { break }
            iterations += 1
            if decrement <= 2 * options.tolerance * max(current.loss, .leastNormalMagnitude) {
                // So close, the whole step is right and another pass over the rows would only confirm it.
                parameters = zip(parameters, step).map { $0 - $1 }
                current.loss -= decrement / 2
                converged = true
                break
            }
            var length = 1.0
            var improved = false
            while length > 1e-10 {
                let candidate = zip(parameters, step).map { $0 - length * $1 }
                let evaluation = objective.evaluate(candidate)
                // Close to the optimum the loss moves by less than its rounding error.
                let slack = 1e-14 * abs(current.loss)
                if evaluation.loss <= current.loss - 1e-4 * length * decrement + slack {
                    parameters = candidate
                    current = evaluation
                    improved = true
                    break
                }
                length /= 2
            }
            if !improved { break }
        }
        return LogisticRegression(
            fitted: Array(parameters[0..<width]), bias: options.fitsBias ? parameters[width] : 0, loss: current.loss,
            iterations: iterations, converged: converged)
    }

    static func cancelled(after steps: Int) -> LearningError {
        LearningError(.cancelled, "fitting was stopped after \(steps) Newton steps")
    }

    /// The log-odds of one row of standardised values.
    public func logOdds(_ row: some Sequence<Double>) -> Double {
        zip(weights, row).reduce(bias) { $0 + $1.0 * $1.1 }
    }

    /// The share of positives as log-odds, kept finite: where Newton's method starts.
    private static func priorLogOdds(_ labels: [Double], _ weights: [Double]?) -> Double {
        var positive = 0.0
        var all = 0.0
        for (index, label) in labels.enumerated() {
            let weight = weights?[index] ?? 1
            positive += weight * label
            all += weight
        }
        return Logistic.logOdds(probability: (positive + 0.5) / (all + 1))
    }

    /// Solves Hessian · step = gradient, adding to the diagonal when the Hessian is singular.
    private static func newtonStep(_ evaluation: LogisticObjective.Evaluation) -> [Double] {
        let size = evaluation.gradient.count
        let trace = (0..<size).reduce(0) { $0 + evaluation.hessian[$1 * size + $1] }
        var ridge = 0.0
        while true {
            var hessian = evaluation.hessian
            if ridge > 0 {
                for index in 0..<size { hessian[index * size + index] += ridge }
            }
            if let factor = CholeskyFactor(size: size, symmetric: hessian) { return factor.solve(evaluation.gradient) }
            ridge = max(ridge * 100, trace / Double(size) * 1e-10, 1e-10)
            guard ridge.isFinite else { return [Double](repeating: .nan, count: size) }
        }
    }

    private static func check(
        _ rows: DenseMatrix, _ labels: [Double], _ weights: [Double]?, _ standardization: Standardization,
        _ options: Options
    ) throws(LearningError) {
        guard rows.rowCount > 0 else { throw LearningError(.emptyData, "logistic regression needs at least one row") }
        guard labels.count == rows.rowCount else {
            throw LearningError(.shapeMismatch, "\(rows.rowCount) rows need as many labels, not \(labels.count)")
        }
        if let row = labels.firstIndex(where: { !($0 >= 0 && $0 <= 1) }) {
            throw LearningError(.invalidValue, "row \(row): the label \(labels[row]) is not in 0 ... 1")
        }
        try Standardization.check(weights: weights, rowCount: rows.rowCount)
        if let weights, weights.allSatisfy({ $0 == 0 }) {
            throw LearningError(.emptyData, "at least one row must have a positive weight")
        }
        guard standardization.columnCount == rows.columnCount else {
            throw LearningError(
                .shapeMismatch,
                "\(rows.columnCount) columns need as many means, not \(standardization.columnCount)")
        }
        let penalties = options.columnL2 ?? [options.l2]
        guard penalties.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
            throw LearningError(.invalidOption, "penalties must be finite and not negative")
        }
        guard options.columnL2.map({ $0.count == rows.columnCount }) ?? true else {
            throw LearningError(.invalidOption, "columnL2 needs one penalty for each of \(rows.columnCount) columns")
        }
        guard options.l1 >= 0, options.l1.isFinite else {
            throw LearningError(.invalidOption, "the l1 penalty must be finite and not negative")
        }
        guard options.maximumIterations > 0, options.tolerance >= 0 else {
            throw LearningError(.invalidOption, "maximumIterations must be positive and tolerance not negative")
        }
    }
}
