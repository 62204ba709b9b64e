import Foundation
import Retrieval
import Testing

/// What each kind of file and snapshot says to bytes that it cannot read.
struct SnapshotVersionTests {
    /// A kind: its name, bytes of one, and what reads them.
    struct Kind: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var name: String
        /// Bytes after the name that the checksum covers.
        var covered: Int
        var make: @Sendable () throws -> [UInt8]
        var read: @Sendable ([UInt8]) throws -> Void

        init(
            _ description: String, _ name: String, covered: Int, make: @escaping @Sendable () throws -> [UInt8],
            read: @escaping @Sendable ([UInt8]) throws -> Void
        ) {
            testDescription = description
            self.name = name
            self.covered = covered
            self.make = make
            self.read = read
        }
    }

    private static let fields = [SegmentedIndex.Field(IndexField("text"))]

    /// Calls a function with a directory of a small index, and with the path of one of its files.
    private static func withSegments<Result>(
        _ file: String, _ body: (_ directory: String, _ path: String) throws -> Result
    ) throws -> Result {
        let directory = try temporaryPath()
        defer { removeFile(directory) }
        let index = try SegmentedIndex(directory: directory, fields: fields)
        for document in 0..<UInt32(20) { try index.update(document, [["a", "b\(document)"]]) }
        try index.commit()
        return try body(directory, "\(directory)/\(file)")
    }

    private static func ofSegments(_ description: String, _ name: String, _ file: String) -> Kind {
        Kind(
            description, name, covered: 40, make: { try withSegments(file) { try fileBytes($1) } },
            read: { bytes in
                try withSegments(file) { directory, path in
                    try writeFile(bytes, path)
                    _ = try SegmentedIndex(directory: directory, fields: fields)
                }
            })
    }

    private static func index() -> InvertedIndex {
        var index = InvertedIndex(fields: [IndexField("text")])
        index.update(3, [["a", "b"]])
        return index
    }

    private static func withVectors<Result>(_ body: (String) throws -> Result) throws -> Result {
        let path = try temporaryPath()
        defer { removeFile(path) }
        return try body(path)
    }

    static let kinds = [
        Kind(
            "vectors", "tdvecto1", covered: 40,
            make: {
                try withVectors { path in
                    let index = VectorIndex(VectorIndex.Configuration(dimension: 2))
                    try index.update(1, [1, 2])
                    try index.save(to: path)
                    return try fileBytes(path)
                }
            },
            read: { bytes in
                try withVectors { path in
                    try writeFile(bytes, path)
                    _ = try VectorIndex(opening: path)
                }
            }),
        ofSegments("segment", "tdsegmt1", "segment-1"),
        ofSegments("list of segments", "tdindex1", "index"),
        Kind(
            "inverted index", "tdindex1", covered: 9, make: { index().serialized() },
            read: { _ = try InvertedIndex(serialized: $0) }),
        Kind(
            "numbers", "tdnumbr1", covered: 9,
            make: {
                var column = NumericColumn()
                column.set(7, for: 2)
                return column.serialized()
            }, read: { _ = try NumericColumn(serialized: $0) }),
        Kind(
            "categories", "tdcateg1", covered: 9,
            make: {
                var column = CategoryColumn()
                column.set(["x"], for: 2)
                return column.serialized()
            }, read: { _ = try CategoryColumn(serialized: $0) }),
    ]

    /// The refusal of bytes.
    private func refusal(_ kind: Kind, _ bytes: [UInt8]) throws -> String {
        try #require(throws: SnapshotError.self) { try kind.read(bytes) }.description
    }

    @Test(arguments: kinds)
    func anotherVersionIsNamed(kind: Kind) throws {
        let bytes = try kind.make()
        try kind.read(bytes)
        #expect(bytes.starts(with: kind.name.utf8))
        for version in ["0", "2", "9"] {
            var other = bytes
            other[7] = try #require(version.utf8.first)
            let refusal = try refusal(kind, other)
            let told = "is version \(version) of the kind \(kind.name.dropLast()), and this program reads version 1; "
            #expect(refusal.contains(told + "build it anew"), "\(refusal)")
            #expect(!refusal.contains("damaged"))
        }
    }

    @Test(arguments: kinds)
    func anotherKindIsNotTakenForAVersion(kind: Kind) throws {
        let bytes = try kind.make()
        for (position, byte) in [(0, "x"), (6, "q"), (7, "x"), (7, "/"), (7, ":")] {
            var other = bytes
            other[position] = try #require(byte.utf8.first)
            let refusal = try refusal(kind, other)
            #expect(refusal.contains("does not begin as version 1 of the kind \(kind.name.dropLast());"), "\(refusal)")
        }
    }

    @Test(arguments: kinds)
    func whatIsCutShortIsRefused(kind: Kind) throws {
        let bytes = try kind.make()
        for count in [1, 7] {
            #expect(try refusal(kind, Array(bytes[..<count])).contains("does not begin as"))
        }
        for count in [8, 15] { #expect(try refusal(kind, Array(bytes[..<count])).contains("ends too early")) }
        for count in [bytes.count / 2, bytes.count - 1] {
            let refusal = try refusal(kind, Array(bytes[..<count]))
            #expect(refusal.contains("checksum") || refusal.contains("ends too early"), "\(refusal)")
        }
    }

    @Test(arguments: kinds)
    func aFlippedByteHasAWrongChecksum(kind: Kind) throws {
        let bytes = try kind.make()
        for position in stride(from: kind.covered, to: bytes.count, by: max(1, bytes.count / 40)) {
            var damaged = bytes
            damaged[position] ^= 0x20
            let refusal = try refusal(kind, damaged)
            #expect(refusal.contains("checksum is wrong"), "byte \(position): \(refusal)")
        }
    }
}
