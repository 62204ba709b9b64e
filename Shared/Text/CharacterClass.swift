/// What a character is to the tokenizer.
enum CharacterClass: UInt8 {
    case separator
    case letter
    case digit
    case ideograph
    case currency

    /// Class of an ASCII character.
    @inline(__always)
    static func ofASCII(_ byte: UInt8) -> CharacterClass {
        if (byte | 0x20) &- 0x61 < 26 { return .letter }
        if byte &- 0x30 < 10 { return .digit }
        return byte == UInt8(ascii: "$") ? .currency : .separator
    }

    /// Class of a scalar that is not ASCII.
    static func of(_ value: UInt32) -> CharacterClass {
        switch value {
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: .ideograph
        case 0x3041...0x3096, 0x30A1...0x30FA, 0x31F0...0x31FF: .ideograph
        case 0xDF...0x24F, 0x430...0x45F, 0xAC00...0xD7A3: value == 0xF7 ? .separator : .letter
        case 0x2000...0x206F, 0x3000...0x3004: .separator
        default: byProperties(value)
        }
    }

    private static func byProperties(_ value: UInt32) -> CharacterClass {
        guard let scalar = Unicode.Scalar(value) else { return .separator }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return .letter
        case .nonspacingMark, .spacingMark, .enclosingMark, .letterNumber: return .letter
        case .decimalNumber: return .letter
        case .currencySymbol: return .currency
        default: return .separator
        }
    }
}

/// Endings after a dot that are part of a name.
enum NameSuffix {
    /// Of programs, libraries and files: "node.js", "asp.net", "main.py".
    case technical
    /// Of hosts: "example.com".
    case host

    /// The suffix that some lower-case letters are, or nil.
    static func of(_ label: UnsafeBufferPointer<UInt8>) -> NameSuffix? {
        guard label.count >= 2, label.count <= 4 else { return nil }
        return table[label.reduce(0) { $0 << 8 | UInt32($1) }]
    }

    private static let table: [UInt32: NameSuffix] = {
        let technical =
            "net js ts jsx tsx mjs io ai py rb rs ml mm sh db cs css scss less html htm xml json yaml yml toml md txt "
            + "csv sql php jsp asp aspx java kt exe dll zip gz tar pdf doc docx xls xlsx ppt pptx psd png jpg jpeg gif "
            + "svg mp3 mp4 avi mov wav"
        let host = "com org edu gov mil info biz dev app xyz uk eu de fr nl es ru jp cn br au ca ch se pl tv"
        var result: [UInt32: NameSuffix] = [:]
        for (list, kind) in [(host, NameSuffix.host), (technical, .technical)] {
            for label in list.split(separator: " ") {
                result[label.utf8.reduce(0) { $0 << 8 | UInt32($1) }] = kind
            }
        }
        return result
    }()
}
