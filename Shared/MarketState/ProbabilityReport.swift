public import Contracts
import Foundation
import Learning

/// The figures that an artifact carries of a model of probabilities, measured on rows that it was not fitted on.
public enum ProbabilityReport {
    /// Area under the curve; log-loss beside that of always answering the share of positives; positives expected and
    /// observed; expected calibration error over ten bins of nearly equal weight.
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
            ("calibration_error", curve(probabilities: probabilities, labels: labels, weights: weights).expectedError),
        ]
        return values.compactMap { entry in entry.1.map { Metric(name: entry.0, value: $0, count: count) } }
    }

    /// Stated beside observed, in ten bins of nearly equal weight.
    static func curve(probabilities: [Double], labels: [Bool], weights: [Double]? = nil) -> CalibrationCurve {
        CalibrationCurve(probabilities: probabilities, labels: labels, weights: weights, binning: .equalCount(10))
    }
}
