import Testing
import Text

struct NormalizerTests {
    @Test(arguments: [
        ("  Hello \t\r\n World ", "hello world"),
        ("ÀÉÎ õ Ünï", "aei o uni"),
        ("e\u{301}a\u{300}", "ea"),
        ("ﬁnal ½ ① ™", "final 1⁄2 1 tm"),
        ("ΟΔΟΣ ὁδός", "οδοσ οδοσ"),
        ("Йод ёж", "йод ёж"),
        ("がぎ ｶﾞ", "がぎ ガ"),
        ("“quoted” it’s a‑b", "\"quoted\" it's a-b"),
        ("soft\u{AD}ware zero\u{200B}width \u{FEFF}bom", "software zero width bom"),
        ("İstanbul IŞIK", "istanbul isik"),
        ("smörgås Łódź Ørsted", "smorgas lodz orsted"),
        ("한국어 \u{1112}\u{1161}\u{11AB}", "한국어 한"),
    ])
    func folds(text: String, expected: String) {
        #expect(Normalizer().normalize(text).string == expected)
    }

    @Test func keepsAccentsIfAsked() {
        #expect(Normalizer(foldsAccents: false).normalize("E\u{301}COLE Straße").string == "école straße")
    }

    @Test(arguments: [true, false])
    func twiceIsOnceAndRangesAreWhole(foldsAccents: Bool) {
        let normalizer = Normalizer(foldsAccents: foldsAccents)
        var random = SplitMix(seed: 7)
        for _ in 0..<3_000 {
            let text = random.text(maximumLength: 12)
            let once = normalizer.normalize(text)
            let twice = normalizer.normalize(once.string)
            #expect(twice.utf8 == once.utf8, "\(text.unicodeScalars.map { String($0.value, radix: 16) })")
            checkRanges(of: once, original: text)
        }
    }

    /// Every range between characters maps to one between characters, in order, inside the original.
    private func checkRanges(of text: NormalizedText, original: String) {
        let bytes = Array(original.utf8)
        let isBoundary = { (offset: Int) in offset == bytes.count || bytes[offset] & 0xC0 != 0x80 }
        var boundaries = text.utf8.indices.filter { text.utf8[$0] & 0xC0 != 0x80 }
        boundaries.append(text.utf8.count)
        var lastStart = 0
        for (low, high) in zip(boundaries, boundaries.dropFirst()) {
            let range = text.originalRange(of: low..<high)
            #expect(!range.isEmpty && range.lowerBound >= lastStart && range.upperBound <= bytes.count)
            #expect(isBoundary(range.lowerBound) && isBoundary(range.upperBound))
            lastStart = range.lowerBound
        }
        let whole = text.originalRange(of: 0..<text.utf8.count)
        #expect(whole.lowerBound >= 0 && whole.upperBound <= bytes.count)
    }

    @Test func rareCharactersBecomeTheSameWhereverTheyStand() {
        let rare: [Unicode.Scalar] = ["\u{FDFA}", "\u{1D504}", "\u{32C6}", "\u{A66E}", "\u{1F642}", "\u{1E9E}"]
        let marks: [Unicode.GeneralCategory] = [.nonspacingMark, .spacingMark, .enclosingMark]
        let many = (0x10300..<0x1_1F00).compactMap { Unicode.Scalar($0 as UInt32) }
            .filter { !marks.contains($0.properties.generalCategory) }
        let normalizer = Normalizer()
        for scalar in rare + many.filter({ $0.value % 29 == 0 }) {
            let alone = normalizer.normalize("(\(scalar))").string
            let inside = String(alone.unicodeScalars.dropFirst().dropLast())
            let thrice = normalizer.normalize("(\(scalar))(\(scalar))(\(scalar))").string
            #expect(thrice == "(\(inside))(\(inside))(\(inside))")
        }
        var all = String.UnicodeScalarView()
        all.append(contentsOf: many)
        let together = normalizer.normalize(String(all) + "x" + String(all)).string
        let once = normalizer.normalize(String(all) + "x").string
        #expect(together == once + once.dropLast(), "more rare characters than are remembered")
    }

    @Test func plainTextMapsToItself() {
        let text = Normalizer().normalize("Plain ASCII Text\nof two lines")
        for start in text.utf8.indices {
            #expect(text.originalRange(of: start..<text.utf8.count) == start..<text.utf8.count)
        }
    }
}
