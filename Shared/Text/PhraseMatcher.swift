internal import CProcessor

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
    /// For each word, where phrases that begin with it go on.
    private var beginnings: [Node] = []
    /// For each node of the trie, what it is; the root is 0.
    private var nodes: [Node] = [Node()]
    /// For each phrase what it stands for.
    private var idLists: [[UInt32]] = []

    /// A node of the trie with all that a look-up asks of it first.
    private struct Node: Sendable {
        /// 0 in the place of a beginning where no phrase begins.
        var number: UInt32 = 0
        /// 1 + index of the ids of the phrase that ends here, 0 if none does, in the upper 31 bits; whether phrases go
        /// on from here in the lowest.
        var flags: UInt32 = 0

        @inline(__always) var goesOn: Bool { flags & 1 == 1 }
        @inline(__always) var isEnd: Bool { flags > 1 }
        @inline(__always) var list: Int { Int(flags >> 1) - 1 }
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
        if let node = node(of: text), node.isEnd, idLists[node.list].contains(id) { return false }
        var number: UInt32 = 0
        var firstWord: UInt32 = 0
        for (index, token) in text.tokens.enumerated() {
            let word = text.text.utf8.withUnsafeBufferPointer {
                words.intern(UnsafeBufferPointer(rebasing: $0[token.range]))
            }
            if index == 0 { firstWord = word }
            nodes[Int(number)].flags |= 1
            number = edges.insert(from: number, word: word)
            while nodes.count <= edges.nodeCount { nodes.append(Node(number: UInt32(nodes.count))) }
        }
        append(id, to: Int(number))
        while beginnings.count < words.count { beginnings.append(Node()) }
        if let beginning = edges.find(from: 0, word: firstWord) {
            beginnings[Int(firstWord)] = nodes[Int(beginning)]
        }
        return true
    }

    /// What a phrase stands for; empty if it is none of the matcher's.
    public func ids(of phrase: String) -> [UInt32] {
        let text = tokenizer.tokenize(phrase)
        guard !text.tokens.isEmpty, let node = node(of: text), node.isEnd else { return [] }
        return idLists[node.list]
    }

    /// All matches in a text, in order.
    public func matches(in text: TokenizedText) -> [PhraseMatch] {
        var result: [PhraseMatch] = []
        forEachMatch(in: text) { result.append(PhraseMatch(tokens: $0, ids: idLists[$1])) }
        return result
    }

    /// Calls a function with the tokens of each match and the number of its phrase, in order.
    ///
    /// Phrases are numbered in order of insertion, from 0; ``ids(ofPhrase:)`` has what they stand for. For much text
    /// and many matches, where making an array for each would take a good part of the time.
    public func forEachMatch(in text: TokenizedText, _ body: (_ tokens: Range<Int>, _ phrase: Int) -> Void) {
        withWords(of: text) { words in
            var start = 0
            while start < words.count {
                guard let (end, phrase) = longestMatch(words, from: start) else {
                    start += 1
                    continue
                }
                body(start..<end, phrase)
                start = end
            }
        }
    }

    /// What the phrase of a number below ``count`` stands for, in order of insertion.
    public func ids(ofPhrase phrase: Int) -> [UInt32] { idLists[phrase] }

    /// Every match in a text, overlapping and shorter ones too, in order of start, then of length.
    public func allMatches(in text: TokenizedText) -> [PhraseMatch] {
        var result: [PhraseMatch] = []
        withWords(of: text) { words in
            for start in 0..<words.count {
                forEachEnd(words, from: start) { end, list in
                    result.append(PhraseMatch(tokens: start..<end, ids: idLists[list]))
                }
            }
        }
        return result
    }

    /// Numbers of the words of a text, with the memory that matching will need on its way.
    private func withWords(of text: TokenizedText, _ body: (UnsafeBufferPointer<UInt32>) -> Void) {
        let count = text.tokens.count
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: count) { memory in
            guard let numbers = memory.baseAddress, count > 0 else { return }
            beginnings.withUnsafeBufferPointer { beginnings in
                text.text.utf8.withUnsafeBufferPointer { bytes in
                    words.find(text.tokens, of: bytes, into: numbers) { word in
                        guard let base = beginnings.baseAddress else { return }
                        processor_prefetch(base + Int(word))
                    }
                }
            }
            for index in 0..<count - 1 where numbers[index] != StringInterner.unknown {
                let beginning = beginnings[Int(numbers[index])]
                let next = numbers[index + 1]
                if beginning.goesOn, next != StringInterner.unknown {
                    edges.prefetch(from: beginning.number, word: next)
                }
            }
            body(UnsafeBufferPointer(start: numbers, count: count))
        }
    }

    @inline(__always)
    private func longestMatch(_ words: UnsafeBufferPointer<UInt32>, from start: Int) -> (end: Int, list: Int)? {
        var longest: (Int, Int)?
        forEachEnd(words, from: start) { longest = ($0, $1) }
        return longest
    }

    /// Calls a function with the end of each phrase that begins at a token, and the index of its ids.
    @inline(__always)
    private func forEachEnd(
        _ words: UnsafeBufferPointer<UInt32>, from start: Int, _ body: (Int, Int) -> Void
    ) {
        guard words[start] != StringInterner.unknown else { return }
        var node = beginnings[Int(words[start])]
        var position = start + 1
        while true {
            if node.isEnd { body(position, node.list) }
            guard node.goesOn, position < words.count, words[position] != StringInterner.unknown,
                let next = edges.find(from: node.number, word: words[position])
            else { return }
            node = nodes[Int(next)]
            position += 1
        }
    }

    private func node(of text: TokenizedText) -> Node? {
        var number: UInt32 = 0
        for token in text.tokens {
            let word = text.text.utf8.withUnsafeBufferPointer {
                words.find(UnsafeBufferPointer(rebasing: $0[token.range]))
            }
            guard let word, let next = edges.find(from: number, word: word) else { return nil }
            number = next
        }
        return nodes[Int(number)]
    }

    private mutating func append(_ id: UInt32, to node: Int) {
        if nodes[node].isEnd {
            idLists[nodes[node].list].append(id)
        } else {
            idLists.append([id])
            nodes[node].flags |= UInt32(idLists.count) << 1
            count += 1
        }
    }
}
