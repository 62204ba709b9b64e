/// The steps of Porter2, by their numbers in its description.
extension EnglishStemming {
    private static let possessives: [StaticString] = ["'s'", "'s", "'"]
    private static let wholeBeforeEed: [StaticString] = ["succ", "proc", "exc"]
    private static let eedSuffixes: [StaticString] = ["eedly", "eed"]
    private static let pastSuffixes: [StaticString] = ["ingly", "edly", "ing", "ed"]
    private static let wholeBeforeIng: [StaticString] = ["even", "cann", "inn", "earr", "herr", "out"]
    private static let doubles: [StaticString] = ["bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt"]

    /// Steps 0 and 1a: the possessive, and the plural.
    mutating func removePlural() {
        for suffix in Self.possessives where ends(word.count, with: suffix) {
            truncate(to: word.count - suffix.utf8CodeUnitCount)
            break
        }
        let count = word.count
        if ends(count, with: "sses") {
            truncate(to: count - 2)
        } else if ends(count, with: "ied") || ends(count, with: "ies") {
            truncate(to: count - (count > 4 ? 2 : 1))
        } else if ends(count, with: "s"), !ends(count, with: "us"), !ends(count, with: "ss"),
            hasVowel(before: count - 2)
        {
            truncate(to: count - 1)
        }
    }

    /// Step 1b: "-ed", "-ing" and their adverbs.
    mutating func removePast() {
        let count = word.count
        for suffix in Self.eedSuffixes where ends(count, with: suffix) {
            let stem = count - suffix.utf8CodeUnitCount
            let isException = Self.wholeBeforeEed.contains {
                stem == $0.utf8CodeUnitCount && ends(stem, with: $0)
            }
            if stem >= region1, !isException { replace(from: stem, with: "ee") }
            return
        }
        for suffix in Self.pastSuffixes where ends(count, with: suffix) {
            let stem = count - suffix.utf8CodeUnitCount
            if suffix.utf8CodeUnitCount == 3, keepsOrReplacesIng(stem: stem) { return }
            guard hasVowel(before: stem) else { return }
            truncate(to: stem)
            restoreAfterPast()
            return
        }
    }

    /// What "-ing" does in short words: "dying" becomes "die", "evening" stays.
    private mutating func keepsOrReplacesIng(stem: Int) -> Bool {
        if stem == 2, word[1] == UInt8(ascii: "y"), !isVowel(0) {
            replace(from: 1, with: "ie")
            return true
        }
        for whole in Self.wholeBeforeIng where stem == whole.utf8CodeUnitCount && ends(stem, with: whole) {
            return true
        }
        return false
    }

    /// Gives back the "e" that a past form hides, and takes off a doubled letter.
    private mutating func restoreAfterPast() {
        let count = word.count
        if ends(count, with: "at") || ends(count, with: "bl") || ends(count, with: "iz") {
            word.append(UInt8(ascii: "e"))
            return
        }
        for double in Self.doubles where ends(count, with: double) {
            let isShortWord = count == 3 && "aeo".utf8.contains(word[0])
            if !isShortWord { truncate(to: count - 1) }
            return
        }
        if count == region1, endsInShortSyllable(count) { word.append(UInt8(ascii: "e")) }
    }

    /// Step 1c: a final y after a consonant.
    mutating func replaceFinalY() {
        let last = word.count - 1
        guard last >= 2, word[last] == UInt8(ascii: "y") || word[last] == UInt8(ascii: "Y"), !isVowel(last - 1) else {
            return
        }
        word[last] = UInt8(ascii: "i")
    }

    private static let step2: [(suffix: StaticString, replacement: StaticString)] = [
        ("ational", "ate"), ("fulness", "ful"), ("iveness", "ive"), ("ization", "ize"), ("ousness", "ous"),
        ("biliti", "ble"), ("lessli", "less"), ("tional", "tion"),
        ("alism", "al"), ("aliti", "al"), ("ation", "ate"), ("entli", "ent"), ("fulli", "ful"), ("iviti", "ive"),
        ("ousli", "ous"), ("ogist", "og"),
        ("abli", "able"), ("alli", "al"), ("anci", "ance"), ("ator", "ate"), ("enci", "ence"), ("izer", "ize"),
        ("bli", "ble"), ("ogi", "og"), ("li", ""),
    ]

    /// Step 2: suffixes made of two.
    mutating func replaceDoubleSuffix() {
        guard let (start, suffix, replacement) = match(Self.step2), start >= region1 else { return }
        if suffix.utf8CodeUnitCount == 2 {
            guard start > 0, "cdeghkmnrt".utf8.contains(word[start - 1]) else { return }
        } else if suffix.utf8CodeUnitCount == 3, suffix.utf8Start[0] == UInt8(ascii: "o") {
            guard start > 0, word[start - 1] == UInt8(ascii: "l") else { return }
        }
        replace(from: start, with: replacement)
    }

    private static let step3: [(suffix: StaticString, replacement: StaticString)] = [
        ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("ative", ""), ("icate", "ic"), ("iciti", "ic"),
        ("ical", "ic"), ("ness", ""), ("ful", ""),
    ]

    /// Step 3: suffixes that make adjectives, nouns and verbs of each other.
    mutating func replaceSuffix() {
        guard let (start, suffix, replacement) = match(Self.step3), start >= region1 else { return }
        if suffix.utf8CodeUnitCount == 5, suffix.utf8Start[1] == UInt8(ascii: "t"), start < region2 { return }
        replace(from: start, with: replacement)
    }

    private static let step4: [(suffix: StaticString, replacement: StaticString)] = [
        ("ement", ""), ("able", ""), ("ance", ""), ("ence", ""), ("ible", ""), ("ment", ""), ("ant", ""), ("ate", ""),
        ("ent", ""), ("ion", ""), ("ism", ""), ("iti", ""), ("ive", ""), ("ize", ""), ("ous", ""), ("al", ""),
        ("er", ""), ("ic", ""),
    ]

    /// Step 4: suffixes far enough from the start of the word.
    mutating func removeSuffix() {
        guard let (start, suffix, _) = match(Self.step4), start >= region2 else { return }
        let isIon = suffix.utf8Start[0] == UInt8(ascii: "i") && suffix.utf8Start[1] == UInt8(ascii: "o")
        if isIon {
            guard start > 0, word[start - 1] == UInt8(ascii: "s") || word[start - 1] == UInt8(ascii: "t") else {
                return
            }
        }
        truncate(to: start)
    }

    /// Step 5: a final e, or the second of two final l.
    mutating func removeFinalLetter() {
        let last = word.count - 1
        guard last >= 0 else { return }
        if word[last] == UInt8(ascii: "e") {
            if last >= region2 || (last >= region1 && !endsInShortSyllable(last)) { truncate(to: last) }
        } else if word[last] == UInt8(ascii: "l"), last >= region2, last > 0, word[last - 1] == UInt8(ascii: "l") {
            truncate(to: last)
        }
    }
}
