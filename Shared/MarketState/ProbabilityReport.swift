public import Contracts
import Foundation
import Learning

/// The figures that an artifact carries of a model of probabilities, measured on rows that it was not fitted on.
public enum ProbabilityReport {
    /// Area under the curve; log-loss beside that of always answering the share of positives; positives expected and
    /// observed; expected calibration error over the ``bins(probabilities:labels:weights:)``.
    public static func metrics(probabilities: [Double], labels: [Bool], weights: [Double]? = nil) -> [Metric] {
        let count = UInt64(labels.count)
        var observed = 0.0
        var expected = 0.0
        var total = 0.0
        for index in labels.indices {
            let weight = weights?[index] ?? 1
            total += weight
            expected += weight * probabilities[index]
            if labels[index] { observed += weight }
        }
        let share = min(max(observed / max(total, 1), 1e-12), 1 - 1e-12)
        let constant = Array(repeating: share, count: labels.count)
        let values: [(String, Double?)] = [
            ("auc", ProbabilityMetrics.areaUnderCurve(scores: probabilities, labels: labels, weights: weights)),
            ("log_loss", ProbabilityMetrics.logLoss(probabilities: probabilities, labels: labels, weights: weights)),
            (
                "log_loss_of_constant",
                ProbabilityMetrics.logLoss(probabilities: constant, labels: labels, weights: weights)
            ),
            ("positives_expected", expected),
            ("positives_observed", observed),
            (
                "calibration_error",
                calibrationError(bins(probabilities: probabilities, labels: labels, weights: weights))
            ),
        ]
        return values.compactMap { entry in entry.1.map { Metric(name: entry.0, value: $0, count: count) } }
    }

    /// Bins of nearly equal weight in ascending order of probability, ten unless there are fewer rows.
    public static func bins(probabilities: [Double], labels: [Bool], weights: [Double]? = nil) -> [CalibrationBin] {
        let order = probabilities.indices.sorted {
            probabilities[$0] != probabilities[$1] ? probabilities[$0] < probabilities[$1] : $0 < $1
        }
        let total = weights?.reduce(0, +) ?? Double(labels.count)
        var bins: [CalibrationBin] = []
        var bin = CalibrationBin()
        var before = 0.0
        for index in order {
            let weight = weights?[index] ?? 1
            bin.count += weight
            bin.predicted += weight * probabilities[index]
            if labels[index] { bin.observed += weight }
            before += weight
            guard before >= total * Double(bins.count + 1) / Double(binCount) || index == order.last else { continue }
            bin.predicted /= bin.count
            bin.observed /= bin.count
            bins.append(bin)
            bin = CalibrationBin()
        }
        return bins
    }

    private static let binCount = 10

    /// The mean distance of predicted from observed, each bin by its count (expected calibration error).
    public static func calibrationError(_ bins: [CalibrationBin]) -> Double {
        let total = bins.reduce(0) { $0 + $1.count }
        let sum = bins.reduce(0) { $0 + $1.count * abs($1.predicted - $1.observed) }
        return total > 0 ? sum / total : 0
    }
}
