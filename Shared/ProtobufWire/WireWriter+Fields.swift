// One method for each proto3 type. The plain form leaves out the default, as proto3 does for fields without presence;
// `ifPresent` leaves out only nil, as proto3 does for members of a oneof.
extension WireWriter {
    @inlinable
    @inline(__always)
    mutating func varint(_ number: Int, _ value: UInt64) {
        reserve(15)
        put(FieldTag(number, .varint))
        put(varint: value)
    }

    /// A uint64, unless 0.
    @inlinable
    @inline(__always)
    public mutating func uint64(_ number: Int, _ value: UInt64) {
        if value != 0 { varint(number, value) }
    }

    /// A uint64, unless nil.
    @inlinable
    @inline(__always)
    public mutating func uint64(_ number: Int, ifPresent value: UInt64?) {
        if let value { varint(number, value) }
    }

    /// A uint32, unless 0.
    @inlinable
    @inline(__always)
    public mutating func uint32(_ number: Int, _ value: UInt32) {
        if value != 0 { varint(number, UInt64(value)) }
    }

    /// A uint32, unless nil.
    @inlinable
    @inline(__always)
    public mutating func uint32(_ number: Int, ifPresent value: UInt32?) {
        if let value { varint(number, UInt64(value)) }
    }

    /// An int64, unless 0; negative ones take 10 bytes.
    @inlinable
    @inline(__always)
    public mutating func int64(_ number: Int, _ value: Int64) {
        if value != 0 { varint(number, UInt64(bitPattern: value)) }
    }

    /// An int64, unless nil; negative ones take 10 bytes.
    @inlinable
    @inline(__always)
    public mutating func int64(_ number: Int, ifPresent value: Int64?) {
        if let value { varint(number, UInt64(bitPattern: value)) }
    }

    /// An int32, unless 0; negative ones take 10 bytes.
    @inlinable
    @inline(__always)
    public mutating func int32(_ number: Int, _ value: Int32) {
        if value != 0 { varint(number, UInt64(bitPattern: Int64(value))) }
    }

    /// An int32, unless nil; negative ones take 10 bytes.
    @inlinable
    @inline(__always)
    public mutating func int32(_ number: Int, ifPresent value: Int32?) {
        if let value { varint(number, UInt64(bitPattern: Int64(value))) }
    }

    /// A sint64, unless 0: zigzag, so that small negative numbers are short.
    @inlinable
    @inline(__always)
    public mutating func sint64(_ number: Int, _ value: Int64) {
        if value != 0 { varint(number, ZigZag.encode(value)) }
    }

    /// A sint64, unless nil.
    @inlinable
    @inline(__always)
    public mutating func sint64(_ number: Int, ifPresent value: Int64?) {
        if let value { varint(number, ZigZag.encode(value)) }
    }

    /// A sint32, unless 0: zigzag, so that small negative numbers are short.
    @inlinable
    @inline(__always)
    public mutating func sint32(_ number: Int, _ value: Int32) {
        if value != 0 { varint(number, ZigZag.encode(Int64(value))) }
    }

    /// A sint32, unless nil.
    @inlinable
    @inline(__always)
    public mutating func sint32(_ number: Int, ifPresent value: Int32?) {
        if let value { varint(number, ZigZag.encode(Int64(value))) }
    }

    /// A bool, unless false.
    @inlinable
    @inline(__always)
    public mutating func bool(_ number: Int, _ value: Bool) {
        if value { varint(number, 1) }
    }

    /// A bool, unless nil.
    @inlinable
    @inline(__always)
    public mutating func bool(_ number: Int, ifPresent value: Bool?) {
        if let value { varint(number, value ? 1 : 0) }
    }

    /// An enumeration, unless 0; negative values take 10 bytes.
    @inlinable
    @inline(__always)
    public mutating func enumeration<Value: Enumeration>(_ number: Int, _ value: Value) {
        int32(number, value.rawValue)
    }

    /// An enumeration, unless nil; negative values take 10 bytes.
    @inlinable
    @inline(__always)
    public mutating func enumeration<Value: Enumeration>(_ number: Int, ifPresent value: Value?) {
        int32(number, ifPresent: value?.rawValue)
    }
}

// Fixed width. Floating zeros are told apart by their bits: -0.0 is not the default.
extension WireWriter {
    @inlinable
    @inline(__always)
    mutating func fixed<Value: FixedWidthInteger>(_ number: Int, _ wireType: WireType, _ value: Value) {
        reserve(13)
        put(FieldTag(number, wireType))
        put(fixed: value)
    }

    /// A fixed64, unless 0.
    @inlinable
    @inline(__always)
    public mutating func fixed64(_ number: Int, _ value: UInt64) {
        if value != 0 { fixed(number, .fixed64, value) }
    }

    /// A fixed64, unless nil.
    @inlinable
    @inline(__always)
    public mutating func fixed64(_ number: Int, ifPresent value: UInt64?) {
        if let value { fixed(number, .fixed64, value) }
    }

    /// A fixed32, unless 0.
    @inlinable
    @inline(__always)
    public mutating func fixed32(_ number: Int, _ value: UInt32) {
        if value != 0 { fixed(number, .fixed32, value) }
    }

    /// A fixed32, unless nil.
    @inlinable
    @inline(__always)
    public mutating func fixed32(_ number: Int, ifPresent value: UInt32?) {
        if let value { fixed(number, .fixed32, value) }
    }

    /// An sfixed64, unless 0.
    @inlinable
    @inline(__always)
    public mutating func sfixed64(_ number: Int, _ value: Int64) {
        fixed64(number, UInt64(bitPattern: value))
    }

    /// An sfixed64, unless nil.
    @inlinable
    @inline(__always)
    public mutating func sfixed64(_ number: Int, ifPresent value: Int64?) {
        if let value { fixed(number, .fixed64, value) }
    }

    /// An sfixed32, unless 0.
    @inlinable
    @inline(__always)
    public mutating func sfixed32(_ number: Int, _ value: Int32) {
        fixed32(number, UInt32(bitPattern: value))
    }

    /// An sfixed32, unless nil.
    @inlinable
    @inline(__always)
    public mutating func sfixed32(_ number: Int, ifPresent value: Int32?) {
        if let value { fixed(number, .fixed32, value) }
    }

    /// A double, unless 0.0; -0.0 is written.
    @inlinable
    @inline(__always)
    public mutating func double(_ number: Int, _ value: Double) {
        fixed64(number, value.bitPattern)
    }

    /// A double, unless nil.
    @inlinable
    @inline(__always)
    public mutating func double(_ number: Int, ifPresent value: Double?) {
        if let value { fixed(number, .fixed64, value.bitPattern) }
    }

    /// A float, unless 0.0; -0.0 is written.
    @inlinable
    @inline(__always)
    public mutating func float(_ number: Int, _ value: Float) {
        fixed32(number, value.bitPattern)
    }

    /// A float, unless nil.
    @inlinable
    @inline(__always)
    public mutating func float(_ number: Int, ifPresent value: Float?) {
        if let value { fixed(number, .fixed32, value.bitPattern) }
    }
}
