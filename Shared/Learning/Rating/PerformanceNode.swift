import Foundation

/// A team's performance in the chain of a match, with the messages that reach it from both neighbours.
///
/// Messages are Gaussians by precision and precision x mean, so that "nothing learned" is zero and nothing is divided
/// by it.
struct PerformanceNode {
    /// The performance expected before the match.
    var mean: Double
    /// Its variance: skills, drift and the noise of performing.
    var variance: Double
    /// The draw margin towards the next team in the order of finish.
    var margin = 0.0
    /// Whether this team and the next finished level.
    var isLevelWithNext = false

    private var fromBetterPrecision = 0.0
    private var fromBetterScaledMean = 0.0
    private var fromWorsePrecision = 0.0
    private var fromWorseScaledMean = 0.0

    init(mean: Double, variance: Double) {
        self.mean = mean
        self.variance = variance
    }

    /// What the match says: by how much the mean moves, and which part of the variance stays.
    var posterior: (shift: Double, varianceRatio: Double) {
        let precision = fromBetterPrecision + fromWorsePrecision
        let ratio = 1 / (1 + variance * precision)
        return (variance * ratio * (fromBetterScaledMean + fromWorseScaledMean - mean * precision), ratio)
    }

    /// What the neighbours say of the performance: precision, and precision x mean.
    var learned: (precision: Double, scaledMean: Double) {
        (fromBetterPrecision + fromWorsePrecision, fromBetterScaledMean + fromWorseScaledMean)
    }

    /// Passes messages up and down the chain until they rest.
    ///
    /// Each sweep is n - 1 comparisons each way. Two teams need one comparison; longer chains usually rest after less
    /// than ten sweeps, and 200 end the rest.
    static func propagate(along chain: UnsafeMutableBufferPointer<PerformanceNode>) {
        let last = chain.count - 2
        guard last >= 0 else { return }
        guard last > 0 else {
            _ = compare(&chain[0], &chain[1])
            return
        }
        for _ in 0..<200 {
            var change = 0.0
            for index in 0...last { change = max(change, compareNeighbours(chain, index)) }
            for index in stride(from: last - 1, through: 0, by: -1) {
                change = max(change, compareNeighbours(chain, index))
            }
            if change < 1e-11 { return }
        }
    }

    private static func compareNeighbours(
        _ chain: UnsafeMutableBufferPointer<PerformanceNode>, _ index: Int
    ) -> Double {
        guard let base = chain.baseAddress else { return 0 }
        return compare(&base[index], &base[index + 1])
    }

    /// Updates the messages between two neighbours from "a finished before b" or "level with b".
    ///
    /// Returns the largest change of a message, in units of the receiver's own belief.
    static func compare(_ a: inout PerformanceNode, _ b: inout PerformanceNode) -> Double {
        // What is believed of each without this comparison.
        let aPrecision = 1 / a.variance + a.fromBetterPrecision
        let aMean = (a.mean / a.variance + a.fromBetterScaledMean) / aPrecision
        let aVariance = 1 / aPrecision
        let bPrecision = 1 / b.variance + b.fromWorsePrecision
        let bMean = (b.mean / b.variance + b.fromWorseScaledMean) / bPrecision
        let bVariance = 1 / bPrecision

        let scale = (aVariance + bVariance).squareRoot()
        let expected = (aMean - bMean) / scale
        let margin = a.margin / scale
        // The difference in units of its deviation: by how much the outcome moves its mean, and what variance is left.
        let move: Double
        let left: Double
        if a.isLevelWithNext {
            let moments = NormalDistribution.moments(center: expected, within: margin)
            move = moments.mean - expected
            left = min(max(moments.variance, 0), 1)
        } else {
            let bound = margin - expected
            let excess = NormalDistribution.excess(above: bound)
            move = bound + excess.mean
            left = min(max(excess.variance, 0), 1)
        }
        let learned = 1 - left
        let spread = (aVariance + bVariance) * left
        let pull = move * scale

        let aDivisor = spread + learned * bVariance
        let change = a.setFromWorse(learned / aDivisor, (pull + learned * aMean) / aDivisor)
        let bDivisor = spread + learned * aVariance
        return max(change, b.setFromBetter(learned / bDivisor, (learned * bMean - pull) / bDivisor))
    }

    private mutating func setFromWorse(_ precision: Double, _ scaledMean: Double) -> Double {
        let change = moved(precision - fromWorsePrecision, scaledMean - fromWorseScaledMean)
        fromWorsePrecision = precision
        fromWorseScaledMean = scaledMean
        return change
    }

    private mutating func setFromBetter(_ precision: Double, _ scaledMean: Double) -> Double {
        let change = moved(precision - fromBetterPrecision, scaledMean - fromBetterScaledMean)
        fromBetterPrecision = precision
        fromBetterScaledMean = scaledMean
        return change
    }

    /// The size of a change of message: in the variance, relative, and in the mean, in deviations.
    private func moved(_ precision: Double, _ scaledMean: Double) -> Double {
        max(abs(precision) * variance, abs(scaledMean - mean * precision) * variance.squareRoot())
    }
}
