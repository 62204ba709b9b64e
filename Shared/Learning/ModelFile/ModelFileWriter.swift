internal import Glibc

/// Puts a ``ModelFile`` together and writes it.
struct ModelFileWriter {
    private let kind: String
    private let version: UInt32
    private var sections: [Section] = []

    private struct Section {
        let name: String
        let bytes: UnsafeRawBufferPointer
        /// Keeps the bytes.
        let owner: Any
    }

    init(kind: String, version: UInt32) {
        precondition(kind.utf8.count <= 16, "a kind has at most 16 bytes")
        self.kind = kind
        self.version = version
    }

    /// Adds a section that holds these numbers.
    mutating func add<Element>(_ name: String, _ numbers: ModelNumbers<Element>) {
        precondition(
            name.utf8.count <= 32 && sections.count < ModelFile.maximumSections, "too long or too many sections")
        sections.append(Section(name: name, bytes: UnsafeRawBufferPointer(numbers.elements), owner: numbers))
    }

    /// Adds a section that holds these numbers.
    mutating func add(_ name: String, _ numbers: [Int64]) { add(name, ModelNumbers(numbers, zero: 0)) }

    /// Adds a section that holds these numbers.
    mutating func add(_ name: String, _ numbers: [Double]) { add(name, ModelNumbers(numbers, zero: 0)) }

    /// Writes a file beside its place, then moves it there, so that a reader finds the old one or the new one whole.
    ///
    /// - Throws: ``LearningError`` `file`, with the system's reason.
    func write(to path: String) throws(LearningError) {
        let temporary = path + ".part"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw LearningError(.file, "\(temporary) cannot be written: \(Self.reason())") }
        defer { close(descriptor) }
        var isWritten = header().withUnsafeBytes { Self.write($0, descriptor) }
        let zeros = [UInt8](repeating: 0, count: ModelFile.alignment)
        for section in sections where isWritten {
            isWritten =
                Self.write(section.bytes, descriptor)
                && zeros[..<Self.padding(section.bytes.count)].withUnsafeBytes { Self.write($0, descriptor) }
        }
        guard isWritten, fsync(descriptor) == 0, rename(temporary, path) == 0 else {
            let reason = Self.reason()
            unlink(temporary)
            throw LearningError(.file, "\(path) cannot be written: \(reason)")
        }
    }

    private func header() -> [UInt8] {
        var bytes = ModelFile.magic
        append(ModelFile.containerVersion, to: &bytes)
        append(UInt32(sections.count), to: &bytes)
        append(kind, filledTo: 16, to: &bytes)
        append(version, to: &bytes)
        append(UInt32(0), to: &bytes)
        let start = 64 + 64 * sections.count
        let length = sections.reduce(start) { $0 + $1.bytes.count + Self.padding($1.bytes.count) }
        append(UInt64(length), to: &bytes)
        append(UInt64(0), to: &bytes)
        append(UInt64(0), to: &bytes)
        var offset = start
        for section in sections {
            append(section.name, filledTo: 32, to: &bytes)
            append(UInt64(offset), to: &bytes)
            append(UInt64(section.bytes.count), to: &bytes)
            append(SectionChecksum.of(section.bytes), to: &bytes)
            append(UInt64(0), to: &bytes)
            offset += section.bytes.count + Self.padding(section.bytes.count)
        }
        var checksum: [UInt8] = []
        append(bytes.withUnsafeBytes(SectionChecksum.of), to: &checksum)
        bytes.replaceSubrange(56..<64, with: checksum)
        return bytes
    }

    private func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    private func append(_ text: String, filledTo length: Int, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: text.utf8)
        bytes.append(contentsOf: [UInt8](repeating: 0, count: length - text.utf8.count))
    }

    private static func padding(_ count: Int) -> Int {
        (ModelFile.alignment - count % ModelFile.alignment) % ModelFile.alignment
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
