// What the public conformance suite sends and what it is answered (its conformance.proto).
import ProtobufWire

/// One test case.
struct ConformanceRequest: Message {
    static let messageName = "conformance.ConformanceRequest"

    /// What the message under test comes as.
    enum Payload: Equatable {
        case protobuf([UInt8])
        case json(String)
        case jspb(String)
        case text(String)
    }

    /// How the message under test is to be sent back.
    struct WireFormat: Enumeration {
        static let enumerationName = "conformance.WireFormat"
        static let unspecified = WireFormat(rawValue: 0)
        static let protobuf = WireFormat(rawValue: 1)
        static let json = WireFormat(rawValue: 2)
        static let jspb = WireFormat(rawValue: 3)
        static let text = WireFormat(rawValue: 4)
        static let constants: [(value: WireFormat, name: String)] = [
            (.unspecified, "UNSPECIFIED"), (.protobuf, "PROTOBUF"), (.json, "JSON"), (.jspb, "JSPB"),
            (.text, "TEXT_FORMAT"),
        ]

        var rawValue: Int32
    }

    var payload: Payload?
    var requestedOutputFormat: WireFormat = .unspecified
    var messageType = ""
    var unknownFields = UnknownFields()

    func encode(to writer: inout WireWriter) {
        if case .protobuf(let value) = payload { writer.bytes(1, ifPresent: value) }
        if case .json(let value) = payload { writer.string(2, ifPresent: value) }
        writer.enumeration(3, requestedOutputFormat)
        writer.string(4, messageType)
        if case .jspb(let value) = payload { writer.string(7, ifPresent: value) }
        if case .text(let value) = payload { writer.string(8, ifPresent: value) }
        writer.unknownFields(unknownFields)
    }

    mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.member(&payload, Scalar.Bytes.self) { .protobuf($0) }
            case 2: try reader.member(&payload, Scalar.String.self) { .json($0) }
            case 3: try reader.enumeration(&requestedOutputFormat)
            case 4: try reader.string(&messageType)
            case 7: try reader.member(&payload, Scalar.String.self) { .jspb($0) }
            case 8: try reader.member(&payload, Scalar.String.self) { .text($0) }
            default: break
            }
        }
    }
}

/// What came of a test case.
struct ConformanceResponse: Message {
    static let messageName = "conformance.ConformanceResponse"

    /// One of these.
    enum Result: Equatable {
        case parseError(String)
        case runtimeError(String)
        case protobuf([UInt8])
        case skipped(String)
    }

    var result: Result?
    var unknownFields = UnknownFields()

    func encode(to writer: inout WireWriter) {
        switch result {
        case .parseError(let value): writer.string(1, ifPresent: value)
        case .runtimeError(let value): writer.string(2, ifPresent: value)
        case .protobuf(let value): writer.bytes(3, ifPresent: value)
        case .skipped(let value): writer.string(5, ifPresent: value)
        case nil: break
        }
        writer.unknownFields(unknownFields)
    }

    mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1: try reader.member(&result, Scalar.String.self) { .parseError($0) }
            case 2: try reader.member(&result, Scalar.String.self) { .runtimeError($0) }
            case 3: try reader.member(&result, Scalar.Bytes.self) { .protobuf($0) }
            case 5: try reader.member(&result, Scalar.String.self) { .skipped($0) }
            default: break
            }
        }
    }
}

/// The tests that are expected to fail: none.
///
/// The suite's runner asks for them first.
struct FailureSet: Message {
    static let messageName = "conformance.FailureSet"

    var unknownFields = UnknownFields()

    func encode(to writer: inout WireWriter) {
        writer.unknownFields(unknownFields)
    }

    mutating func decode(from reader: inout WireReader) throws(WireError) {
        while try reader.nextField(&unknownFields) != nil {}
    }
}

extension WireReader {
    /// A scalar member of a oneof, which replaces whatever member was there; left alone when its wire type is another.
    mutating func member<Oneof, Field: FieldCoding>(
        _ oneof: inout Oneof?, _: Field.Type, _ make: (Field.Value) -> Oneof
    ) throws(WireError) {
        let before = remaining
        var value = Field.initial
        try Field.read(&value, from: &self)
        if remaining != before { oneof = make(value) }
    }
}
