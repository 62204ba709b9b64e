/// From a text to the rows that make up its vector: those of its words and of its runs of words and characters.
///
/// Runs are hashed to buckets as fastText does; only buckets that training met have a row, after those of the words.
struct TextFeatures: Sendable {
    let vocabulary: Vocabulary
    /// The row of each word, or -1 for words that were pruned.
    let wordRows: ModelNumbers<Int32>
    let buckets: BucketSet
    let wordNGrams: Int
    let characterNGrams: ClosedRange<Int>?
    /// How many words have a row.
    let wordRowCount: Int

    /// How many rows there are.
    var rowCount: Int { wordRowCount + buckets.count }

    /// The token that ends every text, so that its last word can be told from others.
    static let end = Array("</s>".utf8)

    init(
        vocabulary: Vocabulary, wordRows: [Int32], buckets: BucketSet, wordNGrams: Int,
        characterNGrams: ClosedRange<Int>?
    ) {
        self.vocabulary = vocabulary
        self.wordRows = ModelNumbers(wordRows, zero: 0)
        self.buckets = buckets
        self.wordNGrams = wordNGrams
        self.characterNGrams = characterNGrams
        wordRowCount = wordRows.reduce(0) { $0 + ($1 >= 0 ? 1 : 0) }
    }

    /// The rows of a text, in the order of its words, then of its runs of words; a row may come several times.
    func rows(of text: String) -> [Int32] {
        var rows: [Int32] = []
        var hashes: [UInt32] = []
        func add(_ token: UnsafeBufferPointer<UInt8>) {
            let hash = TokenHash.of(token)
            hashes.append(hash)
            if let word = vocabulary.identifier(of: token, hash: hash), wordRows[word] >= 0 {
                rows.append(wordRows[word])
            }
            addCharacterRows(of: token, to: &rows)
        }
        TokenHash.forEachToken(of: text, add)
        Self.end.withUnsafeBufferPointer(add)
        addNGramRows(of: hashes, to: &rows)
        return rows
    }

    func addCharacterRows(of token: UnsafeBufferPointer<UInt8>, to rows: inout [Int32]) {
        guard let characterNGrams, !token.elementsEqual(Self.end) else { return }
        TokenHash.forEachCharacterGram(of: token, lengths: characterNGrams) { hash in
            addRow(ofBucket: Int(hash) % buckets.capacity, to: &rows)
        }
    }

    func addNGramRows(of hashes: [UInt32], to rows: inout [Int32]) {
        Self.forEachNGram(of: hashes, wordNGrams) { hash in
            addRow(ofBucket: Int(hash % UInt64(buckets.capacity)), to: &rows)
        }
    }

    /// Calls the body with the hash of each run of two words and more.
    static func forEachNGram(of hashes: [UInt32], _ longest: Int, _ body: (UInt64) -> Void) {
        guard longest > 1 else { return }
        for first in hashes.indices {
            var hash = TokenHash.extended(hashes[first])
            for next in (first + 1)..<max(min(first + longest, hashes.count), first + 1) {
                hash = TokenHash.chain(hash, hashes[next])
                body(hash)
            }
        }
    }

    private func addRow(ofBucket bucket: Int, to rows: inout [Int32]) {
        if let place = buckets.place(of: bucket) { rows.append(Int32(wordRowCount + place)) }
    }

    /// The same with only the rows for which the body answers true, and where each was before.
    func pruned(_ isKept: (Int) -> Bool) -> (features: TextFeatures, rows: [Int]) {
        var kept: [Int] = []
        var newRows = [Int32](repeating: -1, count: vocabulary.count)
        for word in 0..<vocabulary.count where wordRows[word] >= 0 && isKept(Int(wordRows[word])) {
            newRows[word] = Int32(kept.count)
            kept.append(Int(wordRows[word]))
        }
        for place in 0..<buckets.count where isKept(wordRowCount + place) { kept.append(wordRowCount + place) }
        let features = TextFeatures(
            vocabulary: vocabulary, wordRows: newRows, buckets: buckets.filtered { isKept(wordRowCount + $0) },
            wordNGrams: wordNGrams, characterNGrams: characterNGrams)
        return (features, kept)
    }

    func add(to file: inout ModelFileWriter) {
        vocabulary.add(to: &file, prefix: "words")
        buckets.add(to: &file)
        file.add("words.rows", wordRows)
        file.add(
            "features",
            [
                Int64(wordNGrams), Int64(characterNGrams?.lowerBound ?? 0), Int64(characterNGrams?.upperBound ?? 0),
                Int64(buckets.capacity),
            ])
    }

    init(_ file: ModelFile) throws(LearningError) {
        let numbers = try file.numbers("features", of: Int64.self, count: 4).array
        guard (1...10).contains(numbers[0]), numbers[1] >= 0, numbers[1] <= numbers[2], numbers[2] <= 50,
            numbers[3] >= 1, numbers[3] <= Int64(Int32.max)
        else { throw file.damaged("the lengths of its features are out of range") }
        vocabulary = try Vocabulary(file, prefix: "words")
        buckets = try BucketSet(file, capacity: Int(numbers[3]))
        wordRows = try file.numbers("words.rows", of: Int32.self, count: vocabulary.count)
        wordNGrams = Int(numbers[0])
        characterNGrams = numbers[2] > 0 ? Int(numbers[1])...Int(numbers[2]) : nil
        var next: Int32 = 0
        for row in wordRows.elements where row != -1 {
            guard row == next else { throw file.damaged("the rows of its words are not in order") }
            next += 1
        }
        wordRowCount = Int(next)
    }
}
