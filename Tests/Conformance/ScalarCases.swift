import Testing

/// A proto3 type: where the suite's message has fields of it, and values with the bytes that they come and go as.
struct ScalarCase: CustomTestStringConvertible {
    var name: String
    var wire: Wire
    /// The field numbers; numbers that can be packed have the latter two.
    var singular: Int
    var repeated: Int
    var packed: Int?
    var unpacked: Int?
    /// What comes, and what is written back.
    ///
    /// The first is the default.
    var values: [(input: [UInt8], output: [UInt8])]

    var testDescription: String { name }

    private static func number(
        _ name: String, _ wire: Wire, _ index: Int, _ values: [(input: [UInt8], output: [UInt8])]
    ) -> ScalarCase {
        ScalarCase(
            name: name, wire: wire, singular: index, repeated: index + 30, packed: index + 74, unpacked: index + 88,
            values: values)
    }

    private static func same(_ values: [[UInt8]]) -> [(input: [UInt8], output: [UInt8])] {
        values.map { ($0, $0) }
    }

    private static let minusOne = varint(-1)
    private static let widest = varint(UInt64.max)

    static let all: [ScalarCase] = [
        number(
            "int32", .varint, 1,
            same([[0], varint(12345), varint(Int(Int32.max)), varint(Int(Int32.min)), minusOne])
                + [
                    (longVarint(0, extra: 1), [0]), (longVarint(7, extra: 3), [7]), (varint(1 << 33 | 5), [5]),
                    (varint(1 << 31), varint(Int(Int32.min))), (varint(UInt64(UInt32.max)), minusOne),
                ]),
        number(
            "int64", .varint, 2,
            same([[0], varint(12345), varint(Int.max), varint(Int.min), minusOne]) + [
                (longVarint(300, extra: 7), varint(300))
            ]),
        number(
            "uint32", .varint, 3,
            same([[0], varint(12345), varint(UInt64(UInt32.max))])
                + [(varint(1 << 33 | 5), [5]), (widest, varint(UInt64(UInt32.max)))]),
        number("uint64", .varint, 4, same([[0], varint(12345), widest]) + [(longVarint(1, extra: 9), [1])]),
        number(
            "sint32", .varint, 5,
            same([[0], [1], [2], varint(UInt64(UInt32.max)), varint(UInt64(UInt32.max) - 1)])
                + [(varint(1 << 33 | 3), [3])]),
        number("sint64", .varint, 6, same([[0], [1], [2], widest, varint(UInt64.max - 1)])),
        number("fixed32", .fixed32, 7, same([0, 12345, .max].map(fixed32))),
        number("fixed64", .fixed64, 8, same([0, 12345, .max].map(fixed64))),
        number("sfixed32", .fixed32, 9, same([0, 12345, .max, 1 << 31].map(fixed32))),
        number("sfixed64", .fixed64, 10, same([0, 12345, .max, 1 << 63].map(fixed64))),
        number(
            "float", .fixed32, 11,
            same(
                [
                    0, Float(0.1).bitPattern, Float.greatestFiniteMagnitude.bitPattern,
                    Float.leastNonzeroMagnitude.bitPattern, Float.infinity.bitPattern, Float(-0.0).bitPattern,
                    Float.nan.bitPattern, 0x7FA0_0001,
                ].map(fixed32))),
        number(
            "double", .fixed64, 12,
            same(
                [
                    0, (0.1).bitPattern, Double.greatestFiniteMagnitude.bitPattern,
                    Double.leastNonzeroMagnitude.bitPattern, Double.infinity.bitPattern, (-0.0).bitPattern,
                    Double.nan.bitPattern, 0x7FF4_0000_0000_0001,
                ].map(fixed64))),
        number(
            "bool", .varint, 13,
            same([[0], [1]]) + [([2], [1]), (widest, [1]), (varint(1 << 63), [1]), (longVarint(0, extra: 9), [0])]),
        ScalarCase(
            name: "string", wire: .lengthDelimited, singular: 14, repeated: 44,
            values: same(
                ["", "Hello world!", "'\"?\\\u{8}", "谷歌", "\u{1F601}", String(repeating: "é", count: 99)].map {
                    delimited(text($0))
                }) + [(longVarint(1, extra: 2) + [0x61], delimited([0x61]))]),
        ScalarCase(
            name: "bytes", wire: .lengthDelimited, singular: 15, repeated: 45,
            values: same([[], [1, 2], [0xC3], [UInt8](repeating: 0xFF, count: 200)].map { delimited($0) })),
        number(
            "enumeration", .varint, 21,
            same([[0], [1], [2], minusOne, [77], varint(Int(Int32.min))])
                + [(varint(1 << 33 | 1), [1])]
        ).with(repeated: 51, packed: 88, unpacked: 102),
    ]

    private func with(repeated: Int, packed: Int, unpacked: Int) -> ScalarCase {
        var changed = self
        changed.repeated = repeated
        changed.packed = packed
        changed.unpacked = unpacked
        return changed
    }
}
