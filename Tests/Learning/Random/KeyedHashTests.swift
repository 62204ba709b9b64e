import Testing

@testable import Learning

@Suite struct KeyedHashTests {
    /// Appendix A of the paper, and vectors_sip64 of the authors' reference implementation.
    @Test func knownValues() {
        let hash = KeyedHash(low: 0x0706_0504_0302_0100, high: 0x0F0E_0D0C_0B0A_0908)
        let bytes = (0..<15).map { UInt8($0) }
        #expect(hash(bytes) == 0xA129_CA61_49BE_45E5)
        #expect(hash([UInt8]()) == 0x726F_DB47_DD0E_0E31)
        #expect(hash(bytes.prefix(1)) == 0x74F8_39C5_93DC_67FD)
        #expect(hash(bytes.prefix(8)) == 0x93F5_F579_9A93_2462)
    }

    @Test func textsAreToldApart() {
        let hash = KeyedHash(seed: 7)
        #expect(hash("ab", "c") != hash("a", "bc"))
        #expect(hash("ab") != hash("ab", ""))
        #expect(hash("ab") == KeyedHash(seed: 7)("ab") && hash("ab") != KeyedHash(seed: 8)("ab"))
        #expect(KeyedHash(seed: 7) == hash && KeyedHash(seed: 8) != hash)
    }

    @Test func valuesAreEvenlySpread() {
        let hash = KeyedHash(seed: 1)
        var counts = Array(repeating: 0, count: 20)
        for number in 0..<20_000 { counts[Int(hash.uniform("experiment", "unit-\(number)") * 20)] += 1 }
        #expect(SignificanceTests.goodnessOfFit(counts: counts, shares: counts.map { _ in 1 }) > 0.001)
        // Another experiment's values have nothing to do with these.
        var both = 0
        for number in 0..<20_000 {
            let (a, b) = (hash.uniform("experiment", "\(number)"), hash.uniform("other", "\(number)"))
            if a < 0.5, b < 0.5 { both += 1 }
        }
        #expect(SignificanceTests.goodnessOfFit(counts: [both, 20_000 - both], shares: [1, 3]) > 0.001)
    }
}
