import Foundation
import Testing

@testable import Learning

@Suite struct NormalDistributionTests {
    @Test func cumulativeIsAccurateFarIntoTheTail() {
        // Values of Abramowitz and Stegun, table 26.1, and of the tail's asymptotic expansion.
        let known = [
            (0.0, 0.5), (1.0, 0.841_344_746_068_542_9), (-2.0, 0.022_750_131_948_179_21),
            (-5.0, 2.866_515_718_791_939e-7), (-10.0, 7.619_853_024_160_527e-24), (-20.0, 2.753_624_118_606_233_7e-89),
        ]
        for (x, probability) in known {
            #expect(abs(NormalDistribution.cumulative(x) / probability - 1) < 1e-12)
        }
    }

    @Test func quantileInvertsTheCumulative() {
        for probability in [1e-300, 1e-40, 1e-9, 0.001, 0.0749, 0.0751, 0.3, 0.5, 0.55, 0.9, 0.999] {
            let x = NormalDistribution.quantile(probability)
            #expect(abs(NormalDistribution.cumulative(x) / probability - 1) < 1e-12)
            #expect(NormalDistribution.quantile(1 - probability) >= 0 || probability > 0.5)
        }
        #expect(abs(NormalDistribution.quantile(0.975) - 1.959_963_984_540_054) < 1e-14)
        #expect(NormalDistribution.quantile(0) == -.infinity && NormalDistribution.quantile(1) == .infinity)
        #expect(NormalDistribution.quantile(-0.1).isNaN && NormalDistribution.quantile(.nan).isNaN)
    }

    @Test(arguments: [-30, -8, -3, -1, 0, 0.5, 2, 3.9, 3.999_999, 4, 4.1, 6, 11.9, 12, 13, 40, 1e3, 1e6])
    func excessEqualsIntegration(bound: Double) {
        let excess = NormalDistribution.excess(above: bound)
        let start = max(bound, -12)
        let width = bound > 1 ? 45 / bound : 25
        let expected = integrate(from: 0, to: width) { start * $0 + 0.5 * $0 * $0 }
        #expect(abs(excess.mean / (expected.mean + (start - bound)) - 1) < 1e-9)
        #expect(abs(excess.variance / expected.variance - 1) < 1e-9)
    }

    @Test func excessOfUnthinkableOutcomesIsFinite() {
        for bound in [1e8, 1e100, 1e150] {
            let excess = NormalDistribution.excess(above: bound)
            #expect(abs(excess.mean * bound - 1) < 1e-9)
            #expect(excess.variance > 0 && abs(excess.variance * bound * bound - 1) < 1e-9)
        }
    }

    @Test(arguments: [0, 0.2, -0.9, 2, -3, 5, 12, -40, 1e4])
    func momentsOfAnIntervalEqualIntegration(center: Double) {
        for bound in [1e-9, 1e-3, 0.05, 0.2, 0.7, 1, 1.5, 4, 8, 30] {
            let moments = NormalDistribution.moments(center: center, within: bound)
            // Only where the density is not negligible.
            let peak = min(max(center, -bound), bound)
            let reach = abs(center) > bound ? min(45 / max(abs(center) - bound, 1), 12) : 12
            let low = max(-bound, peak - reach)
            let high = min(bound, peak + reach)
            // Measured from the end nearest to the peak, so that nothing cancels.
            let expected = integrate(from: low - peak, to: high - peak) {
                $0 * (peak - center) + 0.5 * $0 * $0
            }
            #expect(abs(moments.mean - (peak + expected.mean)) < 1e-9 * max(bound, 1e-300))
            #expect(abs(moments.variance / expected.variance - 1) < 1e-8, "center \(center) bound \(bound)")
        }
    }

    @Test func momentsOfAPointAreThePoint() {
        let moments = NormalDistribution.moments(center: 3, within: 0)
        #expect(moments.mean == 0 && moments.variance == 0)
        let huge = NormalDistribution.moments(center: 1e150, within: 2)
        #expect(huge.mean == 2 && huge.variance >= 0)
    }

    /// The mean and variance of a density exp(-`energy`) by Simpson's rule.
    private func integrate(
        from low: Double, to high: Double, energy: (Double) -> Double
    ) -> (mean: Double, variance: Double) {
        let count = 12_000
        let points = (0...count).map { low + (high - low) * Double($0) / Double(count) }
        let masses = points.enumerated().map { index, point in
            (index == 0 || index == count ? 1.0 : index % 2 == 1 ? 4 : 2) * exp(-energy(point))
        }
        let mass = masses.reduce(0, +)
        let mean = zip(points, masses).reduce(0) { $0 + $1.0 * $1.1 } / mass
        let variance = zip(points, masses).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 } / mass
        return (mean, variance)
    }
}
