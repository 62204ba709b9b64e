/// Ratings explained by biases and factors: mean + user's bias + item's bias + user's factors · item's factors.
///
/// Training minimises Σ over ratings of error² + λ (|user's factors|² + |item's factors|²) + λ' (user's bias² +
/// item's bias²) by stochastic gradients, ``train(_:options:progress:)-(_,GradientOptions,_)``, or by alternating
/// least squares, ``train(_:options:progress:)-(_,LeastSquaresOptions,_)``. Users and items without ratings keep
/// zeros.
///
/// Sources: Koren, Bell and Volinsky, "Matrix Factorization Techniques for Recommender Systems", Computer 42 (2009);
/// Zhou et al., "Large-scale Parallel Collaborative Filtering for the Netflix Prize", AAIM 2008, for λ counted a
/// rating. Left out: implicit feedback within the ratings (SVD++), time.
public struct MatrixFactorization: Sendable, Equatable {
    /// The mean of the ratings learned from.
    public let mean: Float
    /// The least and the greatest of the ratings learned from: predictions stay within.
    public let range: ClosedRange<Float>
    /// A user a row: the factors, the bias, and 1.
    public let users: FactorMatrix
    /// An item a row: the factors, 1, and the bias; so a product of two rows has both biases in it.
    public let items: FactorMatrix

    /// How many factors there are.
    public var factorCount: Int { users.width - 2 }

    /// Creates a model from its figures, as read from a file.
    ///
    /// - Throws: ``LearningError`` when figures do not fit together.
    public init(
        mean: Float, range: ClosedRange<Float>, users: FactorMatrix, items: FactorMatrix
    ) throws(LearningError) {
        guard mean.isFinite, range.lowerBound.isFinite, range.upperBound.isFinite else {
            throw LearningError(.invalidValue, "the mean and the range of ratings must be finite")
        }
        guard users.width == items.width, users.width >= 2 else {
            throw LearningError(.shapeMismatch, "users and items must have as many factors, and two numbers besides")
        }
        let count = users.width - 2
        for row in 0..<users.rowCount where users.values[row * users.stride + count + 1] != 1 {
            throw LearningError(.invalidValue, "user \(row): the number behind the bias must be 1")
        }
        for row in 0..<items.rowCount where items.values[row * items.stride + count] != 1 {
            throw LearningError(.invalidValue, "item \(row): the number before the bias must be 1")
        }
        self.init(unchecked: mean, range, users, items)
    }

    init(unchecked mean: Float, _ range: ClosedRange<Float>, _ users: FactorMatrix, _ items: FactorMatrix) {
        self.mean = mean
        self.range = range
        self.users = users
        self.items = items
    }

    /// The rating to expect, within ``range``.
    ///
    /// - Precondition: user and item are known.
    public func prediction(user: Int, item: Int) -> Float {
        precondition(user >= 0 && user < users.rowCount && item >= 0 && item < items.rowCount, "index out of range")
        let product = users.values.withUnsafeBufferPointer { userRows in
            items.values.withUnsafeBufferPointer { itemRows in
                guard let u = userRows.baseAddress, let i = itemRows.baseAddress else { return Float(0) }
                return FloatVectors.dot(u + user * users.stride, i + item * items.stride, count: users.stride)
            }
        }
        return limited(mean + product)
    }

    /// The rating to expect of every item by a vector that ``vector(of:)`` or
    /// ``vector(rating:regularization:biasRegularization:)`` gave.
    public func predictions(for vector: [Float]) -> [Float] {
        items.products(with: vector).map { limited(mean + $0) }
    }

    /// The items that a user is expected to rate highest; equal ones by index.
    ///
    /// Ranked before limiting to ``range``, so that items expected above its end are told apart; scores are unlimited.
    /// - Parameters:
    ///   - vector: The user, known or folded in.
    ///   - count: How many at most.
    ///   - known: Items to leave out.
    public func recommendations(
        for vector: [Float], count: Int, excluding known: some Sequence<Int>
    ) -> [Recommendation] {
        Recommendation.best(count, of: items.products(with: vector).map { mean + $0 }, excluding: known)
    }

    /// The vector of a user that was learned from.
    ///
    /// - Precondition: the user is known.
    public func vector(of user: Int) -> [Float] { users[user] }

    /// The vector of a new user: the least squares answer for some ratings while items stay as they are.
    ///
    /// - Parameters:
    ///   - ratings: Items with values, in any order.
    ///   - regularization: λ of the factors, as in training; positive.
    ///   - biasRegularization: λ of the bias.
    /// - Throws: ``LearningError`` for an unknown item, a value that is not finite, or a λ out of range.
    /// - Complexity: O(ratings x factors² + factors³).
    public func vector(
        rating ratings: [(item: Int, value: Double)], regularization: Double, biasRegularization: Double
    ) throws(LearningError) -> [Float] {
        let penalty = RidgePenalty(factors: regularization, bias: biasRegularization)
        try penalty.check()
        for (row, rating) in ratings.enumerated() {
            guard rating.item >= 0, rating.item < items.rowCount else {
                throw LearningError(
                    .invalidValue, "row \(row): item \(rating.item) is not in 0 ..< \(items.rowCount)")
            }
            guard Float(rating.value).isFinite else {
                throw LearningError(.invalidValue, "row \(row): value \(rating.value) is not a finite number")
            }
        }
        var result = [Float](repeating: 0, count: users.width)
        result[factorCount + 1] = 1
        guard !ratings.isEmpty else { return result }
        let half = LeastSquaresHalf(factorCount: factorCount, side: .users, penalty: penalty)
        let equations = NormalEquations(size: factorCount + 1)
        let design = NumberBuffer<Float>(count: equations.stride, repeating: 0)
        half.reset(equations, count: ratings.count)
        items.values.withUnsafeBufferPointer { rows in
            guard let rows = rows.baseAddress else { return }
            for rating in ratings {
                half.add(rows + rating.item * items.stride, Float(rating.value) - mean, design, to: equations)
            }
        }
        guard equations.solve() else {
            throw LearningError(.invalidOption, "regularization is too small for these items")
        }
        for column in 0...factorCount { result[column] = equations.side.base[column] }
        return result
    }

    private func limited(_ value: Float) -> Float { min(max(value, range.lowerBound), range.upperBound) }
}
