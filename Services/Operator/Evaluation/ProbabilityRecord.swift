import Foundation
import Learning

/// Probabilities that a service gave, beside what then happened; in groups, such as jobs, whose rows hang together.
struct ProbabilityRecord: Sendable {
    private(set) var probabilities: [Double] = []
    private(set) var labels: [Bool] = []
    private var groups: [Int] = []
    private var groupNumbers: [String: Int] = [:]

    var isEmpty: Bool { probabilities.isEmpty }
    var groupCount: Int { groupNumbers.count }
    var positives: Int { labels.count { $0 } }

    /// Adds a row to a group.
    mutating func add(_ probability: Double, _ label: Bool, group: String) {
        let next = groupNumbers.count
        probabilities.append(probability)
        labels.append(label)
        groups.append(groupNumbers[group, default: next])
        if groups.last == next { groupNumbers[group] = next }
    }

    /// The rows in the order of their probabilities; nil when they are not of both labels.
    private var sorted: SortedRows? {
        guard labels.contains(true), labels.contains(false) else { return nil }
        let order = probabilities.indices.sorted {
            probabilities[$0] != probabilities[$1] ? probabilities[$0] < probabilities[$1] : $0 < $1
        }
        return SortedRows(
            probabilities: order.map { probabilities[$0] }, labels: order.map { labels[$0] },
            groups: order.map { groups[$0] })
    }

    /// The area under the curve, or by how much it is larger than another's on the same rows.
    ///
    /// - Returns: Nil when there is nothing to tell apart, or the rows are not the same.
    func areaUnderCurve(
        less other: ProbabilityRecord? = nil, confidence: Double, resamples: Int, seed: UInt64
    ) -> BootstrapInterval? {
        guard let sorted else { return nil }
        if let other, other.labels != labels || other.groups != groups { return nil }
        let otherSorted = other?.sorted
        var generator = SeededGenerator(seed: seed)
        return .interval(count: groupCount, confidence: confidence, resamples: resamples, using: &generator) {
            let times = Self.times($0, groupCount)
            return sorted.areaUnderCurve(times) - (otherSorted?.areaUnderCurve(times) ?? 0)
        }
    }

    /// How often each group was drawn.
    private static func times(_ drawn: [Int], _ count: Int) -> [Double] {
        var times = [Double](repeating: 0, count: count)
        for group in drawn { times[group] += 1 }
        return times
    }

    /// What the rows come to.
    ///
    /// - Returns: Nil when they are not of both labels.
    func figures(confidence: Double, resamples: Int, seed: UInt64) -> ProbabilityFigures? {
        guard let sorted else { return nil }
        func interval(_ statistic: (SortedRows, [Double]) -> Double) -> BootstrapInterval {
            var generator = SeededGenerator(seed: seed)
            return .interval(count: groupCount, confidence: confidence, resamples: resamples, using: &generator) {
                statistic(sorted, Self.times($0, groupCount))
            }
        }
        var generator = SeededGenerator(seed: seed)
        return ProbabilityFigures(
            rows: probabilities.count, positives: positives, expected: probabilities.reduce(0, +),
            areaUnderCurve: interval { $0.areaUnderCurve($1) }, logLoss: interval { $0.logLoss($1) },
            constantLogLoss: sorted.constantLogLoss,
            calibrationError: interval { $0.calibration($1).expectedError },
            errorByChance: sorted.errorByChance(using: &generator), bins: sorted.calibration().bins)
    }
}

/// How good probabilities are.
struct ProbabilityFigures: Sendable {
    let rows: Int
    let positives: Int
    /// Sum of the probabilities: the positives that they foretell.
    let expected: Double
    let areaUnderCurve: BootstrapInterval
    let logLoss: BootstrapInterval
    /// Of always saying the share of positives among these rows.
    let constantLogLoss: Double
    /// Mean distance of predicted from observed over ten bins of nearly equal count.
    let calibrationError: BootstrapInterval
    /// The calibration error that these very probabilities would show if they were exactly true.
    let errorByChance: Double
    let bins: [CalibrationCurve.Bin]
}

/// Rows in the order of their probabilities, each counted as often as its group was drawn.
private struct SortedRows {
    let probabilities: [Double]
    let labels: [Bool]
    let groups: [Int]

    /// Of each row: how often its group was drawn.
    private func weights(_ times: [Double]) -> [Double] { groups.map { times[$0] } }

    /// One half when the rows drawn are not of both labels.
    func areaUnderCurve(_ times: [Double]) -> Double {
        ProbabilityMetrics.areaUnderCurve(ascending: probabilities, labels: labels, weights: weights(times)) ?? 0.5
    }

    func logLoss(_ times: [Double]) -> Double {
        ProbabilityMetrics.logLoss(probabilities: probabilities, labels: labels, weights: weights(times)) ?? 0
    }

    var constantLogLoss: Double {
        let share = Double(labels.count { $0 }) / Double(labels.count)
        return -(share * log(share) + (1 - share) * log1p(-share))
    }

    /// - Parameters:
    ///   - times: Nil for each group once.
    ///   - other: Labels instead of those of the rows.
    func calibration(_ times: [Double]? = nil, labels other: [Bool]? = nil) -> CalibrationCurve {
        CalibrationCurve(
            ascending: probabilities, labels: other ?? labels, weights: times.map(weights), binning: .equalCount(10))
    }

    /// The mean error over twenty draws of what would happen if every probability were exactly true.
    func errorByChance(using generator: inout SeededGenerator) -> Double {
        let draws = 20
        var sum = 0.0
        for _ in 0..<draws {
            sum += calibration(labels: probabilities.map { generator.bernoulli($0) }).expectedError
        }
        return sum / Double(draws)
    }
}
