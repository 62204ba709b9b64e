/// How a text classifier is made.
public struct TextClassifierOptions: Sendable, Equatable {
    /// How labels compete.
    public enum Loss: Int64, Sendable {
        /// A distribution over all labels; of several labels a text has, each pass learns one drawn anew.
        case softmax = 0
        /// The same by a Huffman tree of labels: O(log labels) a text, a little less exact.
        case hierarchicalSoftmax = 1
        /// Each label by itself, yes or no: for texts with any number of labels.
        case oneVersusAll = 2
    }

    /// How many numbers a vector has, from 1 to 4,096.
    public var dimensions: Int
    /// Passes over the texts.
    public var epochs: Int
    /// The first step size; it falls to zero with the tokens seen.
    public var learningRate: Double
    /// How labels compete.
    public var loss: Loss
    /// Words seen less often have no vector of their own.
    public var minimumCount: Int
    /// Labels seen less often are not learned.
    public var minimumLabelCount: Int
    /// The longest run of words that counts as a feature, from 1 to 10; 1 for words alone.
    public var wordNGrams: Int
    /// Lengths of the runs of characters of a word that count as features, in Unicode scalars; nil for none.
    public var characterNGrams: ClosedRange<Int>?
    /// How many places runs of words and characters are hashed to, from 1 to 2^31 - 1; places that no text uses take no room.
    public var buckets: Int
    /// The seed of all that is drawn.
    public var seed: UInt64

    /// Creates options; the defaults are fastText's for supervised training.
    public init(
        dimensions: Int = 100, epochs: Int = 5, learningRate: Double = 0.1, loss: Loss = .softmax,
        minimumCount: Int = 1, minimumLabelCount: Int = 0, wordNGrams: Int = 1,
        characterNGrams: ClosedRange<Int>? = nil, buckets: Int = 2_000_000, seed: UInt64 = 1
    ) {
        self.dimensions = dimensions
        self.epochs = epochs
        self.learningRate = learningRate
        self.loss = loss
        self.minimumCount = minimumCount
        self.minimumLabelCount = minimumLabelCount
        self.wordNGrams = wordNGrams
        self.characterNGrams = characterNGrams
        self.buckets = buckets
        self.seed = seed
    }

    func check() throws(LearningError) {
        let lengths = characterNGrams ?? 1...1
        let checks: [(Bool, String)] = [
            ((1...4_096).contains(dimensions), "dimensions must be in 1 ... 4,096"),
            ((1...100_000).contains(epochs), "epochs must be in 1 ... 100,000"),
            (learningRate > 0 && learningRate <= 100, "the learning rate must be positive and at most 100"),
            (minimumCount >= 0 && minimumLabelCount >= 0, "minimum counts cannot be negative"),
            ((1...10).contains(wordNGrams), "word n-grams must be in 1 ... 10"),
            (lengths.lowerBound >= 1 && lengths.upperBound <= 50, "lengths of character n-grams must be in 1 ... 50"),
            (buckets >= 1 && buckets <= Int(Int32.max), "buckets must be in 1 ... 2^31 - 1"),
        ]
        for (holds, message) in checks where !holds { throw LearningError(.invalidOption, message) }
    }
}
