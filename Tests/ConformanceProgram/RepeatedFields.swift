import ProtobufWire

/// Repeated fields; numbers are packed, as proto3 has it by default.
struct RepeatedFields: Sendable, Equatable {
    var repeatedInt32: [Int32] = []
    var repeatedInt64: [Int64] = []
    var repeatedUInt32: [UInt32] = []
    var repeatedUInt64: [UInt64] = []
    var repeatedSInt32: [Int32] = []
    var repeatedSInt64: [Int64] = []
    var repeatedFixed32: [UInt32] = []
    var repeatedFixed64: [UInt64] = []
    var repeatedSFixed32: [Int32] = []
    var repeatedSFixed64: [Int64] = []
    var repeatedFloat: [Float] = []
    var repeatedDouble: [Double] = []
    var repeatedBool: [Bool] = []
    var repeatedString: [String] = []
    var repeatedBytes: [[UInt8]] = []
    var repeatedNestedMessage: [NestedMessage] = []
    var repeatedForeignMessage: [ForeignMessage] = []
    var repeatedNestedEnum: [NestedEnum] = []
    var repeatedForeignEnum: [ForeignEnum] = []
    var repeatedStringPiece: [String] = []
    var repeatedCord: [String] = []

    func encode(to writer: inout WireWriter) {
        writer.repeatedInt32(31, repeatedInt32)
        writer.repeatedInt64(32, repeatedInt64)
        writer.repeatedUInt32(33, repeatedUInt32)
        writer.repeatedUInt64(34, repeatedUInt64)
        writer.repeatedSInt32(35, repeatedSInt32)
        writer.repeatedSInt64(36, repeatedSInt64)
        writer.repeatedFixed32(37, repeatedFixed32)
        writer.repeatedFixed64(38, repeatedFixed64)
        writer.repeatedSFixed32(39, repeatedSFixed32)
        writer.repeatedSFixed64(40, repeatedSFixed64)
        writer.repeatedFloat(41, repeatedFloat)
        writer.repeatedDouble(42, repeatedDouble)
        writer.repeatedBool(43, repeatedBool)
        writer.repeatedString(44, repeatedString)
        writer.repeatedBytes(45, repeatedBytes)
        writer.repeatedMessage(48, repeatedNestedMessage)
        writer.repeatedMessage(49, repeatedForeignMessage)
        writer.repeatedEnumeration(51, repeatedNestedEnum)
        writer.repeatedEnumeration(52, repeatedForeignEnum)
        writer.repeatedString(54, repeatedStringPiece)
        writer.repeatedString(55, repeatedCord)
    }

    mutating func decode(_ number: UInt32, from reader: inout WireReader) throws(WireError) {
        switch number {
        case 31: try reader.repeatedInt32(&repeatedInt32)
        case 32: try reader.repeatedInt64(&repeatedInt64)
        case 33: try reader.repeatedUInt32(&repeatedUInt32)
        case 34: try reader.repeatedUInt64(&repeatedUInt64)
        case 35: try reader.repeatedSInt32(&repeatedSInt32)
        case 36: try reader.repeatedSInt64(&repeatedSInt64)
        case 37: try reader.repeatedFixed32(&repeatedFixed32)
        case 38: try reader.repeatedFixed64(&repeatedFixed64)
        case 39: try reader.repeatedSFixed32(&repeatedSFixed32)
        case 40: try reader.repeatedSFixed64(&repeatedSFixed64)
        case 41: try reader.repeatedFloat(&repeatedFloat)
        case 42: try reader.repeatedDouble(&repeatedDouble)
        case 43: try reader.repeatedBool(&repeatedBool)
        case 44: try reader.repeatedString(&repeatedString)
        case 45: try reader.repeatedBytes(&repeatedBytes)
        case 48: try reader.repeatedMessage(&repeatedNestedMessage)
        case 49: try reader.repeatedMessage(&repeatedForeignMessage)
        case 51: try reader.repeatedEnumeration(&repeatedNestedEnum)
        case 52: try reader.repeatedEnumeration(&repeatedForeignEnum)
        case 54: try reader.repeatedString(&repeatedStringPiece)
        case 55: try reader.repeatedString(&repeatedCord)
        default: break
        }
    }
}
