/// A fingerprint of 128 bits for facts that come without an id: equal contents, equal id.
///
/// MurmurHash3 x64 128 by Austin Appleby (public domain), seed 0. Chance collisions are out of the question at any size
/// of log; it does not withstand somebody who wants a collision, who could only hurt their own import.
enum ContentHash {
    /// 32 hexadecimal digits.
    static func hexadecimal(_ bytes: UnsafeRawBufferPointer) -> String {
        let (first, second) = hash(bytes)
        return digits(first) + digits(second)
    }

    static func hash(_ bytes: UnsafeRawBufferPointer) -> (UInt64, UInt64) {
        let c1: UInt64 = 0x87C3_7B91_1142_53D5
        let c2: UInt64 = 0x4CF5_AD43_2745_937F
        var h1: UInt64 = 0
        var h2: UInt64 = 0
        func mix1(_ k: UInt64) -> UInt64 { rotate(k &* c1, 31) &* c2 }
        func mix2(_ k: UInt64) -> UInt64 { rotate(k &* c2, 33) &* c1 }

        let blocks = bytes.count / 16
        for block in 0..<blocks {
            let k1 = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: block * 16, as: UInt64.self))
            let k2 = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: block * 16 + 8, as: UInt64.self))
            h1 ^= mix1(k1)
            h1 = (rotate(h1, 27) &+ h2) &* 5 &+ 0x52DC_E729
            h2 ^= mix2(k2)
            h2 = (rotate(h2, 31) &+ h1) &* 5 &+ 0x3849_5AB5
        }
        var k1: UInt64 = 0
        var k2: UInt64 = 0
        for (index, byte) in bytes[(blocks * 16)...].enumerated() {
            if index < 8 {
                k1 |= UInt64(byte) << UInt64(index * 8)
            } else {
                k2 |= UInt64(byte) << UInt64(index * 8 - 64)
            }
        }
        h2 ^= mix2(k2)
        h1 ^= mix1(k1)
        h1 ^= UInt64(bytes.count)
        h2 ^= UInt64(bytes.count)
        h1 &+= h2
        h2 &+= h1
        h1 = finish(h1)
        h2 = finish(h2)
        h1 &+= h2
        h2 &+= h1
        return (h1, h2)
    }

    private static func rotate(_ value: UInt64, _ bits: UInt64) -> UInt64 { value << bits | value >> (64 - bits) }

    private static func finish(_ value: UInt64) -> UInt64 {
        var k = value
        k = (k ^ k >> 33) &* 0xFF51_AFD7_ED55_8CCD
        k = (k ^ k >> 33) &* 0xC4CE_B9FE_1A85_EC53
        return k ^ k >> 33
    }

    private static func digits(_ value: UInt64) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }
}
