extension JSONReader {
    /// Reads a string.
    public mutating func readString() throws(JSONError) -> String { try readText().string }

    /// Reads a string in place, without copying it.
    public mutating func readText() throws(JSONError) -> JSONText {
        try expect(.string)
        return try scanString()
    }

    /// From the opening quote to past the closing one, checking UTF-8, escapes and control characters on the way.
    mutating func scanString() throws(JSONError) -> JSONText {
        let start = offset + 1
        var index = start
        var hasEscapes = false
        var continuations = 0
        while true {
            index = endOfPlainRun(from: index)
            guard index < count else { throw JSONError(.unexpectedEnd, offset: count) }
            let byte = base[index]
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\") {
                let length = try checkEscape(at: index)
                continuations += length - 1
                hasEscapes = true
                index += length
            } else if byte < 0x20 {
                throw JSONError(.controlCharacter(byte), offset: index)
            } else {
                let length = try checkSequence(at: index)
                continuations += length - 1
                index += length
            }
        }
        offset = index + 1
        return JSONText(
            bytes: UnsafeBufferPointer(start: base + start, count: index - start), hasEscapes: hasEscapes,
            scalarCount: index - start - continuations)
    }

    /// First byte that is a quote, a backslash, a control character or not ASCII; eight bytes at a time.
    @inline(__always)
    private func endOfPlainRun(from start: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        var index = start
        while index + 8 <= count {
            let word = UInt64(
                littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
            // A byte of `x` is zero where the word has the byte looked for; (x - 1) & ~x has its high bit set there.
            let quote = word ^ (ones &* 0x22)
            let backslash = word ^ (ones &* 0x5C)
            let found =
                ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash) | ((word &- ones &* 0x20) & ~word)
                | word
            let mask = found & highs
            if mask != 0 { return index + mask.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < count {
            let byte = base[index]
            if byte == 0x22 || byte == 0x5C || byte < 0x20 || byte >= 0x80 { break }
            index += 1
        }
        return index
    }

    /// Length of the escape at a backslash, surrogate pairs as one.
    private func checkEscape(at start: Int) throws(JSONError) -> Int {
        guard start + 1 < count else { throw JSONError(.unexpectedEnd, offset: count) }
        guard base[start + 1] == UInt8(ascii: "u") else {
            guard JSONEscape.value(of: base[start + 1]) != nil else { throw JSONError(.invalidEscape, offset: start) }
            return 2
        }
        let bytes = UnsafeBufferPointer(start: base, count: count)
        guard let unit = JSONEscape.codeUnit(bytes, at: start + 2) else {
            throw JSONError(.invalidEscape, offset: start)
        }
        if unit & 0xF800 != 0xD800 { return 6 }
        guard unit & 0xFC00 == 0xD800, start + 12 <= count, base[start + 6] == UInt8(ascii: "\\"),
            base[start + 7] == UInt8(ascii: "u"), let low = JSONEscape.codeUnit(bytes, at: start + 8),
            low & 0xFC00 == 0xDC00
        else { throw JSONError(.loneSurrogate, offset: start) }
        return 12
    }

    /// Length of the UTF-8 sequence of two to four bytes at an offset (Unicode 15, table 3-7).
    private func checkSequence(at start: Int) throws(JSONError) -> Int {
        let lead = base[start]
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        case 0xF1...0xF3: length = 4
        default: throw JSONError(.invalidUTF8, offset: start)
        }
        guard start + length <= count, second.contains(base[start + 1]) else {
            throw JSONError(.invalidUTF8, offset: start)
        }
        for index in start + 2..<start + length where base[index] & 0xC0 != 0x80 {
            throw JSONError(.invalidUTF8, offset: start)
        }
        return length
    }
}
