/// How skip-gram embeddings are trained.
public struct SkipGramOptions: Sendable, Equatable {
    /// What stands in place of a softmax over all tokens.
    public enum Objective: Sendable, Equatable {
        /// Each true pair against so many drawn ones, which the pairs of a window share.
        case negativeSampling(count: Int)
        /// The path to the token in a Huffman tree of all tokens.
        case hierarchicalSoftmax
    }

    /// How many numbers a vector has, from 1 to 4,096.
    public var dimensions: Int
    /// The farthest that two tokens may be apart, from 1 to 100; each token draws its own reach from 1 to this.
    public var window: Int
    /// What is learned.
    public var objective: Objective
    /// Passes over the sequences.
    public var epochs: Int
    /// The first step size, above 0 and at most 10; it falls to a ten-thousandth of that with the tokens seen.
    public var learningRate: Double
    /// Tokens of a greater share than this are left out now and then, with probability 1 - (√(t/f) + t/f); nil for none.
    public var subsamplingThreshold: Double?
    /// Tokens are drawn as negatives with their counts to this power.
    public var negativePower: Double
    /// The seed of all that is drawn.
    public var seed: UInt64

    /// Creates options; the defaults are word2vec's.
    public init(
        dimensions: Int = 100, window: Int = 5, objective: Objective = .negativeSampling(count: 5), epochs: Int = 5,
        learningRate: Double = 0.025, subsamplingThreshold: Double? = nil, negativePower: Double = 0.75,
        seed: UInt64 = 1
    ) {
        self.dimensions = dimensions
        self.window = window
        self.objective = objective
        self.epochs = epochs
        self.learningRate = learningRate
        self.subsamplingThreshold = subsamplingThreshold
        self.negativePower = negativePower
        self.seed = seed
    }

    func check() throws(LearningError) {
        let negatives = if case .negativeSampling(let count) = objective { count } else { 1 }
        let checks: [(Bool, String)] = [
            ((1...4_096).contains(dimensions), "dimensions must be in 1 ... 4,096"),
            ((1...100).contains(window), "the window must be in 1 ... 100"),
            ((1...1_000).contains(negatives), "the number of negatives must be in 1 ... 1,000"),
            ((1...100_000).contains(epochs), "epochs must be in 1 ... 100,000"),
            (learningRate > 0 && learningRate <= 10, "the learning rate must be above 0 and at most 10"),
            ((subsamplingThreshold ?? 1) > 0, "the threshold of subsampling must be positive"),
            (negativePower >= 0 && negativePower <= 2, "the power of negatives must be in 0 ... 2"),
        ]
        for (holds, message) in checks where !holds { throw LearningError(.invalidOption, message) }
    }
}
