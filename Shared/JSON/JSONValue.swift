// Rounding in conversions to whole numbers is in the C library, which this links.
import Glibc

/// A JSON text as a tree.
///
/// Numbers are equal when they are the same number, however written: `.integer(1) == .double(1.0)`. Objects are equal
/// when they hold the same members, in any order.
public enum JSONValue: Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A whole number written without point or exponent.
    case integer(Int64)
    /// The same, above `Int64.max`.
    case unsigned(UInt64)
    /// Any other number; never NaN or infinite in what was read.
    case double(Double)
    /// A string.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object, its members in the order of the text.
    case object(JSONObject)

    /// Reads one whole text.
    ///
    /// - Throws: where and why it is no JSON; a key that appears twice in an object is refused.
    public init(parsing bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONError) {
        self = try bytes.withUnsafeBufferPointer { buffer throws(JSONError) in
            var reader = try JSONReader(buffer, limits: limits)
            let value = try reader.readValue()
            try reader.finish()
            return value
        }
    }

    /// Reads one whole text.
    ///
    /// - Throws: as `init(parsing:limits:)` from bytes.
    public init(parsing text: String, limits: JSONLimits = JSONLimits()) throws(JSONError) {
        try self.init(parsing: Array(text.utf8), limits: limits)
    }

    /// The text of the value.
    ///
    /// - Parameter pretty: one member a line, indented by two blanks.
    /// - Throws: `.nonFiniteNumber`.
    public func serialized(pretty: Bool = false) throws(JSONError) -> [UInt8] {
        var writer = JSONWriter(pretty: pretty)
        try writer.write(self)
        return writer.bytes
    }

    /// The string, of a string.
    public var stringValue: String? { if case .string(let value) = self { value } else { nil } }

    /// The truth value, of a boolean.
    public var boolValue: Bool? { if case .bool(let value) = self { value } else { nil } }

    /// The elements, of an array.
    public var arrayValue: [JSONValue]? { if case .array(let value) = self { value } else { nil } }

    /// The object, of an object.
    public var objectValue: JSONObject? { if case .object(let value) = self { value } else { nil } }

    /// The number as a double, of any number; rounded above 2^53.
    public var doubleValue: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .unsigned(let value): Double(value)
        case .double(let value): value
        default: nil
        }
    }

    /// The number as an integer, of a number that is one.
    public var integerValue: Int64? {
        switch self {
        case .integer(let value): value
        case .double(let value): Int64(exactly: value)
        default: nil
        }
    }

    /// Whether it is `null`.
    public var isNull: Bool { if case .null = self { true } else { false } }

    /// A member of an object; `nil` for any other kind.
    public subscript(key: String) -> JSONValue? { objectValue?[key] }

    /// An element of an array; `nil` for any other kind and beyond the ends.
    public subscript(index: Int) -> JSONValue? {
        guard let elements = arrayValue, elements.indices.contains(index) else { return nil }
        return elements[index]
    }
}

extension JSONValue: Equatable {
    /// Equal as values: numbers by their worth, objects in any order.
    public static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.string(let left), .string(let right)): left == right
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): left == right
        case (.integer(let left), .integer(let right)): left == right
        case (.unsigned(let left), .unsigned(let right)): left == right
        case (.double(let left), .double(let right)): left == right
        case (.integer(let whole), .double(let other)), (.double(let other), .integer(let whole)):
            Int64(exactly: other) == whole
        case (.unsigned(let whole), .double(let other)), (.double(let other), .unsigned(let whole)):
            UInt64(exactly: other) == whole
        default: false
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    /// A string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A whole number.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// A number.
    public init(floatLiteral value: Double) { self = .double(value) }
    /// A boolean.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// An array.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// An object; of a key that appears twice the last value stays.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        var object = JSONObject()
        for (key, value) in elements { object[key] = value }
        self = .object(object)
    }
    /// `null`.
    public init(nilLiteral: ()) { self = .null }
}

extension JSONReader {
    /// Reads the next value as a tree.
    ///
    /// - Throws: also `.duplicateKey`.
    public mutating func readValue() throws(JSONError) -> JSONValue {
        switch try peekKind() {
        case .null:
            try readNull()
            return .null
        case .boolean: return .bool(try readBool())
        case .string: return .string(try readString())
        case .number:
            switch try readNumber() {
            case .integer(let value): return .integer(value)
            case .unsigned(let value): return .unsigned(value)
            case .double(let value): return .double(value)
            }
        case .array:
            var elements: [JSONValue] = []
            try beginArray()
            while try nextElement() { elements.append(try readValue()) }
            return .array(elements)
        case .object:
            var object = JSONObject()
            try beginObject()
            while let text = try nextKey() {
                let key = text.string
                guard object.append(key, try readValue()) else {
                    throw JSONError(.duplicateKey(key), offset: offset)
                }
            }
            return .object(object)
        }
    }
}
