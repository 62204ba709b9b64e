/// How the vectors of a text classifier are made small.
public struct TextQuantizationOptions: Sendable, Equatable {
    /// Dimensions that share a byte, at least 1: fewer are more exact, more are smaller.
    public var dimensionsPerByte: Int
    /// Whether the length of each vector has a byte of its own.
    public var separatesNorms: Bool
    /// How many features are kept, those with the longest vectors; nil for all.
    public var maximumFeatures: Int?
    /// The seed of what is drawn.
    public var seed: UInt64

    /// Creates options; the defaults are fastText's.
    public init(
        dimensionsPerByte: Int = 2, separatesNorms: Bool = false, maximumFeatures: Int? = nil, seed: UInt64 = 1
    ) {
        self.dimensionsPerByte = dimensionsPerByte
        self.separatesNorms = separatesNorms
        self.maximumFeatures = maximumFeatures
        self.seed = seed
    }
}

extension TextClassifier {
    /// The same classifier with its features' vectors in a byte for each few dimensions, and the less telling left out.
    ///
    /// - Parameters:
    ///   - options: How small, and how exact.
    ///   - progress: Called now and then with the share of the work that is done, up to 1; ends it when it answers
    ///     false.
    /// - Throws: ``LearningError`` for options out of range, or when the classifier is quantised already; `cancelled`
    ///   when `progress` said so.
    /// - Complexity: O(features x dimensions x 256), and 25 times that of at most 16,384 features.
    public func quantized(
        _ options: TextQuantizationOptions = TextQuantizationOptions(), progress: (Double) -> Bool = { _ in true }
    ) throws(LearningError) -> TextClassifier {
        guard case .whole(let matrix) = inputs else {
            throw LearningError(.invalidOption, "the classifier is quantised already")
        }
        guard (1...dimensions).contains(options.dimensionsPerByte) else {
            throw LearningError(.invalidOption, "dimensions per byte must be in 1 ... \(dimensions)")
        }
        guard (options.maximumFeatures ?? 1) > 0 else {
            throw LearningError(.invalidOption, "at least one feature must be kept")
        }
        var features = features
        var rows = matrix
        if let limit = options.maximumFeatures, limit < matrix.count {
            let lengths = (0..<matrix.count).map { VectorKernels.dot(matrix.row($0), matrix.row($0), matrix.blocks) }
            let order = lengths.indices.sorted { lengths[$0] != lengths[$1] ? lengths[$0] > lengths[$1] : $0 < $1 }
            var isKept = [Bool](repeating: false, count: matrix.count)
            for row in order.prefix(limit) { isKept[row] = true }
            let pruned = features.pruned { isKept[$0] }
            features = pruned.features
            let table = FloatTable(rowCount: pruned.rows.count, dimensions: dimensions)
            for (row, old) in pruned.rows.enumerated() { table.set(matrix[old], row: row) }
            rows = EmbeddingMatrix(table)
        }
        let quantized = try QuantizedRows(
            rows, runLength: options.dimensionsPerByte, separatesNorms: options.separatesNorms, seed: options.seed,
            progress: progress)
        return TextClassifier(
            features: features, labelNames: labelNames, loss: loss, inputs: .quantized(quantized), outputs: outputs)
    }
}
