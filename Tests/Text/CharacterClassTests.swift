import Testing

@testable import Text

struct CharacterClassTests {
    private static let scripts: [ClosedRange<UInt32>] = [
        0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF,
        0x3041...0x3096, 0x30A1...0x30FA, 0x31F0...0x31FF,
    ]

    /// By category alone; Han and kana are ideographs, and other scripts' digits are letters.
    private func plainClass(_ scalar: Unicode.Scalar) -> CharacterClass {
        if Self.scripts.contains(where: { $0.contains(scalar.value) }) { return .ideograph }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber,
            .nonspacingMark, .spacingMark, .enclosingMark:
            return .letter
        case .decimalNumber: return scalar.isASCII ? .digit : .letter
        case .currencySymbol: return .currency
        default: return .separator
        }
    }

    @Test func rangesThatAreKnownAreThoseOfTheCategories() {
        for scalar in (0x80...0x10FFFF as ClosedRange<UInt32>).compactMap({ Unicode.Scalar($0) }) {
            let found = CharacterClass.of(scalar.value)
            if found != plainClass(scalar) { Issue.record("\(String(scalar.value, radix: 16)) is \(found)") }
        }
        for byte in 0..<UInt8(0x80) {
            #expect(CharacterClass.ofASCII(byte) == plainClass(Unicode.Scalar(byte)), "\(byte)")
        }
    }

    /// Tokens are in order and leave out no letter and no digit but those of a final "'s".
    @Test func tokensHaveEveryLetter() {
        var random = SplitMix(seed: 4)
        let pieces = [
            "a", "s", "b1", "7", "15", "é", "東", "が", "ж", ".", ".", ",", "'", "'s", "-", "_", "+", "#", "@", "/", " ",
            " ", "$", "€", ".js", ".com", "www.", "http://", "k", "(", ")", ":", "٣", "\u{1F642}",
        ]
        for _ in 0..<20_000 {
            let text = (0..<random.below(14)).map { _ in pieces[random.below(pieces.count)] }.joined()
            let tokenized = Tokenizer().tokenize(text)
            let bytes = tokenized.text.utf8
            var end = 0
            for token in tokenized.tokens + [Token(start: UInt32(bytes.count), end: 0, kind: .word, isJoined: false)] {
                #expect(Int(token.start) >= end, "\(text)")
                let between = String(decoding: bytes[end..<max(end, Int(token.start))], as: UTF8.self)
                let letters = between.unicodeScalars.filter {
                    let found = plainClass($0)
                    return found != .separator && found != .currency
                }
                if !letters.isEmpty {
                    #expect(between.hasPrefix("'s") && letters.elementsEqual(["s"]), "\(text) leaves out \(between)")
                }
                end = Int(token.end)
            }
        }
    }
}
