/// A protobuf message: a value that knows its bytes.
///
/// Encoding is canonical: fields in order of their numbers, defaults left out, repeated numbers packed, unknown fields
/// last. Decoding merges into what is there, as protobuf has it: a scalar that comes again replaces, a repeated field
/// appends, a message that comes again merges field by field.
public protocol Message: Sendable, Equatable {
    /// The full name in the `.proto`, such as "tandem.v1.Frame".
    static var messageName: String { get }

    /// Fields that came with this message and that this type does not know.
    var unknownFields: UnknownFields { get set }

    /// The message with every field at its default.
    init()

    /// Appends the message's fields.
    func encode(to writer: inout WireWriter)

    /// Merges all fields that are left in the reader into this message.
    ///
    /// - Throws: ``WireError``; the message then holds what came before the error.
    mutating func decode(from reader: inout WireReader) throws(WireError)
}

extension Message {
    /// The message that these bytes are.
    ///
    /// - Throws: ``WireError`` when they are no protobuf message, or not one of this type.
    @inlinable
    public init(serializedBytes bytes: UnsafeRawBufferPointer) throws(WireError) {
        self.init()
        var reader = WireReader(bytes)
        try decode(from: &reader)
    }

    /// The message that these bytes are.
    ///
    /// - Throws: ``WireError`` when they are no protobuf message, or not one of this type.
    @inlinable
    public init(serializedBytes bytes: [UInt8]) throws(WireError) {
        self = try bytes.withUnsafeBufferPointer { (buffer) throws(WireError) -> Self in
            try Self(serializedBytes: UnsafeRawBufferPointer(buffer))
        }
    }

    /// The message's canonical bytes.
    ///
    /// Up to 1 KiB they are made on the stack and the array is the only allocation.
    @inlinable
    public func serializedBytes() -> [UInt8] {
        withUnsafeTemporaryAllocation(byteCount: 1024, alignment: 8) { scratch in
            var writer = WireWriter(scratch: scratch)
            encode(to: &writer)
            return writer.bytes()
        }
    }
}
