import Text

/// How often words like these name a concept of work at all, before anything is known of the text around them.
struct PhrasePrior {
    /// A name of several words.
    static let severalWords = 0.95
    /// A word with a digit, "+", "#" or a dot, or of letters beyond a to z.
    static let technicalWord = 0.95
    /// A word that means little else.
    static let word = 0.9
    /// Two letters.
    static let abbreviation = 0.75
    /// An ordinary word of English, or a single letter.
    static let ordinaryWord = 0.3
    /// An ordinary word in a text of three content words or fewer, which is a query rather than prose.
    static let ordinaryWordOfQuery = 0.5
    /// Part of the distance to 1 that an ordinary word gains when it is written like a name.
    static let nameGain = 0.3
    /// A learnt word that hardly anybody states, and what it gains when very many do.
    static let learnedWord = 0.5
    static let learnedWordGain = 0.4
    /// Statements at which half of that is gained.
    static let learnedWordStatements = 20.0
    /// Content words of a query at most.
    static let queryLength = 3

    private let text: TokenizedText
    private let original: [UInt8]
    private let isQuery: Bool
    /// Whether capitals tell nothing, because most words have them.
    private let isMostlyCapital: Bool

    /// Looks at a text as a whole.
    ///
    /// Linear in it.
    init(text: TokenizedText, original: [UInt8]) {
        self.text = text
        self.original = original
        let content = text.tokens.lazy.filter { !StopWords.english.contains(text.string($0)) }
        isQuery = content.prefix(Self.queryLength + 1).count <= Self.queryLength
        var capitals = 0
        for token in text.tokens where Self.isCapital(original, text.originalRange(of: token).lowerBound) {
            capitals += 1
        }
        isMostlyCapital = capitals * 2 > text.tokens.count
    }

    /// The prior of some tokens, for a learnt concept by how many profiles and posts state it.
    func value(of tokens: Range<Int>, learnedStatements: Int?) -> Double {
        guard tokens.count == 1 else { return Self.severalWords }
        let word = text.string(text.tokens[tokens.lowerBound])
        guard word.utf8.allSatisfy({ $0 &- 0x61 < 26 }) else { return Self.technicalWord }
        // "C" is a language, a vitamin and a plan, and always a capital.
        let isLetter = word.utf8.count == 1
        if isLetter || OrdinaryWords.contains(word) {
            let prior = isQuery ? Self.ordinaryWordOfQuery : Self.ordinaryWord
            return !isLetter && isWrittenLikeName(tokens.lowerBound) ? prior + (1 - prior) * Self.nameGain : prior
        }
        if let statements = learnedStatements.map(Double.init) {
            return Self.learnedWord + Self.learnedWordGain * statements / (statements + Self.learnedWordStatements)
        }
        return word.utf8.count <= 2 ? Self.abbreviation : Self.word
    }

    /// Whether a word has a capital where plain prose would have none.
    private func isWrittenLikeName(_ token: Int) -> Bool {
        let start = text.originalRange(of: text.tokens[token]).lowerBound
        guard !isMostlyCapital, Self.isCapital(original, start) else { return false }
        guard let before = original[..<start].last(where: { $0 != 0x20 && $0 != 0x09 }) else { return false }
        return !".!?:\n\r-*>\u{22}".utf8.contains(before) && before < 0x80
    }

    private static func isCapital(_ bytes: [UInt8], _ position: Int) -> Bool {
        position < bytes.count && bytes[position] &- 0x41 < 26
    }
}
