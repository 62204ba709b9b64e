import Foundation
import Text

/// Stems, and megabytes a second of normalizing, tokenizing and matching; look-ups of misspelt words.
func measureText(_ folder: String) throws {
    let words = try lines(folder + "/words.txt")
    let stems = words.map { EnglishStemmer.stem($0) }
    try stems.joined(separator: "\n").write(toFile: folder + "/stems-ours.txt", atomically: true, encoding: .utf8)
    report(
        "stem_words_per_second",
        Double(words.count) / shortest(of: 5) { for word in words { _ = EnglishStemmer.stem(word) } })

    let text = try lines(folder + "/text.txt")
    let megabytes = Double(text.reduce(0) { $0 + $1.utf8.count + 1 }) / 1e6
    let tokenizer = Tokenizer()
    var normalized: [NormalizedText] = []
    let normalizing = shortest(of: 3) { normalized = text.map { tokenizer.normalizer.normalize($0) } }
    report("normalize_megabytes_per_second", megabytes / normalizing)
    var tokenized: [TokenizedText] = []
    let cutting = shortest(of: 3) { tokenized = normalized.map { tokenizer.tokenize($0) } }
    report("tokenize_megabytes_per_second", megabytes / cutting)
    report("normalize_and_tokenize_megabytes_per_second", megabytes / (normalizing + cutting))

    var matcher = PhraseMatcher()
    for (number, alias) in try lines(folder + "/aliases.txt").enumerated() {
        matcher.insert(alias, id: UInt32(number))
    }
    var matches = 0
    let matching = shortest(of: 3) {
        matches = 0
        for text in tokenized { matcher.forEachMatch(in: text) { _, _ in matches += 1 } }
    }
    report("match_megabytes_per_second", megabytes / matching)
    report("matches", Double(matches))

    let dictionary = FuzzyDictionary(words)
    var random = SplitMix(seed: 3)
    let misspelt = (0..<200).map { _ in
        var letters = Array(words[random.below(words.count)].unicodeScalars)
        letters.swapAt(random.below(letters.count), random.below(letters.count))
        return String(String.UnicodeScalarView(letters))
    }
    for distance in [1, 2] {
        let seconds = shortest(of: 3) { for word in misspelt { _ = dictionary.matches(word, within: distance) } }
        report("look_up_microseconds_distance_\(distance)", seconds / Double(misspelt.count) * 1e6)
    }
}

private func lines(_ path: String) throws -> [String] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
}
