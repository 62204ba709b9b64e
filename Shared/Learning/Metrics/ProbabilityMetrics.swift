import Foundation

/// Measures of scores and probabilities of a yes-or-no outcome.
public enum ProbabilityMetrics {
    /// The probability that a positive scores above a negative, ties counting half; nil unless there are both.
    ///
    /// Exact for any ties. O(n log n). Scores that are not numbers count as the lowest.
    public static func areaUnderCurve(scores: [Double], labels: [Bool], weights: [Double]? = nil) -> Double? {
        precondition(scores.count == labels.count, "each score needs a label")
        precondition(weights.map { $0.count == scores.count } ?? true, "each score needs a weight")
        func key(_ index: Int) -> Double { scores[index].isNaN ? -.infinity : scores[index] }
        let order = scores.indices.sorted { key($0) != key($1) ? key($0) < key($1) : $0 < $1 }
        var negativesBelow = 0.0
        var positives = 0.0
        var wins = 0.0
        var start = 0
        while start < order.count {
            var tiedPositives = 0.0
            var tiedNegatives = 0.0
            var end = start
            while end < order.count, key(order[end]) == key(order[start]) {
                let weight = weights?[order[end]] ?? 1
                if labels[order[end]] { tiedPositives += weight } else { tiedNegatives += weight }
                end += 1
            }
            wins += tiedPositives * (negativesBelow + 0.5 * tiedNegatives)
            positives += tiedPositives
            negativesBelow += tiedNegatives
            start = end
        }
        guard positives > 0, negativesBelow > 0 else { return nil }
        return wins / (positives * negativesBelow)
    }

    /// The mean of -log(probability given to what happened); nil without rows.
    ///
    /// Probabilities are kept `floor` away from 0 and 1, so that one impossible event does not make the mean infinite.
    public static func logLoss(
        probabilities: [Double], labels: [Bool], weights: [Double]? = nil, floor: Double = 1e-15
    ) -> Double? {
        mean(probabilities, labels, weights) { probability, label in
            let bounded = min(max(probability, floor), 1 - floor)
            return label ? -log(bounded) : -log1p(-bounded)
        }
    }

    /// The mean squared distance of the probability from what happened (Brier, 1950); nil without rows.
    public static func brierScore(probabilities: [Double], labels: [Bool], weights: [Double]? = nil) -> Double? {
        mean(probabilities, labels, weights) { probability, label in
            let difference = probability - (label ? 1 : 0)
            return difference * difference
        }
    }

    private static func mean(
        _ probabilities: [Double], _ labels: [Bool], _ weights: [Double]?, _ loss: (Double, Bool) -> Double
    ) -> Double? {
        precondition(probabilities.count == labels.count, "each probability needs a label")
        precondition(weights.map { $0.count == labels.count } ?? true, "each probability needs a weight")
        var sum = 0.0
        var mass = 0.0
        for index in probabilities.indices {
            let weight = weights?[index] ?? 1
            sum += weight * loss(probabilities[index], labels[index])
            mass += weight
        }
        return mass > 0 ? sum / mass : nil
    }
}

/// How far stated probabilities are from observed shares, in bins.
public struct CalibrationCurve: Sendable, Equatable {
    /// How rows are put into bins.
    public enum Binning: Sendable, Equatable {
        /// So many intervals of equal width on 0 ... 1; empty ones are left out.
        case equalWidth(Int)
        /// So many bins of nearly equal counts in the order of probability; equal probabilities may be parted.
        case equalCount(Int)
    }

    /// One bin.
    public struct Bin: Sendable, Equatable {
        /// How many rows fell into it.
        public let count: Int
        /// The mean of the stated probabilities.
        public let meanProbability: Double
        /// The share of positives observed.
        public let positiveShare: Double
    }

    /// The bins that hold rows, in ascending order of probability.
    public let bins: [Bin]
    /// The mean distance of stated from observed, each bin by its count (ECE); 0 without rows.
    public let expectedError: Double
    /// The largest distance of any bin.
    public let maximumError: Double

    /// Measures a set of probabilities.
    ///
    /// - Precondition: as many labels as probabilities, all of them in 0 ... 1, and at least one bin.
    public init(probabilities: [Double], labels: [Bool], binning: Binning = .equalWidth(10)) {
        precondition(probabilities.count == labels.count, "each probability needs a label")
        precondition(probabilities.allSatisfy { $0 >= 0 && $0 <= 1 }, "probabilities are in 0 ... 1")
        let order = probabilities.indices.sorted {
            probabilities[$0] != probabilities[$1] ? probabilities[$0] < probabilities[$1] : $0 < $1
        }
        var groups: [[Int]]
        switch binning {
        case .equalWidth(let count):
            precondition(count > 0, "calibration needs at least one bin")
            groups = [[Int]](repeating: [], count: count)
            for index in order { groups[min(Int(probabilities[index] * Double(count)), count - 1)].append(index) }
        case .equalCount(let count):
            precondition(count > 0, "calibration needs at least one bin")
            groups = (0..<count).map { Array(order[($0 * order.count / count)..<(($0 + 1) * order.count / count)]) }
        }
        bins = groups.filter { !$0.isEmpty }.map { group in
            Bin(
                count: group.count,
                meanProbability: group.reduce(0) { $0 + probabilities[$1] } / Double(group.count),
                positiveShare: Double(group.count { labels[$0] }) / Double(group.count))
        }
        let errors = bins.map { abs($0.meanProbability - $0.positiveShare) }
        let weighted = zip(bins, errors).reduce(0) { $0 + Double($1.0.count) * $1.1 }
        expectedError = probabilities.isEmpty ? 0 : weighted / Double(probabilities.count)
        maximumError = errors.max() ?? 0
    }
}
