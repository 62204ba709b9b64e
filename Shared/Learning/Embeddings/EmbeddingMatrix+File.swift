extension EmbeddingMatrix {
    private static let fileKind = "embedding-matrix"
    private static let fileVersion: UInt32 = 1

    /// Writes the vectors to a file, which replaces one that is there as a whole or not at all.
    ///
    /// - Throws: ``LearningError`` `file` when it can't be written.
    public func write(to path: String) throws(LearningError) {
        var file = ModelFileWriter(kind: Self.fileKind, version: Self.fileVersion)
        file.add("shape", [Int64(count), Int64(dimensions)])
        file.add("vectors", values)
        try file.write(to: path)
    }

    /// Maps a file that ``write(to:)`` wrote; its vectors are read where they lie, when they are needed.
    ///
    /// - Throws: ``LearningError`` `file` when it can't be opened, `damagedModel` when it is not what it should be.
    public init(contentsOf path: String) throws(LearningError) {
        let file = try ModelFile(path: path, kind: Self.fileKind, version: Self.fileVersion)
        let shape = try file.numbers("shape", of: Int64.self, count: 2).array
        guard shape.allSatisfy((0...Int64(Int32.max)).contains) else {
            throw file.damaged("the shape of its vectors is out of range")
        }
        self = try file.vectors("vectors", count: Int(shape[0]), dimensions: Int(shape[1]))
    }
}

extension ModelFile {
    /// The vectors of a section, where they lie.
    ///
    /// - Throws: ``LearningError`` `damagedModel` when there is no such section, or not so many numbers in it.
    func vectors(_ name: String, count: Int, dimensions: Int) throws(LearningError) -> EmbeddingMatrix {
        EmbeddingMatrix(
            count: count, dimensions: dimensions,
            values: try numbers(name, of: SIMD8<Float>.self, count: count * ((dimensions + 7) / 8)))
    }
}
