// The message that the suite tests with (its test_messages_proto3.proto), in parts by kind of field: one function of
// all its 180 fields would take the compiler a minute.
import ProtobufWire

/// A field of every type, in every form.
struct TestAllTypesProto3: Message {
    static let messageName = "protobuf_test_messages.proto3.TestAllTypesProto3"

    var singular = SingularFields()
    var repeated = RepeatedFields()
    var maps = MapsFields()
    var packing = PackingFields()
    var wellKnown = WellKnownFields()
    var names = NamesFields()
    var oneof: Oneof?
    var unknownFields = UnknownFields()

    // In order of their numbers: the parts are ranges of numbers.
    func encode(to writer: inout WireWriter) {
        singular.encode(to: &writer)
        repeated.encode(to: &writer)
        maps.encode(to: &writer)
        packing.encode(to: &writer)
        oneof?.encode(to: &writer)
        wellKnown.encode(to: &writer)
        names.encode(to: &writer)
        writer.unknownFields(unknownFields)
    }

    mutating func decode(from reader: inout WireReader) throws(WireError) {
        while let tag = try reader.nextField(&unknownFields) {
            switch tag.number {
            case 1...27: try singular.decode(tag.number, from: &reader)
            case 31...55: try repeated.decode(tag.number, from: &reader)
            case 56...74: try maps.decode(tag.number, from: &reader)
            case 75...102: try packing.decode(tag.number, from: &reader)
            case 111...120: try Oneof.decode(&oneof, tag.number, from: &reader)
            case 201...324: try wellKnown.decode(tag.number, from: &reader)
            case 401...418: try names.decode(tag.number, from: &reader)
            default: break
            }
        }
    }
}

/// A message that may contain itself, in a box of its own.
indirect enum Indirect<Value: Message>: Sendable, Equatable {
    case boxed(Value)

    var message: Value {
        switch self {
        case .boxed(let value): value
        }
    }
}

extension WireReader {
    /// A message in its box.
    mutating func indirect<Value: Message>(_ value: inout Indirect<Value>?) throws(WireError) {
        if let message = try message(mergingInto: value?.message) { value = .boxed(message) }
    }
}
