// One method for each proto3 type; the field is left for the unknown ones when its wire type is another. The forms for
// optionals serve members of a oneof: a value that is present, even the default, makes them non-nil.
extension WireReader {
    /// A varint in the current field, or nil when it holds something else.
    @inlinable
    @inline(__always)
    mutating func varintField() throws(WireError) -> UInt64? {
        tag.has(.varint) ? try varint() : nil
    }

    /// A uint64.
    @inlinable
    @inline(__always)
    public mutating func uint64(_ value: inout UInt64) throws(WireError) {
        if let raw = try varintField() { value = raw }
    }

    /// A uint64, with presence.
    @inlinable
    @inline(__always)
    public mutating func uint64(_ value: inout UInt64?) throws(WireError) {
        if let raw = try varintField() { value = raw }
    }

    /// A uint32; higher bits are dropped.
    @inlinable
    @inline(__always)
    public mutating func uint32(_ value: inout UInt32) throws(WireError) {
        if let raw = try varintField() { value = UInt32(truncatingIfNeeded: raw) }
    }

    /// A uint32, with presence.
    @inlinable
    @inline(__always)
    public mutating func uint32(_ value: inout UInt32?) throws(WireError) {
        if let raw = try varintField() { value = UInt32(truncatingIfNeeded: raw) }
    }

    /// An int64.
    @inlinable
    @inline(__always)
    public mutating func int64(_ value: inout Int64) throws(WireError) {
        if let raw = try varintField() { value = Int64(bitPattern: raw) }
    }

    /// An int64, with presence.
    @inlinable
    @inline(__always)
    public mutating func int64(_ value: inout Int64?) throws(WireError) {
        if let raw = try varintField() { value = Int64(bitPattern: raw) }
    }

    /// An int32; higher bits are dropped.
    @inlinable
    @inline(__always)
    public mutating func int32(_ value: inout Int32) throws(WireError) {
        if let raw = try varintField() { value = Int32(truncatingIfNeeded: raw) }
    }

    /// An int32, with presence.
    @inlinable
    @inline(__always)
    public mutating func int32(_ value: inout Int32?) throws(WireError) {
        if let raw = try varintField() { value = Int32(truncatingIfNeeded: raw) }
    }

    /// A sint64 (zigzag).
    @inlinable
    @inline(__always)
    public mutating func sint64(_ value: inout Int64) throws(WireError) {
        if let raw = try varintField() { value = ZigZag.decode(raw) }
    }

    /// A sint64, with presence.
    @inlinable
    @inline(__always)
    public mutating func sint64(_ value: inout Int64?) throws(WireError) {
        if let raw = try varintField() { value = ZigZag.decode(raw) }
    }

    /// A sint32 (zigzag); higher bits are dropped.
    @inlinable
    @inline(__always)
    public mutating func sint32(_ value: inout Int32) throws(WireError) {
        if let raw = try varintField() { value = ZigZag.decode32(raw) }
    }

    /// A sint32, with presence.
    @inlinable
    @inline(__always)
    public mutating func sint32(_ value: inout Int32?) throws(WireError) {
        if let raw = try varintField() { value = ZigZag.decode32(raw) }
    }

    /// A bool: true for any varint but 0.
    @inlinable
    @inline(__always)
    public mutating func bool(_ value: inout Bool) throws(WireError) {
        if let raw = try varintField() { value = raw != 0 }
    }

    /// A bool, with presence.
    @inlinable
    @inline(__always)
    public mutating func bool(_ value: inout Bool?) throws(WireError) {
        if let raw = try varintField() { value = raw != 0 }
    }

    /// An enumeration, known value or not; higher bits than 32 are dropped.
    @inlinable
    @inline(__always)
    public mutating func enumeration<Value: Enumeration>(_ value: inout Value) throws(WireError) {
        if let raw = try varintField() { value = Value(rawValue: Int32(truncatingIfNeeded: raw)) }
    }

    /// An enumeration, with presence.
    @inlinable
    @inline(__always)
    public mutating func enumeration<Value: Enumeration>(_ value: inout Value?) throws(WireError) {
        if let raw = try varintField() { value = Value(rawValue: Int32(truncatingIfNeeded: raw)) }
    }
}
