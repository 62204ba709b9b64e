/// Writes JSON, compact or indented, into a byte array that it grows.
///
/// ```swift
/// var writer = JSONWriter()
/// writer.beginObject()
/// writer.key("id"); writer.write("f1")
/// writer.key("rate"); try writer.write(12.5)
/// writer.endObject()
/// ```
/// Commas and line breaks come by themselves. Numbers are canonical: a double is the shortest text that reads back as
/// the same double, whole ones without a point. Strings are escaped as little as RFC 8259 asks.
public struct JSONWriter {
    /// The text so far.
    public private(set) var bytes: [UInt8] = []
    private let pretty: Bool
    private var depth = 0
    private var needsComma = false
    private var afterKey = false

    /// A writer of compact text, or of one member a line.
    public init(pretty: Bool = false) { self.pretty = pretty }

    /// Forgets the text and keeps its memory, for the next one.
    public mutating func reset() {
        bytes.removeAll(keepingCapacity: true)
        depth = 0
        needsComma = false
        afterKey = false
    }

    /// Ends a line of JSON Lines: the next value is one of its own.
    public mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
        needsComma = false
    }

    /// Opens an object.
    public mutating func beginObject() { open(UInt8(ascii: "{")) }
    /// Closes the object.
    public mutating func endObject() { close(UInt8(ascii: "}")) }
    /// Opens an array.
    public mutating func beginArray() { open(UInt8(ascii: "[")) }
    /// Closes the array.
    public mutating func endArray() { close(UInt8(ascii: "]")) }

    /// Writes a key; its value must follow.
    public mutating func key(_ key: String) {
        separate()
        quote(key)
        bytes.append(UInt8(ascii: ":"))
        if pretty { bytes.append(UInt8(ascii: " ")) }
        afterKey = true
    }

    /// Writes a key that the program knows beforehand, in which nothing has to be escaped; its value must follow.
    public mutating func key(plain key: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        key.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        if pretty { bytes.append(UInt8(ascii: " ")) }
        afterKey = true
    }

    /// Writes a string.
    public mutating func write(_ value: String) {
        separate()
        quote(value)
        needsComma = true
    }

    /// Writes `true` or `false`.
    public mutating func write(_ value: Bool) { raw(value ? "true" : "false") }

    /// Writes `null`.
    public mutating func writeNull() { raw("null") }

    /// Writes a whole number.
    public mutating func write(_ value: Int64) { raw(String(value)) }

    /// Writes a whole number.
    public mutating func write(_ value: UInt64) { raw(String(value)) }

    /// Writes a double as the shortest text that reads back the same.
    ///
    /// - Throws: `.nonFiniteNumber`.
    public mutating func write(_ value: Double) throws(JSONError) {
        guard value.isFinite else { throw JSONError(.nonFiniteNumber, offset: 0) }
        let text = value.description
        raw(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
    }

    /// Writes a tree.
    ///
    /// - Throws: `.nonFiniteNumber`.
    public mutating func write(_ value: JSONValue) throws(JSONError) {
        switch value {
        case .null: writeNull()
        case .bool(let value): write(value)
        case .integer(let value): write(value)
        case .unsigned(let value): write(value)
        case .double(let value): try write(value)
        case .string(let value): write(value)
        case .array(let elements):
            beginArray()
            for element in elements { try write(element) }
            endArray()
        case .object(let object):
            beginObject()
            for member in object.members {
                key(member.key)
                try write(member.value)
            }
            endObject()
        }
    }

    /// Writes a number or literal that the caller has already put into JSON's form.
    public mutating func raw(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
        needsComma = true
    }

    // MARK: - Layout

    private mutating func separate() {
        if afterKey {
            afterKey = false
            return
        }
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        if depth > 0 { breakLine() }
        needsComma = false
    }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        depth += 1
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        depth -= 1
        if needsComma { breakLine() }
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func breakLine() {
        guard pretty else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
    }

    private mutating func quote(_ string: String) {
        bytes.append(UInt8(ascii: "\""))
        var string = string
        string.withUTF8 { text in
            guard text.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) else {
                bytes.append(contentsOf: text)
                return
            }
            var start = 0
            for (index, byte) in text.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
                bytes.append(contentsOf: text[start..<index])
                escape(byte)
                start = index + 1
            }
            bytes.append(contentsOf: text[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x22, 0x5C: bytes.append(byte)
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        default:
            let digits = Array("0123456789abcdef".utf8)
            bytes.append(contentsOf: Array("u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]])
        }
    }
}
