import ProtobufWire
import Testing

/// The bytes are those of Google's implementation.
struct GoldenTests {
    static let singular = hex(
        """
        08feffffffffffffffff01 10fdffffffffffffffff01 18ffffffff0f 20ffffffffffffffffff01 28ffffffff0f
        30ffffffffffffffffff01 3d78563412 41f0debc9a78563412 4dfeffffff 51fdffffffffffffff 5d0000c03f
        6100000000000002c0 6801 720768c3a9f09f9982 7a0200ff 800102 8a010d080110ffffffffffffffffff01
        """)
    static let repeated = hex(
        """
        fa011000ffffffffffffffffff01ffffffff07 82021400ffffffffffffffffff01ffffffffffffffff7f
        8a0208008001ffffffff0f 92020e00808001ffffffffffffffffff01 9a0208000102ffffffff0f
        a2020d000102feffffffffffffffff01 aa02080000000001000000 b2021000000000000000000100000000000000
        ba020800000000ffffffff c202100000000000000000ffffffffffffffff ca020c00000000000000800000807f
        d20218000000000000000000000000000000809a9999999999b93f da02020100 e20200e2020161 ea0200ea020101
        f202020100 fa0200fa0205fa02021807
        """)
    static let presentDefaults = hex(
        "e80300 f00300 f9030000000000000000 820400 880400 f87f00 82800100 fdffffff0f00000000")

    @Test
    func singularFields() throws {
        var message = AllTypes()
        message.int32Value = -2
        message.int64Value = -3
        message.uint32Value = .max
        message.uint64Value = .max
        message.sint32Value = .min
        message.sint64Value = .min
        message.fixed32Value = 0x1234_5678
        message.fixed64Value = 0x1234_5678_9ABC_DEF0
        message.sfixed32Value = -2
        message.sfixed64Value = -3
        message.floatValue = 1.5
        message.doubleValue = -2.25
        message.boolValue = true
        message.stringValue = "h\u{E9}\u{1F642}"
        message.bytesValue = [0, 255]
        message.colour = .green
        message.point = Point(x: 1, y: -1)
        #expect(message.serializedBytes() == Self.singular)
        #expect(try AllTypes(serializedBytes: Self.singular) == message)
    }

    @Test
    func repeatedFields() throws {
        var message = AllTypes()
        message.int32s = [0, -1, .max]
        message.int64s = [0, -1, .max]
        message.uint32s = [0, 128, .max]
        message.uint64s = [0, 16384, .max]
        message.sint32s = [0, -1, 1, .min]
        message.sint64s = [0, -1, 1, .max]
        message.fixed32s = [0, 1]
        message.fixed64s = [0, 1]
        message.sfixed32s = [0, -1]
        message.sfixed64s = [0, -1]
        message.floats = [0, -0.0, .infinity]
        message.doubles = [0, -0.0, 0.1]
        message.bools = [true, false]
        message.strings = ["", "a"]
        message.bytesValues = [[], [1]]
        message.colours = [.red, .unspecified]
        var inner = AllTypes()
        inner.uint32Value = 7
        var child = AllTypes()
        child.children = [inner]
        message.children = [AllTypes(), child]
        #expect(message.serializedBytes() == Self.repeated)
        #expect(try AllTypes(serializedBytes: Self.repeated) == message)
    }

    @Test
    func presentDefaultsAreWritten() throws {
        var message = AllTypes()
        message.optionalUInt32 = 0
        message.optionalSInt64 = 0
        message.optionalDouble = 0
        message.optionalString = ""
        message.optionalBool = false
        message.optionalColour = .unspecified
        message.optionalBytes = []
        message.optionalSfixed32 = 0
        #expect(message.serializedBytes() == Self.presentDefaults)
        #expect(try AllTypes(serializedBytes: Self.presentDefaults) == message)
    }

    /// Google's rule; libprotobuf-c 1.4 leaves -0.0 out.
    @Test
    func negativeZeroIsNoDefaultAndAnEmptyMessageIsPresent() throws {
        var message = AllTypes()
        message.floatValue = -0.0
        message.doubleValue = -0.0
        message.point = Point()
        let bytes = hex("5d00000080 610000000000000080 8a0100")
        #expect(message.serializedBytes() == bytes)
        let decoded = try AllTypes(serializedBytes: bytes)
        #expect(decoded.floatValue.sign == .minus && decoded.doubleValue.sign == .minus)
        #expect(decoded.point == Point())
    }

    @Test
    func defaultsAreNoBytes() throws {
        #expect(AllTypes().serializedBytes() == [])
        #expect(try AllTypes(serializedBytes: []) == AllTypes())
        #expect(try AllTypes(serializedBytes: UnsafeRawBufferPointer(start: nil, count: 0)) == AllTypes())
    }

    @Test
    func aStringMayHoldNUL() throws {
        var message = AllTypes()
        message.stringValue = "a\0b"
        #expect(message.serializedBytes() == hex("7203610062"))
        #expect(try AllTypes(serializedBytes: hex("7203610062")) == message)
    }
}
