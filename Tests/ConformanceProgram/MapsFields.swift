import ProtobufWire

/// Maps.
struct MapsFields: Sendable, Equatable {
    var mapInt32Int32: [Int32: Int32] = [:]
    var mapInt64Int64: [Int64: Int64] = [:]
    var mapUInt32UInt32: [UInt32: UInt32] = [:]
    var mapUInt64UInt64: [UInt64: UInt64] = [:]
    var mapSInt32SInt32: [Int32: Int32] = [:]
    var mapSInt64SInt64: [Int64: Int64] = [:]
    var mapFixed32Fixed32: [UInt32: UInt32] = [:]
    var mapFixed64Fixed64: [UInt64: UInt64] = [:]
    var mapSFixed32SFixed32: [Int32: Int32] = [:]
    var mapSFixed64SFixed64: [Int64: Int64] = [:]
    var mapInt32Float: [Int32: Float] = [:]
    var mapInt32Double: [Int32: Double] = [:]
    var mapBoolBool: [Bool: Bool] = [:]
    var mapStringString: [String: String] = [:]
    var mapStringBytes: [String: [UInt8]] = [:]
    var mapStringNestedMessage: [String: NestedMessage] = [:]
    var mapStringForeignMessage: [String: ForeignMessage] = [:]
    var mapStringNestedEnum: [String: NestedEnum] = [:]
    var mapStringForeignEnum: [String: ForeignEnum] = [:]

    func encode(to writer: inout WireWriter) {
        writer.map(56, mapInt32Int32, Scalar.Int32.self, Scalar.Int32.self)
        writer.map(57, mapInt64Int64, Scalar.Int64.self, Scalar.Int64.self)
        writer.map(58, mapUInt32UInt32, Scalar.UInt32.self, Scalar.UInt32.self)
        writer.map(59, mapUInt64UInt64, Scalar.UInt64.self, Scalar.UInt64.self)
        writer.map(60, mapSInt32SInt32, Scalar.SInt32.self, Scalar.SInt32.self)
        writer.map(61, mapSInt64SInt64, Scalar.SInt64.self, Scalar.SInt64.self)
        writer.map(62, mapFixed32Fixed32, Scalar.Fixed32.self, Scalar.Fixed32.self)
        writer.map(63, mapFixed64Fixed64, Scalar.Fixed64.self, Scalar.Fixed64.self)
        writer.map(64, mapSFixed32SFixed32, Scalar.SFixed32.self, Scalar.SFixed32.self)
        writer.map(65, mapSFixed64SFixed64, Scalar.SFixed64.self, Scalar.SFixed64.self)
        writer.map(66, mapInt32Float, Scalar.Int32.self, Scalar.Float.self)
        writer.map(67, mapInt32Double, Scalar.Int32.self, Scalar.Double.self)
        writer.map(68, mapBoolBool, Scalar.Bool.self, Scalar.Bool.self)
        writer.map(69, mapStringString, Scalar.String.self, Scalar.String.self)
        writer.map(70, mapStringBytes, Scalar.String.self, Scalar.Bytes.self)
        writer.map(71, mapStringNestedMessage, Scalar.String.self, MessageField<NestedMessage>.self)
        writer.map(72, mapStringForeignMessage, Scalar.String.self, MessageField<ForeignMessage>.self)
        writer.map(73, mapStringNestedEnum, Scalar.String.self, EnumerationField<NestedEnum>.self)
        writer.map(74, mapStringForeignEnum, Scalar.String.self, EnumerationField<ForeignEnum>.self)
    }

    mutating func decode(_ number: UInt32, from reader: inout WireReader) throws(WireError) {
        switch number {
        case 56: try reader.map(&mapInt32Int32, Scalar.Int32.self, Scalar.Int32.self)
        case 57: try reader.map(&mapInt64Int64, Scalar.Int64.self, Scalar.Int64.self)
        case 58: try reader.map(&mapUInt32UInt32, Scalar.UInt32.self, Scalar.UInt32.self)
        case 59: try reader.map(&mapUInt64UInt64, Scalar.UInt64.self, Scalar.UInt64.self)
        case 60: try reader.map(&mapSInt32SInt32, Scalar.SInt32.self, Scalar.SInt32.self)
        case 61: try reader.map(&mapSInt64SInt64, Scalar.SInt64.self, Scalar.SInt64.self)
        case 62: try reader.map(&mapFixed32Fixed32, Scalar.Fixed32.self, Scalar.Fixed32.self)
        case 63: try reader.map(&mapFixed64Fixed64, Scalar.Fixed64.self, Scalar.Fixed64.self)
        case 64: try reader.map(&mapSFixed32SFixed32, Scalar.SFixed32.self, Scalar.SFixed32.self)
        case 65: try reader.map(&mapSFixed64SFixed64, Scalar.SFixed64.self, Scalar.SFixed64.self)
        case 66: try reader.map(&mapInt32Float, Scalar.Int32.self, Scalar.Float.self)
        case 67: try reader.map(&mapInt32Double, Scalar.Int32.self, Scalar.Double.self)
        case 68: try reader.map(&mapBoolBool, Scalar.Bool.self, Scalar.Bool.self)
        case 69: try reader.map(&mapStringString, Scalar.String.self, Scalar.String.self)
        case 70: try reader.map(&mapStringBytes, Scalar.String.self, Scalar.Bytes.self)
        case 71: try reader.map(&mapStringNestedMessage, Scalar.String.self, MessageField<NestedMessage>.self)
        case 72: try reader.map(&mapStringForeignMessage, Scalar.String.self, MessageField<ForeignMessage>.self)
        case 73: try reader.map(&mapStringNestedEnum, Scalar.String.self, EnumerationField<NestedEnum>.self)
        case 74: try reader.map(&mapStringForeignEnum, Scalar.String.self, EnumerationField<ForeignEnum>.self)
        default: break
        }
    }
}
