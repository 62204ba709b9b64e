import ProtobufWire
import Testing

@testable import ConformanceProgram

/// Members of a oneof exclude each other; maps take entries in every form.
struct OneofAndMapTests {
    /// Each member with a value and with its default, which is present all the same.
    private static let members: [(value: [UInt8], initial: [UInt8])] = [
        (tag(111, .varint) + [7], tag(111, .varint) + [0]), (field(112, [8, 7]), field(112, [])),
        (field(113, text("x")), field(113, [])), (field(114, [7]), field(114, [])),
        (tag(115, .varint) + [1], tag(115, .varint) + [0]), (tag(116, .varint) + [7], tag(116, .varint) + [0]),
        (tag(117, .fixed32) + fixed32(7), tag(117, .fixed32) + fixed32(0)),
        (tag(118, .fixed64) + fixed64(7), tag(118, .fixed64) + fixed64(0)),
        (tag(119, .varint) + varint(-1), tag(119, .varint) + [0]), (tag(120, .varint) + [7], tag(120, .varint) + [0]),
    ]

    @Test
    func theLastMemberWins() {
        for first in Self.members {
            expect(first.value, gives: first.value)
            expect(first.initial, gives: first.initial)
            for second in Self.members where second.value != first.value {
                expect(first.value + second.value, gives: second.value)
                expect(first.value + second.initial + second.value, gives: second.value)
                expect(first.value + second.initial, gives: second.initial)
            }
        }
    }

    @Test
    func theSameMemberReplacesOrMerges() {
        expect(tag(111, .varint) + [7] + tag(111, .varint) + [8], gives: tag(111, .varint) + [8])
        expect(field(112, [8, 7]) + field(112, field(2, [])), gives: field(112, [8, 7] + field(2, [])))
        // Another member between: the message begins anew.
        expect(
            field(112, [8, 7]) + tag(111, .varint) + [1] + field(112, field(2, [])), gives: field(112, field(2, [])))
    }

    @Test
    func aMemberOfAnotherWireTypeIsUnknownAndExcludesNothing() {
        let known = tag(111, .varint) + [7]
        for unknown in [tag(115, .fixed32) + fixed32(1), tag(113, .varint) + [1], tag(112, .fixed64) + fixed64(1)] {
            expect(known + unknown, gives: known + unknown)
        }
    }

    /// A map: its field, and a key and a value other than the defaults, with and without which entries come.
    private static let maps: [(number: Int, key: [UInt8], value: [UInt8], initial: (key: [UInt8], value: [UInt8]))] = {
        var maps: [(Int, [UInt8], [UInt8], ([UInt8], [UInt8]))] = []
        for number in 56...61 { maps.append((number, [8, 6], [16, 10], ([8, 0], [16, 0]))) }
        let small = { (number: Int, value: UInt32) in tag(number, .fixed32) + fixed32(value) }
        let large = { (number: Int, value: UInt64) in tag(number, .fixed64) + fixed64(value) }
        for number in [62, 64] { maps.append((number, small(1, 6), small(2, 9), (small(1, 0), small(2, 0)))) }
        for number in [63, 65] { maps.append((number, large(1, 6), large(2, 9), (large(1, 0), large(2, 0)))) }
        maps.append((66, [8, 6], small(2, 1 << 31), ([8, 0], small(2, 0))))
        maps.append((67, [8, 6], large(2, 1 << 63), ([8, 0], large(2, 0))))
        maps.append((68, [8, 1], [16, 1], ([8, 0], [16, 0])))
        for number in [69, 70] {
            maps.append((number, field(1, text("k")), field(2, text("v")), (field(1, []), field(2, []))))
        }
        for number in [71, 72] {
            maps.append((number, field(1, text("k")), field(2, [8, 5]), (field(1, []), field(2, []))))
        }
        for number in [73, 74] { maps.append((number, field(1, text("k")), [16, 77], (field(1, []), [16, 0]))) }
        return maps
    }()

    @Test
    func entriesInEveryForm() {
        for map in Self.maps {
            let entry = field(map.number, map.key + map.value)
            let initial = field(map.number, map.initial.key + map.initial.value)
            expect(entry, gives: entry)
            expect(field(map.number, map.value + map.key), gives: entry)
            expect(field(map.number, []), gives: initial)
            expect(initial, gives: initial)
            expect(field(map.number, map.value), gives: field(map.number, map.initial.key + map.value))
            expect(field(map.number, map.key), gives: field(map.number, map.key + map.initial.value))
            // The same key again, in one entry or in two: the last wins.
            expect(field(map.number, map.initial.key + map.key + map.initial.value + map.value), gives: entry)
            expect(field(map.number, map.key + map.initial.value) + entry, gives: entry)
            expect(entry + field(map.number, map.key), gives: field(map.number, map.key + map.initial.value))
            // In order of the keys, however they come.
            expect(entry + initial, gives: initial + entry)
            // Unknown fields of an entry are dropped, as Google's runtimes do.
            expect(field(map.number, tag(9, .varint) + [1] + map.key + map.value), gives: entry)
            expect(entry + field(map.number, Array(map.key.dropLast())), isRefusedAs: .truncated)
        }
    }

    @Test
    func aMessageMergesWithinAnEntryOnly() {
        let key = field(1, text("k"))
        expect(
            field(71, key + field(2, [8, 1]) + field(2, field(2, []))), gives: field(71, key + field(2, [8, 1, 18, 0])))
        expect(
            field(71, key + field(2, [8, 1])) + field(71, key + field(2, field(2, []))),
            gives: field(71, key + field(2, [18, 0])))
    }
}
