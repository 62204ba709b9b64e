// JSON's values as messages (google/protobuf/struct.proto).
import ProtobufWire

/// The only value of an enumeration that stands for JSON's null.
struct NullValue: Enumeration {
    static let enumerationName = "google.protobuf.NullValue"
    static let null = NullValue(rawValue: 0)
    static let constants: [(value: NullValue, name: String)] = [(.null, "NULL_VALUE")]

    var rawValue: Int32
}

/// An object.
struct Struct: Message {
    static let messageName = "google.protobuf.Struct"

    var fields: [String: Value] = [:]
    var unknownFields = UnknownFields()

    func encode(to writer: inout WireWriter) {
        writer.map(1, fields, Scalar.String.self, MessageField<Value>.self)
        writer.unknownFields(unknownFields)
    }

    mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            if tag.number == 1 { try reader.map(&fields, Scalar.String.self, MessageField<Value>.self) }
        }
    }
}

/// Any value.
struct Value: Message {
    static let messageName = "google.protobuf.Value"

    enum Kind: Equatable {
        case null(NullValue)
        case number(Double)
        case string(String)
        case bool(Bool)
        case structure(Struct)
        case list(ListValue)
    }

    var kind: Kind?
    var unknownFields = UnknownFields()

    func encode(to writer: inout WireWriter) {
        switch kind {
        case .null(let value): writer.enumeration(1, ifPresent: value)
        case .number(let value): writer.double(2, ifPresent: value)
        case .string(let value): writer.string(3, ifPresent: value)
        case .bool(let value): writer.bool(4, ifPresent: value)
        case .structure(let value): writer.message(5, value)
        case .list(let value): writer.message(6, value)
        case nil: break
        }
        writer.unknownFields(unknownFields)
    }

    mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.member(&kind, EnumerationField<NullValue>.self) { .null($0) }
            case 2: try reader.member(&kind, Scalar.Double.self) { .number($0) }
            case 3: try reader.member(&kind, Scalar.String.self) { .string($0) }
            case 4: try reader.member(&kind, Scalar.Bool.self) { .bool($0) }
            case 5:
                let before: Struct? = if case .structure(let value) = kind { value } else { nil }
                if let value = try reader.message(mergingInto: before) { kind = .structure(value) }
            case 6:
                let before: ListValue? = if case .list(let value) = kind { value } else { nil }
                if let value = try reader.message(mergingInto: before) { kind = .list(value) }
            default: break
            }
        }
    }
}

/// An array.
struct ListValue: Message {
    static let messageName = "google.protobuf.ListValue"

    var values: [Value] = []
    var unknownFields = UnknownFields()

    func encode(to writer: inout WireWriter) {
        writer.repeatedMessage(1, values)
        writer.unknownFields(unknownFields)
    }

    mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            if tag.number == 1 { try reader.repeatedMessage(&values) }
        }
    }
}
