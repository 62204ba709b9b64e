/// A stretch of tokens that is one of the phrases of a matcher.
public struct PhraseMatch: Sendable, Equatable {
    /// Indices of its tokens.
    public let tokens: Range<Int>
    /// What the phrase stands for, in order of insertion; more than one if the phrase is ambiguous.
    public let ids: [UInt32]
}

/// Finds hundreds of thousands of phrases in one pass over a text.
///
/// Phrases are sequences of tokens, kept in a trie whose edges lie in one hash table, so that phrases can be added at
/// any time at the cost of their own length. Matches are leftmost-longest and don't overlap: of "machine learning" and
/// "learning engineer", "machine learning engineer" has the first. A text is tokenized as the phrases were, so
/// spellings that tokenize alike ("e-mail", "e mail", "E-Mail") are one phrase; others ("node.js", "nodejs") are given
/// one by one. Matching takes time linear in the text times the length of the longest phrase in the worst case, and
/// close to linear in practice, since most tokens begin no phrase.
public struct PhraseMatcher: Sendable {
    /// The most tokens a phrase may have.
    public static let maximumTokens = 32

    /// What cuts phrases and texts.
    public let tokenizer: Tokenizer
    /// How many different phrases there are.
    public private(set) var count = 0

    private var words = StringInterner()
    private var edges = EdgeTable()
    /// For each node of the trie, 1 + index of its first entry, 0 if no phrase ends there.
    private var firstEntries: [UInt32] = [0]
    private var entries: [Entry] = []

    private struct Entry: Sendable {
        var id: UInt32
        /// 1 + index of the next one of the same phrase, or 0.
        var next: UInt32
    }

    /// A matcher without phrases.
    public init(tokenizer: Tokenizer = Tokenizer()) {
        self.tokenizer = tokenizer
    }

    /// Adds a phrase that stands for an id; a phrase may stand for several.
    ///
    /// Returns false, and changes nothing, if the phrase has no tokens or more than ``maximumTokens``, or stands for the
    /// id already.
    @discardableResult
    public mutating func insert(_ phrase: String, id: UInt32) -> Bool {
        let text = tokenizer.tokenize(phrase)
        guard !text.tokens.isEmpty, text.tokens.count <= Self.maximumTokens else { return false }
        if let node = node(of: text), ids(at: node).contains(id) { return false }
        var node: UInt32 = 0
        for token in text.tokens {
            let word = text.text.utf8.withUnsafeBufferPointer {
                words.intern(UnsafeBufferPointer(rebasing: $0[token.range]))
            }
            node = edges.insert(from: node, word: word)
        }
        while firstEntries.count <= edges.nodeCount { firstEntries.append(0) }
        append(id, to: Int(node))
        return true
    }

    /// What a phrase stands for; empty if it is none of the matcher's.
    public func ids(of phrase: String) -> [UInt32] {
        let text = tokenizer.tokenize(phrase)
        guard !text.tokens.isEmpty, let node = node(of: text) else { return [] }
        return ids(at: node)
    }

    /// All matches in a text, in order.
    public func matches(in text: TokenizedText) -> [PhraseMatch] {
        let tokens = words(of: text)
        var result: [PhraseMatch] = []
        var start = 0
        while start < tokens.count {
            guard let (end, node) = longestMatch(tokens, from: start) else {
                start += 1
                continue
            }
            result.append(PhraseMatch(tokens: start..<end, ids: ids(at: node)))
            start = end
        }
        return result
    }

    /// Every match in a text, overlapping and shorter ones too, in order of start, then of length.
    public func allMatches(in text: TokenizedText) -> [PhraseMatch] {
        let tokens = words(of: text)
        var result: [PhraseMatch] = []
        for start in tokens.indices {
            var node: UInt32 = 0
            for position in start..<tokens.count {
                guard let word = tokens[position], let next = edges.find(from: node, word: word) else { break }
                node = next
                if firstEntries[Int(node)] != 0 {
                    result.append(PhraseMatch(tokens: start..<position + 1, ids: ids(at: node)))
                }
            }
        }
        return result
    }

    private func words(of text: TokenizedText) -> [UInt32?] {
        text.text.utf8.withUnsafeBufferPointer { bytes in
            text.tokens.map { words.find(UnsafeBufferPointer(rebasing: bytes[$0.range])) }
        }
    }

    private func longestMatch(_ tokens: [UInt32?], from start: Int) -> (end: Int, node: UInt32)? {
        var longest: (Int, UInt32)?
        var node: UInt32 = 0
        for position in start..<tokens.count {
            guard let word = tokens[position], let next = edges.find(from: node, word: word) else { break }
            node = next
            if firstEntries[Int(node)] != 0 { longest = (position + 1, node) }
        }
        return longest
    }

    private func node(of text: TokenizedText) -> UInt32? {
        var node: UInt32 = 0
        for word in words(of: text) {
            guard let word, let next = edges.find(from: node, word: word) else { return nil }
            node = next
        }
        return node
    }

    private func ids(at node: UInt32) -> [UInt32] {
        var result: [UInt32] = []
        var entry = firstEntries[Int(node)]
        while entry != 0 {
            result.append(entries[Int(entry) - 1].id)
            entry = entries[Int(entry) - 1].next
        }
        return result
    }

    private mutating func append(_ id: UInt32, to node: Int) {
        entries.append(Entry(id: id, next: 0))
        let new = UInt32(entries.count)
        guard firstEntries[node] != 0 else {
            firstEntries[node] = new
            count += 1
            return
        }
        var last = Int(firstEntries[node]) - 1
        while entries[last].next != 0 { last = Int(entries[last].next) - 1 }
        entries[last].next = new
    }
}
