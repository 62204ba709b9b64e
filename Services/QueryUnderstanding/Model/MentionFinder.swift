import Text

/// A stretch of a text that is a name of one concept or of several.
struct Candidate: Equatable {
    /// Indices of its tokens.
    var tokens: Range<Int>
    /// Concepts that it may stand for, at least one.
    var senses: [UInt32]
    /// Names inside this one, such as "react" in "react developer".
    var inner: [[UInt32]]
}

/// Finds names of concepts in a text.
///
/// Names don't reach over the punctuation that parts clauses, so that "a logo, design of a flyer" has no "logo design".
/// Of overlapping ones, the leftmost and longest is taken.
struct MentionFinder {
    /// What is found in one text at most; a text with more has its end passed over.
    static let maximumCandidates = 10_000

    let matcher: PhraseMatcher

    /// The names in a text, in order; they don't overlap.
    func candidates(in text: TokenizedText) -> [Candidate] {
        var result: [Candidate] = []
        var inner: [PhraseMatch] = []
        var longest: PhraseMatch?
        func close() {
            guard let found = longest else { return }
            let within = inner.filter { $0.tokens.upperBound <= found.tokens.upperBound && $0.tokens != found.tokens }
            result.append(Candidate(tokens: found.tokens, senses: found.ids, inner: within.map(\.ids)))
        }
        for match in matcher.allMatches(in: text) where !Self.crossesClause(match.tokens, in: text) {
            if let current = longest, match.tokens.lowerBound > current.tokens.lowerBound {
                if match.tokens.lowerBound < current.tokens.upperBound {
                    inner.append(match)
                    continue
                }
                close()
                if result.count == Self.maximumCandidates { return result }
                inner.removeAll(keepingCapacity: true)
                longest = nil
            }
            // From one start, matches come in order of length: the last is the longest.
            if let current = longest { inner.append(current) }
            longest = match
        }
        close()
        return result
    }

    /// Whether punctuation that ends a clause stands between two of some tokens.
    private static func crossesClause(_ tokens: Range<Int>, in text: TokenizedText) -> Bool {
        for index in tokens.dropLast() {
            let gap = text.text.utf8[Int(text.tokens[index].end)..<Int(text.tokens[index + 1].start)]
            for (offset, byte) in gap.enumerated() where separators.contains(byte) {
                // A dot, a colon or a question mark inside a word parts nothing.
                if hardSeparators.contains(byte) || offset + 1 < gap.count { return true }
            }
        }
        return false
    }

    private static let hardSeparators: Set<UInt8> = Set(",;()[]{}|\"".utf8)
    private static let separators = hardSeparators.union(".:!?".utf8)
}
