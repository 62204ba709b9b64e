import Testing

@testable import ConformanceProgram

/// What is not known is kept, in order, where it came.
struct UnknownFieldTests {
    private let everyWireType =
        tag(123, .varint) + [5] + tag(501, .fixed64) + fixed64(1) + field(502, text("abc")) + tag(503, .startGroup)
        + [8, 1] + tag(503, .endGroup) + tag(504, .fixed32) + fixed32(2) + tag(123, .varint) + [4]

    @Test
    func keptInOrderOfArrival() {
        expect(everyWireType, gives: everyWireType)
        expect(
            tag(1, .varint) + [7] + everyWireType + field(14, text("a")),
            gives: tag(1, .varint) + [7] + field(14, text("a")) + everyWireType)
    }

    @Test
    func keptInTheMessageTheyCameIn() {
        for number in [18, 19, 27, 48, 112, 201, 301, 304] {
            expect(field(number, everyWireType), gives: field(number, everyWireType))
        }
        expect(
            field(19, everyWireType) + field(19, [8, 1] + everyWireType),
            gives: field(19, [8, 1] + everyWireType + everyWireType))
        expect(
            field(72, field(1, []) + field(2, everyWireType)), gives: field(72, field(1, []) + field(2, everyWireType)))
    }

    /// As they came, not as they might have been written.
    @Test
    func keptByteForByte() {
        let long = longVarint(123 << 3, extra: 2) + longVarint(5, extra: 4)
        expect(long, gives: long)
    }

    /// Every field in every wire type that it does not have.
    @Test(arguments: ScalarCase.all)
    func knownNumbersOfAnotherWireType(_ type: ScalarCase) {
        let samples: [(Wire, [UInt8])] = [
            (.varint, [1]), (.fixed64, fixed64(1)), (.lengthDelimited, [1, 0]), (.fixed32, fixed32(1)),
        ]
        for (wire, value) in samples where wire != type.wire {
            expect(tag(type.singular, wire) + value, gives: tag(type.singular, wire) + value, type.name)
            if wire != .lengthDelimited {
                expect(tag(type.repeated, wire) + value, gives: tag(type.repeated, wire) + value, type.name)
            }
        }
    }
}
