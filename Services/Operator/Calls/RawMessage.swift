import ProtobufWire

/// A message of any type as its bytes: to call a method that is known by its descriptor only.
struct RawMessage: Message {
    static let messageName = "any message"

    /// All of the message: nothing of it is known here.
    var unknownFields = UnknownFields()

    /// The message as protobuf has it.
    var bytes: [UInt8] { unknownFields.bytes }

    func encode(to writer: inout WireWriter) { writer.unknownFields(unknownFields) }

    mutating func decode(from reader: inout WireReader) throws(WireError) {
        while try reader.nextField(&unknownFields) != nil {}
    }
}
