internal import ProtobufWire

/// The numbers of a packed field, one after the other, each as the bits of its wire type.
struct PackedNumbers {
    private let bytes: UnsafeRawBufferPointer
    private let wireType: WireType
    private var offset = 0

    init(_ bytes: UnsafeRawBufferPointer, wireType: WireType) {
        self.bytes = bytes
        self.wireType = wireType
    }

    /// The next number's bits; nil at the end.
    ///
    /// - Throws: ``WireError`` that counts from the first packed number.
    mutating func next() throws(WireError) -> UInt64? {
        guard offset < bytes.count else { return nil }
        switch wireType {
        case .fixed64: return try fixed(UInt64.self)
        case .fixed32: return UInt64(try fixed(UInt32.self))
        default: return try varint()
        }
    }

    private mutating func fixed<Bits: FixedWidthInteger & BitwiseCopyable>(
        _ type: Bits.Type
    ) throws(WireError) -> Bits {
        let size = MemoryLayout<Bits>.size
        guard bytes.count - offset >= size else { throw WireError(.truncated, offset: offset) }
        defer { offset += size }
        return Bits(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type))
    }

    private mutating func varint() throws(WireError) -> UInt64 {
        let start = offset
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            // Only one bit of a tenth byte has room in 64.
            if shift == 63, byte > 1 { throw WireError(.overlongVarint, offset: start) }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw WireError(.truncated, offset: start)
    }
}

extension FieldType {
    /// How a single value of this type is delimited.
    var wireType: WireType {
        switch self {
        case .double, .fixed64, .sfixed64: .fixed64
        case .float, .fixed32, .sfixed32: .fixed32
        case .string, .bytes, .message: .lengthDelimited
        case .int64, .uint64, .int32, .uint32, .bool, .enumeration, .sint32, .sint64: .varint
        }
    }
}
