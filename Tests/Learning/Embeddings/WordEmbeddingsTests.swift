import Testing

@testable import Learning

@Suite struct WordEmbeddingsTests {
    /// Texts of two subjects, each with words of its own beside common ones.
    private func texts(_ count: Int = 400) -> [String] {
        var generator = SeededGenerator(seed: 1)
        let subjects = [["swift", "compiler", "code", "linker"], ["violin", "cello", "flute", "oboe"]]
        return (0..<count).map { _ in
            let words = subjects[generator.integer(below: 2)]
            return (0..<10).map { _ in
                generator.bernoulli(0.3) ? "the" : words[generator.integer(below: words.count)]
            }.joined(separator: " ")
        }
    }

    private func options(_ lengths: ClosedRange<Int>? = nil) -> WordEmbeddingOptions {
        WordEmbeddingOptions(
            skipGram: SkipGramOptions(
                dimensions: 16, window: 4, epochs: 8, learningRate: 0.05, subsamplingThreshold: 0.05),
            characterNGrams: lengths, buckets: 5_000)
    }

    @Test(arguments: [nil, 3...5])
    func wordsOfOneSubjectAreNear(lengths: ClosedRange<Int>?) throws {
        let words = try WordEmbeddings.train(texts(), options(lengths))
        #expect(words.count == 9 && words.word(0) == "the")
        #expect(Set(words.nearest(to: "violin", count: 3).map(\.word)) == ["cello", "flute", "oboe"])
        #expect(Set(words.nearest(to: "code", count: 3).map(\.word)) == ["swift", "compiler", "linker"])
        #expect(words.nearest(to: "zzz", count: 3).isEmpty)
    }

    @Test func unknownWordsAreTheirRunsOfCharacters() throws {
        let words = try WordEmbeddings.train(texts(), options(3...5))
        #expect(words.vector(of: "zzz") == nil)
        #expect(words.nearest(to: "violins", count: 1).first?.word == "violin")
        #expect(words.nearest(to: "compilers", count: 1).first?.word == "compiler")
    }

    @Test(arguments: [nil, 3...4])
    func filesGiveTheSameVectorsAndDamagedOnesAreRefused(lengths: ClosedRange<Int>?) throws {
        let words = try WordEmbeddings.train(texts(50), options(lengths))
        let file = TemporaryFile()
        try words.write(to: file.path)
        let bytes = try file.bytes()
        let again = TemporaryFile()
        try WordEmbeddings.train(texts(50), options(lengths)).write(to: again.path)
        #expect(try again.bytes() == bytes)
        let read = try WordEmbeddings(contentsOf: file.path)
        for index in 0..<words.count {
            #expect(read.word(index) == words.word(index) && read.vectors[index] == words.vectors[index])
        }
        #expect(read.vector(of: "violins") == words.vector(of: "violins"))
        var damaged = bytes
        // Within the last section, before what fills it up.
        damaged[bytes.count - 64] ^= 1
        try again.write(damaged)
        #expect(throws: LearningError.self) { try WordEmbeddings(contentsOf: again.path) }
        #expect(throws: LearningError.self) { try TextClassifier(contentsOf: file.path) }
    }

    @Test func sentencesLoseWhatAllShare() throws {
        let texts = texts()
        let words = try WordEmbeddings.train(texts, options())
        let sentences = try SentenceEmbedding(words, fittedTo: texts)
        let length = sentences.commonDirection.reduce(Float(0)) { $0 + $1 * $1 }
        #expect(abs(length - 1) < 1e-5)
        for text in texts.prefix(20) {
            let vector = try #require(sentences.vector(of: text))
            let share = zip(vector, sentences.commonDirection).reduce(Float(0)) { $0 + $1.0 * $1.1 }
            #expect(abs(share) < 1e-4)
        }
        // By the definition: weights a / (a + p), the mean, less its share of the common direction.
        let total = (0..<words.count).reduce(0) { $0 + words.frequency($1) }
        var mean = [Double](repeating: 0, count: words.dimensions)
        for word in ["the", "oboe", "the"] {
            let index = try #require(words.index(of: word))
            let weight = 1e-3 / (1e-3 + Double(words.frequency(index)) / Double(total))
            for dimension in mean.indices { mean[dimension] += weight * Double(words.vectors[index][dimension]) / 3 }
        }
        let share = zip(mean, sentences.commonDirection).reduce(0.0) { $0 + $1.0 * Double($1.1) }
        let found = try #require(sentences.vector(of: "the oboe unknown the"))
        for dimension in mean.indices {
            let expected = mean[dimension] - share * Double(sentences.commonDirection[dimension])
            #expect(abs(Double(found[dimension]) - expected) < 1e-6)
        }
        #expect(abs(try #require(sentences.similarity("the oboe", "oboe the")) - 1) < 1e-5)
        #expect(sentences.vector(of: "nothing known") == nil)
        #expect(throws: LearningError.self) { try SentenceEmbedding(words, fittedTo: texts, smoothing: 0) }
    }

    @Test func commonDirectionIsTheLongest() throws {
        let words = try WordEmbeddings.train(texts(), options())
        let sentences = try SentenceEmbedding(words, fittedTo: (0..<words.count).map(words.word), smoothing: 1e9)
        // With such smoothing every word counts alike, so that each text is its word's vector.
        func spread(_ direction: [Float]) -> Float {
            (0..<words.count).reduce(0) { sum, index in
                let share = zip(words.vectors[index], direction).reduce(Float(0)) { $0 + $1.0 * $1.1 }
                return sum + share * share
            }
        }
        var generator = SeededGenerator(seed: 2)
        let best = spread(sentences.commonDirection)
        for _ in 0..<500 {
            let near = sentences.commonDirection.map { $0 + Float(generator.normal(deviation: 0.05)) }
            let length = near.reduce(Float(0)) { $0 + $1 * $1 }.squareRoot()
            #expect(spread(near.map { $0 / length }) <= best * 1.0001)
        }
    }

    @Test func trainingCanBeWatchedAndCancelled() throws {
        var reports: [SkipGram.Progress] = []
        let words = try WordEmbeddings.train(texts(2_000), options()) {
            reports.append($0)
            return true
        }
        // 20,000 words in each of eight epochs.
        #expect(reports.count >= 8 && words.count == 9)
        var calls = 0
        let error = #expect(throws: LearningError.self) {
            try WordEmbeddings.train(texts(2_000), options()) { _ in
                calls += 1
                return calls < 3
            }
        }
        #expect(error?.code == .cancelled && calls == 3)
    }

    @Test func theSearchForWhatAllShareCanBeWatchedAndCancelled() throws {
        let texts = texts()
        let words = try WordEmbeddings.train(texts, options())
        let many = (0..<25_000).map { texts[$0 % texts.count] }
        var reports: [SentenceEmbedding.Progress] = []
        let sentences = try SentenceEmbedding(words, fittedTo: many) {
            reports.append($0)
            return true
        }
        #expect(reports.prefix(3).map(\.texts) == [10_000, 20_000, 25_000])
        #expect(reports.map(\.iterations) == [0, 0] + Array(1...reports.count - 2))
        #expect(try SentenceEmbedding(words, fittedTo: many).commonDirection == sentences.commonDirection)
        for stop in [0, 1] {
            let error = #expect(throws: LearningError.self) {
                try SentenceEmbedding(words, fittedTo: many) { $0.iterations < stop }
            }
            #expect(error?.code == .cancelled)
            #expect(error?.message.contains(stop == 0 ? "10000 texts" : "1 steps") == true)
        }
    }
}
