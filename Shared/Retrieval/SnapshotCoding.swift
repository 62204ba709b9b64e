/// Why bytes are not a snapshot of an index or a column.
public struct SnapshotError: Error, Equatable, CustomStringConvertible {
    /// What is wrong, and what to do.
    public let description: String

    init(_ problem: String) {
        description = "\(problem); build it anew from the documents"
    }

    /// A problem with a file, which says for itself what to do.
    init(file: String, _ problem: String) {
        description = "\(file) \(problem)"
    }

    /// A file that was read and is damaged.
    init(damaged file: String, _ problem: String) {
        description = "\(file) is damaged: \(problem); build it anew from the documents"
    }

    /// Bytes that don't begin with a name, or nil if they do.
    ///
    /// A name has seven bytes for the kind and a digit for the version of its layout, so that what another version of
    /// this program wrote is not taken for damage. `subject` is what the bytes are of, such as a file's path.
    init?(_ subject: String, beginningWith bytes: some Collection<UInt8>, unlike name: String) {
        let start = Array(bytes.prefix(8))
        let name = Array(name.utf8)
        precondition(name.count == 8, "a name has eight bytes")
        guard start != name else { return nil }
        let kind = String(decoding: name.dropLast(), as: UTF8.self)
        let version = UnicodeScalar(name[7])
        if start.count == 8, start.dropLast() == name.dropLast(), (0x30...0x39).contains(start[7]) {
            let found = UnicodeScalar(start[7])
            description =
                "\(subject) is version \(found) of the kind \(kind), and this program reads version \(version); "
                + "build it anew from the documents, or use the program that wrote it"
        } else {
            description =
                "\(subject) does not begin as version \(version) of the kind \(kind); build it anew from the documents"
        }
    }
}

/// Writes the bytes of a snapshot: a name, little-endian numbers, and a checksum at the end.
struct SnapshotEncoder {
    private(set) var bytes: [UInt8]

    /// `name` has eight bytes, and says what follows and in which version.
    init(name: String) {
        bytes = Array(name.utf8)
        precondition(bytes.count == 8, "the name of a snapshot has eight bytes")
    }

    mutating func write(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func write(_ value: Double) { write(value.bitPattern) }

    mutating func write(_ value: String) {
        write(UInt32(value.utf8.count))
        bytes.append(contentsOf: value.utf8)
    }

    /// The bytes with their checksum.
    func finished() -> [UInt8] {
        var result = self
        result.write(snapshotChecksum(bytes[...]))
        return result.bytes
    }
}

/// Reads the bytes of a snapshot, and believes none of them.
struct SnapshotDecoder {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    init(_ bytes: [UInt8], name: String) throws(SnapshotError) {
        if let refusal = SnapshotError("the snapshot", beginningWith: bytes, unlike: name) { throw refusal }
        guard bytes.count >= 16 else { throw SnapshotError("the snapshot ends too early") }
        self.bytes = bytes.dropLast(8)
        let sum = bytes.suffix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard sum == snapshotChecksum(self.bytes) else { throw SnapshotError("the snapshot's checksum is wrong") }
        position = 8
    }

    /// Bytes that are left.
    var remaining: Int { bytes.count - position }

    mutating func read<Number: FixedWidthInteger>(_: Number.Type) throws(SnapshotError) -> Number {
        let size = MemoryLayout<Number>.size
        try need(size)
        defer { position += size }
        return bytes.withUnsafeBytes {
            Number(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: Number.self))
        }
    }

    mutating func readDouble() throws(SnapshotError) -> Double { Double(bitPattern: try read(UInt64.self)) }

    /// A count of things of which each takes at least some bytes.
    mutating func readCount(bytesEach: Int) throws(SnapshotError) -> Int {
        let count = Int(try read(UInt32.self))
        guard count <= remaining / bytesEach else { throw SnapshotError("the snapshot ends too early") }
        return count
    }

    mutating func readString() throws(SnapshotError) -> String {
        let count = try readCount(bytesEach: 1)
        defer { position += count }
        guard let string = String(validating: bytes[position..<position + count], as: UTF8.self) else {
            throw SnapshotError("the snapshot has text that is not UTF-8")
        }
        return string
    }

    /// Fails unless everything has been read.
    func finish() throws(SnapshotError) {
        guard remaining == 0 else { throw SnapshotError("the snapshot has \(remaining) bytes too many") }
    }

    private func need(_ count: Int) throws(SnapshotError) {
        guard remaining >= count else { throw SnapshotError("the snapshot ends too early") }
    }
}

/// FNV-1a over 64 bits: finds accidents, not forgeries.
private func snapshotChecksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
}
