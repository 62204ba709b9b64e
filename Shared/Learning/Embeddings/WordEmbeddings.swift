/// A vector for each word of some texts, and for words never seen by their runs of characters.
///
/// ```swift
/// let words = try WordEmbeddings.train(texts, WordEmbeddingOptions(characterNGrams: 3...6))
/// let near = words.nearest(to: "swift", count: 10)
/// try words.write(to: "words.model")
/// ```
/// Source: Bojanowski et al., "Enriching Word Vectors with Subword Information", TACL 5 (2017).
public struct WordEmbeddings: Sendable {
    /// The words' vectors, frequent words first.
    public let vectors: EmbeddingMatrix
    let vocabulary: Vocabulary
    let features: TextFeatures
    /// Vectors of words' own rows, then of the buckets of their runs; nil without runs of characters.
    let parts: EmbeddingMatrix?

    /// How many words have a vector of their own.
    public var count: Int { vocabulary.count }
    /// How many numbers a vector has.
    public var dimensions: Int { vectors.dimensions }

    init(features: TextFeatures, vectors: EmbeddingMatrix, parts: EmbeddingMatrix?) {
        self.features = features
        vocabulary = features.vocabulary
        self.vectors = vectors
        self.parts = parts
    }

    /// A word, by its place in the order of frequency.
    public func word(_ index: Int) -> String { vocabulary.word(index) }

    /// The place of a word in the order of frequency, or nil.
    public func index(of word: String) -> Int? { vocabulary.identifier(of: word) }

    /// How often a word was met in training.
    public func frequency(_ index: Int) -> Int { Int(vocabulary.counts[index]) }

    /// The vector of a word; of an unknown one the mean of its known runs of characters, or nil when there are none.
    public func vector(of word: String) -> [Float]? {
        if let index = vocabulary.identifier(of: word) { return vectors[index] }
        guard let parts else { return nil }
        var word = word
        var rows: [Int32] = []
        word.withUTF8 { features.addCharacterRows(of: $0, to: &rows) }
        guard !rows.isEmpty else { return nil }
        return WordEmbeddings.mean(rows, parts)
    }

    /// The words with vectors nearest to a word's, itself left out; nothing for a word without a vector.
    public func nearest(to word: String, count: Int) -> [(word: String, similarity: Double)] {
        guard let vector = vector(of: word) else { return [] }
        let excluded = vocabulary.identifier(of: word).map { Set([$0]) } ?? []
        return vectors.nearest(to: vector, count: count, excluding: excluded).map {
            (vocabulary.word($0.index), $0.similarity)
        }
    }

    private static func mean(_ rows: [Int32], _ parts: EmbeddingMatrix) -> [Float] {
        let sum = FloatTable(rowCount: 1, dimensions: parts.dimensions)
        for row in rows { VectorKernels.add(parts.row(Int(row)), to: sum.base, sum.blocks) }
        VectorKernels.scale(sum.base, by: 1 / Float(rows.count), sum.blocks)
        return withExtendedLifetime(parts) { sum.floats(0) }
    }
}

/// How word embeddings are trained.
public struct WordEmbeddingOptions: Sendable, Equatable {
    /// What skip-gram needs to know.
    public var skipGram: SkipGramOptions
    /// Words seen less often are left out.
    public var minimumCount: Int
    /// Lengths of the runs of characters whose vectors make up a word's, in Unicode scalars; nil for whole words.
    public var characterNGrams: ClosedRange<Int>?
    /// How many places runs are hashed to; places that no word uses take no room.
    public var buckets: Int

    /// Creates options; the defaults are fastText's but for runs of characters, which are left out.
    public init(
        skipGram: SkipGramOptions = SkipGramOptions(subsamplingThreshold: 1e-4), minimumCount: Int = 5,
        characterNGrams: ClosedRange<Int>? = nil, buckets: Int = 2_000_000
    ) {
        self.skipGram = skipGram
        self.minimumCount = minimumCount
        self.characterNGrams = characterNGrams
        self.buckets = buckets
    }
}

extension WordEmbeddings {
    /// Learns the vectors of the words of some texts; tokens are what lies between spaces, tabs and line ends.
    ///
    /// - Parameter progress: Called after some ten thousand words each; training ends when it answers false.
    /// - Throws: ``LearningError`` for options out of range, no word that is frequent enough, or `cancelled`.
    public static func train(
        _ texts: some Sequence<String>, _ options: WordEmbeddingOptions = WordEmbeddingOptions(),
        progress: (SkipGram.Progress) -> Bool = { _ in true }
    ) throws(LearningError) -> WordEmbeddings {
        try options.skipGram.check()
        // The limits of what is not skip-gram's own are those of the classifier.
        try TextClassifierOptions(
            minimumCount: options.minimumCount, characterNGrams: options.characterNGrams, buckets: options.buckets
        ).check()
        var builder = VocabularyBuilder()
        var met: [[Int32]] = []
        for text in texts {
            var words: [Int32] = []
            TokenHash.forEachToken(of: text) { words.append(Int32(builder.add($0))) }
            met.append(words)
        }
        let (vocabulary, numbers) = builder.finish(minimumCount: options.minimumCount)
        guard vocabulary.count > 0 else { throw LearningError(.emptyData, "no word is frequent enough") }
        var sequences = TokenSequences()
        for words in met { sequences.append(words.map { numbers[Int($0)] }.filter { $0 >= 0 }) }

        let features = features(vocabulary, options)
        var lists: FeatureLists?
        if options.characterNGrams != nil {
            lists = FeatureLists(
                (0..<vocabulary.count).map { word in
                    var rows = [Int32(word)]
                    features.addCharacterRows(of: vocabulary.utf8(word), to: &rows)
                    return rows
                })
        }
        let run = try SkipGramRun(
            options.skipGram, counts: vocabulary.counts.array, inputRowCount: features.rowCount, features: lists)
        try run.train(sequences, progress: progress)
        let rows = EmbeddingMatrix(run.inputTable)
        guard let lists else { return WordEmbeddings(features: features, vectors: rows, parts: nil) }
        let table = FloatTable(rowCount: vocabulary.count, dimensions: options.skipGram.dimensions)
        for word in 0..<vocabulary.count {
            lists.forEach(of: word) { VectorKernels.add(rows.row($0), to: table.row(word), table.blocks) }
            VectorKernels.scale(table.row(word), by: lists.share(of: word), table.blocks)
        }
        return WordEmbeddings(features: features, vectors: EmbeddingMatrix(table), parts: rows)
    }

    private static func features(_ vocabulary: Vocabulary, _ options: WordEmbeddingOptions) -> TextFeatures {
        let capacity = options.characterNGrams == nil ? 1 : options.buckets
        var bits = [UInt64](repeating: 0, count: (capacity + 63) / 64)
        if let lengths = options.characterNGrams {
            for word in 0..<vocabulary.count {
                TokenHash.forEachCharacterGram(of: vocabulary.utf8(word), lengths: lengths) { hash in
                    let bucket = Int(hash) % capacity
                    bits[bucket >> 6] |= 1 << UInt64(bucket & 63)
                }
            }
        }
        return TextFeatures(
            vocabulary: vocabulary, wordRows: (0..<Int32(vocabulary.count)).map { $0 },
            buckets: BucketSet(capacity: capacity, bits: bits), wordNGrams: 1,
            characterNGrams: options.characterNGrams)
    }
}

extension WordEmbeddings {
    private static let fileKind = "word-embeddings"
    private static let fileVersion: UInt32 = 1

    /// Writes the vectors to a file, which replaces one that is there as a whole or not at all.
    ///
    /// - Throws: ``LearningError`` `file` when it can't be written.
    public func write(to path: String) throws(LearningError) {
        var file = ModelFileWriter(kind: Self.fileKind, version: Self.fileVersion)
        file.add("embeddings", [Int64(dimensions), parts == nil ? 0 : 1])
        features.add(to: &file)
        file.add("vectors", vectors.values)
        if let parts { file.add("parts", parts.values) }
        try file.write(to: path)
    }

    /// Maps a file that ``write(to:)`` wrote; its vectors are read where they lie, when they are needed.
    ///
    /// - Throws: ``LearningError`` `file` when it can't be opened, `damagedModel` when it is not what it should be.
    public init(contentsOf path: String) throws(LearningError) {
        let file = try ModelFile(path: path, kind: Self.fileKind, version: Self.fileVersion)
        let numbers = try file.numbers("embeddings", of: Int64.self, count: 2).array
        guard (1...4_096).contains(numbers[0]) else { throw file.damaged("its dimensions are out of range") }
        let dimensions = Int(numbers[0])
        let features = try TextFeatures(file)
        self.init(
            features: features,
            vectors: try file.vectors("vectors", count: features.vocabulary.count, dimensions: dimensions),
            parts: numbers[1] == 1
                ? try file.vectors("parts", count: features.rowCount, dimensions: dimensions) : nil)
    }
}
