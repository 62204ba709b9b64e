internal import Glibc

/// Appends protobuf fields to one growing buffer.
///
/// Nothing is measured first and nothing is written twice: a nested message gets as many bytes for its length as the
/// message before it in the same list needed, or one, and only when that was wrong does its body move. Every field method reserves room
/// once, so that a scalar costs one comparison and its bytes; memory is allocated only when the buffer grows.
///
/// The buffer can be reused (``removeAll()``), and bytes that are no protobuf, such as a frame's header, can be
/// appended and filled in later (``append(raw:)``, ``overwrite(at:with:)``).
public struct WireWriter: ~Copyable, @unchecked Sendable {
    @usableFromInline var start: UnsafeMutablePointer<UInt8>
    @usableFromInline var cursor: UnsafeMutablePointer<UInt8>
    @usableFromInline var limit: UnsafeMutablePointer<UInt8>
    @usableFromInline var ownsBuffer: Bool
    /// See ``ShortString``; here, because a global costs a call.
    @usableFromInline let knowsShortStrings = ShortString.layoutIsKnown

    /// An empty writer.
    ///
    /// - Parameter capacity: Bytes to make room for at once.
    public init(capacity: Int = 512) {
        let capacity = max(capacity, 64)
        start = .allocate(capacity: capacity)
        cursor = start
        limit = start + capacity
        ownsBuffer = true
    }

    /// An empty writer that begins in memory of somebody else, who must outlive it.
    @inlinable
    init(scratch: UnsafeMutableRawBufferPointer) {
        let base = scratch.baseAddress?.assumingMemoryBound(to: UInt8.self)
        start = base ?? .allocate(capacity: scratch.count)
        cursor = start
        limit = start + scratch.count
        ownsBuffer = base == nil
    }

    deinit {
        if ownsBuffer { start.deallocate() }
    }

    /// Bytes written.
    @inlinable
    public var count: Int { cursor - start }

    /// Forgets what was written and keeps the buffer.
    @inlinable
    public mutating func removeAll() {
        cursor = start
    }

    /// Lends the bytes written; they are valid only within `body`.
    @inlinable
    public borrowing func withUnsafeBytes<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(start: start, count: cursor - start))
    }

    /// A copy of the bytes written.
    @inlinable
    public borrowing func bytes() -> [UInt8] {
        Array(UnsafeBufferPointer(start: start, count: cursor - start))
    }

    /// Appends bytes as they are: no tag, no length.
    @inlinable
    public mutating func append(raw bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress else { return }
        reserve(bytes.count)
        put(UnsafeRawPointer(base), count: bytes.count)
    }

    /// Appends a byte as it is: no tag, no length.
    @inlinable
    public mutating func append(raw byte: UInt8) {
        reserve(1)
        put(byte: byte)
    }

    /// Replaces four bytes written before by a number, most significant byte first.
    ///
    /// - Parameter offset: Where the first of the four stands; all four must have been written.
    public mutating func overwrite(at offset: Int, withBigEndian value: UInt32) {
        precondition(offset >= 0 && offset + 4 <= count, "only bytes already written can be overwritten")
        UnsafeMutableRawPointer(start + offset).storeBytes(of: value.bigEndian, as: UInt32.self)
    }

    /// Makes room for `size` more bytes.
    @inlinable
    @inline(__always)
    public mutating func reserve(_ size: Int) {
        if limit - cursor < size { grow(size) }
    }

    @usableFromInline
    @inline(never)
    mutating func grow(_ size: Int) {
        let used = cursor - start
        // The first growth is a large one: most of what does not fit the stack fits this.
        let capacity = max((limit - start) * 2, used + size, 16 << 10)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: start, count: used)
        if ownsBuffer { start.deallocate() }
        start = larger
        cursor = larger + used
        limit = larger + capacity
        ownsBuffer = true
    }
}

// Unchecked: the caller has reserved the room.
extension WireWriter {
    @inlinable
    @inline(__always)
    mutating func put(byte: UInt8) {
        cursor.pointee = byte
        cursor += 1
    }

    @inlinable
    @inline(__always)
    mutating func put(_ source: UnsafeRawPointer, count: Int) {
        UnsafeMutableRawPointer(cursor).copyMemory(from: source, byteCount: count)
        cursor += count
    }

    /// At most 16 bytes, without calling anything: two overlapping words.
    @inlinable
    @inline(__always)
    mutating func put(short source: UnsafeRawPointer, count: Int) {
        let target = UnsafeMutableRawPointer(cursor)
        if count >= 8 {
            let first = source.loadUnaligned(as: UInt64.self)
            let last = source.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
            target.storeBytes(of: first, as: UInt64.self)
            target.storeBytes(of: last, toByteOffset: count - 8, as: UInt64.self)
        } else if count >= 4 {
            let first = source.loadUnaligned(as: UInt32.self)
            let last = source.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
            target.storeBytes(of: first, as: UInt32.self)
            target.storeBytes(of: last, toByteOffset: count - 4, as: UInt32.self)
        } else if count > 0 {
            let middle = source.load(fromByteOffset: count / 2, as: UInt8.self)
            let last = source.load(fromByteOffset: count - 1, as: UInt8.self)
            target.storeBytes(of: source.load(as: UInt8.self), as: UInt8.self)
            target.storeBytes(of: middle, toByteOffset: count / 2, as: UInt8.self)
            target.storeBytes(of: last, toByteOffset: count - 1, as: UInt8.self)
        }
        cursor += count
    }

    @inlinable
    @inline(__always)
    mutating func put(varint value: UInt64) {
        var rest = value
        while rest > 0x7F {
            put(byte: UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        put(byte: UInt8(truncatingIfNeeded: rest))
    }

    @inlinable
    @inline(__always)
    mutating func put(_ tag: FieldTag) {
        put(varint: UInt64(tag.encoded))
    }

    @inlinable
    @inline(__always)
    mutating func put<Value: FixedWidthInteger>(fixed value: Value) {
        UnsafeMutableRawPointer(cursor).storeBytes(of: value.littleEndian, as: Value.self)
        cursor += MemoryLayout<Value>.size
    }
}

// Values whose length is known only once they are written.
extension WireWriter {
    /// Leaves room for the length; returns where the body begins, as an offset, since the buffer may move.
    ///
    /// - Parameter lengthSize: How many bytes the length is expected to take.
    @inlinable
    @inline(__always)
    mutating func beginLengthDelimited(_ tag: FieldTag, lengthSize: Int = 1) -> Int {
        reserve(15)
        put(tag)
        cursor += lengthSize
        return cursor - start
    }

    /// Fills in the length; returns how many bytes it took.
    @inlinable
    @inline(__always)
    @discardableResult
    mutating func endLengthDelimited(_ bodyOffset: Int, lengthSize: Int = 1) -> Int {
        let length = cursor - start - bodyOffset
        if length < 0x80 && lengthSize == 1 {
            start[bodyOffset - 1] = UInt8(truncatingIfNeeded: length)
            return 1
        }
        if length >= 0x80 && length < 0x4000 && lengthSize == 2 {
            start[bodyOffset - 2] = UInt8(truncatingIfNeeded: length) | 0x80
            start[bodyOffset - 1] = UInt8(truncatingIfNeeded: length >> 7)
            return 2
        }
        return moveForLength(bodyOffset, length, lengthSize)
    }

    @usableFromInline
    @inline(never)
    mutating func moveForLength(_ bodyOffset: Int, _ length: Int, _ lengthSize: Int) -> Int {
        let needed = max(1, (UInt64.bitWidth - UInt64(length).leadingZeroBitCount + 6) / 7)
        reserve(max(0, needed - lengthSize))
        let body = start + bodyOffset
        if needed != lengthSize { memmove(body + needed - lengthSize, body, length) }
        cursor = body - lengthSize
        put(varint: UInt64(length))
        cursor += length
        return needed
    }
}
