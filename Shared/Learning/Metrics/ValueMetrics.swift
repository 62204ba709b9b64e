import Foundation

/// Measures of predicted numbers, and of how unevenly numbers are spread.
public enum ValueMetrics {
    /// The mean pinball loss of a predicted quantile; nil without rows.
    ///
    /// A value above the prediction costs `quantile` times the distance, one below 1 - `quantile` times (Koenker and
    /// Bassett, "Regression Quantiles", Econometrica 46, 1978).
    /// - Precondition: as many predictions and weights as values, all of them finite, no weight negative; `quantile` in
    ///   0 ... 1.
    public static func pinballLoss(
        predictions: [Double], values: [Double], quantile: Double, weights: [Double]? = nil
    ) -> Double? {
        precondition(quantile >= 0 && quantile <= 1, "a quantile is in 0 ... 1")
        return mean(predictions, values, weights) { prediction, value in
            value >= prediction ? quantile * (value - prediction) : (1 - quantile) * (prediction - value)
        }
    }

    /// The mean squared distance of predictions from values; nil without rows.
    ///
    /// - Precondition: as many predictions and weights as values, all of them finite, no weight negative.
    public static func squaredError(
        predictions: [Double], values: [Double], weights: [Double]? = nil
    ) -> Double? {
        mean(predictions, values, weights) { ($0 - $1) * ($0 - $1) }
    }

    /// The mean distance of predictions from values; nil without rows.
    ///
    /// - Precondition: as many predictions and weights as values, all of them finite, no weight negative.
    public static func absoluteError(
        predictions: [Double], values: [Double], weights: [Double]? = nil
    ) -> Double? {
        mean(predictions, values, weights) { abs($0 - $1) }
    }

    /// The Gini coefficient of amounts: 0 when all are alike, (n - 1) / n when one of n has everything.
    ///
    /// Half the mean difference of two amounts over their mean. Nil when there are none or all are 0. Source: Gini,
    /// "Variabilità e mutabilità", 1912, by the formula for sorted amounts.
    /// - Complexity: O(n log n).
    /// - Precondition: amounts are finite and not negative.
    public static func gini(_ amounts: [Double]) -> Double? {
        precondition(amounts.allSatisfy { $0 >= 0 && $0.isFinite }, "amounts must be finite and not negative")
        let sorted = amounts.sorted()
        var sum = 0.0
        var ranked = 0.0
        for (index, amount) in sorted.enumerated() {
            sum += amount
            ranked += Double(2 * (index + 1) - sorted.count - 1) * amount
        }
        return sum > 0 ? ranked / (Double(sorted.count) * sum) : nil
    }

    private static func mean(
        _ predictions: [Double], _ values: [Double], _ weights: [Double]?, _ loss: (Double, Double) -> Double
    ) -> Double? {
        precondition(predictions.count == values.count, "each prediction needs a value")
        precondition(weights.map { $0.count == values.count } ?? true, "each prediction needs a weight")
        var sum = 0.0
        var mass = 0.0
        for index in values.indices {
            precondition(values[index].isFinite && predictions[index].isFinite, "values and predictions must be finite")
            let weight = weights?[index] ?? 1
            precondition(weight >= 0 && weight < .infinity, "weights must be finite and not negative")
            sum += weight * loss(predictions[index], values[index])
            mass += weight
        }
        return mass > 0 ? sum / mass : nil
    }
}
