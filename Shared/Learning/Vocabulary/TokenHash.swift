/// The hash of tokens and of what is made of them, as fastText computes it.
///
/// FNV-1a over 32 bits, with bytes extended by their sign; sequences of words are chained over 64 bits.
/// Source: fastText, `src/dictionary.cc`.
enum TokenHash {
    static let start: UInt32 = 2_166_136_261

    @inline(__always)
    static func add(_ byte: UInt8, to hash: UInt32) -> UInt32 {
        (hash ^ UInt32(bitPattern: Int32(Int8(bitPattern: byte)))) &* 16_777_619
    }

    static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var hash = start
        for byte in bytes { hash = add(byte, to: hash) }
        return hash
    }

    /// The hash of a sequence of words that goes on with one more.
    @inline(__always)
    static func chain(_ hash: UInt64, _ word: UInt32) -> UInt64 { hash &* 116_049_371 &+ extended(word) }

    /// A word's hash as the first of a sequence.
    @inline(__always)
    static func extended(_ word: UInt32) -> UInt64 { UInt64(bitPattern: Int64(Int32(bitPattern: word))) }

    /// Calls the body with each token of a text: what lies between spaces, tabs, line ends and zeros.
    static func forEachToken(of text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        var text = text
        text.withUTF8 { bytes in
            var start = 0
            for index in 0...bytes.count {
                let isEnd = index == bytes.count || isSpace(bytes[index])
                guard isEnd else { continue }
                if index > start { body(UnsafeBufferPointer(rebasing: bytes[start..<index])) }
                start = index + 1
            }
        }
    }

    /// Calls the body with the hash of each run of characters of `<token>` whose length is in the range.
    ///
    /// Lengths are counted in Unicode scalars; the borders `<` and `>` alone are left out.
    static func forEachCharacterGram(
        of token: UnsafeBufferPointer<UInt8>, lengths: ClosedRange<Int>, _ body: (UInt32) -> Void
    ) {
        let bytes = [UInt8(ascii: "<")] + token + [UInt8(ascii: ">")]
        for start in bytes.indices where bytes[start] & 0xC0 != 0x80 {
            var hash = Self.start
            var end = start
            var length = 0
            while end < bytes.count, length < lengths.upperBound {
                repeat {
                    hash = add(bytes[end], to: hash)
                    end += 1
                } while end < bytes.count && bytes[end] & 0xC0 == 0x80
                length += 1
                let isBorder = length == 1 && (start == 0 || end == bytes.count)
                if length >= lengths.lowerBound, !isBorder { body(hash) }
            }
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) || byte == 0
    }
}
