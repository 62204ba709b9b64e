/// How the bytes of a value are delimited, by protobuf's numbering.
public enum WireType: UInt8, Hashable, Sendable {
    /// 7 bits a byte, least significant first: integers, booleans and enumerations.
    case varint = 0
    /// 8 bytes, least significant first.
    case fixed64 = 1
    /// A varint length and that many bytes: strings, bytes, messages and packed repeated fields.
    case lengthDelimited = 2
    /// Starts a group, a form that proto3 has no more; accepted among unknown fields only.
    case startGroup = 3
    /// Ends a group.
    case endGroup = 4
    /// 4 bytes, least significant first.
    case fixed32 = 5
}

/// What stands before every value: the field's number and the value's wire type.
public struct FieldTag: Hashable, Sendable {
    /// The highest field number that protobuf allows.
    public static let highestNumber: UInt32 = (1 << 29) - 1

    /// Number times 8, plus wire type.
    @usableFromInline let encoded: UInt32

    @inlinable
    init(encoded: UInt32) {
        self.encoded = encoded
    }

    /// The tag of a field; its number must be within 1 to ``highestNumber``.
    @inlinable
    public init(_ number: Int, _ wireType: WireType) {
        precondition(number > 0 && number <= Int(FieldTag.highestNumber), "field number out of range")
        encoded = UInt32(truncatingIfNeeded: number) << 3 | UInt32(wireType.rawValue)
    }

    /// The field's number, 1 to ``highestNumber``.
    @inlinable
    public var number: UInt32 { encoded >> 3 }

    /// How the value is delimited; nil for the wire types 6 and 7, which no reader hands out.
    @inlinable
    public var wireType: WireType? { WireType(rawValue: UInt8(truncatingIfNeeded: encoded & 7)) }

    @inlinable
    @inline(__always)
    func has(_ wireType: WireType) -> Bool {
        encoded & 7 == UInt32(wireType.rawValue)
    }
}
