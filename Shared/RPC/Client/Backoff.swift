/// Pauses between connection attempts: exponential, with jitter so that many clients don't come back at one time.
public struct Backoff: Sendable, Equatable {
    /// After the first failure.
    public var initial: Duration
    /// Each pause is so many times the one before.
    public var multiplier: Double
    /// Share of the pause by which it is randomly longer or shorter, 0 to 1.
    public var jitter: Double
    /// Longest pause before jitter.
    public var maximum: Duration

    /// gRPC's: 1 s × 1.6, jitter 0.2, at most 120 s.
    public init(
        initial: Duration = .seconds(1), multiplier: Double = 1.6, jitter: Double = 0.2,
        maximum: Duration = .seconds(120)
    ) {
        self.initial = initial
        self.multiplier = multiplier
        self.jitter = jitter
        self.maximum = maximum
    }

    /// The pause after so many failures in a row (at least 1), in nanoseconds.
    ///
    /// - Parameter random: Uniform in 0 to 1.
    func pause(afterFailures failures: Int, random: Double) -> UInt64 {
        let first = Double(initial.nanoseconds)
        var pause = first
        // Bounded: beyond some dozens of failures the maximum has long been reached.
        for _ in 1..<max(2, min(failures, 64)) where failures > 1 { pause *= max(1, multiplier) }
        pause = min(pause, Double(maximum.nanoseconds))
        let share = min(max(jitter, 0), 1)
        return UInt64(max(0, pause * (1 + share * (2 * random - 1))))
    }
}

/// Steele, Lea and Flood's SplitMix64 ("Fast splittable pseudorandom number generators", 2014): spreads retries in time.
struct JitterGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// Uniform in 0 to 1.
    mutating func next() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return Double((mixed ^ mixed >> 31) >> 11) * 0x1p-53
    }
}
