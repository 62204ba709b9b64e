/// The source of all randomness: xoshiro256** seeded by SplitMix64.
///
/// The same seed gives the same numbers in every run and on every machine, which is what makes trained models and
/// simulated data reproducible. It is fast and passes the usual statistical batteries; it is not for secrets.
///
/// Draw with the methods of this type rather than with the standard library's `random(in:using:)` or `shuffle(using:)`:
/// those may change their way of consuming bits between versions of Swift.
///
/// Sources: Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators", ACM TOMS 47 (2021);
/// Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
public struct SeededGenerator: RandomNumberGenerator, Sendable, Equatable {
    @usableFromInline var s0: UInt64
    @usableFromInline var s1: UInt64
    @usableFromInline var s2: UInt64
    @usableFromInline var s3: UInt64

    /// Creates the generator of a seed; every seed is good, zero included.
    public init(seed: UInt64) {
        var mixer = SplitMix64(state: seed)
        s0 = mixer.next()
        s1 = mixer.next()
        s2 = mixer.next()
        s3 = mixer.next()
    }

    /// Creates one of many unrelated generators of a seed, such as one an entity or a worker.
    ///
    /// Numbers drawn for one stream then do not depend on how many were drawn for another.
    public init(seed: UInt64, stream: UInt64) {
        var mixer = SplitMix64(state: stream)
        self.init(seed: seed ^ mixer.next())
    }

    /// The next 64 uniformly distributed bits.
    @inlinable
    public mutating func next() -> UInt64 {
        let product = s1 &* 5
        let result = ((product << 7) | (product >> 57)) &* 9
        let shifted = s1 << 17
        s2 ^= s0
        s3 ^= s1
        s1 ^= s2
        s0 ^= s3
        s2 ^= shifted
        s3 = (s3 << 45) | (s3 >> 19)
        return result
    }

    /// A number in 0 ..< 1, a multiple of 2^-53.
    @inlinable
    public mutating func uniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// A number in the range; the lower bound when the range is empty.
    @inlinable
    public mutating func uniform(in range: Range<Double>) -> Double {
        let value = range.lowerBound + uniform() * (range.upperBound - range.lowerBound)
        // Rounding may reach the bound that the range excludes.
        return value < range.upperBound ? value : range.lowerBound
    }

    /// A whole number in 0 ..< bound without bias (Lemire, "Fast Random Integer Generation in an Interval", 2019).
    ///
    /// - Precondition: `bound` is positive.
    @inlinable
    public mutating func integer(below bound: Int) -> Int {
        precondition(bound > 0, "a random integer needs a positive bound")
        let width = UInt64(bound)
        var product = next().multipliedFullWidth(by: width)
        if product.low < width {
            let threshold = (0 &- width) % width
            while product.low < threshold { product = next().multipliedFullWidth(by: width) }
        }
        return Int(product.high)
    }

    /// A whole number in the closed range.
    @inlinable
    public mutating func integer(in range: ClosedRange<Int>) -> Int {
        let (width, overflow) = range.upperBound.subtractingReportingOverflow(range.lowerBound)
        precondition(!overflow && width < Int.max, "the range of a random integer must be narrower than Int")
        return range.lowerBound + integer(below: width + 1)
    }

    /// True with the given probability.
    ///
    /// Probabilities outside of 0 ... 1 count as the nearer bound.
    @inlinable
    public mutating func bernoulli(_ probability: Double) -> Bool {
        uniform() < probability
    }
}

/// The generator that spreads a seed over the larger state of another.
private struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
