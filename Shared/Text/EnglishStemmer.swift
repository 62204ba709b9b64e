/// Cuts English words to their stem: Martin Porter's second stemmer ("Porter2").
///
/// The algorithm of Snowball 3.1 (`english.sbl`, https://snowballstem.org/algorithms/english/stemmer.html), exact,
/// exceptions included: "connection", "connected" and "connecting" are all "connect". A stem is a key to compare, often
/// no word. Words must be normalized: lower case, straight apostrophes. A word with a letter outside ASCII is left as
/// it is, since it is hardly English once accents are folded.
public enum EnglishStemmer {
    /// The stem of a word, in time linear in it.
    public static func stem(_ word: String) -> String {
        var bytes = Array(word.utf8)
        stem(&bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Replaces a word, as UTF-8 bytes, by its stem.
    public static func stem(_ word: inout [UInt8]) {
        guard word.count > 2, word.allSatisfy({ $0 < 0x80 }) else { return }
        if word.count <= 6, let exception = exceptions[word] {
            word = exception
            return
        }
        var stemming = EnglishStemming(word: word)
        stemming.run()
        word = stemming.word
    }

    /// Words whose stem the rules would get wrong.
    private static let exceptions: [[UInt8]: [UInt8]] = {
        let changed = [
            "skis": "ski", "skies": "sky", "idly": "idl", "gently": "gentl", "ugly": "ugli", "early": "earli",
            "only": "onli", "singly": "singl",
        ]
        let kept = ["sky", "news", "howe", "atlas", "cosmos", "bias", "andes"]
        var result: [[UInt8]: [UInt8]] = [:]
        for (word, stem) in changed { result[Array(word.utf8)] = Array(stem.utf8) }
        for word in kept { result[Array(word.utf8)] = Array(word.utf8) }
        return result
    }()
}

/// One word on its way through the steps.
///
/// Upper-case "Y" is a y that is a consonant.
struct EnglishStemming {
    var word: [UInt8]
    /// Start of the region after the first non-vowel that follows a vowel.
    private(set) var region1 = 0
    /// The same, within region 1.
    private(set) var region2 = 0

    init(word: [UInt8]) {
        self.word = word
    }

    mutating func run() {
        prepare()
        markRegions()
        removePlural()
        removePast()
        replaceFinalY()
        replaceDoubleSuffix()
        replaceSuffix()
        removeSuffix()
        removeFinalLetter()
        for index in word.indices where word[index] == UInt8(ascii: "Y") { word[index] = UInt8(ascii: "y") }
    }

    // MARK: Looking at the word

    @inline(__always)
    func isVowel(_ index: Int) -> Bool { isVowel(letter: word[index]) }

    @inline(__always)
    private func isVowel(letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"),
            UInt8(ascii: "y"):
            true
        default: false
        }
    }

    @inline(__always)
    func ends(_ end: Int, with suffix: StaticString) -> Bool {
        let count = suffix.utf8CodeUnitCount
        guard count <= end else { return false }
        let suffixStart = suffix.utf8Start
        for index in 0..<count where word[end - count + index] != suffixStart[index] { return false }
        return true
    }

    /// Whether the letters before a place have a vowel.
    func hasVowel(before end: Int) -> Bool {
        for index in 0..<max(end, 0) where isVowel(index) { return true }
        return false
    }

    /// Whether the letters before a place end in a short syllable.
    func endsInShortSyllable(_ end: Int) -> Bool {
        if end >= 3, !isVowel(end - 3), isVowel(end - 2), !isVowel(end - 1) {
            let last = word[end - 1]
            if last != UInt8(ascii: "w"), last != UInt8(ascii: "x"), last != UInt8(ascii: "Y") { return true }
        }
        if end == 2, isVowel(0), !isVowel(1) { return true }
        return ends(end, with: "past")
    }

    /// Puts something in the place of all letters from a place on.
    mutating func replace(from start: Int, with text: StaticString) {
        word.removeSubrange(start...)
        word.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func truncate(to count: Int) {
        word.removeSubrange(count...)
    }

    /// The first of some suffixes, the longest first, that the word ends with: where it starts and its replacement.
    @inline(__always)
    func match(_ table: [(suffix: StaticString, replacement: StaticString)]) -> (
        start: Int, suffix: StaticString, replacement: StaticString
    )? {
        for (suffix, replacement) in table where ends(word.count, with: suffix) {
            return (word.count - suffix.utf8CodeUnitCount, suffix, replacement)
        }
        return nil
    }

    // MARK: Before the steps

    /// Takes off an apostrophe at the start and marks each y that is a consonant.
    private mutating func prepare() {
        if word.first == UInt8(ascii: "'") { word.removeFirst() }
        if word.first == UInt8(ascii: "y") { word[0] = UInt8(ascii: "Y") }
        for index in word.indices.dropFirst() where word[index] == UInt8(ascii: "y") && isVowel(index - 1) {
            word[index] = UInt8(ascii: "Y")
        }
    }

    private static let region1Prefixes: [StaticString] = [
        "arsen", "commun", "emerg", "gener", "inter", "later", "organ", "past", "univers",
    ]

    private mutating func markRegions() {
        region1 = word.count
        region2 = word.count
        let prefix = Self.region1Prefixes.first {
            $0.utf8CodeUnitCount <= word.count && ends($0.utf8CodeUnitCount, with: $0)
        }
        guard let start = prefix?.utf8CodeUnitCount ?? afterVowelAndConsonant(from: 0) else { return }
        region1 = start
        region2 = afterVowelAndConsonant(from: start) ?? word.count
    }

    private func afterVowelAndConsonant(from start: Int) -> Int? {
        var index = start
        while index < word.count, !isVowel(index) { index += 1 }
        while index < word.count, isVowel(index) { index += 1 }
        return index < word.count ? index + 1 : nil
    }
}
