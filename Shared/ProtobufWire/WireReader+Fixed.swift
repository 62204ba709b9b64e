// Fixed-width numbers, single and repeated.
extension WireReader {
    @inlinable
    @inline(__always)
    mutating func fixedField<Value: FixedWidthInteger & BitwiseCopyable>(
        _ type: Value.Type
    ) throws(WireError) -> Value? {
        tag.has(MemoryLayout<Value>.size == 8 ? .fixed64 : .fixed32) ? try fixed(type) : nil
    }

    /// Appends the current field's numbers, packed or single.
    ///
    /// Little-endian machines, all that Swift runs on, hold the numbers as the wire does.
    @inlinable
    mutating func repeatedFixed<Value: BitwiseCopyable>(_ values: inout [Value]) throws(WireError) {
        let size = MemoryLayout<Value>.size
        if tag.has(.lengthDelimited) {
            let bytes = try delimited()
            guard bytes.count % size == 0 else { throw error(.truncated) }
            let packed = PackedNumbers<Value>(bytes)
            if values.isEmpty {
                try charge(WireReader.allocationOverhead)
                WireReader.replace(&values) { Array(packed) }
            } else {
                values += packed
            }
        } else if tag.has(size == 8 ? .fixed64 : .fixed32) {
            let place = UnsafeRawPointer(cursor)
            try advance(size)
            values.append(place.loadUnaligned(as: Value.self))
        }
    }

    /// A fixed64.
    @inlinable
    @inline(__always)
    public mutating func fixed64(_ value: inout UInt64) throws(WireError) {
        if let raw = try fixedField(UInt64.self) { value = raw }
    }

    /// A fixed64, with presence.
    @inlinable
    @inline(__always)
    public mutating func fixed64(_ value: inout UInt64?) throws(WireError) {
        if let raw = try fixedField(UInt64.self) { value = raw }
    }

    /// A fixed32.
    @inlinable
    @inline(__always)
    public mutating func fixed32(_ value: inout UInt32) throws(WireError) {
        if let raw = try fixedField(UInt32.self) { value = raw }
    }

    /// A fixed32, with presence.
    @inlinable
    @inline(__always)
    public mutating func fixed32(_ value: inout UInt32?) throws(WireError) {
        if let raw = try fixedField(UInt32.self) { value = raw }
    }

    /// An sfixed64.
    @inlinable
    @inline(__always)
    public mutating func sfixed64(_ value: inout Int64) throws(WireError) {
        if let raw = try fixedField(Int64.self) { value = raw }
    }

    /// An sfixed64, with presence.
    @inlinable
    @inline(__always)
    public mutating func sfixed64(_ value: inout Int64?) throws(WireError) {
        if let raw = try fixedField(Int64.self) { value = raw }
    }

    /// An sfixed32.
    @inlinable
    @inline(__always)
    public mutating func sfixed32(_ value: inout Int32) throws(WireError) {
        if let raw = try fixedField(Int32.self) { value = raw }
    }

    /// An sfixed32, with presence.
    @inlinable
    @inline(__always)
    public mutating func sfixed32(_ value: inout Int32?) throws(WireError) {
        if let raw = try fixedField(Int32.self) { value = raw }
    }

    /// A double.
    @inlinable
    @inline(__always)
    public mutating func double(_ value: inout Double) throws(WireError) {
        if let raw = try fixedField(UInt64.self) { value = Double(bitPattern: raw) }
    }

    /// A double, with presence.
    @inlinable
    @inline(__always)
    public mutating func double(_ value: inout Double?) throws(WireError) {
        if let raw = try fixedField(UInt64.self) { value = Double(bitPattern: raw) }
    }

    /// A float.
    @inlinable
    @inline(__always)
    public mutating func float(_ value: inout Float) throws(WireError) {
        if let raw = try fixedField(UInt32.self) { value = Float(bitPattern: raw) }
    }

    /// A float, with presence.
    @inlinable
    @inline(__always)
    public mutating func float(_ value: inout Float?) throws(WireError) {
        if let raw = try fixedField(UInt32.self) { value = Float(bitPattern: raw) }
    }

    /// Repeated fixed64, packed or single.
    @inlinable
    public mutating func repeatedFixed64(_ values: inout [UInt64]) throws(WireError) {
        try repeatedFixed(&values)
    }

    /// Repeated fixed32, packed or single.
    @inlinable
    public mutating func repeatedFixed32(_ values: inout [UInt32]) throws(WireError) {
        try repeatedFixed(&values)
    }

    /// Repeated sfixed64, packed or single.
    @inlinable
    public mutating func repeatedSFixed64(_ values: inout [Int64]) throws(WireError) {
        try repeatedFixed(&values)
    }

    /// Repeated sfixed32, packed or single.
    @inlinable
    public mutating func repeatedSFixed32(_ values: inout [Int32]) throws(WireError) {
        try repeatedFixed(&values)
    }

    /// Repeated double, packed or single.
    @inlinable
    public mutating func repeatedDouble(_ values: inout [Double]) throws(WireError) {
        try repeatedFixed(&values)
    }

    /// Repeated float, packed or single.
    @inlinable
    public mutating func repeatedFloat(_ values: inout [Float]) throws(WireError) {
        try repeatedFixed(&values)
    }
}
