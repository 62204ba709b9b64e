/// A Gaussian belief about a skill.
public struct SkillRating: Sendable, Hashable {
    /// The mean of the belief.
    public var mu: Double
    /// The standard deviation of the belief, positive.
    public var sigma: Double

    /// Creates a belief.
    ///
    /// - Precondition: `sigma` is positive and both are finite.
    public init(mu: Double, sigma: Double) {
        precondition(
            sigma > 0 && sigma.isFinite && mu.isFinite, "a rating needs a finite mean and a positive deviation")
        self.mu = mu
        self.sigma = sigma
    }

    /// A skill that is exceeded with about 99.9 % certainty: mu - 3 sigma.
    public var conservative: Double { mu - 3 * sigma }

    /// The belief after its variance grew, as skills drift while nothing is observed.
    ///
    /// - Precondition: `variance` is not negative.
    public func widened(byVariance variance: Double) -> SkillRating {
        precondition(variance >= 0, "time cannot make a belief more certain")
        return SkillRating(mu: mu, sigma: (sigma * sigma + variance).squareRoot())
    }
}
