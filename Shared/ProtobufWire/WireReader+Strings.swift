// Strings: checked once, then copied as they are.
extension WireReader {
    /// A string, which must be UTF-8.
    @inlinable
    @inline(__always)
    public mutating func string(_ value: inout String) throws(WireError) {
        if tag.has(.lengthDelimited), !replaceByShortText(&value) { value = try longText() }
    }

    /// A string, which must be UTF-8, with presence.
    @inlinable
    @inline(__always)
    public mutating func string(_ value: inout String?) throws(WireError) {
        if tag.has(.lengthDelimited) { value = try text() }
    }

    /// Strings, which must be UTF-8, one a field.
    public mutating func repeatedString(_ values: inout [String]) throws(WireError) {
        guard tag.has(.lengthDelimited) else { return }
        let run = try beginRun(values)
        if values.isEmpty {
            try take(run, as: StringRun.self, into: &values)
        } else {
            if run > values.count { values.reserveCapacity(values.count + run) }
            for index in 0..<run {
                if index > 0 { moveBehindTag() }
                values.append(try text())
            }
        }
    }

    /// Puts the text after a length in place of another if both are short; false if one is not.
    @inlinable
    @inline(__always)
    mutating func replaceByShortText(_ value: inout String) -> Bool {
        guard makesShortStrings, cursor < end, ShortString(value) != nil else { return false }
        let count = Int(cursor.pointee)
        guard count <= 15, end - cursor > count, let words = WireReader.shortASCII(cursor + 1, count) else {
            return false
        }
        cursor += 1 + count
        // A short string owns nothing that would have to be released.
        withUnsafeMutablePointer(to: &value) { ShortString.initialize($0, words.low, words.high, count) }
        return true
    }

    /// The text after a length.
    @usableFromInline
    mutating func text() throws(WireError) -> String {
        guard makesShortStrings, cursor < end else { return try longText() }
        let count = Int(cursor.pointee)
        guard count <= 15, end - cursor > count, let words = WireReader.shortASCII(cursor + 1, count) else {
            return try longText()
        }
        cursor += 1 + count
        return withUnsafeTemporaryAllocation(of: String.self, capacity: 1) { place in
            guard let target = place.baseAddress else { return "" }
            ShortString.initialize(target, words.low, words.high, count)
            return target.move()
        }
    }

    @usableFromInline
    @inline(never)
    mutating func longText() throws(WireError) -> String {
        let bytes = try delimited()
        let count = bytes.count
        // A String keeps up to 15 bytes within itself.
        if count > 15 { try charge(WireReader.allocationOverhead) }
        let span = UnsafeBufferPointer(start: cursor - count, count: count).span
        if count > 15 && WireReader.isASCII(cursor - count, count) {
            return String(copying: UTF8Span(unchecked: span, isKnownASCII: true))
        }
        do throws(UTF8.ValidationError) {
            return String(copying: try UTF8Span(validating: span))
        } catch {
            throw self.error(.invalidUTF8, at: cursor - count)
        }
    }

    /// The 0 to 15 bytes there as two words; nil unless all are ASCII.
    @inlinable
    @inline(__always)
    static func shortASCII(
        _ start: UnsafePointer<UInt8>, _ count: Int
    ) -> (low: UInt64, high: UInt64)? {
        if count == 0 { return (0, 0) }
        let base = UnsafeRawPointer(start)
        // Two words that overlap, or the first, middle and last byte, are all there is.
        let low: UInt64
        let high: UInt64
        if count >= 8 {
            low = base.loadUnaligned(as: UInt64.self)
            high = base.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self) >> UInt64(8 * (16 - count))
        } else if count >= 4 {
            let last = UInt64(base.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
            low = UInt64(base.loadUnaligned(as: UInt32.self)) | last << UInt64(8 * (count - 4))
            high = 0
        } else {
            let middle = UInt64(base.load(fromByteOffset: count / 2, as: UInt8.self)) << UInt64(8 * (count / 2))
            let last = UInt64(base.load(fromByteOffset: count - 1, as: UInt8.self)) << UInt64(8 * (count - 1))
            low = UInt64(base.load(as: UInt8.self)) | middle | last
            high = 0
        }
        if (low | high) & 0x8080_8080_8080_8080 != 0 { return nil }
        return (low, high)
    }

    /// Whether no byte of 8 or more has its highest bit set.
    @inline(__always)
    private static func isASCII(_ base: UnsafeRawPointer, _ count: Int) -> Bool {
        let highBits: UInt64 = 0x8080_8080_8080_8080
        var place = 0
        while place < count - 8 {
            if base.loadUnaligned(fromByteOffset: place, as: UInt64.self) & highBits != 0 { return false }
            place += 8
        }
        return base.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self) & highBits == 0
    }
}

/// Repeated strings.
struct StringRun: FieldRun {
    let reader: UnsafeMutablePointer<WireReader>
    let outcome: UnsafeMutablePointer<RunOutcome>
    let count: Int

    subscript(_: Int) -> String { "" }

    func fill(_ target: UnsafeMutablePointer<String>) throws(WireError) {
        let makesShortStrings = reader.pointee.makesShortStrings
        let end = reader.pointee.end
        let tagSize = reader.pointee.shortTagSize
        // The cursor stays in a register as long as strings are short.
        var place = reader.pointee.cursor
        for index in 0..<count {
            if index > 0 { place += tagSize }
            let size = place < end ? Int(place.pointee) : 16
            if makesShortStrings, size <= 15, end - place > size, let words = WireReader.shortASCII(place + 1, size) {
                ShortString.initialize(target + index, words.low, words.high, size)
                place += 1 + size
            } else {
                reader.pointee.cursor = place
                (target + index).initialize(to: try reader.pointee.text())
                place = reader.pointee.cursor
            }
            outcome.pointee.filled = index + 1
        }
        reader.pointee.cursor = place
    }
}
