/// Trains ensembles of trees by gradient boosting on histograms.
///
/// ```swift
/// let bins = try BinnedMatrix(rows)
/// let model = try GradientBoosting(objective: .logistic).train(bins, BoostingData(labels: labels))
/// ```
/// Trees grow leaf by leaf, each leaf answers one Newton step, and what LightGBM's defaults would give is given here:
/// same bins, same split rules, same estimates of counts. Left out are LightGBM's DART and GOSS, linear leaves, feature
/// bundling, and features of more than 256 bins.
///
/// Sources: Friedman, "Greedy Function Approximation", Annals of Statistics 29 (2001); Ke et al., "LightGBM: A Highly
/// Efficient Gradient Boosting Decision Tree", NIPS 2017.
public struct GradientBoosting: Sendable {
    /// What is made small.
    public var objective: BoostingObjective
    /// How it is done.
    public var options: BoostingOptions

    /// Creates a trainer.
    public init(objective: BoostingObjective, options: BoostingOptions = BoostingOptions()) {
        self.objective = objective
        self.options = options
    }

    /// Rows held back to measure each round by, and to stop early on.
    public struct Validation: Sendable {
        /// The rows, with the columns of the training rows.
        public var rows: DenseMatrix
        /// What belongs to them; weights count in mean losses, but not in the nDCG of rankings.
        public var data: BoostingData

        /// Creates validation rows.
        public init(rows: DenseMatrix, data: BoostingData) {
            self.rows = rows
            self.data = data
        }
    }

    /// How far training is.
    public struct Progress: Sendable, Equatable {
        /// How many rounds are done.
        public let iteration: Int
        /// How many there are to be at most.
        public let iterations: Int
        /// The measure on the validation rows: mean loss, or nDCG for ranking; nil without such rows.
        public let measure: Double?
    }

    /// Trains a model.
    ///
    /// - Parameters:
    ///   - rows: The training rows.
    ///   - data: Labels and what else goes with them.
    ///   - validation: Rows to measure by; with early stopping the model ends at the round that measured best.
    ///   - progress: Called after each round; training ends when it answers false.
    /// - Throws: ``LearningError`` for what does not fit, naming the row, or `cancelled` when `progress` said so.
    /// - Complexity: O(iterations x (rows x features + leaves x features x bins)) time, at most.
    public func train(
        _ rows: BinnedMatrix, _ data: BoostingData, validation: Validation? = nil,
        progress: (Progress) -> Bool = { _ in true }
    ) throws(LearningError) -> TreeEnsemble {
        try options.check(columnCount: rows.columnCount)
        try objective.check()
        try data.check(rowCount: rows.rowCount, objective: objective)
        if let validation {
            guard validation.rows.columnCount == rows.columnCount else {
                throw LearningError(.shapeMismatch, "validation rows have \(validation.rows.columnCount) columns")
            }
            guard validation.rows.rowCount > 0 else { throw LearningError(.emptyData, "there are no validation rows") }
            try validation.data.check(rowCount: validation.rows.rowCount, objective: objective)
        }
        for column in options.monotone.keys.sorted() where rows.bins[column].isCategorical {
            throw LearningError(.invalidOption, "column \(column) holds categories, which have no direction")
        }
        let run = BoostingRun(self, rows: rows, data: data, validation: validation)
        for iteration in 0..<options.iterations {
            guard run.round(iteration) else { break }
            let report = Progress(iteration: iteration + 1, iterations: options.iterations, measure: run.measure)
            guard progress(report) else {
                throw LearningError(.cancelled, "training was stopped after \(iteration + 1) rounds")
            }
            if run.isPastBest { break }
        }
        return try TreeEnsemble(
            trees: run.result, featureCount: rows.columnCount, objective: objective.modelText,
            featureInformation: rows.bins.map(\.information))
    }
}
