import ProtobufWire
import Testing

/// Damaged bytes are decoded or refused, without reading past their end, and what is decoded stays as it is.
struct FuzzTests {
    @Test(arguments: 1...8)
    func damagedMessages(_ seed: Int) throws {
        let memory = try #require(GuardedMemory(capacity: 4096))
        var random = Xorshift(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
        let originals = [
            GoldenTests.singular, GoldenTests.repeated, GoldenTests.presentDefaults,
            GoldenTests.singular + GoldenTests.repeated, hex("fa0209 fa0206 fa0203 a33f18 a33f a43f 1801"),
        ]
        var accepted = 0
        for _ in 0..<3000 {
            var bytes = originals[random.below(originals.count)]
            for _ in 0...random.below(4) { damage(&bytes, &random) }
            do throws(WireError) {
                let message = try memory.withBytes(bytes) { (buffer) throws(WireError) in
                    try AllTypes(serializedBytes: buffer)
                }
                accepted += 1
                let again = message.serializedBytes()
                let decoded = try AllTypes(serializedBytes: again)
                if decoded.serializedBytes() != again {
                    Issue.record("not stable: \(bytes)")
                }
            } catch {
                if !(0...bytes.count).contains(error.offset) { Issue.record("offset \(error.offset) of \(bytes)") }
            }
        }
        // Damage must neither always nor never be harmless, or this test tests nothing.
        #expect(accepted > 100 && accepted < 2900)
    }

    private func damage(_ bytes: inout [UInt8], _ random: inout Xorshift) {
        guard !bytes.isEmpty else { return }
        let place = random.below(bytes.count)
        switch random.below(6) {
        case 0: bytes[place] ^= 1 << UInt8(random.below(8))
        case 1: bytes[place] = UInt8(random.below(256))
        case 2: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random.below(8)))
        case 3: bytes.insert(UInt8(random.below(256)), at: place)
        case 4: bytes.removeLast(random.below(bytes.count))
        default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + random.below(20))], at: place)
        }
    }
}

/// Seeded randomness (Marsaglia, "Xorshift RNGs", 2003).
private struct Xorshift {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(bound))
    }
}
