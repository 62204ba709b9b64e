public import Contracts
public import Learning

/// Rows that a model of probabilities learns from, in the order of time.
public struct TimedRows: Sendable {
    /// One row a case.
    public var matrix: DenseMatrix
    /// 1 for what happened, 0 for what did not.
    public var labels: [Double] = []
    /// How many cases each row stands for.
    public var weights: [Double] = []
    /// When each case was, in microseconds.
    public var times: [Int64] = []

    /// No rows yet.
    public init(columnCount: Int) { matrix = DenseMatrix(columnCount: columnCount) }

    /// Adds a row; its label may come later.
    public mutating func append(_ row: [Double], label: Double, weight: Double = 1, time: Int64) {
        matrix.append(row)
        labels.append(label)
        weights.append(weight)
        times.append(time)
    }

    /// The first row of a share of the rows, with those of the same time on one side.
    func cut(_ share: Double, of count: Int) -> Int {
        var row = Int(Double(count) * share)
        while row > 0, row < count, times[row] == times[row - 1] { row += 1 }
        return row
    }
}

/// A logistic model calibrated on time that it was not fitted on, with what it is worth on later time still.
///
/// The rows are cut in three by time. A model of the first three quarters scores the rest; Platt's curve, fitted to the
/// earlier half of these scores, is measured on the later half: `calibration_error` beside
/// `calibration_error_uncalibrated`. What serves is fitted to all rows, with the curve of both halves.
///
/// Labels need time: who applied yesterday may be hired tomorrow. The newest rows, those younger than three quarters of the
/// positives were when they became so, are therefore left out of calibration.
public struct CalibratedFit: Sendable {
    /// What serves.
    public let model: StandardizedLogisticModel
    /// What it is worth on held-out rows; empty when there are too few.
    public private(set) var metrics: [Metric] = []
    /// How calibrated probabilities stood beside what happened, on held-out rows.
    public private(set) var bins: [CalibrationBin] = []

    /// Rows before the first that is held out, and before the second part of those, as shares.
    private static let cuts = (fit: 0.75, calibration: 0.875)
    /// Positives that the identity weighs as much as, beside the data, in the fit of the curve.
    ///
    /// Without it, a few dozen hires would bend the curve by chance.
    private static let priorPositives = 25.0

    /// Fits a model, if there is something to learn.
    ///
    /// - Parameters:
    ///   - rows: in the order of time, with labels of both kinds.
    ///   - lags: of the positives, the microseconds from a row's time to when it was known to be positive.
    ///   - end: the moment after the last fact that labels are of, in microseconds.
    ///   - fit: fits an uncalibrated model to a range of rows.
    public init(
        _ rows: TimedRows, lags: [Int64], end: Int64,
        fit: (Range<Int>) throws -> StandardizedLogisticModel
    ) throws {
        let all = try fit(0..<rows.labels.count)
        let usual = lags.isEmpty ? 0 : lags.sorted()[lags.count * 3 / 4]
        let ripe = rows.times.partitionPoint { $0 <= end - usual }
        let (first, second) = (rows.cut(Self.cuts.fit, of: ripe), rows.cut(Self.cuts.calibration, of: ripe))
        guard Self.hasBoth(rows, 0..<first), Self.hasBoth(rows, first..<second), Self.hasBoth(rows, second..<ripe)
        else {
            model = all
            return
        }
        let earlier = try fit(0..<first)
        let scores = earlier.logOdds(of: rows.matrix.rows(at: Array(first..<ripe)))
        func curve(_ range: Range<Int>) throws -> PlattCalibration {
            try Self.curve(Array(scores[range.lowerBound - first..<range.upperBound - first]), rows, range)
        }
        let held = second..<ripe
        let test = try curve(first..<second)
        let raw = scores[(second - first)...]
        let labels = rows.labels[held].map { $0 > 0 }
        let weights = Array(rows.weights[held])
        let probabilities = raw.map(test.probability)
        bins = ProbabilityReport.curve(probabilities: probabilities, labels: labels, weights: weights).bins.map {
            CalibrationBin(count: $0.count, predicted: $0.meanProbability, observed: $0.positiveShare)
        }
        metrics = ProbabilityReport.metrics(probabilities: probabilities, labels: labels, weights: weights)
        let before = ProbabilityReport.curve(
            probabilities: raw.map(Logistic.probability(logOdds:)), labels: labels, weights: weights)
        metrics.append(
            Metric(
                name: "calibration_error_uncalibrated", value: before.expectedError, count: UInt64(labels.count)))
        model = all.calibrated(by: try curve(first..<ripe))
    }

    private static func hasBoth(_ rows: TimedRows, _ range: Range<Int>) -> Bool {
        rows.labels[range].contains(1) && rows.labels[range].contains(0)
    }

    /// Platt's curve, held to the identity by some positives of prior weight.
    ///
    /// Targets lie between what happened and what was said, so that few data change little.
    private static func curve(_ scores: [Double], _ rows: TimedRows, _ range: Range<Int>) throws -> PlattCalibration {
        var positives = 0.0
        for row in range { positives += rows.labels[row] * rows.weights[row] }
        let prior = priorPositives / max(positives, 1)
        let targets = zip(range, scores).map { row, score in
            (rows.labels[row] + prior * Logistic.probability(logOdds: score)) / (1 + prior)
        }
        let matrix = try DenseMatrix(rowCount: scores.count, columnCount: 1, values: scores)
        let weights = Array(rows.weights[range])
        let scale = try Standardization(measuring: matrix, weights: weights)
        // A tiny penalty decides the slope where all scores are equal and the data cannot.
        let fitted = try LogisticRegression.fit(
            rows: matrix, labels: targets, weights: weights, standardization: scale, options: .init(l2: 1e-10))
        let slope = fitted.weights[0] / scale.deviations[0]
        // A curve that falls would turn the order round: then the scores say nothing that a curve could mend.
        guard slope > 0 else { return .identity }
        return PlattCalibration(slope: slope, intercept: fitted.bias - slope * scale.means[0])
    }
}

extension [Int64] {
    /// How many of the sorted values satisfy a condition that the smaller ones do.
    fileprivate func partitionPoint(_ holds: (Int64) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
