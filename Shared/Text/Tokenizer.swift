/// Cuts texts into words.
///
/// Works on normalized text (see ``Normalizer``). The rules, made for texts in which people name techniques, tools and
/// products:
/// - Letters, digits and marks of any script make words; "3d" and "web3" are words. Han, Hiragana and Katakana give one
///   token a character.
/// - "+" and "#" stay where they are part of a name: "c++", "notepad++", "c#", "f#", "a+". "#" before a word makes a
///   ``Token/Kind-swift.enum/hashtag``.
/// - A dot stays before a known suffix, and a word up to its last known suffix is one token: ".net", "asp.net",
///   "node.js", "socket.io", "main.py". A name that ends like a host is a URL: "example.com/jobs". Single letters with
///   dots are one word: "u.s.a". Any other dot parts words, so that "done.next" is two. A name
///   has at most eight parts.
/// - A hyphen or an underscore parts words, and the second is marked ``Token/isJoined``: "machine-learning" gives the
///   tokens of "machine learning". ``TokenizedText/compounds()`` has the wholes.
/// - An apostrophe inside a word stays ("don't", "o'reilly"), but a final "'s" is left out: "client's" is "client".
/// - A number takes its separators along: "1,500.00", "3.5", "10k"; a currency sign makes it money: "$1,500".
/// - Addresses of mail and of the web are one token each.
///
/// Linear in the text.
public struct Tokenizer: Sendable, Equatable {
    /// What makes texts comparable before they are cut.
    public let normalizer: Normalizer

    /// A tokenizer that folds accents unless given another normalizer.
    public init(normalizer: Normalizer = Normalizer()) {
        self.normalizer = normalizer
    }

    /// Normalizes a text and cuts it.
    public func tokenize(_ text: String) -> TokenizedText {
        tokenize(normalizer.normalize(text))
    }

    /// Cuts a text that is normalized already.
    public func tokenize(_ text: NormalizedText) -> TokenizedText {
        let tokens = text.utf8.withUnsafeBufferPointer { bytes in
            var scanner = TokenScanner(bytes: bytes)
            return scanner.scan()
        }
        return TokenizedText(text: text, tokens: tokens)
    }
}
