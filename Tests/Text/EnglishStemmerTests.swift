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
