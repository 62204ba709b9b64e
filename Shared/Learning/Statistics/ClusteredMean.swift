/// A mean over observations that come in clusters, such as the rankings that one person saw, with its standard error.
///
/// Observations of a cluster may depend on one another in any way; clusters may not. The error is that of a ratio, the sum of
/// values over the count of observations, by the delta method over clusters.
///
/// Source: Deng, Knoblich and Lu, "Applying the Delta Method in Metric Analytics", KDD 2018.
public struct ClusteredMean: Sendable, Equatable {
    /// By cluster: sum of values, and observations.
    private var clusters: [Int: (sum: Double, count: Double)] = [:]

    /// Of nothing.
    public init() {}

    /// Whether two means are of the same clusters.
    public static func == (left: ClusteredMean, right: ClusteredMean) -> Bool {
        left.clusters.count == right.clusters.count
            && left.clusters.allSatisfy { key, value in right.clusters[key].map { $0 == value } ?? false }
    }

    /// Takes in one observation of a cluster.
    public mutating func add(_ value: Double, unit: Int) {
        var cluster = clusters[unit] ?? (0, 0)
        cluster.sum += value
        cluster.count += 1
        clusters[unit] = cluster
    }

    /// Clusters.
    public var units: Int { clusters.count }

    /// Observations.
    public var count: Int { Int(clusters.values.reduce(0) { $0 + $1.count }) }

    /// The mean over observations; 0 without any.
    public var value: Double {
        let (sum, count) = totals
        return count > 0 ? sum / count : 0
    }

    /// Standard error of the mean; infinite with fewer than two clusters.
    ///
    /// - Complexity: O(clusters · ln(clusters)).
    public var standardError: Double {
        let (sum, count) = totals
        let size = Double(units)
        guard size >= 2, count > 0 else { return .infinity }
        let mean = sum / count
        let squares = sorted.reduce(0.0) { partial, cluster in
            let deviation = cluster.sum - mean * cluster.count
            return partial + deviation * deviation
        }
        return (squares * size / (size - 1)).squareRoot() / count
    }

    /// In an order of their own, so that sums are the same in every run.
    private var sorted: [(sum: Double, count: Double)] { clusters.sorted { $0.key < $1.key }.map(\.value) }

    private var totals: (sum: Double, count: Double) {
        sorted.reduce((0, 0)) { ($0.0 + $1.sum, $0.1 + $1.count) }
    }

    /// How far another mean lies above this one, clusters of both being independent.
    public func difference(to other: ClusteredMean) -> MeanDifference {
        let errors = (standardError, other.standardError)
        return MeanDifference(
            value: other.value - value, standardError: (errors.0 * errors.0 + errors.1 * errors.1).squareRoot())
    }
}

/// A difference of two means, tested against none.
public struct MeanDifference: Sendable, Equatable {
    /// The difference.
    public let value: Double
    /// Its standard error.
    public let standardError: Double

    /// Probability of one at least as far from 0 by chance alone, by the normal distribution; 1 when nothing varies.
    public var pValue: Double {
        guard standardError > 0, standardError.isFinite else { return 1 }
        return 2 * NormalDistribution.cumulative(-abs(value) / standardError)
    }

    /// Bounds that hold the true difference with a probability.
    public func interval(confidence: Double = 0.95) -> (lower: Double, upper: Double) {
        let reach = NormalDistribution.quantile(0.5 + confidence / 2) * standardError
        return (value - reach, value + reach)
    }
}
