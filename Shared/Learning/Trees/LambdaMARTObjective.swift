import Foundation

/// The options of LambdaMART; the defaults are LightGBM's.
public struct LambdaMARTOptions: Sendable, Equatable {
    /// What each grade of relevance is worth, grade 0 first; by default 2^grade - 1 for 31 grades.
    ///
    /// Gains are to rise with the grade: the ideal order is that of the grades. Each is 0 or a number that single precision
    /// tells from 0 and from infinity.
    public var labelGains: [Double] = (0..<31).map { Double((1 << $0) - 1) }
    /// Pairs count when the better ranked of both is within so many ranks.
    public var truncation = 30
    /// Whether pairs weigh less the further their scores are apart, and queries are brought to like size.
    public var isNormalized = true
    /// The steepness of the sigmoid of score differences.
    public var sigmoid = 1.0
    /// How much the position-bias factors are held to 0, where positions are given.
    public var positionBiasRegularization = 0.0
    /// The cut-off of the nDCG that validation is measured by.
    ///
    /// Each query counts alike: weights of validation rows are not used, as a query has one nDCG and no weight.
    public var validationCutoff = 10

    /// LightGBM's defaults.
    public init() {}

    func check() throws(LearningError) {
        guard !labelGains.isEmpty else { throw LearningError(.invalidOption, "at least one label needs a gain") }
        // In single precision, as gradients are: neither the gain nor what it is divided by may overflow there.
        if let grade = labelGains.firstIndex(where: { !($0 == 0 || $0 > 0 && Float($0).isNormal) }) {
            throw LearningError(
                .invalidOption,
                "the gain of label \(grade) is \(labelGains[grade]), not 0 or a normal single-precision number")
        }
        guard truncation > 0, validationCutoff > 0 else {
            throw LearningError(.invalidOption, "truncation and cut-off must be above 0")
        }
        guard sigmoid > 0, Float(sigmoid).isNormal else {
            throw LearningError(
                .invalidOption, "the sigmoid's steepness must be above 0 and finite in single precision, not \(sigmoid)"
            )
        }
        guard positionBiasRegularization >= 0, positionBiasRegularization.isFinite else {
            throw LearningError(.invalidOption, "position-bias regularization must be 0 or more")
        }
    }
}

/// The gradients of LambdaMART.
///
/// For a pair with label i > label j: λ = -σ ΔNDCG / (1 + exp(σ (s_i - s_j))), hessian σ² ΔNDCG ρ (1 - ρ), summed over
/// pairs with one end within the truncation. Source: Burges, "From RankNet to LambdaRank to LambdaMART: An Overview",
/// MSR-TR-2010-82; truncation and both normalizations as in LightGBM's `rank_objective.hpp`.
///
/// Each query is worked on by one thread, in single precision, as gradients are kept.
final class LambdaMARTObjective: @unchecked Sendable {
    private let options: LambdaMARTOptions
    private let data: BoostingData
    private let starts: [Int]
    private let inverseIdeal: [Double]
    private let discounts: [Float]
    private let rowGains: NumberBuffer<Float>
    /// The documents of each query by score in the last round, counted from the query's first.
    private let order: NumberBuffer<Int32>
    private let biased: NumberBuffer<Double>
    private let learningRate: Double
    /// What a place adds to the score of what is shown there, as learned so far; empty without positions.
    private(set) var positionBias: [Double]

    init(options: LambdaMARTOptions, data: BoostingData, learningRate: Double) {
        self.options = options
        self.data = data
        self.learningRate = learningRate
        var starts = [0]
        for size in data.groupSizes { starts.append(starts[starts.count - 1] + size) }
        self.starts = starts
        let longest = data.groupSizes.max() ?? 0
        let exactDiscounts = (0..<longest).map { 1 / log2(Double($0) + 2) }
        discounts = exactDiscounts.map(Float.init)
        rowGains = NumberBuffer(count: data.labels.count, repeating: 0)
        for (row, label) in data.labels.enumerated() { rowGains.base[row] = Float(options.labelGains[Int(label)]) }
        order = NumberBuffer(count: data.labels.count, repeating: 0)
        for query in data.groupSizes.indices {
            for index in 0..<data.groupSizes[query] { order.base[starts[query] + index] = Int32(index) }
        }
        biased = NumberBuffer(count: data.positions == nil ? 0 : data.labels.count, repeating: 0)
        inverseIdeal = data.groupSizes.indices.map { query in
            let grades = data.labels[starts[query]..<starts[query + 1]].sorted(by: >)
            var ideal = 0.0
            for (rank, grade) in grades.prefix(options.truncation).enumerated() {
                ideal += options.labelGains[Int(grade)] * exactDiscounts[rank]
            }
            return ideal > 0 ? 1 / ideal : 0
        }
        positionBias = data.positions.map { [Double](repeating: 0, count: ($0.max() ?? 0) + 1) } ?? []
    }

    /// Fills in gradient and hessian of every row, then moves the position-bias factors one Newton step.
    func gradients(scores: NumberBuffer<Double>, into target: NumberBuffer<SIMD2<Float>>, work: WorkShares) {
        work.forRanges(of: data.groupSizes.count, atLeast: 8) { queries in
            let scratch = LambdaScratch(capacity: self.data.groupSizes[queries].max() ?? 0)
            for query in queries { self.query(query, scores: scores, into: target, scratch: scratch) }
        }
        updatePositionBias(target)
    }

    private func query(
        _ query: Int, scores: NumberBuffer<Double>, into target: NumberBuffer<SIMD2<Float>>, scratch: LambdaScratch
    ) {
        let start = starts[query]
        let count = starts[query + 1] - start
        let result = target.base + start
        result.update(repeating: .zero, count: count)
        guard inverseIdeal[query] > 0, count > 1 else { return }
        var documents = scores.base + start
        if let positions = data.positions {
            for row in start..<start + count { biased.base[row] = scores.base[row] + positionBias[positions[row]] }
            documents = biased.base + start
        }
        let ranks = order.base + start
        scratch.fill(count: count, scores: documents, gains: rowGains.base + start, order: ranks)
        let best = scratch.scores.base[0]
        let worst = scratch.scores.base[count - 1]
        let normalizes = options.isNormalized && best != worst
        let sum = discounts.withUnsafeBufferPointer { discounts in
            guard let discounts = discounts.baseAddress else { return 0.0 }
            return scratch.pairs(
                count: count, truncation: options.truncation, discounts: discounts, sigmoid: Float(options.sigmoid),
                scale: Float(inverseIdeal[query]), normalizes: normalizes)
        }
        var factor = 1.0
        if options.isNormalized, sum > 0 { factor = log2(1 + sum) / sum }
        for rank in 0..<count {
            let gradient = scratch.results.base[rank] * Float(factor)
            result[Int(ranks[rank])] = gradient
        }
        guard let weights = data.weights else { return }
        for index in 0..<count { result[index] *= Float(weights[start + index]) }
    }

    private func updatePositionBias(_ gradients: NumberBuffer<SIMD2<Float>>) {
        guard let positions = data.positions else { return }
        var first = [Double](repeating: 0, count: positionBias.count)
        var second = first
        var counts = first
        for (row, position) in positions.enumerated() {
            first[position] -= Double(gradients.base[row].x)
            second[position] -= Double(gradients.base[row].y)
            counts[position] += 1
        }
        for position in positionBias.indices {
            let pull = options.positionBiasRegularization * counts[position]
            let slope = first[position] - positionBias[position] * pull
            positionBias[position] += learningRate * slope / (abs(second[position] - pull) + 0.001)
        }
    }
}
