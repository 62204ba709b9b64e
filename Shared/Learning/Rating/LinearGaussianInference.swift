/// Expectation propagation on a joint Gaussian whose factors each look at one linear combination of its variables.
///
/// The belief is a mean and a covariance. A factor is an outcome of y = Σ coefficient x variable + noise: above or below
/// a bound, within a margin, observed, or a mixture. Its site is refined against the cavity, the belief without it, until
/// beliefs rest. Where factors form a tree, as the neighbours in an order of finish do, this is the same fixed point that
/// messages along the tree have.
///
/// Source: Minka, "Expectation Propagation for Approximate Bayesian Inference", UAI 2001.
struct LinearGaussianInference {
    /// What a factor says of y.
    enum Outcome {
        /// y > bound.
        case above(Double)
        /// |y| <= margin.
        case within(Double)
        /// y is this.
        case observed(Double)
        /// y <= 0.
        case notPositive
        /// With one probability whatever y is, and with another one besides when y is below the threshold.
        case mixture(always: Double, whenBelow: Double, threshold: Double)
    }

    struct Factor {
        var terms: [(variable: Int, coefficient: Double)]
        /// The variance of what is added to the combination.
        var noise: Double
        var outcome: Outcome
        fileprivate var precision = 0.0
        fileprivate var scaledMean = 0.0

        init(terms: [(variable: Int, coefficient: Double)], noise: Double, outcome: Outcome) {
            self.terms = terms
            self.noise = noise
            self.outcome = outcome
        }
    }

    /// The mean of each variable.
    private(set) var means: [Double]
    /// The covariances, row by row.
    private var covariance: [Double]
    private let count: Int

    /// Creates a belief of independent variables.
    init(means: [Double], variances: [Double]) {
        self.means = means
        count = means.count
        covariance = [Double](repeating: 0, count: count * count)
        for index in 0..<count { covariance[index * count + index] = variances[index] }
    }

    /// The variance of a variable.
    func variance(_ variable: Int) -> Double { covariance[variable * count + variable] }

    /// Takes in all factors, sweep by sweep, until no belief moves by more than a part in 10¹¹ of its deviation.
    mutating func learn(_ factors: [Factor]) {
        var factors = factors
        for _ in 0..<200 {
            var change = 0.0
            for index in factors.indices { change = max(change, refine(&factors[index])) }
            for index in factors.indices.reversed() { change = max(change, refine(&factors[index])) }
            if change < 1e-11 { return }
        }
    }

    private mutating func refine(_ factor: inout Factor) -> Double {
        var mean = 0.0
        var direction = [Double](repeating: 0, count: count)
        for (variable, coefficient) in factor.terms {
            mean += coefficient * means[variable]
            for row in 0..<count { direction[row] += covariance[row * count + variable] * coefficient }
        }
        let variance = factor.terms.reduce(0) { $0 + $1.coefficient * direction[$1.variable] }
        let cavityPrecision = 1 / variance - factor.precision
        guard variance > 0, cavityPrecision > 0 else { return 0 }
        let cavityVariance = 1 / cavityPrecision
        let cavityMean = cavityVariance * (mean / variance - factor.scaledMean)
        let total = cavityVariance + factor.noise
        let (newMean, newVariance) = Self.moments(factor.outcome, mean: cavityMean, variance: total)
        // The part of y that is not noise.
        let share = cavityVariance / total
        let matchedMean = cavityMean + share * (newMean - cavityMean)
        let matchedVariance = cavityVariance * (1 - share * (1 - newVariance / total))
        guard matchedVariance > 0, matchedVariance.isFinite, matchedMean.isFinite else { return 0 }
        let precision = 1 / matchedVariance - cavityPrecision
        let scaledMean = matchedMean / matchedVariance - cavityMean * cavityPrecision
        let precisionStep = precision - factor.precision
        let scaledStep = scaledMean - factor.scaledMean
        factor.precision = precision
        factor.scaledMean = scaledMean
        let divisor = 1 + precisionStep * variance
        let shift = (scaledStep - precisionStep * mean) / divisor
        let shrink = precisionStep / divisor
        for row in 0..<count {
            means[row] += direction[row] * shift
            for column in 0..<count { covariance[row * count + column] -= shrink * direction[row] * direction[column] }
        }
        return max(abs(shift) * variance.squareRoot(), abs(shrink) * variance)
    }

    /// Mean and variance of y ~ N(mean, variance) given an outcome.
    private static func moments(_ outcome: Outcome, mean: Double, variance: Double) -> (mean: Double, variance: Double)
    {
        let deviation = variance.squareRoot()
        switch outcome {
        case .observed(let value): return (value, 0)
        case .above(let bound):
            let excess = NormalDistribution.excess(above: (bound - mean) / deviation)
            return (bound + deviation * excess.mean, variance * excess.variance)
        case .notPositive:
            let excess = NormalDistribution.excess(above: mean / deviation)
            return (-deviation * excess.mean, variance * excess.variance)
        case .within(let margin):
            let moments = NormalDistribution.moments(center: mean / deviation, within: margin / deviation)
            return (deviation * moments.mean, variance * min(max(moments.variance, 0), 1))
        case .mixture(let always, let whenBelow, let threshold):
            let center = mean - threshold
            let below = moments(.notPositive, mean: center, variance: variance)
            let part = whenBelow * NormalDistribution.cumulative(-center / deviation)
            let weight = part / (always + part)
            let mixed = (1 - weight) * center + weight * below.mean
            let square =
                (1 - weight) * (variance + center * center) + weight * (below.variance + below.mean * below.mean)
            return (threshold + mixed, square - mixed * mixed)
        }
    }
}
