/// The probability of a click or another yes: σ(bias + Σ weights of sparse features + a network's output).
///
/// The wide part remembers combinations that have been seen, the deep part generalises to others; both learn from the
/// same error. Either part may be left out, which gives a sparse logistic regression or a plain network.
///
/// Source: Cheng et al., "Wide & Deep Learning for Recommender Systems", DLRS 2016: the wide part by FTRL-Proximal
/// with L1, the deep part by AdaGrad (or Adam).
public struct WideAndDeepModel: Sendable, Equatable {
    /// The layers of the deep part; nil without one.
    public let shape: NetworkShape?
    /// The parameters of the deep part, as ``NetworkShape`` lays them out.
    public let parameters: [Float]
    /// One weight for each sparse feature, and the bias at the end.
    public let wideWeights: [Float]

    /// Creates a model from its figures, as read from a file.
    ///
    /// - Throws: ``LearningError`` when they are not of the shape or not finite.
    public init(shape: NetworkShape?, parameters: [Float], wideWeights: [Float]) throws(LearningError) {
        if let shape {
            try shape.check(parameters)
            guard shape.outputCount == 1 else {
                throw LearningError(.shapeMismatch, "the deep part has one output, not \(shape.outputCount)")
            }
        } else if !parameters.isEmpty {
            throw LearningError(.shapeMismatch, "parameters need the shape that they are of")
        }
        guard !wideWeights.isEmpty, wideWeights.allSatisfy(\.isFinite) else {
            throw LearningError(.invalidValue, "wide weights must be finite, and at least the bias is needed")
        }
        self.shape = shape
        self.parameters = parameters
        self.wideWeights = wideWeights
    }

    /// The probability of each row.
    ///
    /// - Parameters:
    ///   - deep: Rows for the deep part; nil when the model has none.
    ///   - wide: Sparse features of the same rows; nil when the model has none.
    /// - Throws: ``LearningError`` for rows that are not what the model takes.
    public func probabilities(deep: FeatureTable?, wide: SparseFeatures?) throws(LearningError) -> [Double] {
        let rowCount = try WideAndDeepRows(deep: deep, wide: wide).check(
            shape: shape, wideCount: wideWeights.count - 1)
        var logits = [Float](repeating: 0, count: rowCount)
        for row in 0..<rowCount {
            logits[row] = wideWeights[wideWeights.count - 1]
            guard let wide else { continue }
            for index in wide.starts[row]..<wide.starts[row + 1] {
                logits[row] += wideWeights[Int(wide.indices[index])]
            }
        }
        if let shape, let deep {
            let pass = NetworkPass(shape, capacity: min(256, max(rowCount, 1)), learning: false)
            var generator = SeededGenerator(seed: 0)
            parameters.withUnsafeBufferPointer { parameters in
                guard let parameters = parameters.baseAddress else { return }
                for start in stride(from: 0, to: rowCount, by: pass.capacity) {
                    let count = min(pass.capacity, rowCount - start)
                    pass.forward(parameters, deep, count: count, row: { start + $0 }, generator: &generator)
                    for place in 0..<count { logits[start + place] += pass.outputs[place * pass.outputStride] }
                }
            }
        }
        return logits.map { Logistic.probability(logOdds: Double($0)) }
    }
}

/// The rows of both parts.
struct WideAndDeepRows {
    let deep: FeatureTable?
    let wide: SparseFeatures?

    /// Checks that the rows fit the parts of a model, and answers how many there are.
    func check(shape: NetworkShape?, wideCount: Int) throws(LearningError) -> Int {
        guard (deep == nil) == (shape == nil), (wide == nil) == (wideCount == 0) else {
            throw LearningError(.shapeMismatch, "rows must be given for each part that the model has, and for no other")
        }
        if let deep, let shape { try shape.check(deep) }
        if let wide, wide.featureCount != wideCount {
            throw LearningError(
                .shapeMismatch, "the model has \(wideCount) sparse features, the rows \(wide.featureCount)")
        }
        return try rowCount()
    }

    func rowCount() throws(LearningError) -> Int {
        if let deep, let wide, deep.rowCount != wide.rowCount {
            throw LearningError(
                .shapeMismatch, "\(deep.rowCount) deep rows do not go with \(wide.rowCount) wide ones")
        }
        guard let count = deep?.rowCount ?? wide?.rowCount else {
            throw LearningError(.emptyData, "a model needs a deep part or a wide part")
        }
        return count
    }
}
