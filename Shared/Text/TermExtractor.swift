/// Turns a text into the terms under which it is indexed and searched.
///
/// Tokens in order, without stop words, English words stemmed. Words with "+", "#", "." or a digit are names and stay
/// as they are; so do numbers and addresses. Use the same extractor for what is indexed and for what is asked.
public struct TermExtractor: Sendable {
    /// What cuts the text.
    public let tokenizer: Tokenizer
    /// Whether English words are cut to their stems.
    public let stems: Bool
    /// Normalized words that are left out.
    public let stopWords: Set<String>

    /// An extractor for English texts unless told otherwise.
    public init(tokenizer: Tokenizer = Tokenizer(), stems: Bool = true, stopWords: Set<String> = StopWords.english) {
        self.tokenizer = tokenizer
        self.stems = stems
        self.stopWords = stopWords
    }

    /// The terms of a text, in order, repeats included.
    public func terms(_ text: String) -> [String] {
        terms(tokenizer.tokenize(text))
    }

    /// The terms of a text that has been cut already.
    public func terms(_ text: TokenizedText) -> [String] {
        var result: [String] = []
        result.reserveCapacity(text.tokens.count)
        for token in text.tokens {
            let string = text.string(token)
            if let term = term(string, kind: token.kind) { result.append(term) }
        }
        return result
    }

    /// The term of one token, or nil for a stop word.
    public func term(_ string: String, kind: Token.Kind = .word) -> String? {
        guard kind == .word || kind == .hashtag else { return string }
        if stopWords.contains(string) { return nil }
        let isPlain = string.utf8.allSatisfy { $0 &- 0x61 < 26 || $0 == 0x27 }
        return stems && isPlain ? EnglishStemmer.stem(string) : string
    }
}
