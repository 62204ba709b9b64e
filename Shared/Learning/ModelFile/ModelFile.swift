/// A model's file: named sections of numbers, each at a multiple of 64 bytes, ready to be read where they lie.
///
/// All numbers are little-endian. The first 64 bytes:
///
/// | at | bytes | what |
/// |---|---|---|
/// | 0 | 8 | `TandemML` |
/// | 8 | 4 | version of this container, 1 |
/// | 12 | 4 | number of sections, at most 64 |
/// | 16 | 16 | kind of the model, ASCII, filled up with zeros |
/// | 32 | 4 | version of the kind |
/// | 36 | 4 | zero |
/// | 40 | 8 | length of the file |
/// | 48 | 8 | zero |
/// | 56 | 8 | checksum of the directory |
///
/// then the directory, 64 bytes a section: 32 bytes of name, offset, length, checksum, and 8 bytes zero; then the
/// sections, each filled up with zeros to a multiple of 64 bytes. All checksums are compared when a file is opened, so
/// that nothing later need doubt what it reads.
final class ModelFile {
    static let magic = Array("TandemML".utf8)
    static let containerVersion: UInt32 = 1
    static let maximumSections = 64
    static let alignment = 64

    let path: String
    private let file: MappedFile
    private var ranges: [String: Range<Int>] = [:]

    /// Maps a file and checks all of it.
    ///
    /// - Throws: ``LearningError`` `file` when it cannot be read, `damagedModel` when it is not whole, of another kind or
    ///   of a version that this program does not know; the message names the file and what is wrong.
    init(path: String, kind: String, version: UInt32) throws(LearningError) {
        self.path = path
        file = try MappedFile(path: path)
        let bytes = file.bytes
        guard bytes.count >= 64, bytes.starts(with: Self.magic) else { throw damaged("it is no model file") }
        guard number(UInt32.self, 8) == Self.containerVersion else {
            throw damaged("it has version \(number(UInt32.self, 8)) of the container, not \(Self.containerVersion)")
        }
        let actual = text(16, 16)
        guard actual == kind else { throw damaged("it holds a model of the kind \"\(actual)\", not \"\(kind)\"") }
        guard number(UInt32.self, 32) == version else {
            throw damaged("it has version \(number(UInt32.self, 32)) of \(kind), and this program reads \(version)")
        }
        guard number(UInt64.self, 40) == UInt64(bytes.count) else {
            throw damaged("it has \(bytes.count) bytes instead of \(number(UInt64.self, 40))")
        }
        let count = Int(number(UInt32.self, 12))
        guard count <= Self.maximumSections, bytes.count >= 64 + 64 * count else {
            throw damaged("its header is cut off")
        }
        // The header's own checksum covers all of it but itself.
        var header = Array(bytes[0..<64 + 64 * count])
        for index in 56..<64 { header[index] = 0 }
        guard header.withUnsafeBytes(SectionChecksum.of) == number(UInt64.self, 56) else {
            throw damaged("the checksum of its header is wrong")
        }
        for section in 0..<count { try check(section, start: 64 + 64 * count) }
    }

    private func check(_ section: Int, start: Int) throws(LearningError) {
        let entry = 64 + 64 * section
        let name = text(entry, 32)
        let offset = number(UInt64.self, entry + 32)
        let length = number(UInt64.self, entry + 40)
        guard offset % UInt64(Self.alignment) == 0, offset >= UInt64(start), offset <= UInt64(file.bytes.count),
            length <= UInt64(file.bytes.count) - offset, ranges[name] == nil
        else { throw damaged("its section \"\(name)\" lies outside of it") }
        let range = Int(offset)..<Int(offset + length)
        guard SectionChecksum.of(UnsafeRawBufferPointer(rebasing: file.bytes[range])) == number(UInt64.self, entry + 48)
        else { throw damaged("the checksum of its section \"\(name)\" is wrong") }
        ranges[name] = range
    }

    /// Whether there is a section of that name.
    func has(_ name: String) -> Bool { ranges[name] != nil }

    /// The numbers of a section, where they lie.
    ///
    /// - Throws: ``LearningError`` `damagedModel` when there is no such section, or not so many numbers in it.
    func numbers<Element: BitwiseCopyable & Sendable>(
        _ name: String, of type: Element.Type, count: Int? = nil
    ) throws(LearningError) -> ModelNumbers<Element> {
        guard let range = ranges[name], let start = file.bytes.baseAddress else {
            throw damaged("it has no section \"\(name)\"")
        }
        guard range.count % MemoryLayout<Element>.stride == 0 else {
            throw damaged("its section \"\(name)\" has \(range.count) bytes, which are no whole numbers")
        }
        let found = range.count / MemoryLayout<Element>.stride
        guard count == nil || count == found else {
            throw damaged("its section \"\(name)\" has \(found) numbers instead of \(count ?? 0)")
        }
        let base = (start + range.lowerBound).assumingMemoryBound(to: Element.self)
        return ModelNumbers(base: base, count: found, owner: file)
    }

    /// What to throw when the content of a section makes no sense.
    func damaged(_ problem: String) -> LearningError {
        LearningError(.damagedModel, "\(path) cannot be used: \(problem); train or copy it anew")
    }

    private func number<Number: FixedWidthInteger & BitwiseCopyable>(_: Number.Type, _ offset: Int) -> Number {
        Number(littleEndian: file.bytes.loadUnaligned(fromByteOffset: offset, as: Number.self))
    }

    /// Text that ends at its first zero.
    private func text(_ offset: Int, _ length: Int) -> String {
        String(decoding: file.bytes[offset..<offset + length].prefix { $0 != 0 }, as: UTF8.self)
    }
}
