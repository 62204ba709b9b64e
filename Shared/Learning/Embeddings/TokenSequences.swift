/// Sequences of numbered things to learn embeddings from: the words of texts, the nodes of walks, what a session clicked.
public struct TokenSequences: Sendable, Equatable {
    /// All sequences, one after the other.
    public private(set) var tokens: [Int32] = []
    /// Where each sequence begins in `tokens`; one more than there are sequences.
    public private(set) var starts: [Int] = [0]

    /// How many sequences there are.
    public var count: Int { starts.count - 1 }

    /// Creates no sequences yet.
    public init() {}

    /// Creates sequences.
    public init(_ sequences: some Sequence<[Int32]>) {
        for sequence in sequences { append(sequence) }
    }

    /// Adds a sequence at the end.
    public mutating func append(_ sequence: some Collection<Int32>) {
        tokens.append(contentsOf: sequence)
        starts.append(tokens.count)
    }

    /// Adds other sequences at the end, in their order.
    public mutating func append(contentsOf others: TokenSequences) {
        let offset = tokens.count
        tokens.append(contentsOf: others.tokens)
        starts.append(contentsOf: others.starts.dropFirst().map { $0 + offset })
    }

    /// One sequence.
    public subscript(index: Int) -> ArraySlice<Int32> {
        tokens[starts[index]..<starts[index + 1]]
    }

    /// How often each of 0 ..< `tokenCount` appears.
    ///
    /// - Throws: ``LearningError`` for a token outside of that range, naming its sequence.
    func counts(tokenCount: Int) throws(LearningError) -> [Int64] {
        var counts = [Int64](repeating: 0, count: tokenCount)
        for (position, token) in tokens.enumerated() {
            guard token >= 0, token < tokenCount else {
                let sequence = starts.firstIndex { $0 > position }.map { $0 - 1 } ?? 0
                throw LearningError(
                    .invalidValue, "sequence \(sequence) has the token \(token), which is not in 0 ..< \(tokenCount)")
            }
            counts[Int(token)] += 1
        }
        return counts
    }
}
