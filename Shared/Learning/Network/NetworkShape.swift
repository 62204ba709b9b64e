/// The layers of a network: a vector for each category, all of them and the numbers side by side, then ReLU layers,
/// then a linear one.
public struct NetworkShape: Sendable, Equatable {
    /// The categorical features.
    public let fields: [CategoryField]
    /// How many numbers a row has besides.
    public let numberCount: Int
    /// The widths of the hidden layers, first to last.
    public let hidden: [Int]
    /// The width of the last layer.
    public let outputCount: Int

    /// Creates a shape.
    ///
    /// - Throws: ``LearningError`` for a width out of range, or more than 2^31 parameters.
    public init(
        fields: [CategoryField], numberCount: Int = 0, hidden: [Int], outputCount: Int
    ) throws(LearningError) {
        try FeatureTable.check(fields, numberCount: numberCount)
        guard hidden.count <= 32, (hidden + [outputCount]).allSatisfy({ $0 > 0 && $0 <= 1 << 16 }) else {
            throw LearningError(.invalidOption, "a network has at most 32 hidden layers, each 1 ... 65,536 wide")
        }
        self.fields = fields
        self.numberCount = numberCount
        self.hidden = hidden
        self.outputCount = outputCount
        guard parameterCount < Int(Int32.max) else {
            throw LearningError(.invalidOption, "a network has fewer than 2^31 parameters, not \(parameterCount)")
        }
    }

    /// The width of the input and of each layer.
    var widths: [Int] {
        [fields.reduce(0) { $0 + $1.dimension } + numberCount] + hidden + [outputCount]
    }

    /// Where each field's vectors begin among the parameters.
    var fieldStarts: [Int] {
        var start = 0
        return fields.map { field in
            defer { start += field.vocabulary * field.dimension }
            return start
        }
    }

    /// How many parameters are in vectors of categories, which come first.
    var embeddingCount: Int { fields.reduce(0) { $0 + $1.vocabulary * $1.dimension } }

    /// Where each layer's weights begin: an output a row, rows padded; its biases follow, padded.
    var layerStarts: [Int] {
        var start = FloatVectors.padded(embeddingCount)
        let widths = widths
        return (1..<widths.count).map { layer in
            defer {
                start += widths[layer] * FloatVectors.padded(widths[layer - 1]) + FloatVectors.padded(widths[layer])
            }
            return start
        }
    }

    /// How many numbers a network of this shape is, padding included.
    public var parameterCount: Int {
        let widths = widths
        return (1..<widths.count).reduce(FloatVectors.padded(embeddingCount)) { sum, layer in
            sum + widths[layer] * FloatVectors.padded(widths[layer - 1]) + FloatVectors.padded(widths[layer])
        }
    }

    /// Random parameters to start from: layers by the rule of He and others (2015), vectors of the given deviation.
    func initialParameters(embeddingDeviation: Double, using generator: inout SeededGenerator) -> NumberBuffer<Float> {
        let parameters = NumberBuffer<Float>(count: parameterCount, repeating: 0)
        for index in 0..<embeddingCount {
            parameters.base[index] = Float(generator.normal(deviation: embeddingDeviation))
        }
        let widths = widths
        for (layer, start) in layerStarts.enumerated() {
            let isLast = layer == hidden.count
            let deviation = ((isLast ? 1 : 2) / Double(widths[layer])).squareRoot()
            let stride = FloatVectors.padded(widths[layer])
            for output in 0..<widths[layer + 1] {
                for input in 0..<widths[layer] {
                    parameters.base[start + output * stride + input] = Float(generator.normal(deviation: deviation))
                }
            }
        }
        return parameters
    }

    /// Refuses parameters that are not of this shape.
    func check(_ parameters: [Float]) throws(LearningError) {
        guard parameters.count == parameterCount else {
            throw LearningError(
                .shapeMismatch, "a network of this shape has \(parameterCount) parameters, not \(parameters.count)")
        }
        if let bad = parameters.firstIndex(where: { !$0.isFinite }) {
            throw LearningError(.invalidValue, "parameter \(bad) is not a finite number")
        }
    }

    /// Refuses rows that are not what this network takes.
    func check(_ table: FeatureTable) throws(LearningError) {
        guard table.fields == fields, table.numberCount == numberCount else {
            throw LearningError(.shapeMismatch, "the rows have other fields or numbers than the network takes")
        }
    }
}
