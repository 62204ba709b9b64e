import ProtobufWire

/// Fields that say themselves whether they are packed.
struct PackingFields: Sendable, Equatable {
    var packedInt32: [Int32] = []
    var packedInt64: [Int64] = []
    var packedUInt32: [UInt32] = []
    var packedUInt64: [UInt64] = []
    var packedSInt32: [Int32] = []
    var packedSInt64: [Int64] = []
    var packedFixed32: [UInt32] = []
    var packedFixed64: [UInt64] = []
    var packedSFixed32: [Int32] = []
    var packedSFixed64: [Int64] = []
    var packedFloat: [Float] = []
    var packedDouble: [Double] = []
    var packedBool: [Bool] = []
    var packedNestedEnum: [NestedEnum] = []
    var unpackedInt32: [Int32] = []
    var unpackedInt64: [Int64] = []
    var unpackedUInt32: [UInt32] = []
    var unpackedUInt64: [UInt64] = []
    var unpackedSInt32: [Int32] = []
    var unpackedSInt64: [Int64] = []
    var unpackedFixed32: [UInt32] = []
    var unpackedFixed64: [UInt64] = []
    var unpackedSFixed32: [Int32] = []
    var unpackedSFixed64: [Int64] = []
    var unpackedFloat: [Float] = []
    var unpackedDouble: [Double] = []
    var unpackedBool: [Bool] = []
    var unpackedNestedEnum: [NestedEnum] = []

    func encode(to writer: inout WireWriter) {
        writer.repeatedInt32(75, packedInt32)
        writer.repeatedInt64(76, packedInt64)
        writer.repeatedUInt32(77, packedUInt32)
        writer.repeatedUInt64(78, packedUInt64)
        writer.repeatedSInt32(79, packedSInt32)
        writer.repeatedSInt64(80, packedSInt64)
        writer.repeatedFixed32(81, packedFixed32)
        writer.repeatedFixed64(82, packedFixed64)
        writer.repeatedSFixed32(83, packedSFixed32)
        writer.repeatedSFixed64(84, packedSFixed64)
        writer.repeatedFloat(85, packedFloat)
        writer.repeatedDouble(86, packedDouble)
        writer.repeatedBool(87, packedBool)
        writer.repeatedEnumeration(88, packedNestedEnum)
        writer.unpacked(89, unpackedInt32, Scalar.Int32.self)
        writer.unpacked(90, unpackedInt64, Scalar.Int64.self)
        writer.unpacked(91, unpackedUInt32, Scalar.UInt32.self)
        writer.unpacked(92, unpackedUInt64, Scalar.UInt64.self)
        writer.unpacked(93, unpackedSInt32, Scalar.SInt32.self)
        writer.unpacked(94, unpackedSInt64, Scalar.SInt64.self)
        writer.unpacked(95, unpackedFixed32, Scalar.Fixed32.self)
        writer.unpacked(96, unpackedFixed64, Scalar.Fixed64.self)
        writer.unpacked(97, unpackedSFixed32, Scalar.SFixed32.self)
        writer.unpacked(98, unpackedSFixed64, Scalar.SFixed64.self)
        writer.unpacked(99, unpackedFloat, Scalar.Float.self)
        writer.unpacked(100, unpackedDouble, Scalar.Double.self)
        writer.unpacked(101, unpackedBool, Scalar.Bool.self)
        writer.unpacked(102, unpackedNestedEnum, EnumerationField<NestedEnum>.self)
    }

    mutating func decode(_ number: UInt32, from reader: inout WireReader) throws(WireError) {
        switch number {
        case 75: try reader.repeatedInt32(&packedInt32)
        case 76: try reader.repeatedInt64(&packedInt64)
        case 77: try reader.repeatedUInt32(&packedUInt32)
        case 78: try reader.repeatedUInt64(&packedUInt64)
        case 79: try reader.repeatedSInt32(&packedSInt32)
        case 80: try reader.repeatedSInt64(&packedSInt64)
        case 81: try reader.repeatedFixed32(&packedFixed32)
        case 82: try reader.repeatedFixed64(&packedFixed64)
        case 83: try reader.repeatedSFixed32(&packedSFixed32)
        case 84: try reader.repeatedSFixed64(&packedSFixed64)
        case 85: try reader.repeatedFloat(&packedFloat)
        case 86: try reader.repeatedDouble(&packedDouble)
        case 87: try reader.repeatedBool(&packedBool)
        case 88: try reader.repeatedEnumeration(&packedNestedEnum)
        case 89: try reader.repeatedInt32(&unpackedInt32)
        case 90: try reader.repeatedInt64(&unpackedInt64)
        case 91: try reader.repeatedUInt32(&unpackedUInt32)
        case 92: try reader.repeatedUInt64(&unpackedUInt64)
        case 93: try reader.repeatedSInt32(&unpackedSInt32)
        case 94: try reader.repeatedSInt64(&unpackedSInt64)
        case 95: try reader.repeatedFixed32(&unpackedFixed32)
        case 96: try reader.repeatedFixed64(&unpackedFixed64)
        case 97: try reader.repeatedSFixed32(&unpackedSFixed32)
        case 98: try reader.repeatedSFixed64(&unpackedSFixed64)
        case 99: try reader.repeatedFloat(&unpackedFloat)
        case 100: try reader.repeatedDouble(&unpackedDouble)
        case 101: try reader.repeatedBool(&unpackedBool)
        case 102: try reader.repeatedEnumeration(&unpackedNestedEnum)
        default: break
        }
    }
}
