import Foundation

/// Measures of scores and probabilities of a yes-or-no outcome.
///
/// Weights say how many cases a row stands for. Every measure traps unless there are as many labels, and weights if any,
/// as scores, and weights are finite and not negative.
public enum ProbabilityMetrics {
    /// The probability that a positive scores above a negative, ties counting half; nil unless there are both.
    ///
    /// Exact for any ties. O(n log n). Scores that are not numbers count as the lowest. Source: Hanley and McNeil, "The
    /// Meaning and Use of the Area under a Receiver Operating Characteristic (ROC) Curve", Radiology 143 (1982).
    public static func areaUnderCurve(scores: [Double], labels: [Bool], weights: [Double]? = nil) -> Double? {
        precondition(scores.count == labels.count, "each score needs a label")
        precondition(weights.map { $0.count == scores.count } ?? true, "each score needs a weight")
        func key(_ index: Int) -> Double { scores[index].isNaN ? -.infinity : scores[index] }
        let order = scores.indices.sorted { key($0) != key($1) ? key($0) < key($1) : $0 < $1 }
        return areaUnderCurve(
            ascending: order.map(key), labels: order.map { labels[$0] },
            weights: weights.map { all in order.map { all[$0] } })
    }

    /// The same of scores that are in ascending order already, none of them NaN; O(n).
    public static func areaUnderCurve(ascending scores: [Double], labels: [Bool], weights: [Double]? = nil) -> Double? {
        precondition(scores.count == labels.count, "each score needs a label")
        precondition(weights.map { $0.count == scores.count } ?? true, "each score needs a weight")
        precondition(!scores.contains(where: \.isNaN), "NaN has no place in an order")
        var negativesBelow = 0.0
        var positives = 0.0
        var wins = 0.0
        var start = 0
        while start < scores.count {
            var tiedPositives = 0.0
            var tiedNegatives = 0.0
            var end = start
            while end < scores.count, scores[end] == scores[start] {
                let weight = weights?[end] ?? 1
                precondition(weight >= 0 && weight < .infinity, "weights must be finite and not negative")
                if labels[end] { tiedPositives += weight } else { tiedNegatives += weight }
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
    /// - Precondition: probabilities are in 0 ... 1, `floor` in 0 ..< ½.
    public static func logLoss(
        probabilities: [Double], labels: [Bool], weights: [Double]? = nil, floor: Double = 1e-15
    ) -> Double? {
        precondition(floor >= 0 && floor < 0.5, "a floor is in 0 ..< 1/2")
        return mean(probabilities, labels, weights) { probability, label in
            let bounded = min(max(probability, floor), 1 - floor)
            return label ? -log(bounded) : -log1p(-bounded)
        }
    }

    /// The mean squared distance of the probability from what happened; nil without rows.
    ///
    /// Source: Brier, "Verification of Forecasts Expressed in Terms of Probability", Monthly Weather Review 78 (1950).
    /// - Precondition: probabilities are in 0 ... 1.
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
            let probability = probabilities[index]
            precondition(probability >= 0 && probability <= 1, "probabilities are in 0 ... 1")
            let weight = weights?[index] ?? 1
            precondition(weight >= 0 && weight < .infinity, "weights must be finite and not negative")
            sum += weight * loss(probability, labels[index])
            mass += weight
        }
        return mass > 0 ? sum / mass : nil
    }
}

/// How far stated probabilities are from observed shares, in bins.
///
/// Source: Naeini, Cooper and Hauskrecht, "Obtaining Well Calibrated Probabilities Using Bayesian Binning", AAAI 2015
/// (expected and maximum calibration error).
public struct CalibrationCurve: Sendable, Equatable {
    /// How rows are put into bins.
    public enum Binning: Sendable, Equatable {
        /// So many intervals of equal width on 0 ... 1, each with its lower end, the last with both; empty ones are left
        /// out.
        case equalWidth(Int)
        /// So many bins of nearly equal weight in the order of probability; equal probabilities may be parted.
        ///
        /// A bin ends with the row by which the weight of all rows so far reaches the next multiple of total / count, so
        /// that one heavy row may fill several bins, which are then one.
        case equalCount(Int)
    }

    /// One bin.
    public struct Bin: Sendable, Equatable {
        /// How many rows fell into it, each by its weight.
        public let count: Double
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
    /// - Parameter weights: How many cases each row stands for; one each unless given.
    /// - Precondition: as many labels and weights as probabilities, all of them in 0 ... 1, weights finite and not
    ///   negative, and at least one bin.
    public init(
        probabilities: [Double], labels: [Bool], weights: [Double]? = nil, binning: Binning = .equalWidth(10)
    ) {
        Self.check(probabilities, labels, weights)
        let order = probabilities.indices.sorted {
            probabilities[$0] != probabilities[$1] ? probabilities[$0] < probabilities[$1] : $0 < $1
        }
        self.init(
            ascending: order.map { probabilities[$0] }, labels: order.map { labels[$0] },
            weights: weights.map { all in order.map { all[$0] } }, binning: binning)
    }

    /// Measures probabilities that are in ascending order already; O(n).
    ///
    /// - Precondition: as when they are not, and that they are in order.
    public init(
        ascending probabilities: [Double], labels: [Bool], weights: [Double]? = nil, binning: Binning = .equalWidth(10)
    ) {
        Self.check(probabilities, labels, weights)
        let total = weights?.reduce(0, +) ?? Double(labels.count)
        let last = probabilities.count - 1
        var bins: [Bin] = []
        var (count, predicted, observed, before) = (0.0, 0.0, 0.0, 0.0)
        var boundary = 1
        for row in probabilities.indices {
            let weight = weights?[row] ?? 1
            count += weight
            predicted += weight * probabilities[row]
            if labels[row] { observed += weight }
            before += weight
            let isFull: Bool
            switch binning {
            case .equalWidth(let width):
                precondition(width > 0, "calibration needs at least one bin")
                func place(_ probability: Double) -> Int { min(Int(probability * Double(width)), width - 1) }
                isFull = row < last && place(probabilities[row]) != place(probabilities[row + 1])
            case .equalCount(let number):
                precondition(number > 0, "calibration needs at least one bin")
                isFull = before >= total * Double(boundary) / Double(number)
                while boundary < number, before >= total * Double(boundary) / Double(number) { boundary += 1 }
            }
            guard count > 0, isFull || row == last else { continue }
            bins.append(Bin(count: count, meanProbability: predicted / count, positiveShare: observed / count))
            (count, predicted, observed) = (0, 0, 0)
        }
        self.bins = bins
        let errors = bins.map { abs($0.meanProbability - $0.positiveShare) }
        let weighted = zip(bins, errors).reduce(0) { $0 + $1.0.count * $1.1 }
        expectedError = total > 0 ? weighted / total : 0
        maximumError = errors.max() ?? 0
    }

    private static func check(_ probabilities: [Double], _ labels: [Bool], _ weights: [Double]?) {
        precondition(probabilities.count == labels.count, "each probability needs a label")
        precondition(weights.map { $0.count == labels.count } ?? true, "each probability needs a weight")
        precondition(probabilities.allSatisfy { $0 >= 0 && $0 <= 1 }, "probabilities are in 0 ... 1")
        precondition(weights?.allSatisfy { $0 >= 0 && $0.isFinite } ?? true, "weights must be finite and not negative")
    }
}
