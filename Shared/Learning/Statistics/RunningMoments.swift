/// A weighted mean and variance in one pass, without cancellation.
///
/// Source: West, "Updating Mean and Variance Estimates: An Improved Method", CACM 22 (1979); merging by Chan, Golub and
/// LeVeque, 1979.
public struct RunningMoments: Sendable, Equatable {
    /// The sum of weights: the count when all are 1.
    public private(set) var weight: Double
    /// The mean; 0 before the first value.
    public private(set) var mean: Double
    /// The weighted sum of squared distances from the mean.
    public private(set) var squares: Double

    /// Creates empty moments, or ones with the state of a snapshot.
    public init(weight: Double = 0, mean: Double = 0, squares: Double = 0) {
        self.weight = weight
        self.mean = mean
        self.squares = squares
    }

    /// Takes in a value.
    ///
    /// - Precondition: `weight` is not negative; a value of weight 0 is ignored.
    public mutating func add(_ value: Double, weight added: Double = 1) {
        precondition(added >= 0, "a weight cannot be negative")
        guard added > 0 else { return }
        weight += added
        let difference = value - mean
        mean += difference * added / weight
        squares += added * difference * (value - mean)
    }

    /// Takes in everything that other moments have seen.
    public mutating func merge(_ other: RunningMoments) {
        guard other.weight > 0 else { return }
        guard weight > 0 else {
            self = other
            return
        }
        let total = weight + other.weight
        let difference = other.mean - mean
        squares += other.squares + difference * difference * (weight * other.weight / total)
        mean += difference * (other.weight / total)
        weight = total
    }

    /// The population variance (the divisor is the sum of weights); 0 before the first value.
    public var variance: Double { weight > 0 ? max(squares, 0) / weight : 0 }

    /// The sample variance of values that each count once (the divisor is n - 1); 0 for fewer than two.
    public var sampleVariance: Double { weight > 1 ? max(squares, 0) / (weight - 1) : 0 }

    /// The root of the population variance.
    public var deviation: Double { variance.squareRoot() }
}
