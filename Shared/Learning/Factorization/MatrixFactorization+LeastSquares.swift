extension MatrixFactorization {
    /// How to train by alternating least squares.
    public struct LeastSquaresOptions: Sendable, Equatable {
        /// How many factors a user and an item have.
        public var factors: Int
        /// How often users and then items are solved for.
        public var epochs: Int
        /// λ, the weight of squared factors against one squared error; positive.
        public var regularization: Double
        /// λ of the biases; positive.
        public var biasRegularization: Double
        /// The deviation of the factors at the start.
        public var initialDeviation: Double
        /// The seed of the start.
        public var seed: UInt64
        /// Threads; the answer is the same for any number.
        public var threads: Int

        /// Creates options.
        public init(
            factors: Int = 20, epochs: Int = 20, regularization: Double = 0.1, biasRegularization: Double = 0.1,
            initialDeviation: Double = 0.1, seed: UInt64 = 1, threads: Int = 1
        ) {
            self.factors = factors
            self.epochs = epochs
            self.regularization = regularization
            self.biasRegularization = biasRegularization
            self.initialDeviation = initialDeviation
            self.seed = seed
            self.threads = threads
        }

        func check() throws(LearningError) {
            guard factors >= 0, factors <= 4_096, epochs > 0, threads > 0 else {
                throw LearningError(
                    .invalidOption, "there are 0 ... 4,096 factors, at least one epoch and at least one thread")
            }
            try RidgePenalty(factors: regularization, bias: biasRegularization).check()
            guard initialDeviation >= 0, initialDeviation.isFinite else {
                throw LearningError(.invalidOption, "initialDeviation is finite and not negative")
            }
        }
    }

    /// Trains by alternating least squares: users exactly while items stay, items exactly while users stay, and again.
    ///
    /// - Parameters:
    ///   - ratings: What to learn from.
    ///   - options: How.
    ///   - progress: Called after each epoch with the penalised loss; training ends when it answers false.
    /// - Throws: ``LearningError`` for no ratings, options out of range, a system that cannot be solved in single
    ///   precision, or `cancelled` when `progress` said so.
    /// - Complexity: O(epochs x (ratings x factors² + (users + items) x factors³)).
    public static func train(
        _ ratings: RatingSet, options: LeastSquaresOptions, progress: (FactorizationProgress) -> Bool = { _ in true }
    ) throws(LearningError) -> MatrixFactorization {
        try options.check()
        let start = try FactorizationStart(ratings)
        var generator = SeededGenerator(seed: options.seed)
        let (users, items) = start.tables(options.factors, deviation: options.initialDeviation, using: &generator)
        let byUser = RatingRows(ratings, of: .users)
        let byItem = RatingRows(ratings, of: .items)
        let shares = WorkShares(threads: options.threads)
        let penalty = RidgePenalty(factors: options.regularization, bias: options.biasRegularization)
        for epoch in 0..<options.epochs {
            let solved =
                LeastSquaresHalf(factorCount: options.factors, side: .users, penalty: penalty)
                .solve(byUser, mean: start.mean, users, from: items, shares)
                && LeastSquaresHalf(factorCount: options.factors, side: .items, penalty: penalty)
                    .solve(byItem, mean: start.mean, items, from: users, shares)
            guard solved else {
                throw LearningError(.invalidOption, "a user or item has no stable answer; raise regularization")
            }
            let loss = LeastSquaresHalf.loss(byUser, mean: start.mean, users, items, penalty)
            guard progress(FactorizationProgress(epoch: epoch + 1, epochs: options.epochs, loss: loss)) else {
                throw LearningError(.cancelled, "training was stopped after \(epoch + 1) epochs")
            }
        }
        return start.model(users, items)
    }
}

/// Solves for all rows of one side while the other stays.
struct LeastSquaresHalf: Sendable {
    let factorCount: Int
    let side: RatingRows.Side
    let penalty: RidgePenalty

    /// Where this side has its bias, and the other its 1.
    private var biasColumn: Int { side == .users ? factorCount : factorCount + 1 }
    /// Where the other side has its bias, and this one its 1.
    private var constantColumn: Int { side == .users ? factorCount + 1 : factorCount }

    /// Begins the equations of a row of so many ratings.
    func reset(_ equations: NormalEquations, count: Int) {
        equations.reset(to: nil, ridge: Float(penalty.factors) * Float(count))
        equations.addToLastDiagonal(Float(penalty.bias - penalty.factors) * Float(count))
    }

    /// Adds one rating to the equations of a row: unknown are the factors and then the bias.
    @inline(__always)
    func add(
        _ other: UnsafePointer<Float>, _ value: Float, _ design: NumberBuffer<Float>, to equations: NormalEquations
    ) {
        for column in 0..<factorCount { design.base[column] = other[column] }
        design.base[factorCount] = 1
        equations.add(design.base, weight: 1, factor: value - other[constantColumn])
    }

    /// Solves all rows; false when one has no answer.
    func solve(
        _ rows: RatingRows, mean: Float, _ table: FactorTable, from others: FactorTable, _ shares: WorkShares
    ) -> Bool {
        let failures = NumberBuffer<Bool>(count: rows.rowCount, repeating: false)
        shares.forRanges(of: rows.rowCount, atLeast: 16) { range in
            let equations = NormalEquations(size: factorCount + 1)
            let design = NumberBuffer<Float>(count: equations.stride, repeating: 0)
            for row in range {
                let ratings = rows.range(row)
                guard !ratings.isEmpty else { continue }
                reset(equations, count: ratings.count)
                for index in ratings {
                    add(others.row(Int(rows.others[index])), rows.values[index] - mean, design, to: equations)
                }
                guard equations.solve() else {
                    failures.base[row] = true
                    continue
                }
                let target = table.row(row)
                for column in 0..<factorCount { target[column] = equations.side.base[column] }
                target[biasColumn] = equations.side.base[factorCount]
            }
        }
        return !failures.array.contains(true)
    }

    /// Σ over ratings of error² + λ (squared factors) + λ (squared biases).
    static func loss(
        _ byUser: RatingRows, mean: Float, _ users: FactorTable, _ items: FactorTable, _ penalty: RidgePenalty
    ) -> Double {
        func penalized(_ table: FactorTable, _ row: Int, bias: Int) -> Double {
            var factors = 0.0
            for column in 0..<table.width - 2 { factors += Double(table.row(row)[column] * table.row(row)[column]) }
            let bias = Double(table.row(row)[bias])
            return penalty.factors * factors + penalty.bias * bias * bias
        }
        let itemPenalties = (0..<items.rowCount).map { penalized(items, $0, bias: items.width - 1) }
        var loss = 0.0
        for user in 0..<byUser.rowCount {
            let userPenalty = penalized(users, user, bias: users.width - 2)
            for index in byUser.range(user) {
                let item = Int(byUser.others[index])
                let product = FloatVectors.dot(users.row(user), items.row(item), count: users.stride)
                let error = Double(byUser.values[index] - mean - product)
                loss += error * error + userPenalty + itemPenalties[item]
            }
        }
        return loss
    }
}

/// The weights of squared factors and squared biases against one squared error.
struct RidgePenalty: Sendable {
    let factors: Double
    let bias: Double

    func check() throws(LearningError) {
        for value in [factors, bias] where !(Float(value) > 0 && Float(value).isFinite) {
            throw LearningError(.invalidOption, "least squares need regularizations that are positive and finite")
        }
    }
}
