extension ImplicitFactorization {
    /// How each user's and each item's equations are solved.
    public enum Solver: Sendable, Equatable {
        /// Exactly, by Cholesky's method; O(factors³) a row.
        case cholesky
        /// So many steps of the conjugate gradient method from the row of the epoch before; O(factors²) a step.
        case conjugateGradient(steps: Int)
    }

    /// How to train.
    public struct Options: Sendable, Equatable {
        /// How many factors a user and an item have.
        public var factors: Int
        /// How often users and then items are solved for.
        public var epochs: Int
        /// α: how much more a pair counts for each unit of its value.
        public var confidence: Double
        /// λ, the weight of squared factors; positive.
        public var regularization: Double
        /// How λ grows with what a user or item has been seen in: λ · count^exponent; 0 is Hu, Koren and Volinsky's
        /// form.
        public var frequencyExponent: Double
        /// How equations are solved.
        public var solver: Solver
        /// The deviation of factors at the start.
        public var initialDeviation: Double
        /// The seed of the start.
        public var seed: UInt64
        /// Threads; the answer is the same for any number.
        public var threads: Int

        /// Creates options.
        public init(
            factors: Int = 64, epochs: Int = 15, confidence: Double = 1, regularization: Double = 1,
            frequencyExponent: Double = 0, solver: Solver = .conjugateGradient(steps: 3),
            initialDeviation: Double = 0.1, seed: UInt64 = 1,
            threads: Int = 1
        ) {
            self.factors = factors
            self.epochs = epochs
            self.confidence = confidence
            self.regularization = regularization
            self.frequencyExponent = frequencyExponent
            self.solver = solver
            self.initialDeviation = initialDeviation
            self.seed = seed
            self.threads = threads
        }

        func check() throws(LearningError) {
            guard factors > 0, factors <= 4_096, epochs > 0, threads > 0 else {
                throw LearningError(
                    .invalidOption, "there are 1 ... 4,096 factors, at least one epoch and at least one thread")
            }
            guard confidence >= 0, Float(confidence).isFinite else {
                throw LearningError(.invalidOption, "confidence must be finite and not negative")
            }
            guard Float(regularization) > 0, Float(regularization).isFinite else {
                throw LearningError(.invalidOption, "regularization must be positive and finite")
            }
            guard frequencyExponent >= 0, frequencyExponent <= 2 else {
                throw LearningError(.invalidOption, "frequencyExponent must be in 0 ... 2")
            }
            guard initialDeviation > 0, initialDeviation.isFinite else {
                throw LearningError(.invalidOption, "initialDeviation must be positive and finite")
            }
            if case .conjugateGradient(let steps) = solver, steps < 1 {
                throw LearningError(.invalidOption, "the conjugate gradient method needs at least one step")
            }
        }
    }

    /// Trains by alternating least squares over all pairs, seen or not.
    ///
    /// - Parameters:
    ///   - ratings: What was seen, with values that are not negative.
    ///   - options: How.
    ///   - progress: Called after each epoch; training ends when it answers false.
    /// - Throws: ``LearningError`` for nothing seen, a negative value (with its row), options out of range, a
    ///   system that cannot be solved in single precision, or `cancelled` when `progress` said so.
    /// - Complexity: An epoch is O(seen x factors² + (users + items) x factors³) by Cholesky's method, and
    ///   O(steps x (seen x factors + (users + items) x factors²)) by conjugate gradients.
    public static func train(
        _ ratings: RatingSet, options: Options = Options(), progress: (FactorizationProgress) -> Bool = { _ in true }
    ) throws(LearningError) -> ImplicitFactorization {
        try options.check()
        guard ratings.count > 0 else { throw LearningError(.emptyData, "a factorisation needs at least one pair") }
        if let row = ratings.values.firstIndex(where: { $0 < 0 }) {
            throw LearningError(.invalidValue, "row \(row): value \(ratings.values[row]) is negative")
        }
        var generator = SeededGenerator(seed: options.seed)
        let users = FactorTable(rowCount: ratings.userCount, width: options.factors)
        let items = FactorTable(rowCount: ratings.itemCount, width: options.factors)
        users.randomize(options.factors, deviation: options.initialDeviation, using: &generator)
        items.randomize(options.factors, deviation: options.initialDeviation, using: &generator)
        let byUser = RatingRows(ratings, of: .users)
        let byItem = RatingRows(ratings, of: .items)
        let shares = WorkShares(threads: options.threads)
        for epoch in 0..<options.epochs {
            for (rows, table, others) in [(byUser, users, items), (byItem, items, users)] {
                let half = ImplicitHalf(gram: GramMatrix(others, shares), options)
                guard half.solve(rows, table, from: others, options.solver, shares) else {
                    throw LearningError(.invalidOption, "a user or item has no stable answer; raise regularization")
                }
            }
            guard progress(FactorizationProgress(epoch: epoch + 1, epochs: options.epochs, loss: nil)) else {
                throw LearningError(.cancelled, "training was stopped after \(epoch + 1) epochs")
            }
        }
        return try ImplicitFactorization(users: FactorMatrix(users), items: FactorMatrix(items))
    }
}
