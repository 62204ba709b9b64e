internal import Foundation

/// What single characters become in normalization, off the ASCII path.
///
/// The common alphabets are looked up in a table made at first use; rare characters are worked out each time.
final class CharacterFolding: Sendable {
    static let withAccents = CharacterFolding(foldsAccents: false)
    static let withoutAccents = CharacterFolding(foldsAccents: true)

    private let foldsAccents: Bool
    private let table: [[UInt8]]

    /// Latin, Greek and Cyrillic with their supplements.
    private static let tabulated = 0x80..<0x530
    /// Punctuation, and the spaces of typography.
    private static let tabulatedPunctuation = 0x2000..<0x2070

    private init(foldsAccents: Bool) {
        self.foldsAccents = foldsAccents
        table = (Array(Self.tabulated) + Array(Self.tabulatedPunctuation)).map { value in
            Unicode.Scalar(UInt32(value)).map { Self.foldSlowly(String(Character($0)), foldsAccents: foldsAccents) }
                ?? []
        }
    }

    /// Whether ``fold(_:)-(UInt32)`` is a look-up for a scalar.
    func isTabulated(_ value: UInt32) -> Bool {
        Self.tabulated.contains(Int(value)) || Self.tabulatedPunctuation.contains(Int(value))
    }

    /// UTF-8 of what a lone scalar becomes; white space becomes a space.
    func fold(_ value: UInt32) -> [UInt8] {
        let index = Int(value)
        if Self.tabulated.contains(index) { return table[index - Self.tabulated.lowerBound] }
        if Self.tabulatedPunctuation.contains(index) {
            return table[Self.tabulated.count + index - Self.tabulatedPunctuation.lowerBound]
        }
        guard let scalar = Unicode.Scalar(value) else { return [] }
        return fold(String(Character(scalar)))
    }

    /// UTF-8 of what a scalar with its marks becomes.
    func fold(_ character: String) -> [UInt8] {
        Self.foldSlowly(character, foldsAccents: foldsAccents)
    }

    /// Scalars of scripts that have neither case nor compatibility forms and compose with nothing.
    @inline(__always)
    static func isUnchanged(_ value: UInt32) -> Bool {
        switch value {
        case 0x4E00...0x9FFF, 0x3041...0x3096, 0x30A1...0x30FA, 0xAC00...0xD7A3,  // Han, kana, Hangul
            0x0621...0x064A, 0x05D0...0x05EA, 0x0904...0x0928, 0x0E01...0x0E32:  // Arabic, Hebrew, Devanagari, Thai
            true
        default:
            false
        }
    }

    /// Whether a scalar belongs to the character before it: a mark, or a vowel or final of a Hangul syllable.
    static func continuesCharacter(_ value: UInt32) -> Bool {
        if value < 0x300 || isUnchanged(value) { return false }
        switch value {
        case 0x1160...0x11FF: return true
        // Letters by category, yet they compose with what precedes them: single vowels and finals of Hangul,
        case 0x3133, 0x3135, 0x3136, 0x313A...0x313F, 0x314F...0x3163: return true
        // their half-width forms, and half-width voicing marks.
        case 0xFF9E, 0xFF9F, 0xFFA3, 0xFFA5, 0xFFA6, 0xFFAA...0xFFAF, 0xFFC2...0xFFDC: return true
        default: break
        }
        guard let scalar = Unicode.Scalar(value) else { return false }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: return true
        default: return false
        }
    }

    /// Whether normalization takes a scalar away: soft hyphens, joiners and byte-order marks.
    @inline(__always)
    static func vanishes(_ value: UInt32) -> Bool {
        switch value {
        case 0xAD, 0x200C, 0x200D, 0x2060, 0xFEFF: true
        default: false
        }
    }

    private static func foldSlowly(_ character: String, foldsAccents: Bool) -> [UInt8] {
        // First of all, because a mark composes with the letter that is then before it.
        let visible = String(character.unicodeScalars.filter { !vanishes($0.value) })
        let lowered = lowercased(visible.precomposedStringWithCompatibilityMapping)
        var text = lowered.precomposedStringWithCompatibilityMapping
        if foldsAccents {
            text = withoutAccents(text).precomposedStringWithCompatibilityMapping
        }
        var result: [UInt8] = []
        for scalar in text.unicodeScalars {
            switch replacement(of: scalar) {
            case .some(let replacement): result.append(contentsOf: replacement.utf8)
            case .none: result.append(contentsOf: String(Character(scalar)).utf8)
            }
        }
        return result
    }

    private static func lowercased(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isFinalSigma = scalar == "\u{3C2}"
            result.append(contentsOf: (isFinalSigma ? "\u{3C3}" : scalar.properties.lowercaseMapping).unicodeScalars)
        }
        return String(result)
    }

    /// Takes combining diacritical marks off Latin and Greek letters and off what is no letter.
    private static func withoutAccents(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var baseLosesMarks = true
        for scalar in text.decomposedStringWithCanonicalMapping.unicodeScalars {
            if (0x300...0x36F).contains(scalar.value) {
                if !baseLosesMarks { result.append(scalar) }
                continue
            }
            if scalar.properties.canonicalCombiningClass == .notReordered {
                baseLosesMarks = isLatinOrGreek(scalar.value) || !scalar.properties.isAlphabetic
            }
            if let spelling = latinSpellings[scalar.value] {
                result.append(contentsOf: spelling.unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    private static func isLatinOrGreek(_ value: UInt32) -> Bool {
        value < 0x250 || (0x370...0x3FF).contains(value) || (0x1E00...0x1FFF).contains(value)
            || (0x2C60...0x2C7F).contains(value) || (0xA720...0xA7FF).contains(value)
    }

    private static let latinSpellings: [UInt32: String] = [
        0xDF: "ss", 0xE6: "ae", 0xF0: "d", 0xF8: "o", 0xFE: "th", 0x111: "d", 0x127: "h", 0x131: "i", 0x138: "k",
        0x142: "l", 0x14B: "n", 0x153: "oe", 0x167: "t", 0x180: "b", 0x192: "f", 0x19A: "l", 0x1DD: "e", 0x237: "j",
    ]

    /// What punctuation and space become, whatever the options.
    private static func replacement(of scalar: Unicode.Scalar) -> String? {
        switch scalar.value {
        case 0x2018, 0x2019, 0x201B, 0x2BC, 0x2032: "'"
        case 0x201C, 0x201D, 0x201F, 0x2033: "\""
        case 0x2010...0x2012, 0x2212: "-"
        case 0x200B, 0x180E: " "
        case ...0x20, 0x7F...0x9F: " "
        default: scalar.properties.isWhitespace ? " " : nil
        }
    }
}
