/// Two networks that give queries and candidates vectors of length one, near each other where they go together.
///
/// All candidates' vectors can be computed beforehand, so that the best for a query are a search of nearest neighbours.
///
/// Source: Yi et al., "Sampling-Bias-Corrected Neural Modeling for Large Corpus Item Recommendations", RecSys 2019;
/// with frequencies counted beforehand rather than estimated from a stream.
public struct TwoTowerModel: Sendable, Equatable {
    /// The layers of the tower of queries.
    public let queryShape: NetworkShape
    /// Its parameters, as ``NetworkShape`` lays them out.
    public let queryParameters: [Float]
    /// The layers of the tower of candidates.
    public let candidateShape: NetworkShape
    /// Its parameters.
    public let candidateParameters: [Float]

    /// Creates a model from its figures, as read from a file.
    ///
    /// - Throws: ``LearningError`` when they are not of the shapes or not finite.
    public init(
        queryShape: NetworkShape, queryParameters: [Float], candidateShape: NetworkShape,
        candidateParameters: [Float]
    ) throws(LearningError) {
        try queryShape.check(queryParameters)
        try candidateShape.check(candidateParameters)
        guard queryShape.outputCount == candidateShape.outputCount else {
            throw LearningError(.shapeMismatch, "both towers must give vectors of the same width")
        }
        self.queryShape = queryShape
        self.queryParameters = queryParameters
        self.candidateShape = candidateShape
        self.candidateParameters = candidateParameters
    }

    /// The vectors of queries, a row each; of length one, or zero where the network's output is.
    ///
    /// - Throws: ``LearningError`` for rows that the tower does not take.
    public func vectors(ofQueries table: FeatureTable) throws(LearningError) -> FactorMatrix {
        try Self.vectors(table, queryShape, queryParameters)
    }

    /// The vectors of candidates, a row each; of length one, or zero where the network's output is.
    ///
    /// - Throws: ``LearningError`` for rows that the tower does not take.
    public func vectors(ofCandidates table: FeatureTable) throws(LearningError) -> FactorMatrix {
        try Self.vectors(table, candidateShape, candidateParameters)
    }

    private static func vectors(
        _ rows: FeatureTable, _ shape: NetworkShape, _ parameters: [Float]
    ) throws(LearningError) -> FactorMatrix {
        try shape.check(rows)
        let table = FactorTable(rowCount: rows.rowCount, width: shape.outputCount)
        let pass = NetworkPass(shape, capacity: min(256, max(rows.rowCount, 1)), learning: false)
        var generator = SeededGenerator(seed: 0)
        parameters.withUnsafeBufferPointer { parameters in
            guard let parameters = parameters.baseAddress else { return }
            for start in stride(from: 0, to: rows.rowCount, by: pass.capacity) {
                let count = min(pass.capacity, rows.rowCount - start)
                pass.forward(parameters, rows, count: count, row: { start + $0 }, generator: &generator)
                for place in 0..<count {
                    _ = UnitVectors.normalize(
                        pass.outputs + place * pass.outputStride, into: table.row(start + place), count: table.stride)
                }
            }
        }
        return FactorMatrix(table)
    }
}

/// Vectors brought to length one, and gradients brought back.
enum UnitVectors {
    /// Writes vector / |vector|, or zeros for a vector of no length, and answers 1 / |vector| or 0.
    static func normalize(
        _ vector: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>, count: Int
    ) -> Float {
        let square = FloatVectors.dot(vector, vector, count: count)
        let inverse = square > 1e-20 ? 1 / square.squareRoot() : 0
        for column in 0..<count { result[column] = vector[column] * inverse }
        return inverse
    }

    /// The gradient by the vector, from that by the unit vector: what is across it, over the length.
    static func slope(
        _ slope: UnsafePointer<Float>, unit: UnsafePointer<Float>, inverse: Float,
        into result: UnsafeMutablePointer<Float>, count: Int
    ) {
        let along = FloatVectors.dot(slope, unit, count: count)
        for column in 0..<count { result[column] = (slope[column] - along * unit[column]) * inverse }
    }
}
