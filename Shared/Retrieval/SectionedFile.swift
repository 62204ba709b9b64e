internal import Glibc

/// A file of some sections for mapping into memory: a header, then the sections, each at a multiple of 64 bytes.
///
/// The header is 8 bytes of name, the last of them the digit of the version, the checksum of all that comes after its
/// first 32 bytes, 16 zeros, the number of sections, and the length of each, as little-endian 64-bit numbers, filled up
/// with zeros to a multiple of 64 bytes. Sections hold numbers as they lie in memory, which is little-endian on every
/// processor that this is built for.
enum SectionedFile {
    static let maximumSections = 64
    /// Name, checksum and zeros.
    private static let prefix = 32

    /// What goes into a section.
    enum Section {
        case bytes([UInt8])
        case memory(UnsafeRawBufferPointer)

        static func numbers(_ numbers: [some FixedWidthInteger]) -> Section {
            .bytes(numbers.withUnsafeBytes { [UInt8]($0) })
        }

        func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
            switch self {
            case .bytes(let bytes): bytes.withUnsafeBytes(body)
            case .memory(let memory): body(memory)
            }
        }

        var count: Int {
            switch self {
            case .bytes(let bytes): bytes.count
            case .memory(let memory): memory.count
            }
        }
    }

    /// Writes a file beside its place, then moves it there, so that a reader finds the old one or the new one whole.
    static func write(_ sections: [Section], name: String, to path: String) throws(SnapshotError) {
        precondition(sections.count <= maximumSections, "a file has at most 64 sections")
        precondition(name.utf8.count == 8, "the name of a file has 8 bytes")
        let zeros = [UInt8](repeating: 0, count: 64)
        let temporary = path + ".part"
        let descriptor = Glibc.open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw SnapshotError(file: temporary, "cannot be written: \(reason())") }
        defer { close(descriptor) }
        var checksum = FileChecksum()
        let rest = headerRest(sections.map(\.count))
        rest.withUnsafeBytes { checksum.add($0) }
        for section in sections {
            section.withBytes { bytes in
                let whole = bytes.count / 64 * 64
                checksum.add(UnsafeRawBufferPointer(rebasing: bytes[..<whole]))
                if whole < bytes.count {
                    let last = Array(bytes[whole...]) + zeros[..<(64 - bytes.count + whole)]
                    last.withUnsafeBytes { checksum.add($0) }
                }
            }
        }
        var start = Array(name.utf8)
        withUnsafeBytes(of: checksum.value.littleEndian) { start.append(contentsOf: $0) }
        start.append(contentsOf: zeros[..<(prefix - 16)])
        var isWritten = (start + rest).withUnsafeBytes { write($0, descriptor) }
        for section in sections where isWritten {
            isWritten =
                section.withBytes { write($0, descriptor) }
                && zeros[..<padding(section.count)].withUnsafeBytes { write($0, descriptor) }
        }
        guard isWritten, fsync(descriptor) == 0, rename(temporary, path) == 0 else {
            throw SnapshotError(file: path, "cannot be written: \(reason())")
        }
    }

    /// Maps a file, checks all of it, and gives where its sections lie.
    static func open(
        _ path: String, name: String, sections count: Int
    ) throws(SnapshotError) -> (file: MappedFile, sections: [Range<Int>]) {
        let file = try MappedFile(path: path)
        let bytes = file.bytes
        let headerCount = headerLength(count)
        if let refusal = SnapshotError(path, beginningWith: bytes, unlike: name) { throw refusal }
        guard bytes.count >= headerCount else { throw SnapshotError(damaged: path, "it ends too early") }
        var checksum = FileChecksum()
        checksum.add(UnsafeRawBufferPointer(rebasing: bytes[prefix...]))
        guard checksum.value == number(bytes, 8) else {
            throw SnapshotError(damaged: path, "its checksum is wrong")
        }
        guard number(bytes, prefix) == UInt64(count) else {
            throw SnapshotError(damaged: path, "it has not \(count) sections")
        }
        var ranges: [Range<Int>] = []
        var position = headerCount
        for section in 0..<count {
            let length = number(bytes, prefix + 8 + 8 * section)
            guard length <= UInt64(bytes.count - position) else {
                throw SnapshotError(damaged: path, "it ends before its section \(section)")
            }
            ranges.append(position..<position + Int(length))
            position += Int(length) + padding(Int(length))
            guard position <= bytes.count else { throw SnapshotError(damaged: path, "it ends too early") }
        }
        guard position == bytes.count else { throw SnapshotError(damaged: path, "it is too long") }
        return (file, ranges)
    }

    private static func headerLength(_ sections: Int) -> Int { (prefix + 8 + 8 * sections + 63) & ~63 }
    private static func padding(_ count: Int) -> Int { (64 - count % 64) % 64 }

    /// What of the header the checksum covers.
    private static func headerRest(_ lengths: [Int]) -> [UInt8] {
        var rest: [UInt8] = []
        for number in [UInt64(lengths.count)] + lengths.map({ UInt64($0) }) {
            withUnsafeBytes(of: number.littleEndian) { rest.append(contentsOf: $0) }
        }
        rest.append(contentsOf: [UInt8](repeating: 0, count: headerLength(lengths.count) - prefix - rest.count))
        return rest
    }

    private static func number(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, _ descriptor: Int32) -> Bool {
        var position = 0
        while position < bytes.count, let base = bytes.baseAddress {
            let written = Glibc.write(descriptor, base + position, bytes.count - position)
            guard written >= 0 || errno == EINTR else { return false }
            position += max(written, 0)
        }
        return true
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}
