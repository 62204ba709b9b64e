/// Bounds on what a reader takes.
public struct JSONLimits: Sendable {
    /// Largest text, in bytes.
    public var maximumBytes: Int
    /// Deepest nesting of objects and arrays.
    public var maximumDepth: Int

    /// Limits; by default 4 MiB and 100 levels.
    public init(maximumBytes: Int = 4 << 20, maximumDepth: Int = 100) {
        self.maximumBytes = maximumBytes
        self.maximumDepth = maximumDepth
    }
}

/// A cursor over one JSON text, strict after RFC 8259, that yields keys and values without building a tree.
///
/// ```swift
/// var reader = try JSONReader(bytes)
/// try reader.beginObject()
/// while let key = try reader.nextKey() {
///     if key == "id" { id = try reader.readString() } else { try reader.skipValue() }
/// }
/// try reader.finish()
/// ```
/// After `nextKey` exactly one value must be read or skipped; inside an array exactly one after each `nextElement`
/// that says `true`. What is skipped is checked as strictly as what is read. The bytes must outlive the reader and
/// every `JSONText` it gave. A key that appears twice is the caller's to judge here; `readValue` refuses it.
public struct JSONReader {
    let base: UnsafePointer<UInt8>
    let count: Int
    let maximumDepth: Int
    /// Bytes consumed so far.
    public internal(set) var offset = 0
    var depth = 0
    /// Right after an opening bracket, where no comma may stand.
    var atFirst = false

    /// A reader at the start of a text.
    ///
    /// - Throws: `.tooLarge`; `.unexpectedEnd` for an empty text.
    public init(_ bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits = JSONLimits()) throws(JSONError) {
        guard bytes.count <= limits.maximumBytes else {
            throw JSONError(.tooLarge(limit: limits.maximumBytes), offset: 0)
        }
        guard let base = bytes.baseAddress, !bytes.isEmpty else { throw JSONError(.unexpectedEnd, offset: 0) }
        self.base = base
        count = bytes.count
        maximumDepth = limits.maximumDepth
    }

    /// The kind of the value that comes next, told from its first byte; nothing is consumed.
    public mutating func peekKind() throws(JSONError) -> JSONKind {
        switch try peekByte() {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean
        case UInt8(ascii: "n"): return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        case let byte: throw JSONError(.unexpectedByte(byte, expected: "a value"), offset: offset)
        }
    }

    /// Enters the object that comes next.
    public mutating func beginObject() throws(JSONError) { try open(UInt8(ascii: "{"), .object) }

    /// Enters the array that comes next.
    public mutating func beginArray() throws(JSONError) { try open(UInt8(ascii: "["), .array) }

    /// The next key of the object, its value following; `nil` once at its end, which leaves the object.
    public mutating func nextKey() throws(JSONError) -> JSONText? {
        guard try advance(close: UInt8(ascii: "}"), name: "',' or '}'") else { return nil }
        guard try peekByte() == UInt8(ascii: "\"") else {
            throw JSONError(.unexpectedByte(base[offset], expected: "a key"), offset: offset)
        }
        let key = try scanString()
        guard try peekByte() == UInt8(ascii: ":") else {
            throw JSONError(.unexpectedByte(base[offset], expected: "':'"), offset: offset)
        }
        offset += 1
        return key
    }

    /// Whether the array has another element, which follows; `false` once at its end, which leaves the array.
    public mutating func nextElement() throws(JSONError) -> Bool {
        try advance(close: UInt8(ascii: "]"), name: "',' or ']'")
    }

    /// Reads `null`.
    public mutating func readNull() throws(JSONError) {
        try expect(.null)
        try literal("null")
    }

    /// Reads `true` or `false`.
    public mutating func readBool() throws(JSONError) -> Bool {
        try expect(.boolean)
        if base[offset] == UInt8(ascii: "t") {
            try literal("true")
            return true
        }
        try literal("false")
        return false
    }

    /// Passes over the next value, whatever it is.
    public mutating func skipValue() throws(JSONError) {
        switch try peekKind() {
        case .null: try literal("null")
        case .boolean: _ = try readBool()
        case .number: _ = try scanNumber()
        case .string: _ = try scanString()
        case .array:
            try beginArray()
            while try nextElement() { try skipValue() }
        case .object:
            try beginObject()
            while try nextKey() != nil { try skipValue() }
        }
    }

    /// Checks that nothing but white space follows the value that was read.
    public mutating func finish() throws(JSONError) {
        skipWhitespace()
        if offset < count { throw JSONError(.trailingContent, offset: offset) }
    }

    // MARK: - Steps

    @inline(__always)
    mutating func skipWhitespace() {
        while offset < count {
            switch base[offset] {
            case 0x20, 0x0a, 0x0d, 0x09: offset += 1
            default: return
            }
        }
    }

    /// First byte after white space, not consumed.
    @inline(__always)
    mutating func peekByte() throws(JSONError) -> UInt8 {
        skipWhitespace()
        guard offset < count else { throw JSONError(.unexpectedEnd, offset: offset) }
        return base[offset]
    }

    @inline(__always)
    mutating func expect(_ kind: JSONKind) throws(JSONError) {
        let found = try peekKind()
        guard found == kind else { throw JSONError(.wrongKind(expected: kind, found: found), offset: offset) }
    }

    private mutating func open(_ bracket: UInt8, _ kind: JSONKind) throws(JSONError) {
        try expect(kind)
        guard depth < maximumDepth else { throw JSONError(.tooDeep(limit: maximumDepth), offset: offset) }
        depth += 1
        offset += 1
        atFirst = true
    }

    private mutating func advance(close: UInt8, name: String) throws(JSONError) -> Bool {
        let byte = try peekByte()
        if byte == close {
            offset += 1
            depth -= 1
            atFirst = false
            return false
        }
        if atFirst {
            atFirst = false
            return true
        }
        guard byte == UInt8(ascii: ",") else {
            throw JSONError(.unexpectedByte(byte, expected: name), offset: offset)
        }
        offset += 1
        // A comma promises another member: `[1,]` is no JSON.
        if try peekByte() == close {
            throw JSONError(.unexpectedByte(close, expected: "a value after ','"), offset: offset)
        }
        return true
    }

    private mutating func literal(_ word: StaticString) throws(JSONError) {
        for index in 0..<word.utf8CodeUnitCount {
            guard offset < count else { throw JSONError(.unexpectedEnd, offset: offset) }
            guard base[offset] == word.utf8Start[index] else {
                throw JSONError(.unexpectedByte(base[offset], expected: "\(word)"), offset: offset)
            }
            offset += 1
        }
    }
}
