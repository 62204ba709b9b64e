internal import JSON
internal import ProtobufWire

// Single values, as the bits that stand on the wire.
extension JSONDecoder {
    /// The varint of an integer, a bool or an enumeration.
    func varint(_ type: FieldType, _ reader: inout JSONReader) throws -> UInt64 {
        switch type {
        case .int32: UInt64(bitPattern: Int64(try integer(Int32.self, &reader)))
        case .int64: UInt64(bitPattern: try integer(Int64.self, &reader))
        case .uint32: UInt64(try integer(UInt32.self, &reader))
        case .uint64: try integer(UInt64.self, &reader)
        case .sint32: Self.zigZag(Int64(try integer(Int32.self, &reader)))
        case .sint64: Self.zigZag(try integer(Int64.self, &reader))
        case .enumeration(let place): UInt64(bitPattern: Int64(try constant(pool.enumerations[place], &reader)))
        default: try bool(&reader) ? 1 : 0
        }
    }

    /// The bits of a 64-bit number of fixed width.
    func fixed64(_ type: FieldType, _ reader: inout JSONReader) throws -> UInt64 {
        switch type {
        case .fixed64: try integer(UInt64.self, &reader)
        case .sfixed64: UInt64(bitPattern: try integer(Int64.self, &reader))
        default: try double(&reader).bitPattern
        }
    }

    /// The bits of a 32-bit number of fixed width.
    func fixed32(_ type: FieldType, _ reader: inout JSONReader) throws -> UInt32 {
        switch type {
        case .fixed32: try integer(UInt32.self, &reader)
        case .sfixed32: UInt32(bitPattern: try integer(Int32.self, &reader))
        default: try float(&reader).bitPattern
        }
    }

    /// The UTF-8 of a string, without a copy where it has no escapes.
    func string(_ reader: inout JSONReader, _ body: (UnsafeRawBufferPointer) -> Void) throws {
        guard try reader.peekKind() == .string else { throw unexpected(&reader, "a string") }
        let text = try reader.readText()
        if text.hasEscapes {
            var string = text.string
            string.withUTF8 { body(UnsafeRawBufferPointer($0)) }
        } else {
            body(UnsafeRawBufferPointer(text.bytes))
        }
    }

    /// Bytes from base64.
    func bytes(_ reader: inout JSONReader) throws -> [UInt8] {
        let start = reader
        guard try reader.peekKind() == .string else { throw unexpected(&reader, "bytes in base64") }
        let text = try reader.readText()
        let bytes = text.hasEscapes ? Base64.decode(text.string.utf8) : Base64.decode(text.bytes)
        guard let bytes else { throw unexpected(start, "bytes in base64") }
        return bytes
    }

    private static func zigZag(_ value: Int64) -> UInt64 { UInt64(bitPattern: (value << 1) ^ (value >> 63)) }

    private func bool(_ reader: inout JSONReader) throws -> Bool {
        guard try reader.peekKind() == .boolean else { throw unexpected(&reader, "true or false") }
        return try reader.readBool()
    }

    private func integer<Value: FixedWidthInteger>(
        _ type: Value.Type, _ reader: inout JSONReader
    ) throws -> Value {
        let start = reader
        let expected = "an integer from \(Value.min) to \(Value.max)"
        let kind = try reader.peekKind()
        guard kind == .number || kind == .string else { throw unexpected(start, expected) }
        do {
            let value = try number(&reader) { (reader) throws(JSONError) in
                if Value.isSigned {
                    Value(exactly: try reader.readInt64())
                } else {
                    Value(exactly: try reader.readUInt64())
                }
            }
            if let value { return value }
        } catch let error as JSONError where kind == .string || error.reason == .numberOutOfRange {
            // What is wrong is not the JSON but the number in it.
        }
        throw unexpected(start, expected)
    }

    private func double(_ reader: inout JSONReader) throws -> Double {
        let start = reader
        let expected = "a number, \"NaN\", \"Infinity\" or \"-Infinity\""
        let kind = try reader.peekKind()
        guard kind == .number || kind == .string else { throw unexpected(start, expected) }
        if kind == .string {
            var ahead = reader
            let text = try ahead.readText()
            let special: Double? =
                text == "NaN" ? .nan : text == "Infinity" ? .infinity : text == "-Infinity" ? -.infinity : nil
            if let special {
                reader = ahead
                return special
            }
        }
        do {
            return try number(&reader) { (reader) throws(JSONError) in try reader.readDouble() }
        } catch let error as JSONError where error.reason == .numberOutOfRange {
            throw unexpected(start, "a number up to \(Double.greatestFiniteMagnitude)")
        } catch is JSONError where kind == .string {
            throw unexpected(start, expected)
        }
    }

    private func float(_ reader: inout JSONReader) throws -> Float {
        let start = reader
        let value = try double(&reader)
        let rounded = Float(value)
        guard rounded.isFinite || !value.isFinite else {
            throw unexpected(start, "a number up to \(Float.greatestFiniteMagnitude)")
        }
        return rounded
    }

    /// Reads a number that stands by itself or, whole, in a string.
    private func number<Value>(
        _ reader: inout JSONReader, _ read: (inout JSONReader) throws(JSONError) -> Value
    ) throws -> Value {
        guard try reader.peekKind() == .string else { return try read(&reader) }
        let text = try reader.readText()
        let digits = text.hasEscapes ? Array(text.string.utf8) : Array(text.bytes)
        return try digits.withUnsafeBufferPointer { digits in
            var inner = try JSONReader(digits)
            let value = try read(&inner)
            // The reader would pass over blanks, which are no part of a number.
            guard inner.offset == digits.count, digits.first.map({ $0 > 0x20 }) == true else {
                throw JSONError(.invalidNumber, offset: 0)
            }
            return value
        }
    }

    private func constant(_ enumeration: EnumerationDescriptor, _ reader: inout JSONReader) throws -> Int32 {
        let start = reader
        switch try reader.peekKind() {
        case .number: return try integer(Int32.self, &reader)
        case .string:
            if let number = enumeration.number(named: try reader.readString()) { return number }
            fallthrough
        default:
            let names = enumeration.constants.map(\.name).joined(separator: ", ")
            throw unexpected(start, "one of \(names), or a number")
        }
    }

    // MARK: - Errors

    /// An error that shows the value at the reader.
    func unexpected(_ reader: inout JSONReader, _ expected: String) -> any Error { unexpected(reader, expected) }

    /// An error that shows the value at the reader, cut to a few words; an error of the JSON itself comes first.
    func unexpected(_ reader: JSONReader, _ expected: String) -> any Error {
        var reader = reader
        do {
            let kind = try reader.peekKind()
            let start = reader.offset
            try reader.skipValue()
            if kind == .object || kind == .array {
                return ProtobufJSONError.Reason.unexpectedValue(expected: expected, found: "an \(kind.rawValue)")
            }
            var found = String(decoding: text[start..<min(reader.offset, start + Self.shownBytes)], as: UTF8.self)
            if reader.offset > start + Self.shownBytes { found += "…" }
            return ProtobufJSONError.Reason.unexpectedValue(expected: expected, found: found)
        } catch {
            return error
        }
    }

    /// Bytes of a value that an error shows.
    private static let shownBytes = 60
}
