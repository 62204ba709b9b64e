/// A small seeded source of randomness for properties (SplitMix64).
struct SplitMix {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    /// Small numbers more often than great ones, as words are.
    mutating func skewed(below bound: Int) -> Int { below(below(bound) + 1) }

    /// Elements uniform in −1...1.
    mutating func vector(_ dimension: Int) -> [Float] {
        (0..<dimension).map { _ in Float(Double(next() >> 11) * 0x1p-52 - 1) }
    }
}
