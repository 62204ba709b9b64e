/// Takes protobuf fields out of bytes, one after the other.
///
/// A message reads itself like this; whatever it does not read, because the number is not known or the value comes in
/// a wire type that does not fit the field, is kept as an unknown field by the next call of ``nextField(_:)``:
///
///     while let tag = try reader.nextField(&unknownFields) {
///         switch tag.number {
///         case 1: try reader.uint64(&sequence)
///         case 2: try reader.string(&id)
///         default: break
///         }
///     }
///
/// A reader is a few pointers and owns nothing: the bytes must outlive it. It never reads beyond them, whatever they
/// hold, never allocates for a length before that many bytes are known to be there, and never builds more from them than
/// ``memoryBudget(for:)`` allows.
public struct WireReader {
    /// How deep messages and groups may be nested.
    public static let nestingLimit = 100

    /// How many bytes decoding may build out of a message: 4 MiB, and 16 for each byte of the message.
    ///
    /// An empty message within a message takes two bytes on the wire and a hundred or more in memory, so that a small
    /// frame could fill a machine. What counts are the elements of repeated strings, byte strings and messages, and
    /// what each allocation costs besides its contents. Numbers do not: they grow by 8 at most.
    @inlinable
    public static func memoryBudget(for count: Int) -> Int {
        4 << 20 + 16 * count
    }

    /// Start and end of the outermost message: errors count from the former.
    @usableFromInline let origin: UnsafePointer<UInt8>
    @usableFromInline let outermostEnd: UnsafePointer<UInt8>
    /// End of the message being read, which may be nested.
    @usableFromInline var end: UnsafePointer<UInt8>
    @usableFromInline var cursor: UnsafePointer<UInt8>
    /// Where the current field's tag and its value begin.
    @usableFromInline var tagStart: UnsafePointer<UInt8>
    @usableFromInline var valueStart: UnsafePointer<UInt8>
    @usableFromInline var tag = FieldTag(encoded: 0)
    @usableFromInline var nestingLeft = WireReader.nestingLimit
    @usableFromInline var budget: Int
    /// See ``ShortString``; here, because a global costs a call.
    @usableFromInline let makesShortStrings = ShortString.layoutIsKnown

    /// A reader of a whole message.
    @inlinable
    public init(_ bytes: UnsafeRawBufferPointer) {
        let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? WireReader.nothing
        origin = base
        outermostEnd = base + bytes.count
        end = outermostEnd
        cursor = base
        tagStart = base
        valueStart = base + 1
        budget = WireReader.memoryBudget(for: bytes.count)
    }

    /// Stands for the address of empty buffers, which have none; never read.
    @usableFromInline nonisolated(unsafe) static let nothing: UnsafePointer<UInt8> = {
        let byte = UnsafeMutablePointer<UInt8>.allocate(capacity: 1)
        byte.initialize(to: 0)
        return UnsafePointer(byte)
    }()

    /// Bytes not yet read.
    @inlinable
    public var remaining: Int { end - cursor }

    /// The next field, or nil at the end of the message.
    ///
    /// - Parameter unknownFields: Where the field before goes when nobody read it.
    /// - Throws: ``WireError`` for a tag that no message may have, or a field before that cannot be skipped.
    @inlinable
    @inline(__always)
    public mutating func nextField(_ unknownFields: inout UnknownFields) throws(WireError) -> FieldTag? {
        // A value has at least one byte, so a cursor that did not move means that nobody read it.
        if cursor == valueStart { try keep(&unknownFields) }
        guard cursor < end else { return nil }
        tagStart = cursor
        let first = cursor.pointee
        if first < 0x80 {
            cursor += 1
            tag = FieldTag(encoded: UInt32(first))
        } else {
            tag = try longTag()
        }
        valueStart = cursor
        if tag.encoded < 8 { throw error(.invalidFieldNumber) }
        return tag
    }

    @usableFromInline
    @inline(never)
    mutating func longTag() throws(WireError) -> FieldTag {
        let start = cursor
        let value = try varint()
        guard let encoded = UInt32(exactly: value) else { throw error(.invalidFieldNumber, at: start) }
        // As Google's runtimes have it: a tag is a varint of 32 bits.
        guard cursor - start <= 5 else { throw error(.overlongVarint, at: start) }
        return FieldTag(encoded: encoded)
    }

    @usableFromInline
    @inline(never)
    mutating func keep(_ unknownFields: inout UnknownFields) throws(WireError) {
        try skipValue(nestingLeft: nestingLeft)
        if unknownFields.isEmpty { try charge(WireReader.allocationOverhead) }
        unknownFields.append(UnsafeRawBufferPointer(start: tagStart, count: cursor - tagStart))
    }

    /// Moves over the current field's value, whatever its wire type.
    mutating func skipValue(nestingLeft: Int) throws(WireError) {
        switch tag.wireType {
        case .varint: _ = try varint()
        case .fixed64: try advance(8)
        case .lengthDelimited: _ = try delimited()
        case .startGroup: try skipGroup(nestingLeft: nestingLeft)
        case .endGroup: throw error(.unmatchedGroup, at: tagStart)
        case .fixed32: try advance(4)
        case nil: throw error(.invalidWireType, at: tagStart)
        }
    }

    mutating func skipGroup(nestingLeft: Int) throws(WireError) {
        guard nestingLeft > 0 else { throw error(.nestingTooDeep) }
        let group = tag
        let groupStart = tagStart
        while cursor < end {
            let innerStart = cursor
            tag = try longTag()
            if tag.encoded < 8 { throw error(.invalidFieldNumber) }
            if tag.has(.endGroup) {
                guard tag.number == group.number else { throw error(.unmatchedGroup, at: innerStart) }
                tagStart = groupStart
                return
            }
            try skipValue(nestingLeft: nestingLeft - 1)
        }
        throw error(.unmatchedGroup)
    }

    /// An error here, in the current field.
    @usableFromInline
    @inline(never)
    func error(_ reason: WireError.Reason, at place: UnsafePointer<UInt8>? = nil) -> WireError {
        WireError(reason, offset: (place ?? cursor) - origin, fieldNumber: tag.number)
    }
}

// Values without their tags.
extension WireReader {
    @inlinable
    @inline(__always)
    mutating func varint() throws(WireError) -> UInt64 {
        guard cursor < end else { throw error(.truncated) }
        let first = cursor.pointee
        if first < 0x80 {
            cursor += 1
            return UInt64(first)
        }
        return try longVarint()
    }

    @usableFromInline
    @inline(never)
    mutating func longVarint() throws(WireError) -> UInt64 {
        // Two bytes are what most lengths take that take more than one.
        if end - cursor >= 2, cursor[1] < 0x80 {
            let value = UInt64(cursor.pointee & 0x7F) | UInt64(cursor[1]) << 7
            cursor += 2
            return value
        }
        guard outermostEnd - cursor >= 8 else { return try varintByBytes() }
        // Eight bytes at once: the first without a continuation bit is the last of the varint.
        let word = UInt64(littleEndian: UnsafeRawPointer(cursor).loadUnaligned(as: UInt64.self))
        let stops = ~word & 0x8080_8080_8080_8080
        guard stops != 0 else { return try varintByBytes() }
        let behind = cursor + (stops.trailingZeroBitCount + 1) / 8
        guard behind <= end else { throw error(.truncated) }
        cursor = behind
        // Groups of 7 bits move together: pairs, then fours, then all eight.
        var value = word & (stops ^ (stops &- 1)) & 0x7F7F_7F7F_7F7F_7F7F
        value = value & 0x007F_007F_007F_007F | (value & 0x7F00_7F00_7F00_7F00) >> 1
        value = value & 0x0000_3FFF_0000_3FFF | (value & 0x3FFF_0000_3FFF_0000) >> 2
        return value & 0x0000_0000_0FFF_FFFF | (value & 0x0FFF_FFFF_0000_0000) >> 4
    }

    private mutating func varintByBytes() throws(WireError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        var place = cursor
        while place < end {
            let byte = place.pointee
            place += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 {
                // Only one bit of a tenth byte has room in 64.
                if shift == 63 && byte > 1 { throw error(.overlongVarint) }
                cursor = place
                return value
            }
            shift += 7
            if shift > 63 { throw error(.overlongVarint) }
        }
        throw error(.truncated)
    }

    @inlinable
    @inline(__always)
    mutating func advance(_ size: Int) throws(WireError) {
        guard end - cursor >= size else { throw error(.truncated) }
        cursor += size
    }

    @inlinable
    @inline(__always)
    mutating func fixed<Value: FixedWidthInteger & BitwiseCopyable>(_: Value.Type) throws(WireError) -> Value {
        let place = UnsafeRawPointer(cursor)
        try advance(MemoryLayout<Value>.size)
        return Value(littleEndian: place.loadUnaligned(as: Value.self))
    }

    /// A length that is known to lie within the message.
    @inlinable
    @inline(__always)
    mutating func length() throws(WireError) -> Int {
        let length = try varint()
        guard length <= UInt64(end - cursor) else { throw error(.truncated) }
        return Int(truncatingIfNeeded: length)
    }

    /// The bytes after a length, and the cursor behind them.
    @inlinable
    @inline(__always)
    mutating func delimited() throws(WireError) -> UnsafeRawBufferPointer {
        let count = try length()
        cursor += count
        return UnsafeRawBufferPointer(start: cursor - count, count: count)
    }
}
