/// Preferences that counts of plays, views or purchases tell of: score = user's factors · item's factors.
///
/// Training minimises Σ over all pairs of confidence · (preference - score)² + λ (Σ |user's factors|² + Σ |item's
/// factors|²) (or a λ that grows with a row's count), where the preference is 1 and the confidence 1 + α · value
/// for a pair that was seen, and otherwise the preference is 0 and the confidence 1; ``train(_:options:progress:)``
/// does so by alternating least squares.
///
/// Source: Hu, Koren and Volinsky, "Collaborative Filtering for Implicit Feedback Datasets", ICDM 2008; Takács,
/// Pilászy and Tikk, "Applications of the Conjugate Gradient Method for Implicit Feedback Collaborative Filtering",
/// RecSys 2011.
public struct ImplicitFactorization: Sendable, Equatable {
    /// A user's factors a row.
    public let users: FactorMatrix
    /// An item's factors a row.
    public let items: FactorMatrix

    /// How many factors there are.
    public var factorCount: Int { users.width }

    /// Creates a model from its figures, as read from a file.
    ///
    /// - Throws: ``LearningError`` when users and items have not as many factors.
    public init(users: FactorMatrix, items: FactorMatrix) throws(LearningError) {
        guard users.width == items.width else {
            throw LearningError(
                .shapeMismatch, "users of \(users.width) factors do not go with items of \(items.width)")
        }
        self.users = users
        self.items = items
    }

    /// The items that a user is most likely to want; equal ones by index.
    ///
    /// - Parameters:
    ///   - vector: The user's factors, from ``vector(of:)`` or ``vector(having:options:)``.
    ///   - count: How many at most.
    ///   - known: Items to leave out.
    public func recommendations(
        for vector: [Float], count: Int, excluding known: some Sequence<Int>
    ) -> [Recommendation] {
        Recommendation.best(count, of: items.products(with: vector), excluding: known)
    }

    /// The factors of a user that was learned from.
    ///
    /// - Precondition: the user is known.
    public func vector(of user: Int) -> [Float] { users[user] }

    /// The factors of a new user: the exact answer for what is known of it while items stay as they are.
    ///
    /// - Parameters:
    ///   - known: Items with values, not negative, in any order.
    ///   - options: α, λ and its exponent are used, as in training.
    /// - Throws: ``LearningError`` for an unknown item, a value out of range, or options out of range.
    /// - Complexity: O(items x factors² + factors³): for many users at once, train with them.
    public func vector(
        having known: [(item: Int, value: Double)], options: Options
    ) throws(LearningError) -> [Float] {
        try options.check()
        for (row, one) in known.enumerated() {
            guard one.item >= 0, one.item < items.rowCount else {
                throw LearningError(.invalidValue, "row \(row): item \(one.item) is not in 0 ..< \(items.rowCount)")
            }
            guard one.value >= 0, Float(one.value).isFinite else {
                throw LearningError(.invalidValue, "row \(row): value \(one.value) is negative or not finite")
            }
        }
        guard !known.isEmpty else { return [Float](repeating: 0, count: factorCount) }
        let table = FactorTable(items)
        let half = ImplicitHalf(gram: GramMatrix(table, WorkShares(threads: options.threads)), options)
        let equations = NormalEquations(size: factorCount)
        half.fill(equations, known.map { (table.row($0.item), Float($0.value)) })
        guard equations.solve() else {
            throw LearningError(.invalidOption, "regularization is too small for these items")
        }
        return withExtendedLifetime(table) { Array(equations.side.elements[0..<factorCount]) }
    }
}
