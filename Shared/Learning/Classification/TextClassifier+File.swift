extension TextClassifier {
    private static let fileKind = "text-classifier"
    private static let fileVersion: UInt32 = 1

    /// Writes the classifier to a file, which replaces one that is there as a whole or not at all.
    ///
    /// - Throws: ``LearningError`` `file` when it can't be written.
    public func write(to path: String) throws(LearningError) {
        var file = ModelFileWriter(kind: Self.fileKind, version: Self.fileVersion)
        file.add("classifier", [Int64(dimensions), loss.rawValue, isQuantized ? 1 : 0])
        features.add(to: &file)
        labelNames.add(to: &file, prefix: "labels")
        file.add("outputs", outputs.values)
        switch inputs {
        case .whole(let matrix): file.add("inputs", matrix.values)
        case .quantized(let rows): rows.add(to: &file)
        }
        try file.write(to: path)
    }

    /// Maps a file that ``write(to:)`` wrote; its vectors are read where they lie, when they are needed.
    ///
    /// All of the file is compared with its checksums. It must not be changed while the classifier lives; replace it by
    /// renaming another over it.
    /// - Throws: ``LearningError`` `file` when it can't be opened, `damagedModel` when it is not what it should be; the
    ///   message names the file and what is wrong.
    public init(contentsOf path: String) throws(LearningError) {
        let file = try ModelFile(path: path, kind: Self.fileKind, version: Self.fileVersion)
        let numbers = try file.numbers("classifier", of: Int64.self, count: 3).array
        guard (1...4_096).contains(numbers[0]), let loss = TextClassifierOptions.Loss(rawValue: numbers[1]) else {
            throw file.damaged("its dimensions or its loss are out of range")
        }
        let dimensions = Int(numbers[0])
        let features = try TextFeatures(file)
        let labelNames = try Vocabulary(file, prefix: "labels")
        guard labelNames.count > 0 else { throw file.damaged("it has no labels") }
        let outputRows = (labelNames.count + 3) / 4 * 4
        let outputs = try file.vectors("outputs", count: outputRows, dimensions: dimensions)
        let inputs: InputRows
        if numbers[2] == 1 {
            let rows = try QuantizedRows(file, dimensions: dimensions)
            guard rows.count == features.rowCount else { throw file.damaged("it has too few or too many rows") }
            inputs = .quantized(rows)
        } else {
            inputs = .whole(try file.vectors("inputs", count: features.rowCount, dimensions: dimensions))
        }
        self.init(features: features, labelNames: labelNames, loss: loss, inputs: inputs, outputs: outputs)
    }
}
