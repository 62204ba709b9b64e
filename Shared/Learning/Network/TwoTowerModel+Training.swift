import Foundation

extension TwoTowerModel {
    /// How to train.
    public struct Options: Sendable, Equatable {
        /// The widths of the hidden layers of both towers.
        public var hidden: [Int]
        /// The width of the vectors.
        public var outputCount: Int
        /// What products of vectors are divided by before the softmax; small values make it sharp.
        public var temperature: Double
        /// Whether candidates that come often are no more often pushed away than others: Yi et al.'s log Q correction.
        public var correctsFrequency: Bool
        /// How both towers are trained.
        public var training: NetworkTraining

        /// Creates options.
        public init(
            hidden: [Int] = [64], outputCount: Int = 32, temperature: Double = 0.1, correctsFrequency: Bool = true,
            training: NetworkTraining = NetworkTraining()
        ) {
            self.hidden = hidden
            self.outputCount = outputCount
            self.temperature = temperature
            self.correctsFrequency = correctsFrequency
            self.training = training
        }

        func check() throws(LearningError) {
            try training.check()
            guard training.batchSize > 1 else {
                throw LearningError(.invalidOption, "the other candidates of a batch are its negatives: two at least")
            }
            guard temperature >= 1e-3, temperature <= 1e3 else {
                throw LearningError(.invalidOption, "temperature must be in 0.001 ... 1,000")
            }
        }
    }

    /// Trains by a softmax over the candidates of a batch: each pair's candidate against those of the other pairs.
    ///
    /// On one thread; the same pairs and options give the same bytes. Another pair's candidate that is the same one
    /// is no negative.
    /// - Parameters:
    ///   - queries: Rows of queries.
    ///   - candidates: Rows of candidates.
    ///   - pairs: Rows that go together.
    ///   - options: How.
    ///   - progress: Called after each epoch with the mean cross entropy; training ends when it answers false.
    /// - Throws: ``LearningError`` for fewer than two pairs, a pair out of range (naming it), options out of range,
    ///   a loss that overflows, or `cancelled` when `progress` said so.
    /// - Complexity: O(epochs x pairs x (parameters of the layers + batch x outputs)).
    public static func train(
        queries: FeatureTable, candidates: FeatureTable, pairs: [(query: Int, candidate: Int)],
        options: Options = Options(), progress: (NetworkProgress) -> Bool = { _ in true }
    ) throws(LearningError) -> TwoTowerModel {
        try options.check()
        guard pairs.count > 1 else { throw LearningError(.emptyData, "two towers need at least two pairs") }
        for (row, pair) in pairs.enumerated() {
            guard pair.query >= 0, pair.query < queries.rowCount else {
                throw LearningError(
                    .invalidValue, "row \(row): query \(pair.query) is not in 0 ..< \(queries.rowCount)")
            }
            guard pair.candidate >= 0, pair.candidate < candidates.rowCount else {
                throw LearningError(
                    .invalidValue, "row \(row): candidate \(pair.candidate) is not in 0 ..< \(candidates.rowCount)")
            }
        }
        var generator = SeededGenerator(seed: options.training.seed)
        let capacity = min(options.training.batchSize, pairs.count)
        func learner(_ table: FeatureTable) throws(LearningError) -> NetworkLearner {
            let shape = try NetworkShape(
                fields: table.fields, numberCount: table.numberCount, hidden: options.hidden,
                outputCount: options.outputCount)
            return NetworkLearner(shape, options.training.optimizer, capacity: capacity, using: &generator)
        }
        var counts = [Double](repeating: 0, count: candidates.rowCount)
        for pair in pairs { counts[pair.candidate] += 1 }
        let step = TwoTowerStep(
            query: try learner(queries), candidate: try learner(candidates), queries: queries, candidates: candidates,
            pairs: pairs, temperature: Float(options.temperature),
            logShares: counts.map { options.correctsFrequency ? Float(log(max($0, 1) / Double(pairs.count))) : 0 },
            dropout: options.training.dropout, capacity: capacity)
        try options.training.run(count: pairs.count, smallest: 2, using: &generator, progress: progress) {
            examples, rateShare, generator in
            let loss = step.gradients(examples, &generator)
            step.query.step(rateShare: rateShare)
            step.candidate.step(rateShare: rateShare)
            return loss
        }
        return try TwoTowerModel(
            queryShape: step.query.shape, queryParameters: step.query.parameters.array,
            candidateShape: step.candidate.shape, candidateParameters: step.candidate.parameters.array)
    }
}

/// The softmax over the candidates of a batch, forward and back.
final class TwoTowerStep {
    let query: NetworkLearner
    let candidate: NetworkLearner
    private let queries: FeatureTable
    private let candidates: FeatureTable
    private let pairs: [(query: Int, candidate: Int)]
    private let temperature: Float
    /// By candidate, the logarithm of its share of the pairs, or zeros.
    private let logShares: [Float]
    private let dropout: Double
    private let stride: Int
    private let units: (query: NumberBuffer<Float>, candidate: NumberBuffer<Float>)
    private let slopes: (query: NumberBuffer<Float>, candidate: NumberBuffer<Float>)
    private let inverses: (query: NumberBuffer<Float>, candidate: NumberBuffer<Float>)
    private let scores: NumberBuffer<Float>

    init(
        query: NetworkLearner, candidate: NetworkLearner, queries: FeatureTable, candidates: FeatureTable,
        pairs: [(query: Int, candidate: Int)], temperature: Float, logShares: [Float], dropout: Double, capacity: Int
    ) {
        self.query = query
        self.candidate = candidate
        self.queries = queries
        self.candidates = candidates
        self.pairs = pairs
        self.temperature = temperature
        self.logShares = logShares
        self.dropout = dropout
        stride = query.pass.outputStride
        func buffer(_ count: Int) -> NumberBuffer<Float> { NumberBuffer(count: count, repeating: 0) }
        units = (buffer(capacity * stride), buffer(capacity * stride))
        slopes = (buffer(capacity * stride), buffer(capacity * stride))
        inverses = (buffer(capacity), buffer(capacity))
        scores = buffer(capacity)
    }

    /// Adds the gradients of the mean cross entropy of a batch to both towers, and answers the sum.
    func gradients(_ examples: ArraySlice<Int>, _ generator: inout SeededGenerator) -> Double {
        let first = examples.startIndex
        let count = examples.count
        let queryRow = { (place: Int) in self.pairs[examples[first + place]].query }
        let candidateRow = { (place: Int) in self.pairs[examples[first + place]].candidate }
        query.forward(queries, count: count, row: queryRow, dropout: dropout, generator: &generator)
        candidate.forward(candidates, count: count, row: candidateRow, dropout: dropout, generator: &generator)
        for place in 0..<count {
            let start = place * stride
            inverses.query.base[place] = UnitVectors.normalize(
                query.pass.outputs + start, into: units.query.base + start, count: stride)
            inverses.candidate.base[place] = UnitVectors.normalize(
                candidate.pass.outputs + start, into: units.candidate.base + start, count: stride)
        }
        for index in 0..<count * stride {
            slopes.query.base[index] = 0
            slopes.candidate.base[index] = 0
        }
        var loss = 0.0
        for place in 0..<count { loss += softmax(place, count: count, candidateRow) }
        for place in 0..<count {
            let start = place * stride
            UnitVectors.slope(
                slopes.query.base + start, unit: units.query.base + start, inverse: inverses.query.base[place],
                into: query.pass.outputSlopes + start, count: stride)
            UnitVectors.slope(
                slopes.candidate.base + start, unit: units.candidate.base + start,
                inverse: inverses.candidate.base[place], into: candidate.pass.outputSlopes + start, count: stride)
        }
        query.backward(queries, count: count, row: queryRow, dropout: dropout)
        candidate.backward(candidates, count: count, row: candidateRow, dropout: dropout)
        return loss
    }

    /// One query against all candidates of the batch: adds to the slopes of the unit vectors.
    private func softmax(_ place: Int, count: Int, _ candidateRow: (Int) -> Int) -> Double {
        let own = candidateRow(place)
        let unit = units.query.base + place * stride
        var largest = -Float.infinity
        for other in 0..<count {
            let row = candidateRow(other)
            guard other == place || row != own else {
                scores.base[other] = -.infinity
                continue
            }
            let product = FloatVectors.dot(unit, units.candidate.base + other * stride, count: stride)
            scores.base[other] = product / temperature - logShares[row]
            largest = max(largest, scores.base[other])
        }
        let ownScore = scores.base[place]
        var sum: Float = 0
        for other in 0..<count {
            scores.base[other] = exp(scores.base[other] - largest)
            sum += scores.base[other]
        }
        let share = 1 / (Float(count) * temperature)
        for other in 0..<count where scores.base[other] > 0 {
            let slope = (scores.base[other] / sum - (other == place ? 1 : 0)) * share
            FloatVectors.add(
                slope, units.candidate.base + other * stride, to: slopes.query.base + place * stride, count: stride)
            FloatVectors.add(slope, unit, to: slopes.candidate.base + other * stride, count: stride)
        }
        return Double(log(sum) + largest - ownScore)
    }
}
