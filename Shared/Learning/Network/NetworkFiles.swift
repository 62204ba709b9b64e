extension WideAndDeepModel {
    private static let fileKind = "wide-and-deep"
    private static let fileVersion: UInt32 = 1

    /// Writes the model as a file, checksummed, whole or not at all.
    ///
    /// - Throws: ``LearningError`` `file` when it cannot be written.
    public func write(to path: String) throws(LearningError) {
        var file = ModelFileWriter(kind: Self.fileKind, version: Self.fileVersion)
        file.add("wide", ModelNumbers(wideWeights, zero: 0))
        shape?.add("deep", parameters, to: &file)
        try file.write(to: path)
    }

    /// Reads a model that ``write(to:)`` wrote.
    ///
    /// - Throws: ``LearningError`` `file` when it cannot be read, `damagedModel` when it is not such a file or not whole.
    public init(contentsOf path: String) throws(LearningError) {
        let file = try ModelFile(path: path, kind: Self.fileKind, version: Self.fileVersion)
        let wide = try file.numbers("wide", of: Float.self).array
        let deep = file.has("deep") ? try NetworkShape.read("deep", in: file) : nil
        do {
            try self.init(shape: deep?.shape, parameters: deep?.parameters ?? [], wideWeights: wide)
        } catch { throw file.damaged(error.message) }
    }
}

extension TwoTowerModel {
    private static let fileKind = "two-towers"
    private static let fileVersion: UInt32 = 1

    /// Writes the model as a file, checksummed, whole or not at all.
    ///
    /// - Throws: ``LearningError`` `file` when it cannot be written.
    public func write(to path: String) throws(LearningError) {
        var file = ModelFileWriter(kind: Self.fileKind, version: Self.fileVersion)
        queryShape.add("queries", queryParameters, to: &file)
        candidateShape.add("candidates", candidateParameters, to: &file)
        try file.write(to: path)
    }

    /// Reads a model that ``write(to:)`` wrote.
    ///
    /// - Throws: ``LearningError`` `file` when it cannot be read, `damagedModel` when it is not such a file or not whole.
    public init(contentsOf path: String) throws(LearningError) {
        let file = try ModelFile(path: path, kind: Self.fileKind, version: Self.fileVersion)
        let queries = try NetworkShape.read("queries", in: file)
        let candidates = try NetworkShape.read("candidates", in: file)
        do {
            try self.init(
                queryShape: queries.shape, queryParameters: queries.parameters, candidateShape: candidates.shape,
                candidateParameters: candidates.parameters)
        } catch { throw file.damaged(error.message) }
    }
}

extension NetworkShape {
    /// Adds a network: how many numbers, fields and hidden layers it has, its outputs, all their sizes; and its parameters.
    func add(_ name: String, _ parameters: [Float], to file: inout ModelFileWriter) {
        let counts = [numberCount, outputCount, fields.count, hidden.count]
        let sizes = fields.flatMap { [$0.vocabulary, $0.dimension] } + hidden
        file.add(name + " shape", (counts + sizes).map(Int64.init))
        file.add(name, ModelNumbers(parameters, zero: 0))
    }

    /// Reads what ``add(_:_:to:)`` wrote.
    static func read(
        _ name: String, in file: ModelFile
    ) throws(LearningError) -> (shape: NetworkShape, parameters: [Float]) {
        let stored = try file.numbers(name + " shape", of: Int64.self).array
        guard stored.count >= 4, stored.allSatisfy({ $0 >= 0 && $0 < 1 << 31 }) else {
            throw file.damaged("the shape of its \(name) is none")
        }
        let sizes = stored.map(Int.init)
        let (fieldCount, hiddenCount) = (sizes[2], sizes[3])
        guard sizes.count == 4 + 2 * fieldCount + hiddenCount else {
            throw file.damaged("the shape of its \(name) is cut off")
        }
        let fields = (0..<fieldCount).map { CategoryField(vocabulary: sizes[4 + 2 * $0], dimension: sizes[5 + 2 * $0]) }
        let parameters = try file.numbers(name, of: Float.self).array
        do {
            let shape = try NetworkShape(
                fields: fields, numberCount: sizes[0], hidden: Array(sizes[(4 + 2 * fieldCount)...]),
                outputCount: sizes[1])
            try shape.check(parameters)
            return (shape, parameters)
        } catch { throw file.damaged("\(name): \(error.message)") }
    }
}
