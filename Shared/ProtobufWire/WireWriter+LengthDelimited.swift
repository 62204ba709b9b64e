// Strings, bytes, messages, and repeated fields.
extension WireWriter {
    /// A string, unless empty.
    @inlinable
    @inline(__always)
    public mutating func string(_ number: Int, _ value: String) {
        if !value.isEmpty { writeString(FieldTag(number, .lengthDelimited), value) }
    }

    /// A string, unless nil.
    @inlinable
    @inline(__always)
    public mutating func string(_ number: Int, ifPresent value: String?) {
        if let value { writeString(FieldTag(number, .lengthDelimited), value) }
    }

    @inlinable
    @inline(__always)
    mutating func writeString(_ tag: FieldTag, _ value: borrowing String) {
        if knowsShortStrings, let text = ShortString(value) {
            // Both words are written, and what is behind the text written over by what follows.
            reserve(32)
            put(tag)
            put(byte: UInt8(truncatingIfNeeded: text.count))
            let target = UnsafeMutableRawPointer(cursor)
            target.storeBytes(of: text.low, as: UInt64.self)
            target.storeBytes(of: text.high, toByteOffset: 8, as: UInt64.self)
            cursor += text.count
        } else {
            writeLongString(tag, value)
        }
    }

    @inlinable
    mutating func writeLongString(_ tag: FieldTag, _ value: borrowing String) {
        let done: Void? = value.utf8.withContiguousStorageIfAvailable { utf8 in
            writeBytes(tag, UnsafeRawBufferPointer(utf8))
        }
        if done == nil { Array(value.utf8).withUnsafeBytes { writeBytes(tag, $0) } }
    }

    @inlinable
    @inline(__always)
    mutating func writeBytes(_ tag: FieldTag, _ value: UnsafeRawBufferPointer) {
        reserve(15 + value.count)
        put(tag)
        put(varint: UInt64(value.count))
        guard let base = value.baseAddress else { return }
        if value.count <= 16 { put(short: base, count: value.count) } else { put(base, count: value.count) }
    }

    /// Bytes, unless empty.
    @inlinable
    @inline(__always)
    public mutating func bytes(_ number: Int, _ value: [UInt8]) {
        if !value.isEmpty { bytes(number, ifPresent: value) }
    }

    /// Bytes, unless nil.
    @inlinable
    @inline(__always)
    public mutating func bytes(_ number: Int, ifPresent value: [UInt8]?) {
        value?.withUnsafeBytes { writeBytes(FieldTag(number, .lengthDelimited), $0) }
    }

    /// Bytes, even when there are none.
    @inlinable
    public mutating func bytes(_ number: Int, raw value: UnsafeRawBufferPointer) {
        writeBytes(FieldTag(number, .lengthDelimited), value)
    }

    /// A message, unless nil.
    ///
    /// A field of type bytes that holds a message is written the same way.
    @inlinable
    @inline(__always)
    public mutating func message<Value: Message>(_ number: Int, _ value: Value?) {
        guard let value else { return }
        let body = beginLengthDelimited(FieldTag(number, .lengthDelimited))
        value.encode(to: &self)
        endLengthDelimited(body)
    }

    /// Messages, one field each.
    @inlinable
    public mutating func repeatedMessage<Value: Message>(_ number: Int, _ values: [Value]) {
        let tag = FieldTag(number, .lengthDelimited)
        var lengthSize = 1
        withBorrowedElements(of: values) { value in
            let body = beginLengthDelimited(tag, lengthSize: lengthSize)
            value.lent.encode(to: &self)
            lengthSize = endLengthDelimited(body, lengthSize: lengthSize)
        }
    }

    /// Strings, one field each, empty ones too.
    @inlinable
    public mutating func repeatedString(_ number: Int, _ values: [String]) {
        let tag = FieldTag(number, .lengthDelimited)
        withBorrowedElements(of: values) { writeString(tag, $0.lent) }
    }

    /// Byte strings, one field each, empty ones too.
    @inlinable
    public mutating func repeatedBytes(_ number: Int, _ values: [[UInt8]]) {
        let tag = FieldTag(number, .lengthDelimited)
        withBorrowedElements(of: values) { value in
            value.lent.withUnsafeBytes { writeBytes(tag, $0) }
        }
    }

    /// What an older program did not understand, as it came; always the last of a message.
    @inlinable
    @inline(__always)
    public mutating func unknownFields(_ fields: UnknownFields) {
        fields.stored?.withUnsafeBytes { append(raw: $0) }
    }
}

// Repeated numbers, packed: one tag and one length for all of them; nothing for none.
extension WireWriter {
    @inlinable
    @inline(__always)
    mutating func packed<Value>(_ number: Int, _ values: [Value], _ varint: (Value) -> UInt64) {
        guard !values.isEmpty else { return }
        let body = beginLengthDelimited(FieldTag(number, .lengthDelimited))
        for value in values {
            reserve(10)
            put(varint: varint(value))
        }
        endLengthDelimited(body)
    }

    /// Packed uint64.
    @inlinable
    public mutating func repeatedUInt64(_ number: Int, _ values: [UInt64]) {
        packed(number, values) { $0 }
    }

    /// Packed uint32.
    @inlinable
    public mutating func repeatedUInt32(_ number: Int, _ values: [UInt32]) {
        packed(number, values) { UInt64($0) }
    }

    /// Packed int64.
    @inlinable
    public mutating func repeatedInt64(_ number: Int, _ values: [Int64]) {
        packed(number, values) { UInt64(bitPattern: $0) }
    }

    /// Packed int32.
    @inlinable
    public mutating func repeatedInt32(_ number: Int, _ values: [Int32]) {
        packed(number, values) { UInt64(bitPattern: Int64($0)) }
    }

    /// Packed sint64.
    @inlinable
    public mutating func repeatedSInt64(_ number: Int, _ values: [Int64]) {
        packed(number, values) { ZigZag.encode($0) }
    }

    /// Packed sint32.
    @inlinable
    public mutating func repeatedSInt32(_ number: Int, _ values: [Int32]) {
        packed(number, values) { ZigZag.encode(Int64($0)) }
    }

    /// Packed bool.
    @inlinable
    public mutating func repeatedBool(_ number: Int, _ values: [Bool]) {
        packed(number, values) { $0 ? 1 : 0 }
    }

    /// Packed enumeration.
    @inlinable
    public mutating func repeatedEnumeration<Value: Enumeration>(_ number: Int, _ values: [Value]) {
        packed(number, values) { UInt64(bitPattern: Int64($0.rawValue)) }
    }

    /// Little-endian machines, all that Swift runs on, hold the numbers as the wire does.
    @inlinable
    @inline(__always)
    mutating func packedFixed<Value: BitwiseCopyable>(_ number: Int, _ values: [Value]) {
        if !values.isEmpty { values.withUnsafeBytes { writeBytes(FieldTag(number, .lengthDelimited), $0) } }
    }

    /// Packed double.
    @inlinable
    public mutating func repeatedDouble(_ number: Int, _ values: [Double]) {
        packedFixed(number, values)
    }

    /// Packed float.
    @inlinable
    public mutating func repeatedFloat(_ number: Int, _ values: [Float]) {
        packedFixed(number, values)
    }

    /// Packed fixed64.
    @inlinable
    public mutating func repeatedFixed64(_ number: Int, _ values: [UInt64]) {
        packedFixed(number, values)
    }

    /// Packed fixed32.
    @inlinable
    public mutating func repeatedFixed32(_ number: Int, _ values: [UInt32]) {
        packedFixed(number, values)
    }

    /// Packed sfixed64.
    @inlinable
    public mutating func repeatedSFixed64(_ number: Int, _ values: [Int64]) {
        packedFixed(number, values)
    }

    /// Packed sfixed32.
    @inlinable
    public mutating func repeatedSFixed32(_ number: Int, _ values: [Int32]) {
        packedFixed(number, values)
    }
}
