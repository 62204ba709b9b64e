/// What trees are boosted on or validated with: rows, what they should answer, and how they belong together.
public struct BoostingData: Sendable {
    /// What each row should answer: any number, 0 or 1, or a grade of relevance, as the objective has it.
    ///
    /// Gradients are kept in single precision, so labels and weights up to `Float.greatestFiniteMagnitude` are taken.
    public var labels: [Double]
    /// How much each row counts, all 1 when nil.
    public var weights: [Double]?
    /// How many consecutive rows each query has; empty unless queries are ranked.
    public var groupSizes: [Int]
    /// The place at which each row was shown, 0 first, for position-bias factors.
    public var positions: [Int]?

    /// Creates what goes with the rows of a matrix.
    public init(labels: [Double], weights: [Double]? = nil, groupSizes: [Int] = [], positions: [Int]? = nil) {
        self.labels = labels
        self.weights = weights
        self.groupSizes = groupSizes
        self.positions = positions
    }

    /// Refuses what does not fit the rows or the objective, naming the row.
    func check(rowCount: Int, objective: BoostingObjective) throws(LearningError) {
        guard labels.count == rowCount else {
            throw LearningError(.shapeMismatch, "\(rowCount) rows have \(labels.count) labels")
        }
        // Gradients are kept in single precision; what is infinite there would make every tree NaN.
        if let row = labels.firstIndex(where: { !Float($0).isFinite }) {
            throw LearningError(
                .invalidValue, "the label of row \(row) is \(labels[row]), not a finite number in single precision")
        }
        if let weights {
            guard weights.count == rowCount else {
                throw LearningError(.shapeMismatch, "\(rowCount) rows have \(weights.count) weights")
            }
            if let row = weights.firstIndex(where: { !($0 >= 0 && Float($0).isFinite) }) {
                throw LearningError(
                    .invalidValue,
                    "the weight of row \(row) is \(weights[row]); weights are 0 or more and finite in single precision")
            }
            guard weights.contains(where: { $0 > 0 }) else { throw LearningError(.emptyData, "no row has a weight") }
        }
        switch objective {
        case .squaredError, .quantile: break
        case .logistic:
            if let row = labels.firstIndex(where: { $0 != 0 && $0 != 1 }) {
                throw LearningError(.invalidValue, "the label of row \(row) is \(labels[row]); it must be 0 or 1")
            }
        case .lambdaMART(let options): try checkRanking(rowCount: rowCount, options: options)
        }
    }

    private func checkRanking(rowCount: Int, options: LambdaMARTOptions) throws(LearningError) {
        if let query = groupSizes.firstIndex(where: { $0 < 1 }) {
            throw LearningError(.emptyData, "query \(query) has no rows")
        }
        guard groupSizes.reduce(0, +) == rowCount else {
            throw LearningError(.shapeMismatch, "queries hold \(groupSizes.reduce(0, +)) rows, there are \(rowCount)")
        }
        let grades = options.labelGains.count
        if let row = labels.firstIndex(where: { $0 < 0 || $0 != $0.rounded() || $0 >= Double(grades) }) {
            throw LearningError(
                .invalidValue, "the label of row \(row) is \(labels[row]); it must be a whole number in 0 ..< \(grades)"
            )
        }
        guard let positions else { return }
        guard positions.count == rowCount else {
            throw LearningError(.shapeMismatch, "\(rowCount) rows have \(positions.count) positions")
        }
        if let row = positions.firstIndex(where: { $0 < 0 || $0 > 65_535 }) {
            throw LearningError(.invalidValue, "the position of row \(row) is \(positions[row]), not in 0 ... 65535")
        }
    }
}
