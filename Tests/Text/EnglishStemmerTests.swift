import TestSupport
import Testing
import Text

struct EnglishStemmerTests {
    @Test func equalsItsAuthorsImplementation() {
        var count = 0
        for line in englishStems.split(separator: "\n") {
            let pair = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
            #expect(EnglishStemmer.stem(pair[0]) == pair[1], "stem of \(pair[0])")
            count += 1
        }
        #expect(count > 240)
    }

    /// Files of many trades, English all of them.
    private static let files = [
        "retrieval_cranfield/docs.jsonl.gz", "esco/skills_text.csv.gz", "esco/occupations_text.csv.gz",
        "onet/alternate_titles.tsv.gz", "onet/occupation_data.tsv.gz", "onet/technology_skills.tsv.gz",
        "cooking_stackexchange/cooking.train.txt.gz", "skillspan/train.jsonl.gz", "stackexchange_ai/jobs.jsonl.gz",
    ].map { "data/\($0)" }

    /// FNV-1a over a word, a space, its stem and a line feed for each word.
    private func checksum(_ words: some Sequence<String>) -> UInt64 {
        words.reduce(0xCBF2_9CE4_8422_2325) { sum, word in
            "\(word) \(EnglishStemmer.stem(word))\n".utf8.reduce(sum) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
        }
    }

    /// The expected checksum was worked out once with snowballstemmer 3.1.1 (PyPI), its authors' implementation.
    @Test(.enabled(if: files.allSatisfy(SharedFiles.has), SharedFiles.skipped("data")))
    func stemsOfPublishedTextsAreThoseOfItsAuthors() throws {
        var words: Set<String> = []
        for file in Self.files {
            let lower = try SharedFiles.bytes(file).map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
            for word in lower.split(whereSeparator: { $0 &- 0x61 >= 26 && $0 != UInt8(ascii: "'") }) {
                words.insert(String(decoding: word, as: UTF8.self))
            }
        }
        #expect(words.count == 44_792)
        #expect(checksum(words.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }) == 0xB0CE_000C_6D3A_C2C8)
    }

    /// Letters at random with endings that the rules know; the checksum is snowballstemmer's again.
    @Test func stemsOfInventedWordsAreThoseOfItsAuthors() {
        let letters = Array("aeiouyybcdglnrstvwx'")
        let endings = """
            s ss ies ied us es ed eed edly eedly ing ingly ly li y e l ll at bl iz tional enci anci abli entli izer \
            ization ational ation ator alism aliti alli fulness ousli ousness iveness iviti biliti bli ogist ogi fulli \
            lessli alize icate iciti ical ful ness ative al ance ence er ic able ible ant ement ment ent ism ate iti ous \
            ive ize sion tion 's 's' '
            """.split(separator: " ")
        var random = SplitMix(seed: 6)
        let words = (0..<100_000).map { _ in
            var word = String((0..<1 + random.below(6)).map { _ in letters[random.below(letters.count)] })
            for _ in 0..<random.below(3) { word += endings[random.below(endings.count)] }
            return word
        }
        #expect(checksum(words) == 0xD594_00F0_2A02_1D16)
    }

    @Test func leavesOtherScriptsAlone() {
        for word in ["дизайнеры", "cafés", "東京", ""] { #expect(EnglishStemmer.stem(word) == word) }
    }

    @Test func nothingTrapsIt() {
        var random = SplitMix(seed: 2)
        let letters = Array("aeiouyybcdlstinge'".utf8)
        for _ in 0..<20_000 {
            var word = (0..<random.below(12)).map { _ in letters[random.below(letters.count)] }
            let count = word.count
            EnglishStemmer.stem(&word)
            #expect(word.count <= count + 1)
        }
    }
}
