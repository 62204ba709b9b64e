import Foundation

extension NormalDistribution {
    /// The mean and variance of X + `center` given that it is at most `bound` away from zero.
    ///
    /// The mean is inside of the interval and the variance positive whatever the arguments: narrow intervals and far
    /// tails are integrated numerically, where the closed form cancels.
    /// - Precondition: `bound` is not negative; at 0 the answer is (0, 0).
    static func moments(center: Double, within bound: Double) -> (mean: Double, variance: Double) {
        let distance = abs(center)
        let sign: Double = center < 0 ? -1 : 1
        if bound * (1 + distance) < 1 {
            return narrowMoments(center: center, bound: bound)
        }
        let near = distance - bound
        if near > 4 {
            // Almost all mass is within some multiples of 1 / near of the nearer end, at +bound for a positive center.
            let tail = tailMoments(from: near, width: 2 * bound)
            return (sign * (bound - tail.mean), tail.variance)
        }
        let far = distance + bound
        let nearDensity = density(near)
        let farDensity = density(far)
        let mass = cumulative(-near) - cumulative(-far)
        let mean = (nearDensity - farDensity) / mass
        let edges = near * nearDensity - (far.isFinite ? far * farDensity : 0)
        return (sign * (distance - mean), 1 + edges / mass - mean * mean)
    }

    /// Density ∝ exp(center · x - x²/2) on the interval, so smooth there that eight points integrate it exactly.
    private static func narrowMoments(center: Double, bound: Double) -> (mean: Double, variance: Double) {
        guard bound > 0 else { return (0, 0) }
        var mass = 0.0
        var first = 0.0
        var second = 0.0
        for index in 0..<4 {
            let x = GaussLegendre.points(index) * bound
            let even = exp(-0.5 * x * x) * GaussLegendre.weights(index)
            let right = even * exp(center * x)
            let left = even * exp(-center * x)
            mass += right + left
            first += x * (right - left)
            second += x * x * (right + left)
        }
        let mean = first / mass
        return (mean, second / mass - mean * mean)
    }

    /// The moments of y >= 0 with density ∝ exp(-start · y - y²/2), cut off at `width`.
    private static func tailMoments(from start: Double, width: Double) -> (mean: Double, variance: Double) {
        // Past 40 / start the density has fallen by more than the resolution of a Double.
        let end = min(width, 40 / start)
        let panels = max(1, Int((end * start / 2.5).rounded(.up)))
        let half = end / Double(panels) / 2
        var mass = 0.0
        var first = 0.0
        var second = 0.0
        for panel in 0..<panels {
            let middle = (Double(2 * panel) + 1) * half
            for index in 0..<4 {
                for side in [-1.0, 1.0] {
                    let y = middle + side * GaussLegendre.points(index) * half
                    let value = exp(-y * (start + 0.5 * y)) * GaussLegendre.weights(index)
                    mass += value
                    first += value * y
                    second += value * y * y
                }
            }
        }
        let mean = first / mass
        return (mean, second / mass - mean * mean)
    }
}

/// The positive half of the eight points of Gauss and Legendre on the interval from -1 to 1.
///
/// Exact for polynomials of degree 15.
private enum GaussLegendre {
    @inline(__always)
    static func points(_ index: Int) -> Double {
        switch index {
        case 0: 0.183_434_642_495_649_804_9
        case 1: 0.525_532_409_916_328_985_8
        case 2: 0.796_666_477_413_626_739_6
        default: 0.960_289_856_497_536_231_7
        }
    }

    @inline(__always)
    static func weights(_ index: Int) -> Double {
        switch index {
        case 0: 0.362_683_783_378_361_983_0
        case 1: 0.313_706_645_877_887_287_3
        case 2: 0.222_381_034_453_374_470_5
        default: 0.101_228_536_290_376_259_2
        }
    }
}
