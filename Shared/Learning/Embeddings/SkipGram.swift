/// Learns a vector for each token so that it foretells the tokens around it.
///
/// ```swift
/// let walks = try RandomWalks(graph).sequences(perNode: 10, length: 40, seed: 1)
/// let vectors = try SkipGram(SkipGramOptions(dimensions: 128)).train(walks, tokenCount: graph.nodeCount)
/// ```
/// Stochastic gradient descent on one thread. The pairs of one window take their step together, and share the negatives
/// drawn: the same expected gradient as word2vec's pair after pair, read from memory a fraction as often. Pairs that
/// share a window see each other's step one window later.
///
/// Sources: Mikolov et al., "Distributed Representations of Words and Phrases and their Compositionality", NIPS 2013;
/// Ji et al., "Parallelizing Word2Vec in Shared and Distributed Memory", 2016.
public struct SkipGram: Sendable {
    /// How it is done.
    public var options: SkipGramOptions

    /// Creates a trainer.
    public init(_ options: SkipGramOptions = SkipGramOptions()) {
        self.options = options
    }

    /// How far training is.
    public struct Progress: Sendable, Equatable {
        /// Tokens seen, over all epochs.
        public let tokens: Int
        /// Tokens that will have been seen at the end.
        public let totalTokens: Int
    }

    /// Trains a vector for each of 0 ..< `tokenCount`; one that appears nowhere keeps its random start.
    ///
    /// - Parameter progress: Called after some ten thousand tokens each; training ends when it answers false.
    /// - Throws: ``LearningError`` for options or tokens out of range, no tokens, or `cancelled` when `progress` said so.
    /// - Complexity: O(epochs x tokens x window x negatives x dimensions).
    public func train(
        _ sequences: TokenSequences, tokenCount: Int, progress: (Progress) -> Bool = { _ in true }
    ) throws(LearningError) -> EmbeddingMatrix {
        try options.check()
        guard !sequences.tokens.isEmpty else { throw LearningError(.emptyData, "there are no tokens to learn from") }
        let counts = try sequences.counts(tokenCount: tokenCount)
        let run = try SkipGramRun(options, counts: counts, inputRowCount: tokenCount, features: nil)
        try run.train(sequences, progress: progress)
        return EmbeddingMatrix(run.inputTable)
    }
}
