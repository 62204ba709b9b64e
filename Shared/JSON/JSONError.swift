/// Why a text is not the JSON that was asked for, and where.
public struct JSONError: Error, Equatable, Sendable {
    /// What is wrong.
    public enum Reason: Equatable, Sendable {
        /// The text ends inside a value.
        case unexpectedEnd
        /// A byte that cannot stand here; what could is told in words.
        case unexpectedByte(UInt8, expected: String)
        /// Something follows the one value of the text.
        case trailingContent
        /// The text is longer than the limit.
        case tooLarge(limit: Int)
        /// Objects and arrays are nested deeper than the limit.
        case tooDeep(limit: Int)
        /// A value of another kind than the one asked for; the reader still stands before it.
        case wrongKind(expected: JSONKind, found: JSONKind)
        /// Bytes of a string that are no UTF-8.
        case invalidUTF8
        /// A control character below U+0020 that must be written as an escape.
        case controlCharacter(UInt8)
        /// A backslash followed by something that is no escape.
        case invalidEscape
        /// Half of a surrogate pair, which stands for no character.
        case loneSurrogate
        /// A number whose form RFC 8259 does not allow, such as `01` or `1.`.
        case invalidNumber
        /// A number beyond what the asked type holds.
        case numberOutOfRange
        /// The same key twice in one object.
        case duplicateKey(String)
        /// NaN or an infinity, which JSON cannot write.
        case nonFiniteNumber
    }

    /// What is wrong.
    public let reason: Reason
    /// Bytes before the place where it was noticed; 0 for errors of writing.
    public let offset: Int

    /// An error at a byte offset.
    public init(_ reason: Reason, offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}

/// The six kinds of JSON values.
public enum JSONKind: String, Equatable, Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case boolean
    /// Any number.
    case number
    /// A string.
    case string
    /// An array.
    case array
    /// An object.
    case object
}

extension JSONError: CustomStringConvertible {
    /// One line for a person: `not a number that JSON allows (at byte 17)`.
    public var description: String { "\(reason) (at byte \(offset))" }
}

extension JSONError.Reason: CustomStringConvertible {
    /// The reason in words.
    public var description: String {
        switch self {
        case .unexpectedEnd: "the text ends inside a value"
        case .unexpectedByte(let byte, let expected): "expected \(expected), found \(Self.name(of: byte))"
        case .trailingContent: "something follows the value"
        case .tooLarge(let limit): "longer than \(limit) bytes"
        case .tooDeep(let limit): "nested deeper than \(limit)"
        case .wrongKind(let expected, let found): "expected \(expected.rawValue), found \(found.rawValue)"
        case .invalidUTF8: "not valid UTF-8"
        case .controlCharacter(let byte): "control character \(byte) must be escaped"
        case .invalidEscape: "not an escape that JSON allows"
        case .loneSurrogate: "half of a surrogate pair"
        case .invalidNumber: "not a number that JSON allows"
        case .numberOutOfRange: "number out of range"
        case .duplicateKey(let key): "key \"\(key)\" appears twice"
        case .nonFiniteNumber: "NaN and infinities cannot be written"
        }
    }

    private static func name(of byte: UInt8) -> String {
        (0x21...0x7e).contains(byte) ? "'\(Character(UnicodeScalar(byte)))'" : "byte \(byte)"
    }
}
