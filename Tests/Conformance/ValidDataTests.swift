import ProtobufWire
import Testing

@testable import ConformanceProgram

/// The suite's categories of valid data: what comes in any form goes out in the canonical one.
struct ValidDataTests {
    @Test(arguments: ScalarCase.all)
    func singularFields(_ type: ScalarCase) {
        for (index, value) in type.values.enumerated() {
            // A default needs no field; minus zero is none.
            let isDefault = value.output == type.values[0].output
            let expected = isDefault ? [] : tag(type.singular, type.wire) + value.output
            expect(tag(type.singular, type.wire) + value.input, gives: expected, "\(type.name), value \(index)")
        }
    }

    @Test(arguments: ScalarCase.all)
    func theLastOfASingularFieldWins(_ type: ScalarCase) {
        let fields = type.values.map { tag(type.singular, type.wire) + $0.input }
        let last = tag(type.singular, type.wire) + type.values[1].output
        expect(fields.joined() + fields[1], gives: last, type.name)
        // The default wins too, and leaves nothing.
        expect(fields.joined() + fields[0], gives: [], type.name)
    }

    /// Packed, one by one, and both in turn come the same; each field goes out as it is declared.
    @Test(arguments: ScalarCase.all.filter { $0.packed != nil })
    func packing(_ type: ScalarCase) throws {
        let single = type.values.map(\.input)
        let packedOutput = delimited(type.values.flatMap(\.output))
        for number in [type.repeated, try #require(type.packed), try #require(type.unpacked)] {
            let isPacked = number != type.unpacked
            let expected =
                isPacked
                ? tag(number, .lengthDelimited) + packedOutput
                : type.values.flatMap { tag(number, type.wire) + $0.output }
            expect(single.flatMap { tag(number, type.wire) + $0 }, gives: expected, "\(type.name), one by one")
            expect(field(number, Array(single.joined())), gives: expected, "\(type.name), packed")
            let half = single.count / 2
            expect(
                field(number, Array(single[..<half].joined())) + field(number, [])
                    + single[half...].flatMap { tag(number, type.wire) + $0 },
                gives: expected, "\(type.name), both")
            expect(
                single.flatMap { field(number, $0) }, gives: expected, "\(type.name), packed one by one")
        }
    }

    @Test(arguments: ScalarCase.all.filter { $0.packed == nil })
    func repeatedTextAndBytes(_ type: ScalarCase) {
        let fields = { (values: [[UInt8]]) in values.flatMap { tag(type.repeated, .lengthDelimited) + $0 } }
        expect(fields(type.values.map(\.input)), gives: fields(type.values.map(\.output)), type.name)
        // With another field between each two, so that there is no run.
        expect(
            type.values.flatMap { tag(type.repeated, .lengthDelimited) + $0.input + tag(1, .varint) + [5] },
            gives: tag(1, .varint) + [5] + fields(type.values.map(\.output)), type.name)
    }

    @Test
    func messagesMerge() {
        // Singular: field by field. Repeated: one after the other.
        expect(
            field(18, [8, 1]) + field(18, []) + field(18, tag(2, .lengthDelimited) + [0]),
            gives: field(18, [8, 1, 18, 0]))
        expect(field(19, [8, 1]) + field(19, [8, 2]), gives: field(19, [8, 2]))
        expect(
            field(48, [8, 1]) + field(48, []) + field(48, [8, 2]),
            gives: field(48, [8, 1]) + field(48, []) + field(48, [8, 2]))
        // A message within itself: the innermost merge too.
        let first = field(27, field(27, field(31, [1, 2]) + tag(1, .varint) + [9]))
        let second = field(27, field(27, field(31, [3]) + tag(1, .varint) + [8]))
        expect(first + second, gives: field(27, field(27, tag(1, .varint) + [8] + field(31, [1, 2, 3]))))
        expect(
            field(18, field(2, field(18, [8, 1]))) + field(18, field(2, field(18, [8, 2]))),
            gives: field(18, field(2, field(18, [8, 2]))))
    }

    @Test
    func aMessageThatIsThereIsThereEvenWhenEmpty() {
        for number in [18, 19, 27, 112, 201, 209, 301, 302, 303, 304, 305, 306] {
            expect(field(number, []), gives: field(number, []))
        }
    }

    @Test
    func wellKnownTypes() {
        expect(
            field(201, [8, 1]) + field(206, [13] + fixed32(Float(-0.0).bitPattern)),
            gives: field(201, [8, 1]) + field(206, [13] + fixed32(1 << 31)))
        expect(field(202, [8, 0]), gives: field(202, []))
        let time = tag(1, .varint) + varint(-5) + tag(2, .varint) + [9]
        for number in [301, 302, 311, 312] { expect(field(number, time), gives: field(number, time)) }
        let list = field(
            6, field(1, field(3, text("x"))) + field(1, field(5, field(1, field(1, text("k")) + field(2, [8, 0])))))
        expect(field(306, list), gives: field(306, list))
        // A null is a member that is present at its default.
        expect(field(316, [8, 0]), gives: field(316, [8, 0]))
        expect(field(305, field(2, [1]) + field(1, text("t"))), gives: field(305, field(1, text("t")) + field(2, [1])))
    }

    @Test
    func fieldsComeInAnyOrder() {
        expect(
            tag(418, .varint) + [1] + field(14, text("a")) + field(75, [1]) + tag(2, .varint) + [2] + tag(401, .varint)
                + [0],
            gives: tag(2, .varint) + [2] + field(14, text("a")) + field(75, [1]) + tag(418, .varint) + [1])
    }
}

/// Expects that the bytes are taken, and written back like this.
func expect(
    _ input: some Sequence<UInt8>, gives expected: [UInt8], _ comment: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
) {
    do {
        let output = try TestAllTypesProto3(serializedBytes: Array(input)).serializedBytes()
        #expect(output == expected, "\(comment)", sourceLocation: sourceLocation)
    } catch {
        Issue.record("\(comment): \(error)", sourceLocation: sourceLocation)
    }
}

/// Expects that the bytes are refused, and why.
func expect(
    _ input: some Sequence<UInt8>, isRefusedAs reason: WireError.Reason, _ comment: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let bytes = Array(input)
    do {
        _ = try TestAllTypesProto3(serializedBytes: bytes)
        Issue.record("\(comment): accepted \(bytes)", sourceLocation: sourceLocation)
    } catch {
        #expect(error.reason == reason, "\(comment)", sourceLocation: sourceLocation)
    }
}
