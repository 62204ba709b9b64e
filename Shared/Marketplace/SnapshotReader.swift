/// Reads what `SnapshotWriter` wrote, value by value; anything that doesn't fit is an error, never a trap.
public struct SnapshotReader: Sendable {
    private let bytes: [UInt8]
    private var position = 0

    /// A reader at the beginning of the bytes.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Whether everything was read.
    public var isAtEnd: Bool { position == bytes.count }

    /// Reads an unsigned number.
    public mutating func unsigned() throws(SnapshotError) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            guard position < bytes.count else { throw .truncated(offset: position) }
            let byte = bytes[position]
            position += 1
            guard shift < 63 || byte <= 1 else { throw .invalid(offset: position, reason: "a number over 64 bits") }
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
    }

    /// Reads a signed number.
    public mutating func int64() throws(SnapshotError) -> Int64 {
        let raw = try unsigned()
        return Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1)
    }

    /// Reads a signed number.
    public mutating func integer() throws(SnapshotError) -> Int { Int(try int64()) }

    /// Reads a signed number of 32 bits.
    public mutating func int32() throws(SnapshotError) -> Int32 {
        guard let value = Int32(exactly: try int64()) else {
            throw .invalid(offset: position, reason: "a number over 32 bits")
        }
        return value
    }

    /// Reads a truth value.
    public mutating func bool() throws(SnapshotError) -> Bool {
        guard position < bytes.count else { throw .truncated(offset: position) }
        position += 1
        guard bytes[position - 1] <= 1 else { throw .invalid(offset: position - 1, reason: "neither true nor false") }
        return bytes[position - 1] == 1
    }

    /// Reads a number of 8 bytes.
    public mutating func double() throws(SnapshotError) -> Double {
        Double(bitPattern: try fixed(UInt64.self))
    }

    /// Reads a string.
    public mutating func string() throws(SnapshotError) -> String {
        let range = try take(try count(elementSize: 1))
        guard let string = String(validating: bytes[range], as: UTF8.self) else {
            throw .invalid(offset: range.lowerBound, reason: "a string that is not UTF-8")
        }
        return string
    }

    /// Reads bytes.
    public mutating func data() throws(SnapshotError) -> [UInt8] {
        Array(bytes[try take(try count(elementSize: 1))])
    }

    /// Reads a count and then as many elements, each as the closure says.
    public mutating func array<Element>(
        _ read: (inout SnapshotReader) throws(SnapshotError) -> Element
    ) throws(SnapshotError) -> [Element] {
        let count = try count(elementSize: 1)
        var elements: [Element] = []
        elements.reserveCapacity(count)
        for _ in 0..<count { elements.append(try read(&self)) }
        return elements
    }

    /// Reads an array of fixed-width numbers.
    public mutating func numbers<Number: SnapshotNumber>(_: Number.Type) throws(SnapshotError) -> [Number] {
        let size = MemoryLayout<Number>.stride
        let count = try count(elementSize: size)
        let range = try take(count * size)
        return [Number](unsafeUninitializedCapacity: count) { buffer, initialized in
            bytes[range].withUnsafeBytes { source in
                UnsafeMutableRawBufferPointer(buffer).copyMemory(from: source)
            }
            initialized = count
        }
    }

    /// Reads strings.
    public mutating func strings() throws(SnapshotError) -> [String] {
        try array { reader throws(SnapshotError) in try reader.string() }
    }

    /// Reads a count of things that take at least so many bytes each, so that a wrong count can't ask for memory that
    /// the bytes could never fill.
    private mutating func count(elementSize: Int) throws(SnapshotError) -> Int {
        let start = position
        let count = try unsigned()
        guard count <= UInt64((bytes.count - position) / elementSize) else {
            throw .invalid(offset: start, reason: "a count of \(count), more than the bytes hold")
        }
        return Int(count)
    }

    private mutating func take(_ length: Int) throws(SnapshotError) -> Range<Int> {
        guard length <= bytes.count - position else { throw .truncated(offset: position) }
        defer { position += length }
        return position..<position + length
    }

    private mutating func fixed<Number: FixedWidthInteger>(_: Number.Type) throws(SnapshotError) -> Number {
        let range = try take(MemoryLayout<Number>.size)
        return bytes[range].withUnsafeBytes { Number(littleEndian: $0.loadUnaligned(as: Number.self)) }
    }
}

/// Why a snapshot could not be read.
///
/// It is then rebuilt from the log.
public enum SnapshotError: Error, Equatable, CustomStringConvertible {
    /// The bytes end inside a value.
    case truncated(offset: Int)
    /// The bytes are not what was expected.
    case invalid(offset: Int, reason: String)

    /// For a person to read.
    public var description: String {
        switch self {
        case .truncated(let offset): "the snapshot ends inside a value at byte \(offset)"
        case .invalid(let offset, let reason): "the snapshot holds \(reason) at byte \(offset)"
        }
    }
}

/// Something that can be written down and read back equal.
public protocol SnapshotCodable {
    /// Appends everything needed to make an equal value.
    func encode(to writer: inout SnapshotWriter)
    /// Reads what `encode` wrote.
    init(from reader: inout SnapshotReader) throws(SnapshotError)
}
