import ProtobufWire

/// Singular fields, messages and enumerations.
struct SingularFields: Sendable, Equatable {
    var optionalInt32: Int32 = 0
    var optionalInt64: Int64 = 0
    var optionalUInt32: UInt32 = 0
    var optionalUInt64: UInt64 = 0
    var optionalSInt32: Int32 = 0
    var optionalSInt64: Int64 = 0
    var optionalFixed32: UInt32 = 0
    var optionalFixed64: UInt64 = 0
    var optionalSFixed32: Int32 = 0
    var optionalSFixed64: Int64 = 0
    var optionalFloat: Float = 0
    var optionalDouble: Double = 0
    var optionalBool: Bool = false
    var optionalString: String = ""
    var optionalBytes: [UInt8] = []
    var optionalNestedMessage: NestedMessage?
    var optionalForeignMessage: ForeignMessage?
    var optionalNestedEnum = NestedEnum(rawValue: 0)
    var optionalForeignEnum = ForeignEnum(rawValue: 0)
    var optionalAliasedEnum = AliasedEnum(rawValue: 0)
    var optionalStringPiece = ""
    var optionalCord = ""
    var recursiveMessage: Indirect<TestAllTypesProto3>?

    func encode(to writer: inout WireWriter) {
        writer.int32(1, optionalInt32)
        writer.int64(2, optionalInt64)
        writer.uint32(3, optionalUInt32)
        writer.uint64(4, optionalUInt64)
        writer.sint32(5, optionalSInt32)
        writer.sint64(6, optionalSInt64)
        writer.fixed32(7, optionalFixed32)
        writer.fixed64(8, optionalFixed64)
        writer.sfixed32(9, optionalSFixed32)
        writer.sfixed64(10, optionalSFixed64)
        writer.float(11, optionalFloat)
        writer.double(12, optionalDouble)
        writer.bool(13, optionalBool)
        writer.string(14, optionalString)
        writer.bytes(15, optionalBytes)
        writer.message(18, optionalNestedMessage)
        writer.message(19, optionalForeignMessage)
        writer.enumeration(21, optionalNestedEnum)
        writer.enumeration(22, optionalForeignEnum)
        writer.enumeration(23, optionalAliasedEnum)
        writer.string(24, optionalStringPiece)
        writer.string(25, optionalCord)
        writer.message(27, recursiveMessage?.message)
    }

    mutating func decode(_ number: UInt32, from reader: inout WireReader) throws(WireError) {
        switch number {
        case 1: try reader.int32(&optionalInt32)
        case 2: try reader.int64(&optionalInt64)
        case 3: try reader.uint32(&optionalUInt32)
        case 4: try reader.uint64(&optionalUInt64)
        case 5: try reader.sint32(&optionalSInt32)
        case 6: try reader.sint64(&optionalSInt64)
        case 7: try reader.fixed32(&optionalFixed32)
        case 8: try reader.fixed64(&optionalFixed64)
        case 9: try reader.sfixed32(&optionalSFixed32)
        case 10: try reader.sfixed64(&optionalSFixed64)
        case 11: try reader.float(&optionalFloat)
        case 12: try reader.double(&optionalDouble)
        case 13: try reader.bool(&optionalBool)
        case 14: try reader.string(&optionalString)
        case 15: try reader.bytes(&optionalBytes)
        case 18: try reader.message(&optionalNestedMessage)
        case 19: try reader.message(&optionalForeignMessage)
        case 21: try reader.enumeration(&optionalNestedEnum)
        case 22: try reader.enumeration(&optionalForeignEnum)
        case 23: try reader.enumeration(&optionalAliasedEnum)
        case 24: try reader.string(&optionalStringPiece)
        case 25: try reader.string(&optionalCord)
        case 27: try reader.indirect(&recursiveMessage)
        default: break
        }
    }
}
