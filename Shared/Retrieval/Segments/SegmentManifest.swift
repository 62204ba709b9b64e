internal import Glibc

/// What a directory's index is made of: the file that a commit replaces.
struct SegmentManifest {
    private static let name = "tdindex1"

    var segments: [UInt64] = []
    /// For each segment, places that have been removed.
    var removed: [Bitmap] = []
    var nextSegment: UInt64 = 1

    /// The manifest of a directory; an empty one if there is none.
    static func open(_ directory: String, fields: [SegmentedIndex.Field]) throws(SnapshotError) -> SegmentManifest {
        let path = path(directory)
        guard access(path, F_OK) == 0 else { return SegmentManifest() }
        let (file, ranges) = try SectionedFile.open(path, name: name, sections: 4)
        let bytes = file.bytes
        guard bytes[ranges[1]].elementsEqual(description(fields)) else {
            throw SnapshotError(file: path, "belongs to an index with other fields; open it with its own")
        }
        func numbers(_ section: Int) -> [UInt64] {
            stride(from: ranges[section].lowerBound, to: ranges[section].upperBound, by: 8).map {
                bytes.load(fromByteOffset: $0, as: UInt64.self)
            }
        }
        let header = numbers(0)
        let counts = numbers(2)
        guard header.count == 1, counts.count % 2 == 0, ranges[3].count % 8 == 0 else {
            throw SnapshotError(damaged: path, "it is no list of segments")
        }
        var manifest = SegmentManifest()
        manifest.nextSegment = header[0]
        var words = numbers(3)[...]
        for index in stride(from: 0, to: counts.count, by: 2) {
            guard counts[index + 1] <= UInt64(words.count) else {
                throw SnapshotError(damaged: path, "it ends within what was removed")
            }
            manifest.segments.append(counts[index])
            manifest.removed.append(Bitmap(words: Array(words.prefix(Int(counts[index + 1])))))
            words = words.dropFirst(Int(counts[index + 1]))
        }
        return manifest
    }

    func write(_ directory: String, fields: [SegmentedIndex.Field]) throws(SnapshotError) {
        let counts = zip(segments, removed).flatMap { [$0, UInt64($1.words.count)] }
        try SectionedFile.write(
            [
                .numbers([nextSegment]), .bytes(Self.description(fields)), .numbers(counts),
                .numbers(removed.flatMap(\.words)),
            ], name: Self.name, to: Self.path(directory))
    }

    private static func path(_ directory: String) -> String { directory + "/index" }

    /// What of the fields the files depend on.
    private static func description(_ fields: [SegmentedIndex.Field]) -> [UInt8] {
        fields.flatMap { [UInt8($0.flags)] + Array($0.name.utf8) + [0] }
    }
}
