// The well-known types that the suite's message has fields of (google/protobuf/*.proto).
import ProtobufWire

/// BoolValue, Int32Value and their like: a scalar that is there or not.
struct Wrapper<Field: FieldCoding>: Message where Field.Value: Equatable {
    static var messageName: String { "google.protobuf.\(Field.self)Value" }

    var value = Field.initial
    var unknownFields = UnknownFields()

    func encode(to writer: inout WireWriter) {
        // Minus zero is equal to the default and not the default.
        let isNegativeZero = (value as? Double)?.sign == .minus || (value as? Float)?.sign == .minus
        if value != Field.initial || isNegativeZero { Field.write(value, 1, to: &writer) }
        writer.unknownFields(unknownFields)
    }

    mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            if tag.number == 1 { try Field.read(&value, from: &reader) }
        }
    }
}

/// Seconds and nanoseconds, which Duration and Timestamp both are.
struct SecondsAndNanos<Name: SecondsAndNanosName>: Message {
    static var messageName: String { Name.name }

    var seconds: Int64 = 0
    var nanos: Int32 = 0
    var unknownFields = UnknownFields()

    func encode(to writer: inout WireWriter) {
        writer.int64(1, seconds)
        writer.int32(2, nanos)
        writer.unknownFields(unknownFields)
    }

    mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.int64(&seconds)
            case 2: try reader.int32(&nanos)
            default: break
            }
        }
    }
}

/// Which of the two.
protocol SecondsAndNanosName { static var name: String { get } }
enum DurationName: SecondsAndNanosName { static let name = "google.protobuf.Duration" }
enum TimestampName: SecondsAndNanosName { static let name = "google.protobuf.Timestamp" }

typealias Duration = SecondsAndNanos<DurationName>
typealias Timestamp = SecondsAndNanos<TimestampName>

/// Paths of fields.
struct FieldMask: Message {
    static let messageName = "google.protobuf.FieldMask"

    var paths: [String] = []
    var unknownFields = UnknownFields()

    func encode(to writer: inout WireWriter) {
        writer.repeatedString(1, paths)
        writer.unknownFields(unknownFields)
    }

    mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            if tag.number == 1 { try reader.repeatedString(&paths) }
        }
    }
}

/// A message of any type, by name.
struct AnyMessage: Message {
    static let messageName = "google.protobuf.Any"

    var typeURL = ""
    var value: [UInt8] = []
    var unknownFields = UnknownFields()

    func encode(to writer: inout WireWriter) {
        writer.string(1, typeURL)
        writer.bytes(2, value)
        writer.unknownFields(unknownFields)
    }

    mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.string(&typeURL)
            case 2: try reader.bytes(&value)
            default: break
            }
        }
    }
}
