import Marketplace
import Retrieval
import Text

/// The numbers of all terms of all documents, in order of first sight in the log.
///
/// Documents are kept as numbers, so that putting one into an index again costs no cutting, stemming or hashing. Both
/// indexes number terms in the same way: see ``teach(_:)``.
struct Vocabulary {
    private var terms = StringInterner()
    private var termOfToken = Memo()
    private var termOfName = Memo()
    private static let extractor = TermExtractor()

    /// How many terms there are.
    var count: Int { terms.count }

    /// Numbers of the words of a text, in order, at most so many.
    mutating func words(_ text: String, limit: Int) -> [UInt32] {
        let tokenized = Self.extractor.tokenizer.tokenize(text)
        var numbers: [UInt32] = []
        numbers.reserveCapacity(min(tokenized.tokens.count, limit))
        tokenized.text.utf8.withUnsafeBufferPointer { bytes in
            for token in tokenized.tokens where token.range.count <= IndexLimit.tokenBytes {
                let place = termOfToken.place(of: UnsafeBufferPointer(rebasing: bytes[token.range]))
                if !termOfToken.isKnown(place) {
                    let term = Self.extractor.term(tokenized.string(token), kind: token.kind)
                    termOfToken.remember(term.map { terms.intern($0) }, at: place)
                }
                guard let number = termOfToken.value(place) else { continue }
                numbers.append(number)
                if numbers.count == limit { break }
            }
        }
        return numbers
    }

    /// The number of a name as a whole, however it is written; nil for one without letters and digits.
    mutating func key(_ name: String) -> UInt32? {
        var name = name
        let place = name.withUTF8 { termOfName.place(of: $0) }
        if !termOfName.isKnown(place) {
            termOfName.remember(Self.key(name).map { terms.intern($0) }, at: place)
        }
        return termOfName.value(place)
    }

    /// Names as a whole, each followed by its words.
    mutating func keysAndWords(_ names: some Sequence<String>, limit: Int) -> [UInt32] {
        var numbers: [UInt32] = []
        for name in names.prefix(limit) {
            guard let key = key(name) else { continue }
            numbers.append(key)
            numbers.append(contentsOf: words(name, limit: IndexLimit.titleWords))
        }
        return numbers
    }

    /// Makes an index number all terms as they are numbered here.
    func teach(_ index: inout InvertedIndex) {
        for number in index.termCount..<max(index.termCount, count) {
            let taught = index.number(of: terms.string(UInt32(number)))
            precondition(taught == UInt32(number), "the index has terms of its own")
        }
    }

    // MARK: What queries ask for

    /// The words of a query's text, as documents have them.
    static func words(_ text: String) -> [String] {
        let tokenized = extractor.tokenizer.tokenize(text)
        return tokenized.tokens.compactMap { token in
            guard token.range.count <= IndexLimit.tokenBytes else { return nil }
            return extractor.term(tokenized.string(token), kind: token.kind)
        }
    }

    /// The term of a name as a whole; nil for one without letters and digits, and for one too long to be a name.
    static func key(_ name: String) -> String? {
        guard name.utf8.count <= IndexLimit.nameBytes else { return nil }
        let key = TermKey.make(name)
        return key.isEmpty ? nil : DocumentField.keyMark + key
    }
}

extension Vocabulary: SnapshotCodable {
    func encode(to writer: inout SnapshotWriter) {
        writer.unsigned(UInt64(count))
        for number in 0..<count { writer.string(terms.string(UInt32(number))) }
    }

    init(from reader: inout SnapshotReader) throws(Marketplace.SnapshotError) {
        self.init()
        for (number, term) in try reader.strings().enumerated() where terms.intern(term) != UInt32(number) {
            throw .invalid(offset: 0, reason: "the term \"\(term)\" twice")
        }
    }
}

/// What was once worked out for a spelling, so that it is worked out once.
///
/// Forgets everything when it has grown large: it saves time and must not cost memory without bound.
private struct Memo {
    private var spellings = StringInterner()
    private var values: [UInt32] = []
    private static let maximumCount = 1 << 20
    private static let unknown = UInt32.max
    private static let none = UInt32.max - 1

    /// Where the value of a spelling is kept until the next spelling is asked for.
    mutating func place(of spelling: UnsafeBufferPointer<UInt8>) -> Int {
        if values.count >= Self.maximumCount { self = Memo() }
        let place = Int(spellings.intern(spelling))
        if place == values.count { values.append(Self.unknown) }
        return place
    }

    func isKnown(_ place: Int) -> Bool { values[place] != Self.unknown }

    /// The value, or nil if it was worked out that there is none.
    func value(_ place: Int) -> UInt32? { values[place] < Self.none ? values[place] : nil }

    mutating func remember(_ value: UInt32?, at place: Int) { values[place] = value ?? Self.none }
}
