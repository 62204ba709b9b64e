/// A logistic model as it is stored and served: named features, their scale, weights and calibration.
///
/// log-odds = slope · (bias + Σ weight · z) + intercept with z = (value - mean) / deviation, cut off at ± `limit` so that
/// a value far outside of training can't outweigh all others. A missing value (NaN) counts as the mean. The model is additive, so that each feature's contribution to the log-odds is exact, not an estimate.
public struct StandardizedLogisticModel: Sendable, Equatable {
    /// The name of each feature, in the order of columns.
    public let features: [String]
    /// The scale of each feature in training.
    public let standardization: Standardization
    /// The weight of each standardised feature.
    public let weights: [Double]
    /// The log-odds before calibration where every feature is at its mean.
    public let bias: Double
    /// From raw log-odds to calibrated ones.
    public let calibration: PlattCalibration
    /// The share of positives in training: the answer when nothing is known of a case.
    public let prior: Double
    /// The largest size of a standardised value; infinite for no limit.
    public let limit: Double

    /// The log-odds where every feature is at its mean, calibration included.
    public let base: Double
    /// slope · weight / deviation of each feature.
    private let coefficients: [Double]
    /// limit · deviation of each feature.
    private let reaches: [Double]

    /// Creates a model from its figures, as read from a file.
    ///
    /// - Throws: ``LearningError`` when counts do not agree or a figure is not finite or out of range.
    public init(
        features: [String], means: [Double], deviations: [Double], weights: [Double], bias: Double,
        calibration: PlattCalibration = .identity, prior: Double, limit: Double = .infinity
    ) throws(LearningError) {
        guard [means.count, deviations.count, weights.count].allSatisfy({ $0 == features.count }) else {
            throw LearningError(
                .shapeMismatch, "\(features.count) features need as many means, deviations and weights")
        }
        let figures = [means, deviations, weights, [bias, calibration.slope, calibration.intercept, prior]]
        guard figures.allSatisfy({ $0.allSatisfy(\.isFinite) }), deviations.allSatisfy({ $0 > 0 }) else {
            throw LearningError(.invalidValue, "a model's figures must be finite and its deviations positive")
        }
        guard prior >= 0, prior <= 1 else { throw LearningError(.invalidValue, "a model's prior is in 0 ... 1") }
        guard limit > 0 else { throw LearningError(.invalidValue, "a model's limit must be positive") }
        self.init(
            features: features, standardization: Standardization(means: means, deviations: deviations),
            weights: weights, bias: bias, calibration: calibration, prior: prior, limit: limit)
    }

    private init(
        features: [String], standardization: Standardization, weights: [Double], bias: Double,
        calibration: PlattCalibration, prior: Double, limit: Double
    ) {
        self.features = features
        self.standardization = standardization
        self.weights = weights
        self.bias = bias
        self.calibration = calibration
        self.prior = prior
        self.limit = limit
        reaches = standardization.deviations.map { limit * $0 }
        base = calibration.logOdds(bias)
        coefficients = zip(weights, standardization.deviations).map { calibration.slope * $0 / $1 }
    }

    /// Measures the scale of the features and fits the weights; not calibrated yet.
    ///
    /// - Parameters:
    ///   - limit: The largest size of a standardised value, in training as later; infinite for no limit.
    ///   - progress: Called before each Newton step; fitting ends when it answers false.
    /// - Throws: ``LearningError`` as ``LogisticRegression/fit(rows:labels:weights:standardization:options:progress:)`` does, and
    ///   when there is not one name a column.
    public static func fit(
        features: [String], rows: DenseMatrix, labels: [Double], weights: [Double]? = nil,
        limit: Double = .infinity, options: LogisticRegression.Options = .init(),
        progress: (LogisticRegression.Progress) -> Bool = { _ in true }
    ) throws(LearningError) -> StandardizedLogisticModel {
        guard features.count == rows.columnCount else {
            throw LearningError(
                .shapeMismatch, "\(rows.columnCount) columns need as many feature names, not \(features.count)")
        }
        let scale = try Standardization(measuring: rows, weights: weights)
        let fitted = try LogisticRegression.fit(
            rows: scale.limited(rows, to: limit), labels: labels, weights: weights, standardization: scale,
            options: options, progress: progress)
        var positive = 0.0
        var all = 0.0
        for (index, label) in labels.enumerated() {
            positive += label * (weights?[index] ?? 1)
            all += weights?[index] ?? 1
        }
        return StandardizedLogisticModel(
            features: features, standardization: scale, weights: fitted.weights, bias: fitted.bias,
            calibration: .identity, prior: positive / all, limit: limit)
    }

    /// The same model with another calibration in place of its own.
    public func calibrated(by calibration: PlattCalibration) -> StandardizedLogisticModel {
        StandardizedLogisticModel(
            features: features, standardization: standardization, weights: weights, bias: bias,
            calibration: calibration, prior: prior, limit: limit)
    }

    /// The same model calibrated on rows that it was not fitted on.
    ///
    /// - Parameter progress: Called before each Newton step of ``PlattCalibration``; calibrating ends when it answers
    ///   false.
    /// - Throws: ``LearningError`` when labels or weights do not fit the rows or there are none; `cancelled` when
    ///   `progress` said so.
    public func calibrated(
        onHeldOut rows: DenseMatrix, labels: [Bool], weights: [Double]? = nil,
        progress: (LogisticRegression.Progress) -> Bool = { _ in true }
    ) throws(LearningError) -> StandardizedLogisticModel {
        let scores = calibrated(by: .identity).logOdds(of: rows)
        return calibrated(
            by: try PlattCalibration.fit(scores: scores, labels: labels, weights: weights, progress: progress))
    }

    /// The calibrated log-odds of one case.
    ///
    /// - Precondition: one value a feature.
    public func logOdds(_ row: some Collection<Double>) -> Double {
        precondition(row.count == features.count, "a case needs one value a feature")
        if let logOdds = row.withContiguousStorageIfAvailable(sum) { return logOdds }
        return Array(row).withUnsafeBufferPointer(sum)
    }

    /// The calibrated log-odds of one case whose values lie side by side.
    ///
    /// - Precondition: one value a feature.
    public func logOdds(_ row: UnsafeBufferPointer<Double>) -> Double {
        precondition(row.count == features.count, "a case needs one value a feature")
        return sum(row)
    }

    /// The calibrated probability of one case.
    ///
    /// - Precondition: one value a feature.
    public func probability(_ row: some Collection<Double>) -> Double {
        Logistic.probability(logOdds: logOdds(row))
    }

    /// The calibrated log-odds of every row, equal to what each gets alone.
    ///
    /// - Precondition: one column a feature.
    public func logOdds(of rows: DenseMatrix) -> [Double] {
        precondition(rows.columnCount == features.count, "the matrix needs one column a feature")
        let width = features.count
        return rows.values.withUnsafeBufferPointer { values in
            [Double](unsafeUninitializedCapacity: rows.rowCount) { result, count in
                for row in 0..<rows.rowCount {
                    let slice = UnsafeBufferPointer(rebasing: values[(row * width)..<((row + 1) * width)])
                    result.initializeElement(at: row, to: sum(slice))
                }
                count = rows.rowCount
            }
        }
    }

    /// The calibrated probability of every row, equal to what each gets alone.
    ///
    /// - Precondition: one column a feature.
    public func probabilities(of rows: DenseMatrix) -> [Double] {
        logOdds(of: rows).map(Logistic.probability(logOdds:))
    }

    /// What each feature adds to the log-odds of one case, measured from the mean case.
    ///
    /// - Precondition: one value a feature.
    public func explanation(of row: some Collection<Double>) -> AdditiveExplanation {
        let logOdds = logOdds(row)
        var contributions: [Double] = []
        contributions.reserveCapacity(features.count)
        for (index, value) in row.enumerated() {
            let distance = min(max(value - standardization.means[index], -reaches[index]), reaches[index])
            contributions.append(value.isNaN ? 0 : coefficients[index] * distance)
        }
        return AdditiveExplanation(base: base, contributions: contributions, logOdds: logOdds)
    }

    private func sum(_ row: UnsafeBufferPointer<Double>) -> Double {
        standardization.means.withUnsafeBufferPointer { means in
            coefficients.withUnsafeBufferPointer { coefficients in
                reaches.withUnsafeBufferPointer { reaches in
                    // Four sums at a time, since one alone would wait for each addition to finish.
                    var sums = SIMD4<Double>.zero
                    var index = 0
                    while index + 4 <= row.count {
                        for lane in 0..<4 {
                            let at = index + lane
                            let distance = row[at] - means[at]
                            let bounded = min(max(distance, -reaches[at]), reaches[at])
                            sums[lane] += coefficients[at] * (distance == distance ? bounded : 0)
                        }
                        index += 4
                    }
                    var rest = base
                    while index < row.count {
                        let distance = row[index] - means[index]
                        let bounded = min(max(distance, -reaches[index]), reaches[index])
                        rest += coefficients[index] * (distance == distance ? bounded : 0)
                        index += 1
                    }
                    return rest + ((sums[0] + sums[1]) + (sums[2] + sums[3]))
                }
            }
        }
    }
}

/// A score taken apart: `base` and the contributions add up to the log-odds.
public struct AdditiveExplanation: Sendable, Equatable {
    /// The log-odds of the mean case.
    public let base: Double
    /// What each feature adds, in the order of features.
    public let contributions: [Double]
    /// The log-odds of this case.
    public let logOdds: Double

    /// Creates an explanation.
    public init(base: Double, contributions: [Double], logOdds: Double) {
        self.base = base
        self.contributions = contributions
        self.logOdds = logOdds
    }

    /// The features that add or take most, by size of contribution, none that adds nothing; ties by index.
    public func strongest(_ count: Int) -> [Int] {
        let order = contributions.indices.filter { contributions[$0] != 0 }.sorted {
            let first = abs(contributions[$0])
            let second = abs(contributions[$1])
            return first != second ? first > second : $0 < $1
        }
        return Array(order.prefix(max(count, 0)))
    }
}
