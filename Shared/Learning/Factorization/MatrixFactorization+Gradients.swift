extension MatrixFactorization {
    /// How to train by stochastic gradients.
    public struct GradientOptions: Sendable, Equatable {
        /// How many factors a user and an item have.
        public var factors: Int
        /// Passes over the ratings, each in a new random order.
        public var epochs: Int
        /// The size of the first steps.
        public var learningRate: Double
        /// The size of the last steps, as a share of the first; in between it falls linearly.
        public var finalRateShare: Double
        /// λ, the weight of squared factors against one squared error.
        public var regularization: Double
        /// λ of the biases.
        public var biasRegularization: Double
        /// The deviation of the factors at the start.
        public var initialDeviation: Double
        /// How many models are trained from different starts: their mean is again such a model, with all their factors.
        public var members: Int
        /// The seed of the start and of the order of ratings.
        public var seed: UInt64

        /// Creates options.
        public init(
            factors: Int = 20, epochs: Int = 50, learningRate: Double = 0.01, finalRateShare: Double = 1,
            regularization: Double = 0.08, biasRegularization: Double = 0.1, initialDeviation: Double = 0.03,
            members: Int = 1, seed: UInt64 = 1
        ) {
            self.factors = factors
            self.epochs = epochs
            self.learningRate = learningRate
            self.finalRateShare = finalRateShare
            self.regularization = regularization
            self.biasRegularization = biasRegularization
            self.initialDeviation = initialDeviation
            self.members = members
            self.seed = seed
        }

        func check() throws(LearningError) {
            guard factors >= 0, factors <= 4_096, epochs > 0 else {
                throw LearningError(.invalidOption, "there are 0 ... 4,096 factors and at least one epoch")
            }
            guard members > 0, members * factors <= 1 << 16 else {
                throw LearningError(.invalidOption, "there is at least one member, and 65,536 factors in all at most")
            }
            guard learningRate > 0, learningRate <= 1, finalRateShare >= 0, finalRateShare <= 1 else {
                throw LearningError(.invalidOption, "learningRate is in 0 <..= 1 and finalRateShare in 0 ... 1")
            }
            guard regularization >= 0, regularization.isFinite, biasRegularization >= 0, biasRegularization.isFinite,
                initialDeviation >= 0, initialDeviation.isFinite
            else {
                throw LearningError(.invalidOption, "regularizations and initialDeviation are finite and not negative")
            }
        }
    }

    /// Trains by stochastic gradients on one thread: the same ratings and options give the same bytes.
    ///
    /// - Parameters:
    ///   - ratings: What to learn from.
    ///   - options: How.
    ///   - progress: Called after each epoch; training ends when it answers false.
    /// - Throws: ``LearningError`` for no ratings, options out of range, steps so large that numbers overflow, or
    ///   `cancelled` when `progress` said so.
    /// - Complexity: O(members x epochs x ratings x factors).
    public static func train(
        _ ratings: RatingSet, options: GradientOptions, progress: (FactorizationProgress) -> Bool = { _ in true }
    ) throws(LearningError) -> MatrixFactorization {
        try options.check()
        let start = try FactorizationStart(ratings)
        let examples = NumberBuffer<Example>(count: ratings.count, repeating: Example(user: 0, item: 0, value: 0))
        let users = FactorTable(rowCount: ratings.userCount, width: options.members * options.factors + 2)
        let items = FactorTable(rowCount: ratings.itemCount, width: options.members * options.factors + 2)
        for member in 0..<options.members {
            for row in 0..<ratings.count {
                examples.base[row] = Example(
                    user: ratings.users[row], item: ratings.items[row], value: ratings.values[row] - start.mean)
            }
            var generator = SeededGenerator(seed: options.seed, stream: UInt64(member))
            let tables = start.tables(options.factors, deviation: options.initialDeviation, using: &generator)
            for epoch in 0..<options.epochs {
                let loss = pass(epoch, examples, tables, options, &generator)
                let done = member * options.epochs + epoch + 1
                guard loss.isFinite else {
                    throw LearningError(.invalidOption, "steps grow without bound in epoch \(done); lower learningRate")
                }
                let report = FactorizationProgress(epoch: done, epochs: options.members * options.epochs, loss: loss)
                guard progress(report) else {
                    throw LearningError(.cancelled, "training was stopped after \(done) epochs")
                }
            }
            join(tables.users, to: users, as: member, options, bias: 0)
            join(tables.items, to: items, as: member, options, bias: 1)
        }
        return start.model(users, items)
    }

    /// Visits all ratings once, in a new order, and answers the root of the mean squared error on the way.
    private static func pass(
        _ epoch: Int, _ examples: NumberBuffer<Example>, _ tables: (users: FactorTable, items: FactorTable),
        _ options: GradientOptions, _ generator: inout SeededGenerator
    ) -> Double {
        for index in Swift.stride(from: examples.count - 1, to: 0, by: -1) {
            examples.elements.swapAt(index, generator.integer(below: index + 1))
        }
        let past = options.epochs > 1 ? Double(epoch) / Double(options.epochs - 1) : 0
        let step = GradientStep(
            factors: options.factors, rate: options.learningRate * (1 - past * (1 - options.finalRateShare)), options)
        var squares = 0.0
        for index in 0..<examples.count {
            let example = examples.base[index]
            let error = step.take(
                tables.users.row(Int(example.user)), tables.items.row(Int(example.item)), value: example.value)
            squares += Double(error * error)
        }
        return (squares / Double(examples.count)).squareRoot()
    }

    /// Puts a member's factors beside those of the others, and adds its share to the bias and the constant.
    ///
    /// Scaled by the root of the share on both sides, factors that stand side by side give the mean of products.
    private static func join(
        _ member: FactorTable, to table: FactorTable, as index: Int, _ options: GradientOptions, bias: Int
    ) {
        let share = 1 / Float(options.members)
        for row in 0..<table.rowCount {
            let source = member.row(row)
            let target = table.row(row)
            for column in 0..<options.factors {
                target[index * options.factors + column] = source[column] * share.squareRoot()
            }
            let end = options.members * options.factors
            target[end + bias] += source[options.factors + bias] * share
            target[end + 1 - bias] = 1
        }
    }

    private struct Example: BitwiseCopyable {
        var user: Int32
        var item: Int32
        var value: Float
    }
}

/// One step against the gradient of one rating.
struct GradientStep {
    private let stride: Int
    private let factors: Int
    private let rate: Float
    /// What is left of each number after the pull of the regularisation.
    private let keep: NumberBuffer<Float>

    init(factors: Int, rate: Double, _ options: MatrixFactorization.GradientOptions) {
        self.factors = factors
        self.rate = Float(rate)
        stride = FloatVectors.padded(factors + 2)
        keep = NumberBuffer(count: stride, repeating: Float(1 - rate * options.regularization))
        for column in [factors, factors + 1] { keep.base[column] = Float(1 - rate * options.biasRegularization) }
    }

    /// Moves both rows and answers what the error was.
    @inline(__always)
    func take(_ user: UnsafeMutablePointer<Float>, _ item: UnsafeMutablePointer<Float>, value: Float) -> Float {
        let error = value - FloatVectors.dot(user, item, count: stride)
        let pull = SIMD8<Float>(repeating: rate * error)
        var index = 0
        while index < stride {
            let keep = FloatVectors.load(keep.base, index)
            let u = FloatVectors.load(user, index)
            let i = FloatVectors.load(item, index)
            FloatVectors.store(keep * u + pull * i, user, index)
            FloatVectors.store(keep * i + pull * u, item, index)
            index += 8
        }
        // The constants that carry the other side's bias do not move.
        user[factors + 1] = 1
        item[factors] = 1
        return error
    }
}

/// What both ways of training begin and end with.
struct FactorizationStart {
    let ratings: RatingSet
    let mean: Float
    let range: ClosedRange<Float>

    init(_ ratings: RatingSet) throws(LearningError) {
        guard let least = ratings.values.min(), let greatest = ratings.values.max() else {
            throw LearningError(.emptyData, "a factorisation needs at least one rating")
        }
        self.ratings = ratings
        mean = Float(ratings.values.reduce(0.0) { $0 + Double($1) } / Double(ratings.count))
        range = least...greatest
    }

    func tables(
        _ factors: Int, deviation: Double, using generator: inout SeededGenerator
    ) -> (users: FactorTable, items: FactorTable) {
        let users = FactorTable(rowCount: ratings.userCount, width: factors + 2)
        let items = FactorTable(rowCount: ratings.itemCount, width: factors + 2)
        users.randomize(factors, deviation: deviation, using: &generator)
        items.randomize(factors, deviation: deviation, using: &generator)
        for row in 0..<users.rowCount { users.row(row)[factors + 1] = 1 }
        for row in 0..<items.rowCount { items.row(row)[factors] = 1 }
        return (users, items)
    }

    /// The model, with zeros where nothing was learned.
    func model(_ users: FactorTable, _ items: FactorTable) -> MatrixFactorization {
        func clear(_ table: FactorTable, _ indices: [Int32]) {
            var isRated = [Bool](repeating: false, count: table.rowCount)
            for index in indices { isRated[Int(index)] = true }
            for row in 0..<table.rowCount where !isRated[row] {
                for column in 0..<table.width - 2 { table.row(row)[column] = 0 }
            }
        }
        clear(users, ratings.users)
        clear(items, ratings.items)
        return MatrixFactorization(unchecked: mean, range, FactorMatrix(users), FactorMatrix(items))
    }
}
