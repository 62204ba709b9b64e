/// Platt's calibration: a logistic curve from raw log-odds to probabilities, probability = σ(slope · score + intercept).
///
/// Fit on scores of rows that the model was not fitted on. Targets are Platt's, (n₊ + 1) / (n₊ + 2) and 1 / (n₋ + 2),
/// instead of 1 and 0, which keeps the curve finite when scores separate the classes.
///
/// Source: Platt, "Probabilistic Outputs for Support Vector Machines", 1999; Lin, Lin and Weng, "A Note on Platt's
/// Probabilistic Outputs", Machine Learning 68 (2007).
public struct PlattCalibration: Sendable, Equatable {
    /// The factor on the score.
    public let slope: Double
    /// What is added to the scaled score.
    public let intercept: Double

    /// The calibration that changes nothing.
    public static let identity = PlattCalibration(slope: 1, intercept: 0)

    /// Creates a calibration from known figures.
    public init(slope: Double, intercept: Double) {
        self.slope = slope
        self.intercept = intercept
    }

    /// Fits the curve to held-out scores.
    ///
    /// - Parameters:
    ///   - scores: Log-odds or any score whose order means likelihood.
    ///   - labels: Whether each was positive.
    ///   - weights: How much each row counts; nil counts every row once.
    ///   - progress: Called before each Newton step; fitting ends when it answers false.
    /// - Throws: ``LearningError`` for counts that do not agree, no rows, or scores that are not finite; `cancelled` when
    ///   `progress` said so.
    public static func fit(
        scores: [Double], labels: [Bool], weights: [Double]? = nil,
        progress: (LogisticRegression.Progress) -> Bool = { _ in true }
    ) throws(LearningError) -> PlattCalibration {
        guard scores.count == labels.count else {
            throw LearningError(.shapeMismatch, "\(scores.count) scores need as many labels, not \(labels.count)")
        }
        if let row = scores.firstIndex(where: { !$0.isFinite }) {
            throw LearningError(.invalidValue, "row \(row): the score \(scores[row]) is not a finite number")
        }
        try Standardization.check(weights: weights, rowCount: scores.count)
        var positives = 0.0
        var negatives = 0.0
        for (index, label) in labels.enumerated() {
            if label { positives += weights?[index] ?? 1 } else { negatives += weights?[index] ?? 1 }
        }
        let high = (positives + 1) / (positives + 2)
        let low = 1 / (negatives + 2)
        let rows = try DenseMatrix(rowCount: scores.count, columnCount: 1, values: scores)
        let scale = try Standardization(measuring: rows, weights: weights)
        // A tiny penalty decides the slope where all scores are equal and the data cannot.
        let fitted = try LogisticRegression.fit(
            rows: rows, labels: labels.map { $0 ? high : low }, weights: weights, standardization: scale,
            options: .init(l2: 1e-10), progress: progress)
        let slope = fitted.weights[0] / scale.deviations[0]
        return PlattCalibration(slope: slope, intercept: fitted.bias - slope * scale.means[0])
    }

    /// The calibrated log-odds of a score.
    public func logOdds(_ score: Double) -> Double { slope * score + intercept }

    /// The calibrated probability of a score.
    public func probability(_ score: Double) -> Double { Logistic.probability(logOdds: logOdds(score)) }
}

/// Isotonic calibration: the nondecreasing curve from scores to probabilities that is closest to the labels.
///
/// Fitted by pooling adjacent violators, O(n log n); between the points it is linear, beyond them constant. It follows
/// any monotone shape but needs some thousands of rows where ``PlattCalibration`` needs some hundreds.
///
/// Source: Zadrozny and Elkan, "Transforming Classifier Scores into Accurate Multiclass Probability Estimates", KDD
/// 2002.
public struct IsotonicCalibration: Sendable, Equatable {
    /// Scores in ascending order.
    public let scores: [Double]
    /// The value at each score, nondecreasing.
    public let values: [Double]

    /// Creates a curve from its figures, as read from a file.
    ///
    /// - Parameters:
    ///   - scores: At least one, finite, each greater than the one before.
    ///   - values: One a score, finite, none less than the one before.
    /// - Throws: ``LearningError`` when there is no point, counts do not agree, or a figure is out of order or not finite.
    public init(scores: [Double], values: [Double]) throws(LearningError) {
        guard !scores.isEmpty else { throw LearningError(.emptyData, "a curve needs at least one point") }
        guard scores.count == values.count else {
            throw LearningError(.shapeMismatch, "\(scores.count) scores need as many values, not \(values.count)")
        }
        for point in scores.indices {
            guard scores[point].isFinite, values[point].isFinite else {
                throw LearningError(
                    .invalidValue,
                    "point \(point): the score \(scores[point]) and the value \(values[point]) must be finite")
            }
            guard point == 0 || (scores[point - 1] < scores[point] && values[point - 1] <= values[point]) else {
                throw LearningError(
                    .invalidValue,
                    "point \(point): its score must be greater than the one before, and its value not less")
            }
        }
        self.init(sorted: scores, values: values)
    }

    private init(sorted scores: [Double], values: [Double]) {
        self.scores = scores
        self.values = values
    }

    /// Fits the curve to held-out scores.
    ///
    /// - Parameters:
    ///   - scores: Finite scores in any order.
    ///   - labels: A target a score, 0 and 1 for classes.
    ///   - weights: How much each row counts; nil counts every row once; rows of weight 0 are ignored.
    /// - Throws: ``LearningError`` for counts that do not agree, no rows, or values that are not finite.
    public static func fit(
        scores: [Double], labels: [Double], weights: [Double]? = nil
    ) throws(LearningError) -> IsotonicCalibration {
        guard scores.count == labels.count else {
            throw LearningError(.shapeMismatch, "\(scores.count) scores need as many labels, not \(labels.count)")
        }
        for (row, (score, label)) in zip(scores, labels).enumerated() where !score.isFinite || !label.isFinite {
            let (name, value) = score.isFinite ? ("label", label) : ("score", score)
            throw LearningError(.invalidValue, "row \(row): the \(name) \(value) is not a finite number")
        }
        try Standardization.check(weights: weights, rowCount: scores.count)
        let order = scores.indices.filter { (weights?[$0] ?? 1) > 0 }
            .sorted { scores[$0] != scores[$1] ? scores[$0] < scores[$1] : $0 < $1 }
        guard !order.isEmpty else {
            throw LearningError(.emptyData, "isotonic calibration needs at least one row of positive weight")
        }

        // Equal scores share one value, so they are one point.
        var distinct: [Pool] = []
        for index in order {
            let weight = weights?[index] ?? 1
            if let last = distinct.last, last.first == scores[index] {
                distinct[distinct.count - 1].sum += weight * labels[index]
                distinct[distinct.count - 1].mass += weight
            } else {
                distinct.append(
                    Pool(first: scores[index], last: scores[index], sum: weight * labels[index], mass: weight))
            }
        }
        var pools: [Pool] = []
        for point in distinct {
            var pool = point
            while let previous = pools.last, previous.value >= pool.value {
                pools.removeLast()
                pool = Pool(
                    first: previous.first, last: pool.last, sum: previous.sum + pool.sum,
                    mass: previous.mass + pool.mass)
            }
            pools.append(pool)
        }
        var points: [Double] = []
        var values: [Double] = []
        for pool in pools {
            points.append(pool.first)
            values.append(pool.value)
            guard pool.last > pool.first else { continue }
            points.append(pool.last)
            values.append(pool.value)
        }
        return IsotonicCalibration(sorted: points, values: values)
    }

    /// The calibrated value of a score; O(log n).
    public func value(_ score: Double) -> Double {
        var low = 0
        var high = scores.count
        while low < high {
            let middle = (low + high) / 2
            if scores[middle] < score { low = middle + 1 } else { high = middle }
        }
        if low == 0 { return values[0] }
        if low == scores.count { return values[low - 1] }
        let share = (score - scores[low - 1]) / (scores[low] - scores[low - 1])
        return values[low - 1] + share * (values[low] - values[low - 1])
    }

    private struct Pool {
        var first: Double
        var last: Double
        var sum: Double
        var mass: Double
        var value: Double { sum / mass }
    }
}
