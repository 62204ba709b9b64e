import ProtobufWire

/// A message with a field of every type, in every form, and with tags of every length.
///
/// Golden bytes in these tests were made by Google's protoc 3.21.12 (`--encode`) from:
///
///     message Point { int32 x = 1; int32 y = 2; }
///     message AllTypes {
///       int32 int32_value = 1;
///       int64 int64_value = 2;
///       uint32 uint32_value = 3;
///       uint64 uint64_value = 4;
///       sint32 sint32_value = 5;
///       sint64 sint64_value = 6;
///       fixed32 fixed32_value = 7;
///       fixed64 fixed64_value = 8;
///       sfixed32 sfixed32_value = 9;
///       sfixed64 sfixed64_value = 10;
///       float float_value = 11;
///       double double_value = 12;
///       bool bool_value = 13;
///       string string_value = 14;
///       bytes bytes_value = 15;
///       Colour colour = 16;
///       Point point = 17;
///       repeated int32 int32s = 31;
///       repeated int64 int64s = 32;
///       repeated uint32 uint32s = 33;
///       repeated uint64 uint64s = 34;
///       repeated sint32 sint32s = 35;
///       repeated sint64 sint64s = 36;
///       repeated fixed32 fixed32s = 37;
///       repeated fixed64 fixed64s = 38;
///       repeated sfixed32 sfixed32s = 39;
///       repeated sfixed64 sfixed64s = 40;
///       repeated float floats = 41;
///       repeated double doubles = 42;
///       repeated bool bools = 43;
///       repeated string strings = 44;
///       repeated bytes bytes_values = 45;
///       repeated Colour colours = 46;
///       repeated AllTypes children = 47;
///       optional uint32 optional_uint32 = 61;
///       optional sint64 optional_sint64 = 62;
///       optional double optional_double = 63;
///       optional string optional_string = 64;
///       optional bool optional_bool = 65;
///       optional Colour optional_colour = 2047;
///       optional bytes optional_bytes = 2048;
///       optional sfixed32 optional_sfixed32 = 536870911;
///     }
struct AllTypes: Message {
    static let messageName = "test.AllTypes"

    var int32Value: Int32 = 0
    var int64Value: Int64 = 0
    var uint32Value: UInt32 = 0
    var uint64Value: UInt64 = 0
    var sint32Value: Int32 = 0
    var sint64Value: Int64 = 0
    var fixed32Value: UInt32 = 0
    var fixed64Value: UInt64 = 0
    var sfixed32Value: Int32 = 0
    var sfixed64Value: Int64 = 0
    var floatValue: Float = 0
    var doubleValue: Double = 0
    var boolValue: Bool = false
    var stringValue: String = ""
    var bytesValue: [UInt8] = []
    var colour: Colour = .unspecified
    var point: Point?
    var int32s: [Int32] = []
    var int64s: [Int64] = []
    var uint32s: [UInt32] = []
    var uint64s: [UInt64] = []
    var sint32s: [Int32] = []
    var sint64s: [Int64] = []
    var fixed32s: [UInt32] = []
    var fixed64s: [UInt64] = []
    var sfixed32s: [Int32] = []
    var sfixed64s: [Int64] = []
    var floats: [Float] = []
    var doubles: [Double] = []
    var bools: [Bool] = []
    var strings: [String] = []
    var bytesValues: [[UInt8]] = []
    var colours: [Colour] = []
    var children: [AllTypes] = []
    var optionalUInt32: UInt32?
    var optionalSInt64: Int64?
    var optionalDouble: Double?
    var optionalString: String?
    var optionalBool: Bool?
    var optionalColour: Colour?
    var optionalBytes: [UInt8]?
    var optionalSfixed32: Int32?
    var unknownFields = UnknownFields()

    func encode(to writer: inout WireWriter) {
        writer.int32(1, int32Value)
        writer.int64(2, int64Value)
        writer.uint32(3, uint32Value)
        writer.uint64(4, uint64Value)
        writer.sint32(5, sint32Value)
        writer.sint64(6, sint64Value)
        writer.fixed32(7, fixed32Value)
        writer.fixed64(8, fixed64Value)
        writer.sfixed32(9, sfixed32Value)
        writer.sfixed64(10, sfixed64Value)
        writer.float(11, floatValue)
        writer.double(12, doubleValue)
        writer.bool(13, boolValue)
        writer.string(14, stringValue)
        writer.bytes(15, bytesValue)
        writer.enumeration(16, colour)
        writer.message(17, point)
        writer.repeatedInt32(31, int32s)
        writer.repeatedInt64(32, int64s)
        writer.repeatedUInt32(33, uint32s)
        writer.repeatedUInt64(34, uint64s)
        writer.repeatedSInt32(35, sint32s)
        writer.repeatedSInt64(36, sint64s)
        writer.repeatedFixed32(37, fixed32s)
        writer.repeatedFixed64(38, fixed64s)
        writer.repeatedSFixed32(39, sfixed32s)
        writer.repeatedSFixed64(40, sfixed64s)
        writer.repeatedFloat(41, floats)
        writer.repeatedDouble(42, doubles)
        writer.repeatedBool(43, bools)
        writer.repeatedString(44, strings)
        writer.repeatedBytes(45, bytesValues)
        writer.repeatedEnumeration(46, colours)
        writer.repeatedMessage(47, children)
        writer.uint32(61, ifPresent: optionalUInt32)
        writer.sint64(62, ifPresent: optionalSInt64)
        writer.double(63, ifPresent: optionalDouble)
        writer.string(64, ifPresent: optionalString)
        writer.bool(65, ifPresent: optionalBool)
        writer.enumeration(2047, ifPresent: optionalColour)
        writer.bytes(2048, ifPresent: optionalBytes)
        writer.sfixed32(536_870_911, ifPresent: optionalSfixed32)
        writer.unknownFields(unknownFields)
    }

    mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.int32(&int32Value)
            case 2: try reader.int64(&int64Value)
            case 3: try reader.uint32(&uint32Value)
            case 4: try reader.uint64(&uint64Value)
            case 5: try reader.sint32(&sint32Value)
            case 6: try reader.sint64(&sint64Value)
            case 7: try reader.fixed32(&fixed32Value)
            case 8: try reader.fixed64(&fixed64Value)
            case 9: try reader.sfixed32(&sfixed32Value)
            case 10: try reader.sfixed64(&sfixed64Value)
            case 11: try reader.float(&floatValue)
            case 12: try reader.double(&doubleValue)
            case 13: try reader.bool(&boolValue)
            case 14: try reader.string(&stringValue)
            case 15: try reader.bytes(&bytesValue)
            case 16: try reader.enumeration(&colour)
            case 17: try reader.message(&point)
            case 31: try reader.repeatedInt32(&int32s)
            case 32: try reader.repeatedInt64(&int64s)
            case 33: try reader.repeatedUInt32(&uint32s)
            case 34: try reader.repeatedUInt64(&uint64s)
            case 35: try reader.repeatedSInt32(&sint32s)
            case 36: try reader.repeatedSInt64(&sint64s)
            case 37: try reader.repeatedFixed32(&fixed32s)
            case 38: try reader.repeatedFixed64(&fixed64s)
            case 39: try reader.repeatedSFixed32(&sfixed32s)
            case 40: try reader.repeatedSFixed64(&sfixed64s)
            case 41: try reader.repeatedFloat(&floats)
            case 42: try reader.repeatedDouble(&doubles)
            case 43: try reader.repeatedBool(&bools)
            case 44: try reader.repeatedString(&strings)
            case 45: try reader.repeatedBytes(&bytesValues)
            case 46: try reader.repeatedEnumeration(&colours)
            case 47: try reader.repeatedMessage(&children)
            case 61: try reader.uint32(&optionalUInt32)
            case 62: try reader.sint64(&optionalSInt64)
            case 63: try reader.double(&optionalDouble)
            case 64: try reader.string(&optionalString)
            case 65: try reader.bool(&optionalBool)
            case 2047: try reader.enumeration(&optionalColour)
            case 2048: try reader.bytes(&optionalBytes)
            case 536_870_911: try reader.sfixed32(&optionalSfixed32)
            default: break
            }
        }
    }
}

struct Point: Message {
    static let messageName = "test.Point"

    var x: Int32 = 0
    var y: Int32 = 0
    var unknownFields = UnknownFields()

    func encode(to writer: inout WireWriter) {
        writer.int32(1, x)
        writer.int32(2, y)
        writer.unknownFields(unknownFields)
    }

    mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.int32(&x)
            case 2: try reader.int32(&y)
            default: break
            }
        }
    }
}

struct Colour: Enumeration {
    static let enumerationName = "test.Colour"
    static let unspecified = Colour(rawValue: 0)
    static let red = Colour(rawValue: 1)
    static let green = Colour(rawValue: 2)
    static let constants: [(value: Colour, name: String)] = [
        (.unspecified, "COLOUR_UNSPECIFIED"), (.red, "COLOUR_RED"), (.green, "COLOUR_GREEN"),
    ]

    var rawValue: Int32
}
