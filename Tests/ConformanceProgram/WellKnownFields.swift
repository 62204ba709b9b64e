import ProtobufWire

/// Well-known types.
struct WellKnownFields: Sendable, Equatable {
    var optionalBoolWrapper: Wrapper<Scalar.Bool>?
    var optionalInt32Wrapper: Wrapper<Scalar.Int32>?
    var optionalInt64Wrapper: Wrapper<Scalar.Int64>?
    var optionalUInt32Wrapper: Wrapper<Scalar.UInt32>?
    var optionalUInt64Wrapper: Wrapper<Scalar.UInt64>?
    var optionalFloatWrapper: Wrapper<Scalar.Float>?
    var optionalDoubleWrapper: Wrapper<Scalar.Double>?
    var optionalStringWrapper: Wrapper<Scalar.String>?
    var optionalBytesWrapper: Wrapper<Scalar.Bytes>?
    var repeatedBoolWrapper: [Wrapper<Scalar.Bool>] = []
    var repeatedInt32Wrapper: [Wrapper<Scalar.Int32>] = []
    var repeatedInt64Wrapper: [Wrapper<Scalar.Int64>] = []
    var repeatedUInt32Wrapper: [Wrapper<Scalar.UInt32>] = []
    var repeatedUInt64Wrapper: [Wrapper<Scalar.UInt64>] = []
    var repeatedFloatWrapper: [Wrapper<Scalar.Float>] = []
    var repeatedDoubleWrapper: [Wrapper<Scalar.Double>] = []
    var repeatedStringWrapper: [Wrapper<Scalar.String>] = []
    var repeatedBytesWrapper: [Wrapper<Scalar.Bytes>] = []
    var optionalDuration: Duration?
    var optionalTimestamp: Timestamp?
    var optionalFieldMask: FieldMask?
    var optionalStruct: Struct?
    var optionalAny: AnyMessage?
    var optionalValue: Value?
    var optionalNullValue = NullValue(rawValue: 0)
    var repeatedDuration: [Duration] = []
    var repeatedTimestamp: [Timestamp] = []
    var repeatedFieldmask: [FieldMask] = []
    var repeatedAny: [AnyMessage] = []
    var repeatedValue: [Value] = []
    var repeatedListValue: [ListValue] = []
    var repeatedStruct: [Struct] = []

    func encode(to writer: inout WireWriter) {
        writer.message(201, optionalBoolWrapper)
        writer.message(202, optionalInt32Wrapper)
        writer.message(203, optionalInt64Wrapper)
        writer.message(204, optionalUInt32Wrapper)
        writer.message(205, optionalUInt64Wrapper)
        writer.message(206, optionalFloatWrapper)
        writer.message(207, optionalDoubleWrapper)
        writer.message(208, optionalStringWrapper)
        writer.message(209, optionalBytesWrapper)
        writer.repeatedMessage(211, repeatedBoolWrapper)
        writer.repeatedMessage(212, repeatedInt32Wrapper)
        writer.repeatedMessage(213, repeatedInt64Wrapper)
        writer.repeatedMessage(214, repeatedUInt32Wrapper)
        writer.repeatedMessage(215, repeatedUInt64Wrapper)
        writer.repeatedMessage(216, repeatedFloatWrapper)
        writer.repeatedMessage(217, repeatedDoubleWrapper)
        writer.repeatedMessage(218, repeatedStringWrapper)
        writer.repeatedMessage(219, repeatedBytesWrapper)
        writer.message(301, optionalDuration)
        writer.message(302, optionalTimestamp)
        writer.message(303, optionalFieldMask)
        writer.message(304, optionalStruct)
        writer.message(305, optionalAny)
        writer.message(306, optionalValue)
        writer.enumeration(307, optionalNullValue)
        writer.repeatedMessage(311, repeatedDuration)
        writer.repeatedMessage(312, repeatedTimestamp)
        writer.repeatedMessage(313, repeatedFieldmask)
        writer.repeatedMessage(315, repeatedAny)
        writer.repeatedMessage(316, repeatedValue)
        writer.repeatedMessage(317, repeatedListValue)
        writer.repeatedMessage(324, repeatedStruct)
    }

    mutating func decode(_ number: UInt32, from reader: inout WireReader) throws(WireError) {
        switch number {
        case 201: try reader.message(&optionalBoolWrapper)
        case 202: try reader.message(&optionalInt32Wrapper)
        case 203: try reader.message(&optionalInt64Wrapper)
        case 204: try reader.message(&optionalUInt32Wrapper)
        case 205: try reader.message(&optionalUInt64Wrapper)
        case 206: try reader.message(&optionalFloatWrapper)
        case 207: try reader.message(&optionalDoubleWrapper)
        case 208: try reader.message(&optionalStringWrapper)
        case 209: try reader.message(&optionalBytesWrapper)
        case 211: try reader.repeatedMessage(&repeatedBoolWrapper)
        case 212: try reader.repeatedMessage(&repeatedInt32Wrapper)
        case 213: try reader.repeatedMessage(&repeatedInt64Wrapper)
        case 214: try reader.repeatedMessage(&repeatedUInt32Wrapper)
        case 215: try reader.repeatedMessage(&repeatedUInt64Wrapper)
        case 216: try reader.repeatedMessage(&repeatedFloatWrapper)
        case 217: try reader.repeatedMessage(&repeatedDoubleWrapper)
        case 218: try reader.repeatedMessage(&repeatedStringWrapper)
        case 219: try reader.repeatedMessage(&repeatedBytesWrapper)
        case 301: try reader.message(&optionalDuration)
        case 302: try reader.message(&optionalTimestamp)
        case 303: try reader.message(&optionalFieldMask)
        case 304: try reader.message(&optionalStruct)
        case 305: try reader.message(&optionalAny)
        case 306: try reader.message(&optionalValue)
        case 307: try reader.enumeration(&optionalNullValue)
        case 311: try reader.repeatedMessage(&repeatedDuration)
        case 312: try reader.repeatedMessage(&repeatedTimestamp)
        case 313: try reader.repeatedMessage(&repeatedFieldmask)
        case 315: try reader.repeatedMessage(&repeatedAny)
        case 316: try reader.repeatedMessage(&repeatedValue)
        case 317: try reader.repeatedMessage(&repeatedListValue)
        case 324: try reader.repeatedMessage(&repeatedStruct)
        default: break
        }
    }
}
