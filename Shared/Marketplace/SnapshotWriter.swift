/// Appends plain values to a growing array of bytes: how a state writes itself down.
///
/// The format is positional: `SnapshotReader` reads the same values in the same order. Whole numbers are varints, floating
/// point is little-endian, strings and arrays have their length in front. Equal states must write equal bytes, so what
/// is kept in a hash table is written in a sorted order.
public struct SnapshotWriter: Sendable {
    /// What was written so far.
    public private(set) var bytes: [UInt8] = []

    /// A writer with nothing written.
    public init() {}

    /// Writes an unsigned number in 1 to 10 bytes.
    public mutating func unsigned(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Writes a signed number, small ones of either sign in few bytes.
    public mutating func integer(_ value: Int64) {
        unsigned(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
    }

    /// Writes a signed number, small ones of either sign in few bytes.
    public mutating func integer(_ value: Int) { integer(Int64(value)) }

    /// Writes a truth value in a byte.
    public mutating func bool(_ value: Bool) { bytes.append(value ? 1 : 0) }

    /// Writes a number in 8 bytes, bit for bit.
    public mutating func double(_ value: Double) {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Writes a string as UTF-8 after its length.
    public mutating func string(_ value: String) {
        var copy = value
        copy.withUTF8 { buffer in
            unsigned(UInt64(buffer.count))
            bytes.append(contentsOf: buffer)
        }
    }

    /// Writes bytes after their count.
    public mutating func data(_ value: [UInt8]) {
        unsigned(UInt64(value.count))
        bytes.append(contentsOf: value)
    }

    /// Writes a count, then each element as the closure says.
    public mutating func array<Element>(_ values: [Element], _ write: (inout SnapshotWriter, Element) -> Void) {
        unsigned(UInt64(values.count))
        for value in values { write(&self, value) }
    }

    /// Writes an array of fixed-width numbers as its memory, after the count.
    public mutating func numbers<Number: SnapshotNumber>(_ values: [Number]) {
        unsigned(UInt64(values.count))
        values.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    /// Writes strings one by one.
    public mutating func strings(_ values: [String]) {
        array(values) { writer, value in writer.string(value) }
    }
}

/// Numbers whose memory is written as it stands.
///
/// Tandem runs on little-endian machines only.
public protocol SnapshotNumber: BitwiseCopyable, Sendable {
    /// What an array is filled with before it is read.
    static var zero: Self { get }
}

extension Double: SnapshotNumber {}
extension Float: SnapshotNumber {}
extension Int64: SnapshotNumber {}
extension Int32: SnapshotNumber {}
extension UInt64: SnapshotNumber {}
extension UInt32: SnapshotNumber {}
