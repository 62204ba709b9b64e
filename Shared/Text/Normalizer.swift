/// Makes texts comparable: one form for characters that mean the same, lower case, single spaces.
///
/// In this order, over whole characters with their combining marks:
/// 1. Soft hyphens, joiners and byte-order marks vanish.
/// 2. Unicode compatibility composition (NFKC): full-width letters, ligatures and superscripts become plain ones.
/// 3. Lower case of all scripts; the Greek final sigma becomes a plain one.
/// 4. If accents are folded, Latin and Greek letters, and characters that are no letters, lose their combining
///    diacritical marks ("Zürich" to "zurich"), and Latin letters without a decomposition become their usual spelling
///    ("ß" to "ss", "ø" to "o", "æ" to "ae"). Other scripts keep their marks, where they make different letters ("й",
///    "が").
/// 5. Curly quotes and apostrophes become straight, hyphens become "-".
/// 6. White space and control characters become one space; none is left at either end.
///
/// That is the same as taking each step over the whole text, and normalizing twice is normalizing once, up to a limit:
/// marks that begin more than 64 bytes after their character no longer belong to it, as in Unicode's Stream-Safe Text
/// Format (UAX #15), so that no text takes more than linear time. Plain ASCII takes a path of its own that looks at no
/// table of Unicode.
public struct Normalizer: Sendable, Equatable {
    /// Whether accents are taken off Latin and Greek letters.
    public let foldsAccents: Bool

    /// A normalizer that folds accents unless told not to.
    public init(foldsAccents: Bool = true) {
        self.foldsAccents = foldsAccents
    }

    /// A text in comparable form, with its map back to the original.
    ///
    /// Linear in the text. The text must be shorter than 4 GiB.
    public func normalize(_ text: String) -> NormalizedText {
        var text = text
        let foldsAccents = foldsAccents
        return text.withUTF8 { bytes in
            precondition(bytes.count < Int(UInt32.max), "a text to normalize must be shorter than 4 GiB")
            var writer = NormalizationWriter(source: bytes, foldsAccents: foldsAccents)
            writer.run()
            return NormalizedText(utf8: writer.output, originalCount: bytes.count, runs: writer.runs)
        }
    }
}

/// One pass of normalization over one text.
private struct NormalizationWriter {
    let source: UnsafeBufferPointer<UInt8>
    let foldsAccents: Bool
    var output: [UInt8] = []
    var runs: [NormalizedText.Run] = []

    /// Start in the source of white space that is still to be written, if something follows it.
    private var pendingSpace: Range<Int>?
    /// Bytes after which a character takes no more marks: some thirty marks, as in Unicode's Stream-Safe Text Format.
    private static let maximumCharacterLength = 64

    /// What rare characters became: working one out takes microseconds, and a text uses few different ones.
    private var rareCharacters: [UInt32: [UInt8]] = [:]
    private static let maximumRareCharacters = 4096

    /// Where in the source the last linear run ends, so that the next byte may continue it.
    private var linearEnd = -1

    init(source: UnsafeBufferPointer<UInt8>, foldsAccents: Bool) {
        self.source = source
        self.foldsAccents = foldsAccents
        output.reserveCapacity(source.count)
    }

    mutating func run() {
        var position = 0
        while position < source.count {
            let plainEnd = endOfPlainStretch(from: position)
            if plainEnd > position {
                appendPlain(position..<plainEnd)
                position = plainEnd
                continue
            }
            let byte = source[position]
            if byte < 0x80, position + 1 == source.count || source[position + 1] < 0x80 {
                if byte > 0x20, byte != 0x7F {
                    append(lowercasedASCII(byte), at: position)
                } else {
                    space(position..<position + 1)
                }
                position += 1
            } else {
                position = appendCharacter(at: position)
            }
        }
    }

    /// End of printable ASCII with single spaces inside, short of a character that a mark may follow.
    private func endOfPlainStretch(from start: Int) -> Int {
        var end = start
        while end < source.count {
            let byte = source[end]
            if byte &- 0x21 < 0x5E {
                end += 1
            } else if byte == 0x20, end > start, end + 1 < source.count, source[end + 1] &- 0x21 < 0x5E {
                end += 1
            } else {
                break
            }
        }
        return end > start && end < source.count && source[end] >= 0x80 ? end - 1 : end
    }

    /// Writes plain ASCII in one go, in lower case.
    private mutating func appendPlain(_ range: Range<Int>) {
        if pendingSpace != nil { flushSpace() }
        if range.lowerBound == linearEnd {
            linearEnd = range.upperBound
            runs[runs.count - 1].originalEnd = UInt32(range.upperBound)
        } else {
            startRun(range, isLinear: true)
        }
        let start = output.count
        output.append(contentsOf: UnsafeBufferPointer(rebasing: source[range]))
        output.withUnsafeMutableBufferPointer { bytes in
            for index in start..<bytes.count { bytes[index] = lowercasedASCII(bytes[index]) }
        }
    }

    /// Writes a character that is not ASCII, or that a combining mark may follow, and gives the place after it.
    private mutating func appendCharacter(at start: Int) -> Int {
        let first = decodeScalar(source, at: start)
        let end = endOfCharacter(from: start, firstLength: first.length)
        let isSingle = end == start + first.length
        let range = start..<end
        if isSingle, first.value < 0x80 {
            let byte = UInt8(first.value)
            if byte > 0x20, byte != 0x7F { append(lowercasedASCII(byte), at: start) } else { space(range) }
        } else if isSingle, CharacterFolding.isUnchanged(first.value) {
            for position in range { append(source[position], at: position) }
        } else {
            let folding = foldsAccents ? CharacterFolding.withoutAccents : CharacterFolding.withAccents
            let folded =
                isSingle
                ? fold(first.value, by: folding)
                : folding.fold(String(decoding: UnsafeBufferPointer(rebasing: source[range]), as: UTF8.self))
            append(folded, from: range)
        }
        return end
    }

    /// End of a scalar and of all that continues it, even after what vanishes.
    private func endOfCharacter(from start: Int, firstLength: Int) -> Int {
        var end = start + firstLength
        var position = end
        while position < source.count, source[position] >= 0x80, position - start < Self.maximumCharacterLength {
            let next = decodeScalar(source, at: position)
            position += next.length
            if CharacterFolding.continuesCharacter(next.value) {
                end = position
            } else if !CharacterFolding.vanishes(next.value) {
                break
            }
        }
        return end
    }

    private mutating func fold(_ value: UInt32, by folding: CharacterFolding) -> [UInt8] {
        if folding.isTabulated(value) { return folding.fold(value) }
        if let known = rareCharacters[value] { return known }
        let folded = folding.fold(value)
        if rareCharacters.count < Self.maximumRareCharacters { rareCharacters[value] = folded }
        return folded
    }

    /// White space of the source: written as one space as soon as something follows it.
    private mutating func space(_ range: Range<Int>) {
        guard !output.isEmpty else { return }
        pendingSpace = (pendingSpace?.lowerBound ?? range.lowerBound)..<range.upperBound
    }

    private mutating func flushSpace() {
        guard let range = pendingSpace else { return }
        pendingSpace = nil
        if range.count == 1 {
            appendLinear(0x20, at: range.lowerBound)
        } else {
            startRun(range, isLinear: false)
            output.append(0x20)
        }
    }

    private mutating func append(_ byte: UInt8, at position: Int) {
        if pendingSpace != nil { flushSpace() }
        appendLinear(byte, at: position)
    }

    private mutating func appendLinear(_ byte: UInt8, at position: Int) {
        if position == linearEnd {
            linearEnd = position + 1
            runs[runs.count - 1].originalEnd = UInt32(position + 1)
        } else {
            startRun(position..<position + 1, isLinear: true)
        }
        output.append(byte)
    }

    /// Writes what a character became; it may hold spaces, or be nothing.
    private mutating func append(_ folded: [UInt8], from range: Range<Int>) {
        var hasRun = false
        for byte in folded {
            if byte == 0x20 {
                space(range)
                continue
            }
            if pendingSpace != nil {
                flushSpace()
                hasRun = false
            }
            if !hasRun { startRun(range, isLinear: false) }
            hasRun = true
            output.append(byte)
        }
    }

    private mutating func startRun(_ range: Range<Int>, isLinear: Bool) {
        runs.append(
            NormalizedText.Run(
                normalizedStart: UInt32(output.count), originalStart: UInt32(range.lowerBound),
                originalEnd: UInt32(range.upperBound), isLinear: isLinear))
        linearEnd = isLinear ? range.upperBound : -1
    }
}

@inline(__always)
private func lowercasedASCII(_ byte: UInt8) -> UInt8 {
    byte &- 0x41 < 26 ? byte | 0x20 : byte
}
