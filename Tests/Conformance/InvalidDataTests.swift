import ProtobufWire
import Testing

@testable import ConformanceProgram

/// The suite's categories of data that must be refused.
struct InvalidDataTests {
    /// The end inside a value or right before it, for known and unknown fields, at the top and within a message.
    @Test(arguments: ScalarCase.all)
    func prematureEnd(_ type: ScalarCase) {
        let sample = type.values[2].input
        for number in [type.singular, type.repeated, type.unpacked, 123].compactMap({ $0 }) {
            for length in 0..<sample.count {
                let cut = tag(number, type.wire) + sample[..<length]
                expect(cut, isRefusedAs: .truncated, "\(type.name), field \(number), \(length) bytes")
                expect(field(27, cut), isRefusedAs: .truncated, "\(type.name), field \(number), nested")
            }
            // The message that the value stands in ends too early, though bytes follow.
            let whole = tag(number, type.wire) + sample
            expect(
                tag(27, .lengthDelimited) + varint(whole.count - 1) + whole, isRefusedAs: .truncated,
                "\(type.name), field \(number), length too short")
        }
        guard let packed = type.packed else { return }
        for length in 1..<sample.count {
            expect(field(packed, Array(sample[..<length])), isRefusedAs: .truncated, "\(type.name), packed")
        }
        expect(tag(packed, .lengthDelimited), isRefusedAs: .truncated)
        expect(tag(packed, .lengthDelimited) + [UInt8(sample.count + 1)] + sample, isRefusedAs: .truncated)
    }

    @Test
    func prematureEndOfMessagesAndTags() {
        for number in [18, 27, 48, 56, 71, 112, 304, 123] {
            expect(tag(number, .lengthDelimited), isRefusedAs: .truncated)
            expect(tag(number, .lengthDelimited) + [1], isRefusedAs: .truncated)
            expect(tag(number, .lengthDelimited) + [0x80], isRefusedAs: .truncated)
        }
        expect([0x80], isRefusedAs: .truncated)
        expect([0x98, 0x80, 0x80, 0x80], isRefusedAs: .truncated)
    }

    @Test(arguments: Wire.allCases)
    func fieldNumberZero(_ wire: Wire) {
        let first = UInt8(wire.rawValue)
        expect([first, 1, 0, 0, 0, 0, 0, 0, 0], isRefusedAs: .invalidFieldNumber)
        expect(longVarint(UInt64(first), extra: 1) + [1, 0, 0, 0, 0, 0, 0, 0], isRefusedAs: .invalidFieldNumber)
        expect(field(27, [first, 1, 0, 0, 0, 0, 0, 0, 0]), isRefusedAs: .invalidFieldNumber)
    }

    @Test
    func tagsOutOfRange() {
        expect(varint(1 << 32) + [1], isRefusedAs: .invalidFieldNumber)
        expect(varint(UInt64.max) + [1], isRefusedAs: .invalidFieldNumber)
        expect(longVarint(8, extra: 4) + [1], gives: [8, 1])
        for extra in 5...9 { expect(longVarint(8, extra: extra) + [1], isRefusedAs: .overlongVarint) }
        for wire: UInt8 in [6, 7] {
            expect([8 | wire, 1], isRefusedAs: .invalidWireType)
            expect(varint(123 << 3 | Int(wire)) + [1], isRefusedAs: .invalidWireType)
        }
    }

    @Test
    func overlongVarints() {
        let tooLong = [UInt8](repeating: 0xFF, count: 10) + [1]
        let tooWide = [UInt8](repeating: 0xFF, count: 9) + [2]
        for number in [1, 2, 3, 4, 5, 6, 13, 21, 31, 89, 111, 123] {
            expect(tag(number, .varint) + tooLong, isRefusedAs: .overlongVarint)
            expect(tag(number, .varint) + tooWide, isRefusedAs: .overlongVarint)
        }
        expect(field(31, tooLong), isRefusedAs: .overlongVarint)
        expect(tag(14, .lengthDelimited) + tooLong, isRefusedAs: .overlongVarint)
    }

    @Test(
        arguments: [
            [0x80], [0xC0, 0xAF], [0xC3, 0x28], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x61, 0xFF],
        ] as [[UInt8]])
    func textThatIsNotUTF8(_ bytes: [UInt8]) {
        for padding in [0, 7, 15, 40] {
            let padded = [UInt8](repeating: 0x61, count: padding) + bytes
            for number in [14, 24, 44, 54, 113] { expect(field(number, padded), isRefusedAs: .invalidUTF8) }
            expect(field(69, field(1, padded)), isRefusedAs: .invalidUTF8)
            expect(field(69, field(2, padded)), isRefusedAs: .invalidUTF8)
            expect(field(208, field(1, padded)), isRefusedAs: .invalidUTF8)
            expect(field(15, padded), gives: field(15, padded))
            expect(field(123, padded), gives: field(123, padded))
        }
    }

    @Test
    func groupsThatDoNotMatch() {
        for number in [1, 18, 27, 123] {
            expect(tag(number, .endGroup), isRefusedAs: .unmatchedGroup)
            expect(tag(number, .startGroup), isRefusedAs: .unmatchedGroup)
            expect(tag(number, .startGroup) + [8, 1] + tag(number + 1, .endGroup), isRefusedAs: .unmatchedGroup)
            expect(field(27, tag(number, .startGroup)) + tag(number, .endGroup), isRefusedAs: .unmatchedGroup)
        }
        let group = tag(123, .startGroup) + tag(9, .startGroup) + tag(9, .endGroup) + [8, 1] + tag(123, .endGroup)
        expect(group, gives: group)
    }

    @Test
    func nesting() {
        func nested(_ depth: Int) -> [UInt8] { (0..<depth).reduce([]) { inner, _ in field(27, inner) } }
        expect(nested(100), gives: nested(100))
        expect(nested(101), isRefusedAs: .nestingTooDeep)
        func corecursive(_ depth: Int) -> [UInt8] { (0..<depth).reduce([]) { inner, _ in field(18, field(2, inner)) } }
        expect(corecursive(50), gives: corecursive(50))
        expect(corecursive(51), isRefusedAs: .nestingTooDeep)
        // Through maps, lists and oneofs it counts as well.
        func listed(_ depth: Int) -> [UInt8] { (0..<depth).reduce([]) { inner, _ in field(6, field(1, inner)) } }
        expect(field(306, listed(49)), gives: field(306, listed(49)))
        expect(field(306, listed(50)), isRefusedAs: .nestingTooDeep)
    }
}
