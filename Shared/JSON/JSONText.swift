/// A string as it stands in the text, checked but not yet copied; valid as long as the reader's bytes are.
public struct JSONText {
    /// The bytes between the quotes, escapes still as written.
    public let bytes: UnsafeBufferPointer<UInt8>
    /// Whether an escape occurs, so that `bytes` are not the string itself.
    public let hasEscapes: Bool
    /// Characters in Unicode scalars, escapes resolved.
    public let scalarCount: Int

    /// The string, escapes resolved.
    ///
    /// O(bytes).
    public var string: String {
        hasEscapes ? String(decoding: unescaped(), as: UTF8.self) : String(decoding: bytes, as: UTF8.self)
    }

    /// Whether the text is this very string.
    @inlinable
    public static func == (text: JSONText, string: StaticString) -> Bool {
        if text.hasEscapes { return text.string == string.description }
        guard text.bytes.count == string.utf8CodeUnitCount else { return false }
        var index = 0
        while index < text.bytes.count {
            if text.bytes[index] != string.utf8Start[index] { return false }
            index += 1
        }
        return true
    }

    /// The string's UTF-8, escapes resolved.
    ///
    /// The scan has checked every escape, so that none can be wrong here.
    func unescaped() -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: bytes.count) { output, written in
            var index = 0
            while index < bytes.count {
                guard bytes[index] == UInt8(ascii: "\\") else {
                    output[written] = bytes[index]
                    written += 1
                    index += 1
                    continue
                }
                let letter = bytes[index + 1]
                index += 2
                guard letter == UInt8(ascii: "u") else {
                    output[written] = JSONEscape.value(of: letter) ?? letter
                    written += 1
                    continue
                }
                var scalar = JSONEscape.codeUnit(bytes, at: index) ?? 0xFFFD
                index += 4
                if scalar & 0xFC00 == 0xD800, let low = JSONEscape.codeUnit(bytes, at: index + 2) {
                    scalar = 0x10000 + (scalar & 0x3FF) << 10 + (low & 0x3FF)
                    index += 6
                }
                written += JSONEscape.encode(scalar, into: output, at: written)
            }
        }
    }
}

/// The escapes of RFC 8259, section 7.
enum JSONEscape {
    /// What a one-letter escape stands for; `nil` for none, and for `u`.
    static func value(of letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0c
        case UInt8(ascii: "n"): 0x0a
        case UInt8(ascii: "r"): 0x0d
        case UInt8(ascii: "t"): 0x09
        default: nil
        }
    }

    /// Four hexadecimal digits.
    static func codeUnit(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> UInt32? {
        guard start + 4 <= bytes.count else { return nil }
        var value: UInt32 = 0
        for index in start..<start + 4 {
            guard let digit = hexadecimal(bytes[index]) else { return nil }
            value = value << 4 | digit
        }
        return value
    }

    /// Writes a scalar as UTF-8 and says how many bytes it took.
    static func encode(_ scalar: UInt32, into output: UnsafeMutableBufferPointer<UInt8>, at start: Int) -> Int {
        func tail(_ shift: UInt32) -> UInt8 { UInt8(0x80 | scalar >> shift & 0x3F) }
        switch scalar {
        case ..<0x80:
            output[start] = UInt8(scalar)
            return 1
        case ..<0x800:
            output[start] = UInt8(0xC0 | scalar >> 6)
            output[start + 1] = tail(0)
            return 2
        case ..<0x10000:
            output[start] = UInt8(0xE0 | scalar >> 12)
            output[start + 1] = tail(6)
            output[start + 2] = tail(0)
            return 3
        default:
            output[start] = UInt8(0xF0 | scalar >> 18)
            output[start + 1] = tail(12)
            output[start + 2] = tail(6)
            output[start + 3] = tail(0)
            return 4
        }
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }
}
