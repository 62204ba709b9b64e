extension TreeEnsemble {
    private static let fileKind = "trees"
    private static let fileVersion: UInt32 = 1

    /// Writes the model as a file: LightGBM's text, with a version and a checksum, whole or not at all.
    ///
    /// ``lightGBMText()`` alone is what LightGBM reads.
    /// - Throws: ``LearningError`` `file` when it cannot be written.
    public func write(to path: String) throws(LearningError) {
        var file = ModelFileWriter(kind: Self.fileKind, version: Self.fileVersion)
        file.add("LightGBM text", ModelNumbers(Array(lightGBMText().utf8), zero: 0))
        try file.write(to: path)
    }

    /// Reads a model that ``write(to:)`` wrote.
    ///
    /// - Throws: ``LearningError`` `file` when it cannot be read, `damagedModel` when it is not such a file or not whole.
    public init(contentsOf path: String) throws(LearningError) {
        let file = try ModelFile(path: path, kind: Self.fileKind, version: Self.fileVersion)
        let bytes = try file.numbers("LightGBM text", of: UInt8.self).array
        do {
            try self.init(lightGBMText: String(decoding: bytes, as: UTF8.self))
        } catch { throw file.damaged(error.message) }
    }
}
