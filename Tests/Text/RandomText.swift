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

    /// Text of scalars from all over Unicode, many of them the kind that combines, folds, separates or joins.
    mutating func text(maximumLength: Int) -> String {
        let ranges: [ClosedRange<UInt32>] = [
            0x20...0x7E, 0x20...0x7E, 0x61...0x7A, 0x09...0x0D, 0xA0...0x24F, 0x300...0x36F, 0x370...0x52F,
            0x5D0...0x64A, 0x900...0x9FF, 0xE00...0xE5F, 0x1100...0x11FF, 0x1E00...0x1FFF, 0x2000...0x206F,
            0x20A0...0x21FF, 0x2460...0x24FF, 0x3000...0x30FF, 0x4E00...0x4EFF, 0xAC00...0xACFF, 0xF900...0xFB4F,
            0xFB50...0xFEFE, 0xFF00...0xFFEF, 0x1D400...0x1D7FF, 0x1F600...0x1F64F, 0x00...0x10FFFF,
        ]
        var result = String.UnicodeScalarView()
        for _ in 0..<below(maximumLength + 1) {
            let range = ranges[below(ranges.count)]
            if let scalar = Unicode.Scalar(range.lowerBound + UInt32(below(range.count))) { result.append(scalar) }
        }
        return String(result)
    }
}
