/// Maps signed numbers to unsigned ones by size, so that small negative numbers get short varints.
@usableFromInline
enum ZigZag {
    /// Numbers 0, -1, 1, -2 become 0, 1, 2, 3.
    @inlinable
    @inline(__always)
    static func encode(_ value: Int64) -> UInt64 {
        UInt64(bitPattern: (value << 1) ^ (value >> 63))
    }

    /// The inverse of ``encode(_:)``.
    @inlinable
    @inline(__always)
    static func decode(_ value: UInt64) -> Int64 {
        Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    /// The inverse of ``encode(_:)`` for 32 bits: higher ones are dropped before, as protobuf has it.
    @inlinable
    @inline(__always)
    static func decode32(_ value: UInt64) -> Int32 {
        let low = UInt32(truncatingIfNeeded: value)
        return Int32(bitPattern: low >> 1) ^ -Int32(bitPattern: low & 1)
    }
}
