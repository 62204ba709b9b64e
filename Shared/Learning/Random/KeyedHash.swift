/// SipHash-2-4: a number of 64 bits for a key and bytes, evenly spread and without a state.
///
/// Where a choice must fall the same way on every machine and after every restart, hash what it is about: who is in which
/// arm of an experiment, how one ranking is shuffled. Numbers of different keys have nothing to do with one another.
///
/// Source: Aumasson and Bernstein, "SipHash: a fast short-input PRF", INDOCRYPT 2012.
public struct KeyedHash: Sendable, Equatable {
    private let key: (low: UInt64, high: UInt64)

    /// The hash of a key of 128 bits.
    public init(low: UInt64, high: UInt64) { key = (low, high) }

    /// The hash of a seed; every seed is good, zero included.
    public init(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        key = (generator.next(), generator.next())
    }

    /// Whether two hashes have the same key.
    public static func == (left: KeyedHash, right: KeyedHash) -> Bool { left.key == right.key }

    /// The number of some bytes; O(bytes).
    public func callAsFunction(_ bytes: some Collection<UInt8>) -> UInt64 {
        var state = State(key)
        var word: UInt64 = 0
        var count = 0
        for byte in bytes {
            word |= UInt64(byte) << UInt64(8 * (count & 7))
            count += 1
            if count & 7 == 0 {
                state.absorb(word)
                word = 0
            }
        }
        state.absorb(word | UInt64(truncatingIfNeeded: count) << 56)
        return state.finished()
    }

    /// The number of some texts in their order; texts that are cut elsewhere give another number.
    public func callAsFunction(_ texts: String...) -> UInt64 {
        var bytes: [UInt8] = []
        for text in texts {
            bytes += text.utf8
            // No byte of UTF-8 is 0xFF.
            bytes.append(0xFF)
        }
        return self(bytes)
    }

    /// A number of some texts in 0 ..< 1.
    public func uniform(_ first: String, _ second: String) -> Double { Double(self(first, second) >> 11) * 0x1p-53 }

    private struct State {
        var (v0, v1, v2, v3): (UInt64, UInt64, UInt64, UInt64)

        init(_ key: (low: UInt64, high: UInt64)) {
            v0 = key.low ^ 0x736F_6D65_7073_6575
            v1 = key.high ^ 0x646F_7261_6E64_6F6D
            v2 = key.low ^ 0x6C79_6765_6E65_7261
            v3 = key.high ^ 0x7465_6462_7974_6573
        }

        private static func rotated(_ value: UInt64, _ bits: UInt64) -> UInt64 {
            value << bits | value >> (64 - bits)
        }

        private mutating func round() {
            v0 &+= v1
            v1 = Self.rotated(v1, 13) ^ v0
            v0 = Self.rotated(v0, 32)
            v2 &+= v3
            v3 = Self.rotated(v3, 16) ^ v2
            v0 &+= v3
            v3 = Self.rotated(v3, 21) ^ v0
            v2 &+= v1
            v1 = Self.rotated(v1, 17) ^ v2
            v2 = Self.rotated(v2, 32)
        }

        mutating func absorb(_ word: UInt64) {
            v3 ^= word
            round()
            round()
            v0 ^= word
        }

        mutating func finished() -> UInt64 {
            v2 ^= 0xFF
            for _ in 0..<4 { round() }
            return v0 ^ v1 ^ v2 ^ v3
        }
    }
}
