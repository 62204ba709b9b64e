import Foundation

/// Small tests of counts, and the correction for making many.
public enum SignificanceTests {
    /// Probability of counts at least as far from what shares foretell, by Pearson's chi-squared test.
    ///
    /// - Parameters:
    ///   - counts: At least two, not all 0.
    ///   - shares: One a count, positive; they need not sum to 1.
    /// - Returns: 1 where there is nothing to test.
    public static func goodnessOfFit(counts: [Int], shares: [Double]) -> Double {
        precondition(counts.count == shares.count, "one share a count")
        let (total, whole) = (Double(counts.reduce(0, +)), shares.reduce(0, +))
        guard counts.count >= 2, total > 0, shares.allSatisfy({ $0 > 0 }) else { return 1 }
        let statistic = zip(counts, shares).reduce(0.0) { partial, pair in
            let expected = total * pair.1 / whole
            return partial + (Double(pair.0) - expected) * (Double(pair.0) - expected) / expected
        }
        return chiSquaredTail(statistic, degrees: counts.count - 1)
    }

    /// P(X > x) for a chi-squared variable: the upper incomplete gamma function Q(degrees / 2, x / 2).
    ///
    /// Source: Press et al., "Numerical Recipes", 3rd edition, 6.2: a series below a + 1, a continued fraction above.
    public static func chiSquaredTail(_ x: Double, degrees: Int) -> Double {
        precondition(degrees >= 1, "at least one degree of freedom")
        guard x > 0 else { return 1 }
        let (a, half) = (Double(degrees) / 2, x / 2)
        let scale = exp(a * log(half) - half - lgamma(a))
        guard half >= a + 1 else {
            var (term, sum, n) = (1 / a, 1 / a, a)
            while abs(term) > abs(sum) * 1e-16 {
                n += 1
                term *= half / n
                sum += term
            }
            return max(0, 1 - sum * scale)
        }
        let tiny = 1e-300
        var b = half + 1 - a
        var c = 1 / tiny
        var d = 1 / b
        var fraction = d
        for step in 1...10_000 {
            let factor = -Double(step) * (Double(step) - a)
            b += 2
            d = factor * d + b
            if abs(d) < tiny { d = tiny }
            c = b + factor / c
            if abs(c) < tiny { c = tiny }
            d = 1 / d
            let change = d * c
            fraction *= change
            if abs(change - 1) < 1e-16 { break }
        }
        return scale * fraction
    }

    /// Probability of wins at least as uneven by a fair coin: the exact two-sided sign test.
    public static func signTest(wins: Int, losses: Int) -> Double {
        precondition(wins >= 0 && losses >= 0, "counts are not negative")
        let (count, fewer) = (wins + losses, min(wins, losses))
        guard count > 0, wins != losses else { return 1 }
        var tail = 0.0
        for k in 0...fewer {
            tail += exp(
                lgamma(Double(count + 1)) - lgamma(Double(k + 1)) - lgamma(Double(count - k + 1))
                    - Double(count) * log(2))
        }
        return min(1, 2 * tail)
    }

    /// Bounds of a share by Wilson's score (JASA 1927); 0 to 1 without a case.
    ///
    /// - Parameter successes: May have halves, for ties.
    public static func binomialInterval(
        successes: Double, count: Int, confidence: Double = 0.95
    ) -> (lower: Double, upper: Double) {
        guard count > 0 else { return (0, 1) }
        let (n, z) = (Double(count), NormalDistribution.quantile(0.5 + confidence / 2))
        let share = successes / n
        let center = (share + z * z / (2 * n)) / (1 + z * z / n)
        let reach = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
        return (max(0, center - reach), min(1, center + reach))
    }

    /// p-values corrected for their number by Holm's method, in their order (Scandinavian Journal of Statistics, 1979).
    ///
    /// The chance that any of those below a level is there by accident is at most the level.
    public static func holm(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
        var corrected = values
        var largest = 0.0
        for (rank, index) in order.enumerated() {
            largest = max(largest, min(1, values[index] * Double(values.count - rank)))
            corrected[index] = largest
        }
        return corrected
    }
}
