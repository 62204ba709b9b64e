internal import Glibc

/// Appends protobuf fields to one growing buffer.
///
/// Nothing is measured first and nothing is written twice: a nested message gets one byte for its length, and only when
/// it grows beyond 127 bytes does its body move up to make room for a longer one. Every field method reserves room
/// once, so that a scalar costs one comparison and its bytes; memory is allocated only when the buffer grows.
///
/// The buffer can be reused (``removeAll()``), and bytes that are no protobuf, such as a frame's header, can be
/// appended and filled in later (``append(raw:)``, ``overwrite(at:with:)``).
public struct WireWriter: ~Copyable, @unchecked Sendable {
    @usableFromInline var start: UnsafeMutablePointer<UInt8>
    @usableFromInline var cursor: UnsafeMutablePointer<UInt8>
    @usableFromInline var limit: UnsafeMutablePointer<UInt8>
    @usableFromInline var ownsBuffer: Bool

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
    @usableFromInline
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
        let capacity = max((limit - start) * 2, used + size, 256)
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
    /// Reserves the length's byte; returns where the body begins, as an offset, since the buffer may move.
    @inlinable
    @inline(__always)
    mutating func beginLengthDelimited(_ number: Int) -> Int {
        reserve(6)
        put(FieldTag(number, .lengthDelimited))
        put(byte: 0)
        return cursor - start
    }

    @inlinable
    @inline(__always)
    mutating func endLengthDelimited(_ bodyOffset: Int) {
        let length = cursor - start - bodyOffset
        if length < 0x80 {
            start[bodyOffset - 1] = UInt8(truncatingIfNeeded: length)
        } else {
            moveForLength(bodyOffset, length)
        }
    }

    @usableFromInline
    @inline(never)
    mutating func moveForLength(_ bodyOffset: Int, _ length: Int) {
        let extra = (UInt64.bitWidth - UInt64(length).leadingZeroBitCount + 6) / 7 - 1
        reserve(extra)
        let body = start + bodyOffset
        memmove(body + extra, body, length)
        cursor = body - 1
        put(varint: UInt64(length))
        cursor += length
    }
}
