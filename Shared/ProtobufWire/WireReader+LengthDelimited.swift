// Bytes and messages.
extension WireReader {
    /// The current field's bytes where they lie, or nil when it is not length-delimited; valid as long as the input.
    @inlinable
    @inline(__always)
    public mutating func rawBytes() throws(WireError) -> UnsafeRawBufferPointer? {
        tag.has(.lengthDelimited) ? try delimited() : nil
    }

    /// A copy of the bytes after a length.
    @usableFromInline
    mutating func copiedBytes() throws(WireError) -> [UInt8] {
        let bytes = try delimited()
        if bytes.isEmpty { return [] }
        try charge(WireReader.allocationOverhead)
        return Array(bytes)
    }

    /// Bytes.
    @inlinable
    @inline(__always)
    public mutating func bytes(_ value: inout [UInt8]) throws(WireError) {
        if tag.has(.lengthDelimited) { value = try copiedBytes() }
    }

    /// Bytes, with presence.
    @inlinable
    @inline(__always)
    public mutating func bytes(_ value: inout [UInt8]?) throws(WireError) {
        if tag.has(.lengthDelimited) { value = try copiedBytes() }
    }

    /// Byte strings, one a field.
    @inlinable
    public mutating func repeatedBytes(_ values: inout [[UInt8]]) throws(WireError) {
        guard tag.has(.lengthDelimited) else { return }
        let run = try beginRun(values)
        if run > values.count { values.reserveCapacity(values.count + run) }
        for index in 0..<run {
            if index > 0 { moveBehindTag() }
            values.append(try copiedBytes())
        }
    }

    /// A message, merged into what is there, as when it comes twice.
    @inlinable
    public mutating func message<Value: Message>(_ value: inout Value?) throws(WireError) {
        guard tag.has(.lengthDelimited) else { return }
        var message = value.take() ?? Value()
        try nested(&message)
        value = message
    }

    /// Messages, one a field.
    @inlinable
    public mutating func repeatedMessage<Value: Message>(_ values: inout [Value]) throws(WireError) {
        guard tag.has(.lengthDelimited) else { return }
        let run = try beginRun(values)
        if values.isEmpty {
            try take(run, as: MessageRun<Value>.self, into: &values)
        } else {
            if run > values.count { values.reserveCapacity(values.count + run) }
            for index in 0..<run {
                if index > 0 { moveBehindTag() }
                // Decoded where it stays: moving a message costs more than its place.
                values.append(Value())
                try nested(&values[values.count - 1])
            }
        }
    }

    /// A message merged into the one before, for members of a oneof; nil when the field holds something else.
    ///
    /// - Parameter value: What the oneof holds, when it holds this member.
    @inlinable
    public mutating func message<Value: Message>(
        mergingInto value: consuming Value?
    ) throws(WireError) -> Value? {
        guard tag.has(.lengthDelimited) else { return nil }
        // A message that may contain itself lives in a box of its own.
        try charge(MemoryLayout<Value>.stride)
        var message = value ?? Value()
        try nested(&message)
        return message
    }

    /// A message that is always present, merged with what is there.
    @inlinable
    public mutating func message<Value: Message>(into value: inout Value) throws(WireError) {
        if tag.has(.lengthDelimited) { try nested(&value) }
    }

    /// Reads the message after a length.
    @inlinable
    @inline(__always)
    mutating func nested<Value: Message>(_ message: inout Value) throws(WireError) {
        let outer = try enterMessage()
        try message.decode(from: &self)
        leaveMessage(outer)
    }

    /// Makes this reader one of the message after a length: it ends where that does.
    ///
    /// - Returns: What ``leaveMessage(_:)`` takes.
    @inlinable
    @inline(__always)
    mutating func enterMessage() throws(WireError) -> (end: UnsafePointer<UInt8>, tag: FieldTag) {
        let count = try length()
        guard nestingLeft > 0 else { throw error(.nestingTooDeep) }
        let outer = (end, tag)
        end = cursor + count
        nestingLeft -= 1
        tag = FieldTag(encoded: 0)
        return outer
    }

    /// Goes on behind the message.
    @inlinable
    @inline(__always)
    mutating func leaveMessage(_ outer: (end: UnsafePointer<UInt8>, tag: FieldTag)) {
        cursor = end
        end = outer.end
        nestingLeft += 1
        tag = outer.tag
        // The field was read, whatever stands behind the nested message.
        valueStart = tagStart
    }
}

/// Repeated messages.
@usableFromInline
struct MessageRun<Value: Message>: FieldRun {
    @usableFromInline let reader: UnsafeMutablePointer<WireReader>
    @usableFromInline let outcome: UnsafeMutablePointer<RunOutcome>
    @usableFromInline let count: Int

    @inlinable
    init(reader: UnsafeMutablePointer<WireReader>, outcome: UnsafeMutablePointer<RunOutcome>, count: Int) {
        self.reader = reader
        self.outcome = outcome
        self.count = count
    }

    @inlinable
    subscript(_: Int) -> Value { Value() }

    @inlinable
    @inline(__always)
    func fill(_ target: UnsafeMutablePointer<Value>) throws(WireError) {
        for index in 0..<count {
            if index > 0 { reader.pointee.moveBehindTag() }
            (target + index).initialize(to: Value())
            outcome.pointee.filled = index + 1
            try reader.pointee.nested(&target[index])
        }
    }
}
