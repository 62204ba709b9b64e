// Strings, bytes and messages.
extension WireReader {
    /// The current field's bytes where they lie, or nil when it is not length-delimited; valid as long as the input.
    @inlinable
    @inline(__always)
    public mutating func rawBytes() throws(WireError) -> UnsafeRawBufferPointer? {
        tag.has(.lengthDelimited) ? try delimited() : nil
    }

    /// The current field's text, or nil when it is not length-delimited.
    ///
    /// A validated span is copied as it is; `String(validating:as:)` walks the bytes twice and takes three times as
    /// long for the short strings that ids are.
    @usableFromInline
    mutating func stringField() throws(WireError) -> String? {
        guard let bytes = try rawBytes() else { return nil }
        let text = UnsafeBufferPointer(start: cursor - bytes.count, count: bytes.count)
        do throws(UTF8.ValidationError) {
            return String(copying: try UTF8Span(validating: text.span))
        } catch {
            throw self.error(.invalidUTF8, at: cursor - bytes.count)
        }
    }

    /// A string, which must be UTF-8.
    @inlinable
    public mutating func string(_ value: inout String) throws(WireError) {
        if let string = try stringField() { value = string }
    }

    /// A string, which must be UTF-8, with presence.
    @inlinable
    public mutating func string(_ value: inout String?) throws(WireError) {
        if let string = try stringField() { value = string }
    }

    /// Strings, which must be UTF-8, one a field.
    @inlinable
    public mutating func repeatedString(_ values: inout [String]) throws(WireError) {
        if let string = try stringField() { values.append(string) }
    }

    /// Bytes.
    @inlinable
    public mutating func bytes(_ value: inout [UInt8]) throws(WireError) {
        if let bytes = try rawBytes() { value = Array(bytes) }
    }

    /// Bytes, with presence.
    @inlinable
    public mutating func bytes(_ value: inout [UInt8]?) throws(WireError) {
        if let bytes = try rawBytes() { value = Array(bytes) }
    }

    /// Byte strings, one a field.
    @inlinable
    public mutating func repeatedBytes(_ values: inout [[UInt8]]) throws(WireError) {
        if let bytes = try rawBytes() { values.append(Array(bytes)) }
    }

    /// A message, merged into what is there, as when it comes twice.
    @inlinable
    public mutating func message<Value: Message>(_ value: inout Value?) throws(WireError) {
        guard tag.has(.lengthDelimited) else { return }
        value = try message(mergingInto: value.take())
    }

    /// Messages, one a field.
    @inlinable
    public mutating func repeatedMessage<Value: Message>(_ values: inout [Value]) throws(WireError) {
        if let value = try message(mergingInto: Value?.none) { values.append(value) }
    }

    /// A message merged into the one before, for members of a oneof; nil when the field holds something else.
    ///
    /// - Parameter value: What the oneof holds, when it holds this member.
    @inlinable
    public mutating func message<Value: Message>(
        mergingInto value: consuming Value?
    ) throws(WireError) -> Value? {
        guard let bytes = try rawBytes() else { return nil }
        guard nestingLeft > 0 else { throw error(.nestingTooDeep, at: cursor - bytes.count) }
        var message = value ?? Value()
        var inner = WireReader(
            origin: origin, start: cursor - bytes.count, count: bytes.count, nestingLeft: nestingLeft - 1)
        try message.decode(from: &inner)
        return message
    }
}
