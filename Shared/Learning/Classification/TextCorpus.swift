/// Labelled texts as numbers, made once before training.
struct TextCorpus {
    let features: TextFeatures
    let labels: Vocabulary
    /// The rows of each word met, those too rare to have one included, by the order of appearance.
    let wordRows: FeatureLists
    /// The words of each text by the order of appearance, text by text.
    private(set) var words: [Int32] = []
    /// The rows of runs of words of each text.
    private(set) var runs: [Int32] = []
    /// The labels of each text.
    private(set) var labelNumbers: [Int32] = []
    private(set) var wordStarts = [0]
    private(set) var runStarts = [0]
    private(set) var labelStarts = [0]

    /// How many texts have a label that is learned.
    var count: Int { wordStarts.count - 1 }

    init(_ examples: [LabelledText], _ options: TextClassifierOptions) throws(LearningError) {
        var builder = VocabularyBuilder()
        var labelBuilder = VocabularyBuilder()
        var allWords: [Int32] = []
        var allWordStarts = [0]
        var allLabels: [Int32] = []
        var allLabelStarts = [0]
        for example in examples {
            TokenHash.forEachToken(of: example.text) { allWords.append(Int32(builder.add($0))) }
            TextFeatures.end.withUnsafeBufferPointer { allWords.append(Int32(builder.add($0))) }
            for label in example.labels { allLabels.append(Int32(labelBuilder.add(label))) }
            allWordStarts.append(allWords.count)
            allLabelStarts.append(allLabels.count)
        }
        let (vocabulary, wordNumbers) = builder.finish(minimumCount: options.minimumCount)
        let (labels, labelNumbering) = labelBuilder.finish(minimumCount: options.minimumLabelCount)
        guard labels.count > 0 else { throw LearningError(.emptyData, "no text has a label that is frequent enough") }

        let buckets = Self.buckets(builder, allWords, allWordStarts, options)
        let features = TextFeatures(
            vocabulary: vocabulary, wordRows: (0..<Int32(vocabulary.count)).map { $0 }, buckets: buckets,
            wordNGrams: options.wordNGrams, characterNGrams: options.characterNGrams)
        self.features = features
        self.labels = labels
        var lists: [[Int32]] = []
        for word in builder.words.indices {
            var rows: [Int32] = wordNumbers[word] >= 0 ? [wordNumbers[word]] : []
            builder.words[word].withUnsafeBufferPointer { features.addCharacterRows(of: $0, to: &rows) }
            lists.append(rows)
        }
        wordRows = FeatureLists(lists)

        for index in examples.indices {
            let numbers = allLabels[allLabelStarts[index]..<allLabelStarts[index + 1]].map { labelNumbering[Int($0)] }
                .filter { $0 >= 0 }
            guard !numbers.isEmpty else { continue }
            let members = allWords[allWordStarts[index]..<allWordStarts[index + 1]]
            words.append(contentsOf: members)
            features.addNGramRows(of: members.map { builder.hashes[Int($0)] }, to: &runs)
            labelNumbers.append(contentsOf: numbers)
            wordStarts.append(words.count)
            runStarts.append(runs.count)
            labelStarts.append(labelNumbers.count)
        }
    }

    /// The buckets that the texts use.
    private static func buckets(
        _ builder: VocabularyBuilder, _ words: [Int32], _ starts: [Int], _ options: TextClassifierOptions
    ) -> BucketSet {
        var bits = [UInt64](repeating: 0, count: (options.buckets + 63) / 64)
        func mark(_ bucket: Int) { bits[bucket >> 6] |= 1 << UInt64(bucket & 63) }
        if let lengths = options.characterNGrams {
            for word in builder.words where word != TextFeatures.end {
                word.withUnsafeBufferPointer { token in
                    TokenHash.forEachCharacterGram(of: token, lengths: lengths) { mark(Int($0) % options.buckets) }
                }
            }
        }
        if options.wordNGrams > 1 {
            for text in 0..<starts.count - 1 {
                let hashes = words[starts[text]..<starts[text + 1]].map { builder.hashes[Int($0)] }
                TextFeatures.forEachNGram(of: hashes, options.wordNGrams) { mark(Int($0 % UInt64(options.buckets))) }
            }
        }
        return BucketSet(capacity: options.buckets, bits: bits)
    }
}
