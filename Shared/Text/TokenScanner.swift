/// One pass of the tokenizer over one normalized text.
struct TokenScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    private var tokens: [Token] = []
    /// Whether there is an "@" at all: without one, nothing looks for addresses of mail.
    private let hasAt: Bool

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        hasAt = bytes.contains(UInt8(ascii: "@"))
        tokens.reserveCapacity(bytes.count / 6 + 4)
    }

    mutating func scan() -> [Token] {
        var position = 0
        while position < bytes.count {
            let (kind, length) = character(at: position)
            switch kind {
            case .letter, .digit:
                position = scanWord(at: position, startsWithDigit: kind == .digit)
            case .ideograph:
                append(position..<position + length, .ideograph)
                position += length
            case .currency:
                position = scanMoney(at: position, signLength: length)
            case .separator:
                position = scanSeparator(at: position, length: length)
            }
        }
        return tokens
    }

    // MARK: Characters

    /// Class and length of the character at a place.
    @inline(__always)
    private func character(at position: Int) -> (CharacterClass, Int) {
        let byte = bytes[position]
        if byte < 0x80 { return (CharacterClass.ofASCII(byte), 1) }
        let scalar = decodeScalar(bytes, at: position)
        return (CharacterClass.of(scalar.value), scalar.length)
    }

    @inline(__always)
    private func byte(_ position: Int) -> UInt8 {
        position < bytes.count ? bytes[position] : 0
    }

    private func isDigit(_ position: Int) -> Bool { byte(position) &- 0x30 < 10 }

    /// Whether a word could go on here with a letter or a digit.
    @inline(__always)
    private func isWord(_ position: Int) -> Bool {
        guard position < bytes.count else { return false }
        let kind = character(at: position).0
        return kind == .letter || kind == .digit
    }

    /// End of the letters and digits that start here.
    @inline(__always)
    private func endOfRun(from start: Int) -> Int {
        var position = start
        while position < bytes.count {
            let byte = bytes[position]
            if (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 {
                position += 1
                continue
            }
            guard byte >= 0x80 else { break }
            let (kind, length) = character(at: position)
            guard kind == .letter || kind == .digit else { break }
            position += length
        }
        return position
    }

    private mutating func append(_ range: Range<Int>, _ kind: Token.Kind) {
        var isJoined = false
        if let last = tokens.last, Int(last.end) + 1 == range.lowerBound {
            isJoined = bytes[Int(last.end)] == UInt8(ascii: "-") || bytes[Int(last.end)] == UInt8(ascii: "_")
        }
        tokens.append(
            Token(start: UInt32(range.lowerBound), end: UInt32(range.upperBound), kind: kind, isJoined: isJoined))
    }

    // MARK: Separators that begin something

    private mutating func scanSeparator(at position: Int, length: Int) -> Int {
        let next = position + length
        let isFree = position == 0 || !isWord(position - 1) || bytes[position - 1] >= 0x80
        switch bytes[position] {
        case UInt8(ascii: "#") where isFree && isWord(next):
            return scanWord(at: next, startsWithDigit: isDigit(next), kind: .hashtag)
        case UInt8(ascii: ".") where isFree && (position == 0 || bytes[position - 1] != UInt8(ascii: ".")):
            let end = endOfRun(from: next)
            guard suffix(next..<end) == .technical else { return next }
            append(position..<end, .word)
            return end
        default:
            return next
        }
    }

    private mutating func scanMoney(at position: Int, signLength: Int) -> Int {
        var digits = position + signLength
        if byte(digits) == 0x20 { digits += 1 }
        guard isDigit(digits), let end = endOfNumber(from: digits) else { return position + signLength }
        append(position..<end, .money)
        return end
    }

    // MARK: Words

    private mutating func scanWord(at start: Int, startsWithDigit: Bool, kind: Token.Kind = .word) -> Int {
        if hasAt, kind == .word, let end = endOfEmail(from: start) {
            append(start..<end, .email)
            return end
        }
        if startsWithDigit, let end = endOfNumber(from: start) {
            append(start..<end, kind == .hashtag ? .hashtag : .number)
            return end
        }
        if let end = endOfURL(from: start) {
            append(start..<end, .url)
            return end
        }
        var end = endOfRun(from: start)
        while byte(end) == UInt8(ascii: "'"), isWord(end + 1) {
            let next = endOfRun(from: end + 1)
            if next == end + 2, bytes[end + 1] == UInt8(ascii: "s") {
                append(start..<end, kind)
                return next
            }
            end = next
        }
        switch byte(end) {
        case UInt8(ascii: "."):
            if let (dottedEnd, dottedKind) = endOfDottedName(from: start, firstEnd: end) {
                append(start..<dottedEnd, kind == .hashtag ? kind : dottedKind)
                return dottedEnd
            }
        case UInt8(ascii: "+"):
            end = endOfPluses(from: start, end: end)
        case UInt8(ascii: "#") where end == start + 1:
            end += 1
        default:
            break
        }
        append(start..<end, kind)
        return end
    }

    private func endOfPluses(from start: Int, end: Int) -> Int {
        if byte(end + 1) == UInt8(ascii: "+") { return end + 2 }
        return end == start + 1 && !isWord(end + 1) ? end + 1 : end
    }

    /// End of a number with its separators.
    ///
    /// Digits that letters follow are a word: nil if that is all, else the number ends before the last separator.
    private func endOfNumber(from start: Int) -> Int? {
        var end = start
        var lastSeparator: Int?
        while isDigit(end) { end += 1 }
        while true {
            let separator = end
            if byte(end) == UInt8(ascii: "."), isDigit(end + 1) {
                end += 1
                while isDigit(end) { end += 1 }
            } else if byte(end) == UInt8(ascii: ","), isDigit(end + 1), isDigit(end + 2), isDigit(end + 3),
                !isDigit(end + 4)
            {
                end += 4
            } else if byte(end) == UInt8(ascii: ","), isDigit(end + 1), bytes[start..<end].contains(UInt8(ascii: ".")),
                !isDigit(end + 3)
            {
                // The decimal comma of "1.500,50".
                end += isDigit(end + 2) ? 3 : 2
            } else {
                break
            }
            lastSeparator = separator
        }
        if byte(end) == UInt8(ascii: "k") || byte(end) == UInt8(ascii: "m"), !isWord(end + 1) { return end + 1 }
        return isWord(end) ? lastSeparator : end
    }

    // MARK: Names with dots, addresses

    private func suffix(_ range: Range<Int>) -> NameSuffix? {
        NameSuffix.of(UnsafeBufferPointer(rebasing: bytes[range]))
    }

    /// End of the longest name with dots whose last part is a known suffix, or of single letters with dots.
    private func endOfDottedName(from start: Int, firstEnd: Int) -> (Int, Token.Kind)? {
        var accepted: (Int, Token.Kind)?
        var position = firstEnd
        var areSingleLetters = firstEnd == start + 1
        var parts = 1
        while parts < Self.maximumParts, byte(position) == UInt8(ascii: "."), isWord(position + 1) {
            parts += 1
            let end = endOfRun(from: position + 1)
            areSingleLetters = areSingleLetters && end == position + 2
            switch suffix(position + 1..<end) {
            case .technical: accepted = (end, .word)
            case .host: accepted = (endOfPath(from: end), .url)
            case nil: if areSingleLetters { accepted = (end, .word) }
            }
            position = end
        }
        return accepted
    }

    /// How many parts between dots a name has at most; it keeps the scan linear.
    private static let maximumParts = 8

    private static let addressPrefixes: [StaticString] = ["http://", "https://", "ftp://", "www."]

    /// End of an address that starts with a scheme or with "www.".
    private func endOfURL(from start: Int) -> Int? {
        let first = bytes[start]
        guard first == UInt8(ascii: "h") || first == UInt8(ascii: "w") || first == UInt8(ascii: "f"),
            byte(start + 1) == UInt8(ascii: "t") || byte(start + 1) == UInt8(ascii: "w")
        else { return nil }
        for prefix in Self.addressPrefixes {
            let length = prefix.utf8CodeUnitCount
            guard start + length < bytes.count, bytes[start + length] != 0x20 else { continue }
            let matches = prefix.withUTF8Buffer { prefix in
                prefix.indices.allSatisfy { bytes[start + $0] == prefix[$0] }
            }
            if matches { return endOfAddress(from: start + length) }
        }
        return nil
    }

    /// End of path, query and fragment after a host, if there are any.
    private func endOfPath(from end: Int) -> Int {
        byte(end) == UInt8(ascii: "/") && isWord(end + 1) ? endOfAddress(from: end) : end
    }

    /// End of what is written without a break, less the punctuation of the sentence around it.
    private func endOfAddress(from start: Int) -> Int {
        var end = start
        while end < bytes.count, bytes[end] > 0x20, !"<>\"'()[]{}|".utf8.contains(bytes[end]) { end += 1 }
        while end > start, ".,;:!?".utf8.contains(bytes[end - 1]) { end -= 1 }
        return end
    }

    /// End of an address of mail, whose part before the "@" may have at most 64 bytes.
    private func endOfEmail(from start: Int) -> Int? {
        var at = start
        let limit = min(bytes.count, start + 65)
        while at < limit, isASCIIWord(at) || "._%+-".utf8.contains(bytes[at]) { at += 1 }
        guard at < limit, bytes[at] == UInt8(ascii: "@"), isASCIIWord(at + 1) else { return nil }
        var end = at + 1
        var lastDot: Int?
        while isASCIIWord(end) || (".-".utf8.contains(byte(end)) && isWord(end + 1)) {
            if bytes[end] == UInt8(ascii: ".") { lastDot = end }
            end += 1
        }
        return lastDot == nil ? nil : end
    }

    private func isASCIIWord(_ position: Int) -> Bool {
        guard position < bytes.count, bytes[position] < 0x80 else { return false }
        let kind = CharacterClass.ofASCII(bytes[position])
        return kind == .letter || kind == .digit
    }
}
