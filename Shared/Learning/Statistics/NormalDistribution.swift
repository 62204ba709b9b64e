import Foundation

/// The standard normal distribution: density, cumulative, tail, quantile and truncated moments.
public enum NormalDistribution {
    /// The density at x.
    public static func density(_ x: Double) -> Double {
        0.398_942_280_401_432_7 * exp(-0.5 * x * x)
    }

    /// P(X <= x), accurate relatively also far in the lower tail.
    public static func cumulative(_ x: Double) -> Double {
        0.5 * erfc(-x * 0.5.squareRoot())
    }

    /// The x with P(X <= x) = `probability`; infinite at 0 and 1, NaN outside.
    ///
    /// Source: Wichura, "Algorithm AS 241: The Percentage Points of the Normal Distribution", Applied Statistics 37
    /// (1988), routine PPND16, about 16 digits.
    public static func quantile(_ probability: Double) -> Double {
        guard probability > 0, probability < 1 else {
            if probability == 0 { return -.infinity }
            return probability == 1 ? .infinity : .nan
        }
        let q = probability - 0.5
        if abs(q) <= 0.425 { return q * ratio(central, 0.180625 - q * q) }
        let r = (-log(min(probability, 1 - probability))).squareRoot()
        let x = r <= 5 ? ratio(middle, r - 1.6) : ratio(far, r - 5)
        return q < 0 ? -x : x
    }

    /// How far X goes beyond `bound` on average when it does, and how much it varies then.
    ///
    /// Returns E[X | X > bound] - bound and Var[X | X > bound], both positive and accurate to nearly all digits for every
    /// bound: far in the tail by a continued fraction, since the textbook formulas cancel there.
    public static func excess(above bound: Double) -> (mean: Double, variance: Double) {
        if bound < 4 {
            let hazard = density(bound) / cumulative(-bound)
            return (hazard - bound, 1 - hazard * (hazard - bound))
        }
        // hazard = x + 1/(x + 2/(x + 3/(x + …))); `inner` is the fraction that starts with 2.
        var inner = 0.0
        var term = bound < 12 ? 60 : 12
        while term >= 2 {
            inner = Double(term) / (bound + inner)
            term -= 1
        }
        let mean = 1 / (bound + inner)
        // 1 - hazard · mean = 1 - (x + mean)/(x + inner)
        return (mean, (inner - mean) / (bound + inner))
    }

    private static func ratio(_ table: (above: [Double], below: [Double]), _ x: Double) -> Double {
        table.above.reversed().reduce(0) { $0 * x + $1 } / table.below.reversed().reduce(0) { $0 * x + $1 }
    }

    private static let central: (above: [Double], below: [Double]) = (
        [
            3.3871328727963666080, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
            4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3,
        ],
        [
            1, 4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3, 2.1213794301586595867e4,
            3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3,
        ]
    )
    private static let middle: (above: [Double], below: [Double]) = (
        [
            1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
            1.27045825245236838258, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4,
        ],
        [
            1, 2.05319162663775882187, 1.67638483018380384940, 6.89767334985100004550e-1, 1.48103976427480074590e-1,
            1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9,
        ]
    )
    private static let far: (above: [Double], below: [Double]) = (
        [
            6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 2.96560571828504891230e-1,
            2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
        ],
        [
            1, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
            7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15,
        ]
    )
}
