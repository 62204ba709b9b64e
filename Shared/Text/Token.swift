/// A stretch of normalized text that counts as one word.
public struct Token: Sendable, Hashable {
    /// What sort of thing a token is.
    public enum Kind: UInt8, Sendable, Hashable {
        /// A word, in whatever script: "design", "c++", "node.js", ".net", "3d".
        case word
        /// A number, separators included: "1,500", "3.5", "10k".
        case number
        /// A number with a currency sign before it, which is part of the token: "$1,500".
        case money
        /// A word that had "#" before it, which is not part of the token.
        case hashtag
        /// An address of mail: "jo.smith@example.com".
        case email
        /// A web address, with or without a scheme: "https://example.com/a", "example.com".
        case url
        /// One character of a script that writes no spaces between words: Han, Hiragana, Katakana.
        case ideograph
    }

    /// Where it starts in the normalized text, in bytes.
    public let start: UInt32
    /// Where it ends, exclusive.
    public let end: UInt32
    /// What it is.
    public let kind: Kind
    /// Whether only a hyphen or an underscore stands between the token before and this one, as in "e-mail".
    public let isJoined: Bool

    /// Its bytes in the normalized text.
    public var range: Range<Int> { Int(start)..<Int(end) }
}

/// A text with its tokens.
public struct TokenizedText: Sendable {
    /// The text the tokens point into.
    public let text: NormalizedText
    /// In order; they don't overlap.
    public let tokens: [Token]

    /// What a token says.
    public func string(_ token: Token) -> String {
        String(decoding: text.utf8[token.range], as: UTF8.self)
    }

    /// What all tokens say.
    public var strings: [String] { tokens.map(string) }

    /// Bytes of the original text from the first to the last of some tokens, half open.
    public func originalRange(of tokens: Range<Int>) -> Range<Int> {
        guard let first = self.tokens[tokens].first, let last = self.tokens[tokens].last else { return 0..<0 }
        return text.originalRange(of: Int(first.start)..<Int(last.end))
    }

    /// Bytes of the original text of one token, half open.
    public func originalRange(of token: Token) -> Range<Int> {
        text.originalRange(of: token.range)
    }

    /// Ranges of tokens that hyphens or underscores make one word, each of two tokens or more.
    ///
    /// "A state-of-the-art e-mail client" has `1..<5` and `5..<7`.
    public func compounds() -> [Range<Int>] {
        var result: [Range<Int>] = []
        var start = 0
        for index in 1..<max(tokens.count + 1, 1) where index == tokens.count || !tokens[index].isJoined {
            if index - start > 1 { result.append(start..<index) }
            start = index
        }
        return result
    }

    /// The value of a number or an amount of money; nil for other kinds.
    ///
    /// "1,500.50" and "1.500,50" are both 1500.5: of two kinds of separator the last is the decimal one; of one kind it
    /// is decimal unless it is a comma before exactly three digits. A final "k" means thousands, "m" millions.
    public func number(_ token: Token) -> Double? {
        guard token.kind == .number || token.kind == .money else { return nil }
        var characters = text.utf8[token.range].filter { $0 < 0x80 && $0 != 0x24 }
        var factor = 1.0
        if characters.last == UInt8(ascii: "k") { factor = 1e3 }
        if characters.last == UInt8(ascii: "m") { factor = 1e6 }
        if factor != 1 { characters.removeLast() }
        let separators = characters.indices.filter { characters[$0] == 0x2C || characters[$0] == 0x2E }
        var decimal = separators.last
        if let last = separators.last {
            let sameKind = separators.filter { characters[$0] == characters[last] }.count
            let groups = characters[last] == 0x2C && characters.count - last == 4
            if sameKind > 1 || (groups && sameKind == separators.count) { decimal = nil }
        }
        var digits = ""
        for (index, character) in characters.enumerated() {
            if index == decimal {
                digits += "."
            } else if character &- 0x30 < 10 {
                digits.unicodeScalars.append(Unicode.Scalar(character))
            }
        }
        return Double(digits).map { $0 * factor }
    }
}
