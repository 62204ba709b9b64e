// Repeated varints, packed or single: both forms are valid for every field, even mixed.
extension WireReader {
    @inlinable
    @inline(__always)
    mutating func repeatedVarint<Value>(
        _ values: inout [Value], _ convert: (UInt64) -> Value
    ) throws(WireError) {
        if tag.has(.varint) {
            values.append(convert(try varint()))
        } else if tag.has(.lengthDelimited) {
            let bytes = try delimited()
            let behind = cursor
            cursor = behind - bytes.count
            // Each varint has one byte below 0x80, its last. Never room for a little more at a time, or every one of
            // many short packed fields would make the array move.
            let count = bytes.count { $0 < 0x80 }
            if values.isEmpty { try charge(WireReader.allocationOverhead) }
            if count > values.count { values.reserveCapacity(values.count + count) }
            while cursor < behind {
                values.append(convert(try varint()))
            }
            // The last one reached beyond the packed bytes, into the field after them.
            guard cursor == behind else { throw error(.truncated, at: behind) }
        }
    }

    /// Repeated uint64, packed or single.
    @inlinable
    public mutating func repeatedUInt64(_ values: inout [UInt64]) throws(WireError) {
        try repeatedVarint(&values) { $0 }
    }

    /// Repeated uint32, packed or single.
    @inlinable
    public mutating func repeatedUInt32(_ values: inout [UInt32]) throws(WireError) {
        try repeatedVarint(&values) { UInt32(truncatingIfNeeded: $0) }
    }

    /// Repeated int64, packed or single.
    @inlinable
    public mutating func repeatedInt64(_ values: inout [Int64]) throws(WireError) {
        try repeatedVarint(&values) { Int64(bitPattern: $0) }
    }

    /// Repeated int32, packed or single.
    @inlinable
    public mutating func repeatedInt32(_ values: inout [Int32]) throws(WireError) {
        try repeatedVarint(&values) { Int32(truncatingIfNeeded: $0) }
    }

    /// Repeated sint64, packed or single.
    @inlinable
    public mutating func repeatedSInt64(_ values: inout [Int64]) throws(WireError) {
        try repeatedVarint(&values) { ZigZag.decode($0) }
    }

    /// Repeated sint32, packed or single.
    @inlinable
    public mutating func repeatedSInt32(_ values: inout [Int32]) throws(WireError) {
        try repeatedVarint(&values) { ZigZag.decode32($0) }
    }

    /// Repeated bool, packed or single.
    @inlinable
    public mutating func repeatedBool(_ values: inout [Bool]) throws(WireError) {
        try repeatedVarint(&values) { $0 != 0 }
    }

    /// Repeated enumerations, packed or single.
    @inlinable
    public mutating func repeatedEnumeration<Value: Enumeration>(_ values: inout [Value]) throws(WireError) {
        try repeatedVarint(&values) { Value(rawValue: Int32(truncatingIfNeeded: $0)) }
    }
}
