/// A field whose value is an enumeration.
public enum EnumerationField<Value: Enumeration>: FieldCoding {
    /// The value 0.
    @inlinable public static var initial: Value { Value(rawValue: 0) }

    /// Writes the field, even when it holds the default.
    @inlinable
    public static func write(_ value: Value, _ number: Int, to writer: inout WireWriter) {
        writer.enumeration(number, ifPresent: value)
    }

    /// Reads the reader's current field, if its wire type fits.
    @inlinable
    public static func read(_ value: inout Value, from reader: inout WireReader) throws(WireError) {
        try reader.enumeration(&value)
    }
}

/// A field whose value is a message.
public enum MessageField<Value: Message>: FieldCoding {
    /// The message with every field at its default.
    @inlinable public static var initial: Value { Value() }

    /// Writes the field, even when it holds the default.
    @inlinable
    public static func write(_ value: Value, _ number: Int, to writer: inout WireWriter) {
        writer.message(number, value)
    }

    /// Reads the reader's current field, if its wire type fits; what came before is merged with it.
    @inlinable
    public static func read(_ value: inout Value, from reader: inout WireReader) throws(WireError) {
        try reader.message(into: &value)
    }
}
