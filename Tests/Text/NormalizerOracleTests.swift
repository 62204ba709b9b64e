import Foundation
import Testing

@testable import Text

/// The steps of a normalizer's documentation, each over the whole text, with Foundation's tables.
struct NormalizerOracleTests {
    private static let marks: ClosedRange<UInt32> = 0x300...0x36F
    private static let spellings: [Unicode.Scalar: String] = [
        "ß": "ss", "æ": "ae", "ð": "d", "ø": "o", "þ": "th", "đ": "d", "ħ": "h", "ı": "i", "ĸ": "k", "ł": "l",
        "ŋ": "n", "œ": "oe", "ŧ": "t", "ƀ": "b", "ƒ": "f", "ƚ": "l", "ǝ": "e", "ȷ": "j",
    ]

    private func compose(_ text: String) -> String { text.precomposedStringWithCompatibilityMapping }

    private func map(_ text: String, _ scalars: (Unicode.Scalar) -> String) -> String {
        text.unicodeScalars.map(scalars).joined()
    }

    private func withoutAccents(_ text: String) -> String {
        let letters: [ClosedRange<UInt32>] = [
            0...0x24F, 0x370...0x3FF, 0x1E00...0x1FFF, 0x2C60...0x2C7F, 0xA720...0xA7FF,
        ]
        var losesMarks = true
        return map(text.decomposedStringWithCanonicalMapping) { scalar in
            if Self.marks.contains(scalar.value) { return losesMarks ? "" : String(scalar) }
            if scalar.properties.canonicalCombiningClass == .notReordered {
                losesMarks = !scalar.properties.isAlphabetic || letters.contains { $0.contains(scalar.value) }
            }
            return Self.spellings[scalar] ?? String(scalar)
        }
    }

    private func normalize(_ text: String, foldsAccents: Bool) -> String {
        let vanishing: [Unicode.Scalar] = ["\u{AD}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}"]
        let visible = map(text) { vanishing.contains($0) ? "" : String($0) }
        var folded = compose(map(compose(visible)) { $0 == "ς" ? "σ" : $0.properties.lowercaseMapping })
        if foldsAccents { folded = compose(withoutAccents(folded)) }
        let plain = map(folded) { scalar in
            switch scalar {
            case "‘", "’", "‛", "\u{2BC}", "′": "'"
            case "“", "”", "‟", "″": "\""
            case "‐", "\u{2011}", "‒", "−": "-"
            default:
                scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
                    || scalar == "\u{200B}" || scalar == "\u{180E}" ? " " : String(scalar)
            }
        }
        return plain.unicodeScalars.split(separator: " ").map { String($0) }.joined(separator: " ")
    }

    /// Text of stretches of a kind each, and now and then of anything.
    ///
    /// Not of U+11A7 after a syllable, which Foundation's composition swallows.
    private func text(_ random: inout SplitMix) -> String {
        let kinds: [[ClosedRange<UInt32>]] = [
            [0x20...0x7E], [0x00...0x7F], [0x30...0x39, 0x660...0x669, 0x2460...0x2473, 0xFF10...0xFF19],
            [0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x300...0x345, 0x300...0x36F],
            [0x370...0x3FF, 0x1F00...0x1FFF, 0x300...0x345], [0x400...0x52F, 0x300...0x345],
            [0x1100...0x1112, 0x1161...0x1175, 0x11A8...0x11C2, 0xAC00...0xD7A3], [0x3131...0x318E],
            [0xFF61...0xFFDC], [0x3041...0x30FF, 0x3099...0x309C], [0x3200...0x33FF, 0xF900...0xFAFF],
            [0xFB50...0xFDFF, 0xFE70...0xFEFC, 0x64B...0x65F, 0x621...0x64A], [0xFB00...0xFB06, 0xFF01...0xFF5E],
            [0x5D0...0x5EA, 0x591...0x5C7, 0xFB1D...0xFB4F], [0x900...0x9FF], [0xB00...0xDFF], [0xE00...0x109F],
            [0x1F300...0x1F64F, 0x200D...0x200D, 0xFE0F...0xFE0F, 0x1F3FB...0x1F3FF],
            [0x2000...0x206F, 0x300...0x345, 0x61...0x64], [0xAD...0xAD, 0x61...0x69, 0x300...0x304, 0x438...0x439],
            [0x1D100...0x1D7FF], [0x11000...0x119FF], [0x16D40...0x16D7F, 0x1B000...0x1B16F], [0x378...0x10FFFF],
        ]
        var result = String.UnicodeScalarView()
        for _ in 0..<1 + random.below(4) {
            let kind = kinds[random.below(kinds.count)]
            for _ in 0..<random.below(8) {
                let range = random.below(12) == 0 ? 0x20...0x2FFF : kind[random.below(kind.count)]
                let value = range.lowerBound + UInt32(random.below(range.count))
                if let scalar = Unicode.Scalar(value) { result.append(scalar) }
            }
        }
        return String(result)
    }

    private func hexadecimal(_ text: String) -> String {
        text.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: " ")
    }

    @Test(arguments: [true, false], [UInt64(1), 2])
    func equalsEachStepOverTheWholeText(foldsAccents: Bool, seed: UInt64) {
        let normalizer = Normalizer(foldsAccents: foldsAccents)
        var random = SplitMix(seed: seed)
        var compared = 0
        for _ in 0..<10_000 {
            let text = text(&random)
            // Marks further from their letter than 64 bytes are left to the next test.
            let stretches = text.utf8.split { $0 < 0x80 }
            guard stretches.allSatisfy({ $0.count < 64 }) else { continue }
            compared += 1
            let once = normalizer.normalize(text)
            #expect(once.utf8 == Array(normalize(text, foldsAccents: foldsAccents).utf8), "\(hexadecimal(text))")
            #expect(normalizer.normalize(once.string).utf8 == once.utf8, "\(hexadecimal(text))")
        }
        #expect(compared > 5_000)
    }

    @Test func joinersDoNotPartLettersFromTheirMarks() {
        let kept = Normalizer(foldsAccents: false)
        #expect(kept.normalize("и\u{AD}\u{306} e\u{200D}\u{2060}\u{301}").string == "й é")
        #expect(Normalizer().normalize("か\u{200C}\u{3099}").utf8 == Array("が".utf8))
        #expect(kept.normalize("a\u{AD}b\u{200D} \u{FEFF}c").string == "ab c")
        #expect(Normalizer().normalize("ㄱㅏ ㅎㅏㄳ").utf8 == Array("가 핛".utf8), "single letters make syllables")
    }

    @Test func marksBeyondTheLimitBelongToNoLetter() {
        let marks = String(repeating: "\u{301}", count: 300)
        #expect(Normalizer().normalize("a" + marks + "b").string == "ab")
        let kept = Normalizer(foldsAccents: false).normalize("a" + marks + "b").string
        #expect(kept.unicodeScalars.count == 301 && kept.unicodeScalars.first == "á")
    }

    @Test(arguments: [true, false])
    func plainTextEqualsTheGeneralPath(foldsAccents: Bool) {
        var random = SplitMix(seed: 3)
        let normalizer = Normalizer(foldsAccents: foldsAccents)
        for _ in 0..<5_000 {
            let spaces = random.below(2) == 0
            let bytes = (0..<random.below(90)).map { _ in
                spaces && random.below(4) == 0 ? UInt8(random.below(0x21)) : UInt8(random.below(0x80))
            }
            let text = String(decoding: bytes, as: UTF8.self)
            let plain = normalizer.normalize(text).string
            #expect(plain == normalize(text, foldsAccents: foldsAccents))
            // Full-width forms of the same characters take the general path to the same text.
            let wide = map(text) { scalar in
                (0x21...0x7E).contains(scalar.value)
                    ? String(Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar) : String(scalar)
            }
            #expect(normalizer.normalize(wide).string == plain)
        }
    }

    /// What may be cut before without a change: nothing that composes with, or is sorted among, what precedes it.
    @Test func everyScalarThatComposesBackwardsContinuesItsCharacter() {
        let all = (0x80...0x10FFFF as ClosedRange<UInt32>).compactMap { Unicode.Scalar($0) }
            .filter { $0.properties.generalCategory != .unassigned && $0.properties.generalCategory != .privateUse }
        var seconds = Set((0x1161...0x1175).map { UInt32($0) } + (0x11A8...0x11C2).map { UInt32($0) })
        for scalar in all {
            let parts = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars
            if parts.count > 1, let last = parts.last { seconds.insert(last.value) }
        }
        for scalar in all where !CharacterFolding.continuesCharacter(scalar.value) {
            let parts = String(scalar).decomposedStringWithCompatibilityMapping.unicodeScalars
            guard let first = parts.first else { continue }
            let isBoundary = first.properties.canonicalCombiningClass == .notReordered && !seconds.contains(first.value)
            if !isBoundary { Issue.record("\(String(scalar.value, radix: 16))") }
            if CharacterFolding.isUnchanged(scalar.value) {
                for foldsAccents in [true, false] {
                    let folded = normalize(String(scalar), foldsAccents: foldsAccents)
                    #expect(folded.unicodeScalars.elementsEqual([scalar]))
                }
            }
        }
    }
}
