/// One stable key for a term however it is written.
///
/// | written | key |
/// | --- | --- |
/// | `Machine Learning`, `machine-learning`, `machine_learning` | `machine-learning` |
/// | `C++`, `c++` | `c++` |
/// | `C#`, `F#` | `c#`, `f#` |
/// | `.NET`, `ASP.NET`, `Node.js` | `.net`, `asp.net`, `node.js` |
/// | `UI/UX Design` | `ui-ux-design` |
/// | `R&D` | `r-d` |
/// | `Driver's license` | `drivers-license` |
/// | `Résumé Writing` | `resume-writing` |
/// | `#Python`, `Python.` | `python` |
///
/// Letters and digits of any script stay, normalized with accents folded. A "+" or "#" stays behind a letter or digit,
/// or behind another of the two; a "." stays before a letter or digit, unless another dot is before it; apostrophes
/// vanish; all else parts words, and words are joined by "-". The key of a key is itself.
public enum TermKey {
    private static let normalizer = Normalizer()

    /// The key of a term; empty if it has neither letters nor digits.
    ///
    /// Linear in the term.
    public static func make(_ term: String) -> String {
        let text = normalizer.normalize(term)
        let key = text.utf8.withUnsafeBufferPointer { bytes in
            var key: [UInt8] = []
            key.reserveCapacity(bytes.count)
            var isParted = false
            var position = 0
            while position < bytes.count {
                let length = decodeScalar(bytes, at: position).length
                if bytes[position] == UInt8(ascii: "'") {
                    position += 1
                    continue
                }
                if stays(bytes, at: position, previous: isParted ? nil : key.last) {
                    if isParted, !key.isEmpty { key.append(UInt8(ascii: "-")) }
                    isParted = false
                    key.append(contentsOf: bytes[position..<position + length])
                } else {
                    isParted = true
                }
                position += length
            }
            return key
        }
        return String(decoding: key, as: UTF8.self)
    }

    private static func stays(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int, previous: UInt8?) -> Bool {
        switch bytes[position] {
        case UInt8(ascii: "+"), UInt8(ascii: "#"):
            return previous != nil && previous != UInt8(ascii: ".")
        case UInt8(ascii: "."):
            let isAfterDot = position > 0 && bytes[position - 1] == UInt8(ascii: ".")
            return !isAfterDot && position + 1 < bytes.count && isWord(bytes, at: position + 1)
        default:
            return isWord(bytes, at: position)
        }
    }

    private static func isWord(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> Bool {
        guard bytes[position] >= 0x80 else {
            let kind = CharacterClass.ofASCII(bytes[position])
            return kind == .letter || kind == .digit
        }
        let kind = CharacterClass.of(decodeScalar(bytes, at: position).value)
        return kind != .separator && kind != .currency
    }
}
