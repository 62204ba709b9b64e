internal import Glibc

extension VectorIndex {
    /// The highest layer of the vector that came in as the given one: ⌊−ln U / ln M⌋ for U uniform in (0, 1].
    ///
    /// U is SplitMix64's number at that place of the seed's sequence.
    static func level(seed: UInt64, ordinal: UInt64, links: Int) -> Int {
        var bits = seed &+ (ordinal &+ 1) &* 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        bits ^= bits >> 31
        let uniform = Double((bits >> 11) + 1) * 0x1p-53
        return min(Int(-log(uniform) / log(Double(links))), VectorGraph.maximumLevel)
    }
}
