import Testing

@testable import Text

struct StringInternerTests {
    /// Byte strings of all lengths that the interner treats apart, zeros and shared beginnings among them.
    private func string(_ random: inout SplitMix) -> [UInt8] {
        let count = [random.below(10), random.below(20), 7 + random.below(3), 250 + random.below(12)][random.below(4)]
        let letters: [UInt8] = [0, 0, 0x61, 0x62, 0xFF]
        var bytes = [UInt8](repeating: 0x61, count: count)
        for _ in 0..<random.below(4) where count > 0 { bytes[random.below(count)] = letters[random.below(5)] }
        return bytes
    }

    @Test(arguments: 1...3)
    func equalsADictionary(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var interner = StringInterner()
        var numbers: [[UInt8]: UInt32] = [:]
        for _ in 0..<8_000 {
            let string = string(&random)
            #expect(string.withUnsafeBufferPointer { interner.find($0) } == numbers[string])
            if random.below(2) == 0 {
                let expected = numbers[string] ?? UInt32(numbers.count)
                let number = string.withUnsafeBufferPointer { interner.intern($0) }
                #expect(number == expected)
                numbers[string] = expected
            }
        }
        #expect(interner.count == numbers.count && interner.count > 500)
        for (string, number) in numbers {
            let isSame = interner.withBytes(of: number) { $0.elementsEqual(string) }
            #expect(isSame)
        }
        let sorted = numbers.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
        #expect(interner.sortedNumbers() == sorted)
    }

    /// Look-ups in batches, of fewer, as many and more than fit one.
    @Test func manyAtOnceAreFoundAsOneByOne() {
        var random = SplitMix(seed: 9)
        var interner = StringInterner()
        for count in [0, 1, 31, 32, 33, 64, 500] {
            let strings = (0..<count).map { _ in string(&random) }
            for string in strings where random.below(2) == 0 {
                _ = string.withUnsafeBufferPointer { interner.intern($0) }
            }
            var text: [UInt8] = []
            let tokens = strings.map { string in
                defer { text.append(contentsOf: string) }
                return Token(
                    start: UInt32(text.count), end: UInt32(text.count + string.count), kind: .word, isJoined: false)
            }
            let expected = strings.map { string in string.withUnsafeBufferPointer { interner.find($0) } }
            var found = [UInt32](repeating: 0, count: count + 1)
            var prepared: [UInt32] = []
            text.withUnsafeBufferPointer { text in
                found.withUnsafeMutableBufferPointer {
                    interner.find(tokens, of: text, into: $0.baseAddress!) { prepared.append($0) }
                }
            }
            #expect(found.dropLast() == ArraySlice(expected.map { $0 ?? StringInterner.unknown }))
            #expect(prepared == expected.compactMap { $0 })
        }
    }
}
