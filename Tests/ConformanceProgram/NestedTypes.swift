// The messages and enumerations within the suite's message, and its oneof.
import ProtobufWire

/// A message that may contain the one it stands in.
struct NestedMessage: Message {
    static let messageName = "protobuf_test_messages.proto3.TestAllTypesProto3.NestedMessage"

    var a: Int32 = 0
    var corecursive: Indirect<TestAllTypesProto3>?
    var unknownFields = UnknownFields()

    func encode(to writer: inout WireWriter) {
        writer.int32(1, a)
        writer.message(2, corecursive?.message)
        writer.unknownFields(unknownFields)
    }

    mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.int32(&a)
            case 2: try reader.indirect(&corecursive)
            default: break
            }
        }
    }
}

/// A message from beside.
struct ForeignMessage: Message {
    static let messageName = "protobuf_test_messages.proto3.ForeignMessage"

    var c: Int32 = 0
    var unknownFields = UnknownFields()

    func encode(to writer: inout WireWriter) {
        writer.int32(1, c)
        writer.unknownFields(unknownFields)
    }

    mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            if tag.number == 1 { try reader.int32(&c) }
        }
    }
}

/// With a negative value.
struct NestedEnum: Enumeration {
    static let enumerationName = "protobuf_test_messages.proto3.TestAllTypesProto3.NestedEnum"
    static let constants: [(value: NestedEnum, name: String)] = [
        (NestedEnum(rawValue: 0), "FOO"), (NestedEnum(rawValue: 1), "BAR"), (NestedEnum(rawValue: 2), "BAZ"),
        (NestedEnum(rawValue: -1), "NEG"),
    ]

    var rawValue: Int32
}

/// From beside.
struct ForeignEnum: Enumeration {
    static let enumerationName = "protobuf_test_messages.proto3.ForeignEnum"
    static let constants: [(value: ForeignEnum, name: String)] = [
        (ForeignEnum(rawValue: 0), "FOREIGN_FOO"), (ForeignEnum(rawValue: 1), "FOREIGN_BAR"),
        (ForeignEnum(rawValue: 2), "FOREIGN_BAZ"),
    ]

    var rawValue: Int32
}

/// With several names for a value.
struct AliasedEnum: Enumeration {
    static let enumerationName = "protobuf_test_messages.proto3.TestAllTypesProto3.AliasedEnum"
    static let constants: [(value: AliasedEnum, name: String)] = [
        (AliasedEnum(rawValue: 0), "ALIAS_FOO"), (AliasedEnum(rawValue: 1), "ALIAS_BAR"),
        (AliasedEnum(rawValue: 2), "ALIAS_BAZ"), (AliasedEnum(rawValue: 2), "MOO"), (AliasedEnum(rawValue: 2), "moo"),
        (AliasedEnum(rawValue: 2), "bAz"),
    ]

    var rawValue: Int32
}

/// One of ten.
enum Oneof: Sendable, Equatable {
    case uint32(UInt32)
    case nestedMessage(NestedMessage)
    case string(String)
    case bytes([UInt8])
    case bool(Bool)
    case uint64(UInt64)
    case float(Float)
    case double(Double)
    case enumeration(NestedEnum)
    case null(NullValue)

    func encode(to writer: inout WireWriter) {
        switch self {
        case .uint32(let value): writer.uint32(111, ifPresent: value)
        case .nestedMessage(let value): writer.message(112, value)
        case .string(let value): writer.string(113, ifPresent: value)
        case .bytes(let value): writer.bytes(114, ifPresent: value)
        case .bool(let value): writer.bool(115, ifPresent: value)
        case .uint64(let value): writer.uint64(116, ifPresent: value)
        case .float(let value): writer.float(117, ifPresent: value)
        case .double(let value): writer.double(118, ifPresent: value)
        case .enumeration(let value): writer.enumeration(119, ifPresent: value)
        case .null(let value): writer.enumeration(120, ifPresent: value)
        }
    }

    static func decode(_ oneof: inout Oneof?, _ number: UInt32, from reader: inout WireReader) throws(WireError) {
        switch number {
        case 111: try reader.member(&oneof, Scalar.UInt32.self) { .uint32($0) }
        case 112:
            let before: NestedMessage? = if case .nestedMessage(let value) = oneof { value } else { nil }
            if let value = try reader.message(mergingInto: before) { oneof = .nestedMessage(value) }
        case 113: try reader.member(&oneof, Scalar.String.self) { .string($0) }
        case 114: try reader.member(&oneof, Scalar.Bytes.self) { .bytes($0) }
        case 115: try reader.member(&oneof, Scalar.Bool.self) { .bool($0) }
        case 116: try reader.member(&oneof, Scalar.UInt64.self) { .uint64($0) }
        case 117: try reader.member(&oneof, Scalar.Float.self) { .float($0) }
        case 118: try reader.member(&oneof, Scalar.Double.self) { .double($0) }
        case 119: try reader.member(&oneof, EnumerationField<NestedEnum>.self) { .enumeration($0) }
        case 120: try reader.member(&oneof, EnumerationField<NullValue>.self) { .null($0) }
        default: break
        }
    }
}
