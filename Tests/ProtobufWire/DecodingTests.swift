import ProtobufWire
import Testing

/// What proto3 lets a sender do.
struct DecodingTests {
    @Test
    func fieldsComeInAnyOrderAndTheLastWins() throws {
        let message = try AllTypes(serializedBytes: hex("720162 1801 1802 720163 e80305 e80300 1800"))
        #expect(message.stringValue == "c")
        #expect(message.uint32Value == 0)
        #expect(message.optionalUInt32 == 0)
    }

    @Test
    func messagesMerge() throws {
        let message = try AllTypes(serializedBytes: hex("8a01020801 8a01021002 8a0100 8a01021003"))
        #expect(message.point == Point(x: 1, y: 3))
    }

    @Test
    func decodingMergesIntoWhatIsThere() throws {
        var message = AllTypes()
        message.uint32Value = 5
        message.strings = ["a"]
        message.point = Point(x: 1, y: 1)
        try hex("e2020162 8a01021009").withUnsafeBytes { bytes in
            var reader = WireReader(bytes)
            try message.decode(from: &reader)
        }
        #expect(message.uint32Value == 5)
        #expect(message.strings == ["a", "b"])
        #expect(message.point == Point(x: 1, y: 9))
    }

    @Test
    func repeatedNumbersComePackedAndSingleAndMixed() throws {
        let message = try AllTypes(
            serializedBytes: hex(
                """
                f80101 fa01020203 f80104 fa0100
                d102 000000000000f03f d20208 0000000000000040
                9802 01 9a02 0102
                f002 02 f202 0101
                """))
        #expect(message.int32s == [1, 2, 3, 4])
        #expect(message.doubles == [1, 2])
        #expect(message.sint32s == [-1, 1])
        #expect(message.colours == [.green, .red])
    }

    @Test
    func everyRepeatedNumberComesSingle() throws {
        var expected = AllTypes()
        var writer = WireWriter()
        for value in 1...3 {
            writer.int32(31, Int32(value))
            writer.int64(32, Int64(value))
            writer.uint32(33, UInt32(value))
            writer.uint64(34, UInt64(value))
            writer.sint32(35, Int32(-value))
            writer.sint64(36, Int64(-value))
            writer.fixed32(37, UInt32(value))
            writer.fixed64(38, UInt64(value))
            writer.sfixed32(39, Int32(-value))
            writer.sfixed64(40, Int64(-value))
            writer.float(41, Float(value))
            writer.double(42, Double(value))
            writer.bool(43, ifPresent: value == 2)
            writer.enumeration(46, Colour(rawValue: Int32(value)))
        }
        expected.int32s = [1, 2, 3]
        expected.int64s = [1, 2, 3]
        expected.uint32s = [1, 2, 3]
        expected.uint64s = [1, 2, 3]
        expected.sint32s = [-1, -2, -3]
        expected.sint64s = [-1, -2, -3]
        expected.fixed32s = [1, 2, 3]
        expected.fixed64s = [1, 2, 3]
        expected.sfixed32s = [-1, -2, -3]
        expected.sfixed64s = [-1, -2, -3]
        expected.floats = [1, 2, 3]
        expected.doubles = [1, 2, 3]
        expected.bools = [false, true, false]
        expected.colours = [.red, .green, Colour(rawValue: 3)]
        #expect(try AllTypes(serializedBytes: writer.bytes()) == expected)
    }

    @Test
    func numbersTooWideForTheFieldLoseTheirHigherBits() throws {
        let message = try AllTypes(
            serializedBytes: hex("08 8180808010 18 8180808010 28 8280808010 8001 ffffffffffffffffff01 6802"))
        #expect(message.int32Value == 1)
        #expect(message.uint32Value == 1)
        #expect(message.sint32Value == 1)
        #expect(message.colour.rawValue == -1)
        #expect(message.boolValue)
    }

    @Test
    func varintsMayBeLongerThanNeeded() throws {
        let message = try AllTypes(serializedBytes: hex("98 80 00 85 80 00 72 81 80 00 61"))
        #expect(message.uint32Value == 5)
        #expect(message.stringValue == "a")
    }

    @Test
    func unknownFieldsAreKeptInOrderAndWrittenLast() throws {
        // Every wire type, a group in a group, and one known field between.
        let unknown = [
            "a03f 8001", "a13f 0102030405060708", "a23f 03616263", "a33f a803 01 ab03 b001 02 ac03 a43f",
            "a53f 01020304",
        ].map(hex)
        let bytes = unknown[0] + unknown[1] + hex("1807") + unknown[2] + unknown[3] + unknown[4]
        let message = try AllTypes(serializedBytes: bytes)
        #expect(message.uint32Value == 7)
        #expect(message.unknownFields.bytes == Array(unknown.joined()))
        #expect(message.serializedBytes() == hex("1807") + Array(unknown.joined()))
        #expect(try AllTypes(serializedBytes: message.serializedBytes()) == message)
    }

    @Test
    func unknownFieldsOfNestedMessagesStayInThem() throws {
        let message = try AllTypes(serializedBytes: hex("8a0104 1801 0802 1803"))
        #expect(message.point?.x == 2)
        #expect(message.uint32Value == 3)
        #expect(message.unknownFields.isEmpty)
        #expect(message.serializedBytes() == hex("1803 8a0104 0802 1801"))
    }

    /// As Google's runtimes do: what doesn't fit the field is kept, not lost and not refused.
    @Test
    func fieldsOfAnotherWireTypeAreUnknown() throws {
        let bytes = hex("0d01020304 7005 8d0101020304 fd0101020304 dd02 01020304 e80302")
        var expected = AllTypes()
        expected.optionalUInt32 = 2
        let message = try AllTypes(serializedBytes: bytes)
        #expect(message.unknownFields.bytes == Array(bytes.dropLast(3)))
        #expect(message.optionalUInt32 == 2)
        #expect(message.int32s == [] && message.stringValue == "" && message.point == nil)
    }

    @Test
    func anotherWireTypeDoesNotTouchAMessageAlreadyThere() throws {
        let message = try AllTypes(serializedBytes: hex("8a01020801 880105"))
        #expect(message.point == Point(x: 1))
        #expect(message.unknownFields.bytes == hex("880105"))
    }
}
