import ProtobufWire
import Testing

/// The buffer under the writer: growth, lengths of every size, reuse.
struct WriterTests {
    /// A body around every border of a length's size moves to make room for it, at any depth.
    @Test(arguments: [0, 1, 126, 127, 128, 129, 16_382, 16_383, 16_384, 16_385, 2_097_151, 2_097_152])
    func lengthsOfEverySize(_ size: Int) throws {
        var inner = AllTypes()
        inner.bytesValue = (0..<size).map { UInt8(truncatingIfNeeded: $0 * 7) }
        var middle = AllTypes()
        middle.children = [inner, AllTypes()]
        var outer = AllTypes()
        outer.uint32Value = 1
        outer.children = [middle]
        outer.optionalUInt32 = 2

        let body = size == 0 ? [] : [0x7A] + varint(size) + inner.bytesValue
        let middleBody = hex("fa02") + varint(body.count) + body + hex("fa0200")
        let expected = hex("1801 fa02") + varint(middleBody.count) + middleBody + hex("e80302")
        #expect(outer.serializedBytes() == expected)
        #expect(try AllTypes(serializedBytes: expected) == outer)
    }

    private func varint(_ value: Int) -> [UInt8] {
        value < 0x80 ? [UInt8(value)] : [UInt8(value & 0x7F | 0x80)] + varint(value >> 7)
    }

    @Test
    func packedNumbersOfEverySize() throws {
        for count in [1, 127, 128, 5000] {
            var message = AllTypes()
            message.uint32s = (0..<UInt32(count)).map { $0 &* 2_654_435_761 }
            message.doubles = (0..<count).map { Double($0) / 3 }
            message.bools = (0..<count).map { $0 % 3 == 0 }
            #expect(try AllTypes(serializedBytes: message.serializedBytes()) == message)
        }
    }

    @Test
    func aWriterIsReused() {
        var writer = WireWriter(capacity: 0)
        for round in 1...3 {
            writer.removeAll()
            #expect(writer.count == 0)
            for number in 1...1000 { writer.uint32(number, UInt32(round)) }
            #expect(writer.count == 15 * 2 + 985 * 3)
            let copy = writer.bytes()
            #expect(writer.withUnsafeBytes { Array($0) } == copy)
        }
    }

    @Test
    func aHeaderIsFilledInLater() {
        var writer = WireWriter()
        writer.append(raw: 1)
        [UInt8](repeating: 0, count: 4).withUnsafeBytes { writer.append(raw: $0) }
        writer.message(6, Point(x: 3, y: 0))
        writer.overwrite(at: 1, withBigEndian: UInt32(writer.count - 5))
        #expect(writer.bytes() == hex("01 00000004 32020803"))
    }

    @Test
    func bytesFromElsewhere() {
        var writer = WireWriter()
        writer.bytes(1, raw: UnsafeRawBufferPointer(start: nil, count: 0))
        hex("aabb").withUnsafeBytes { writer.bytes(2, raw: $0) }
        #expect(writer.bytes() == hex("0a00 1202aabb"))
    }

    @Test
    func enumerationsAndErrorsDescribeThemselves() {
        #expect(Colour.red.description == "COLOUR_RED")
        #expect(Colour(rawValue: 77).description == "77")
        #expect(
            WireError(.invalidUTF8, offset: 12, fieldNumber: 3).description
                == "not a protobuf message: a string is not UTF-8; send other bytes in a field of type bytes "
                + "(at byte 12, in field 3)")
    }
}
