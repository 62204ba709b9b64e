import Testing
import Text

struct TermsTests {
    @Test func termsAreStemmedAndStopWordsLeftOut() {
        #expect(
            TermExtractor().terms("We are designing the Node.js services, in C++ & HTML5, for designers' clients.")
                == ["design", "node.js", "servic", "c++", "html5", "design", "client"])
        let plain = TermExtractor(stems: false, stopWords: [])
        #expect(plain.terms("We are designing") == ["we", "are", "designing"])
    }

    @Test func stopWordsAreNormalizedTokens() {
        for word in StopWords.english { #expect(Tokenizer().tokenize(word).strings == [word]) }
        #expect(!StopWords.english.contains("c") && !StopWords.english.contains("r"))
    }

    @Test func internedStringsKeepTheirNumbers() {
        var interner = StringInterner()
        var random = SplitMix(seed: 1)
        var numbers: [String: UInt32] = [:]
        for _ in 0..<3_000 {
            let string = "s\(random.below(900))"
            let number = interner.intern(string)
            if let known = numbers[string] { #expect(known == number) } else { #expect(Int(number) == numbers.count) }
            numbers[string] = number
        }
        #expect(interner.count == numbers.count)
        for (string, number) in numbers {
            #expect(interner.string(number) == string && interner.find(string) == number)
        }
        #expect(interner.find("absent") == nil && interner.find("") == nil)
        let empty = interner.intern("")
        #expect(Int(empty) == numbers.count && interner.find("") == empty)
    }

    @Test func hashedFeatures() {
        // FNV-1a, 64 bits, of "a" is 0xaf63dc4c8601ec8c, of "foobar" 0x85944171f73967e8 (the authors' test suite).
        let words = FeatureHasher(buckets: .max, hashesPairs: false)
        let expected = [0xAF63_DC4C_8601_EC8C, 0x8594_4171_F739_67E8].map { UInt32($0 as UInt64 % 0xFFFF_FFFF) }
        #expect(words.features(of: ["a", "foobar"]) == expected)

        let hasher = FeatureHasher(buckets: 1 << 20)
        let features = hasher.features(of: ["red", "green", "red"])
        #expect(features.count == 5 && features[0] == features[3])
        #expect(features[2] == FeatureHasher(buckets: 1 << 20, hashesPairs: false).features(of: ["red green"])[0])
        #expect(hasher.features(of: []).isEmpty)
        #expect(FeatureHasher(buckets: 1).features(of: ["a", "b"]) == [0, 0, 0])
        let counts = hasher.counts(of: ["x", "x", "x"])
        #expect(counts.map(\.count).sorted() == [2, 3] && counts[0].feature < counts[1].feature)
    }
}
