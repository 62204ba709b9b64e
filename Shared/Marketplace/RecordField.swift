import Contracts
import JSON
import Operations

/// One field of a record in JSON: its name, how it is read, and how it is written.
///
/// A field that is left out, or `null`, is at its default; a field at its default is not written.
struct RecordField<Record>: Sendable {
    let name: StaticString
    let isRequired: Bool
    let read: @Sendable (inout Record, inout JSONReader) throws(FieldFault) -> Void
    let write: @Sendable (Record, inout JSONWriter) -> Void
}

/// Why a field's value is not taken.
struct FieldFault: Error {
    var reason: RejectReason
    var detail: String

    init(_ reason: RejectReason, _ detail: String) {
        self.reason = reason
        self.detail = detail
    }

    init(_ error: JSONError) {
        switch error.reason {
        case .wrongKind: reason = .wrongType
        case .invalidUTF8: reason = .invalidUTF8
        case .numberOutOfRange: reason = .invalidValue
        default: reason = .invalidJSON
        }
        detail = error.reason.description
    }
}

/// Runs a step of the reader, its errors as a field's.
@inline(__always)
func reading<Result>(_ body: () throws(JSONError) -> Result) throws(FieldFault) -> Result {
    do { return try body() } catch { throw FieldFault(error) }
}

extension RecordField {
    /// An id: a string of 1 to 128 bytes.
    static func id(
        _ name: StaticString, _ path: any WritableKeyPath<Record, String> & Sendable, required: Bool = false
    ) -> RecordField {
        RecordField(name: name, isRequired: required) { record, reader throws(FieldFault) in
            record[keyPath: path] = try RecordValue.id(&reader)
        } write: { record, writer in
            writer.member(name, unlessEmpty: record[keyPath: path])
        }
    }

    /// Text of any length.
    static func text(_ name: StaticString, _ path: any WritableKeyPath<Record, String> & Sendable) -> RecordField {
        RecordField(name: name, isRequired: false) { record, reader throws(FieldFault) in
            record[keyPath: path] = try reading { () throws(JSONError) in try reader.readString() }
        } write: { record, writer in
            writer.member(name, unlessEmpty: record[keyPath: path])
        }
    }

    /// A list of strings.
    static func texts(_ name: StaticString, _ path: any WritableKeyPath<Record, [String]> & Sendable) -> RecordField {
        RecordField(name: name, isRequired: false) { record, reader throws(FieldFault) in
            record[keyPath: path] = try RecordValue.texts(&reader)
        } write: { record, writer in
            writer.member(name, unlessEmpty: record[keyPath: path])
        }
    }

    /// A time in ISO 8601.
    static func time(_ name: StaticString, _ path: any WritableKeyPath<Record, Int64> & Sendable) -> RecordField {
        RecordField(name: name, isRequired: false) { record, reader throws(FieldFault) in
            record[keyPath: path] = try RecordValue.time(&reader)
        } write: { record, writer in
            let time = record[keyPath: path]
            if time != 0 { writer.member(name, Timestamp.format(time)) }
        }
    }

    /// Money: a number of currency units from 0, kept in cents.
    static func money(_ name: StaticString, _ path: any WritableKeyPath<Record, Int64> & Sendable) -> RecordField {
        RecordField(name: name, isRequired: false) { record, reader throws(FieldFault) in
            let cents = try reading { () throws(JSONError) in try reader.readScaled(2) }
            guard cents >= 0 else { throw FieldFault(.invalidValue, "money must not be negative") }
            record[keyPath: path] = cents
        } write: { record, writer in
            let cents = record[keyPath: path]
            guard cents != 0 else { return }
            writer.key(plain: name)
            writer.raw(RecordValue.decimal(cents))
        }
    }

    /// A whole number.
    static func whole<Number: FixedWidthInteger & Sendable>(
        _ name: StaticString, _ path: any WritableKeyPath<Record, Number> & Sendable
    ) -> RecordField {
        RecordField(name: name, isRequired: false) { record, reader throws(FieldFault) in
            record[keyPath: path] = try RecordValue.whole(&reader)
        } write: { record, writer in
            let value = record[keyPath: path]
            if value != 0 {
                writer.key(plain: name)
                writer.raw(String(value))
            }
        }
    }

    /// A whole number for which 0 is something else than not known.
    static func presentWhole<Number: FixedWidthInteger & Sendable>(
        _ name: StaticString, _ path: any WritableKeyPath<Record, Number?> & Sendable
    ) -> RecordField {
        RecordField(name: name, isRequired: false) { record, reader throws(FieldFault) in
            record[keyPath: path] = try RecordValue.whole(&reader) as Number
        } write: { record, writer in
            guard let value = record[keyPath: path] else { return }
            writer.key(plain: name)
            writer.raw(String(value))
        }
    }

    /// A number within a range.
    static func number(
        _ name: StaticString, _ path: any WritableKeyPath<Record, Double> & Sendable,
        in range: ClosedRange<Double> = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    ) -> RecordField {
        RecordField(name: name, isRequired: false) { record, reader throws(FieldFault) in
            let value = try reading { () throws(JSONError) in try reader.readDouble() }
            guard range.contains(value) else {
                throw FieldFault(.invalidValue, "must be from \(range.lowerBound) to \(range.upperBound)")
            }
            record[keyPath: path] = value
        } write: { record, writer in
            writer.member(name, unlessZero: record[keyPath: path])
        }
    }

    /// Whole numbers.
    static func wholes(_ name: StaticString, _ path: any WritableKeyPath<Record, [UInt32]> & Sendable) -> RecordField {
        RecordField(name: name, isRequired: false) { record, reader throws(FieldFault) in
            record[keyPath: path] = try RecordValue.wholes(&reader)
        } write: { record, writer in
            let values = record[keyPath: path]
            if values.isEmpty { return }
            writer.key(plain: name)
            writer.beginArray()
            for value in values { writer.write(Int64(value)) }
            writer.endArray()
        }
    }

    /// A truth value; false is left out.
    static func flag(_ name: StaticString, _ path: any WritableKeyPath<Record, Bool> & Sendable) -> RecordField {
        RecordField(name: name, isRequired: false) { record, reader throws(FieldFault) in
            record[keyPath: path] = try reading { () throws(JSONError) in try reader.readBool() }
        } write: { record, writer in
            guard record[keyPath: path] else { return }
            writer.key(plain: name)
            writer.write(true)
        }
    }

    /// A truth value that must be there.
    static func bool(_ name: StaticString, _ path: any WritableKeyPath<Record, Bool> & Sendable) -> RecordField {
        RecordField(name: name, isRequired: true) { record, reader throws(FieldFault) in
            record[keyPath: path] = try reading { () throws(JSONError) in try reader.readBool() }
        } write: { record, writer in
            writer.key(plain: name)
            writer.write(record[keyPath: path])
        }
    }

    /// One of a few words, which stand for the values from 1 on; a value that has no word is written as its number.
    static func word<Value: RawRepresentable<Int32> & SendableMetatype>(
        _ name: StaticString, _ path: any WritableKeyPath<Record, Value> & Sendable, _ words: [StaticString],
        required: Bool = false
    ) -> RecordField {
        RecordField(name: name, isRequired: required) { record, reader throws(FieldFault) in
            guard let value = Value(rawValue: try RecordValue.word(&reader, words)) else { return }
            record[keyPath: path] = value
        } write: { record, writer in
            let value = record[keyPath: path].rawValue
            guard value != 0 || required else { return }
            writer.key(plain: name)
            if value >= 1, value <= words.count {
                writer.write(words[Int(value) - 1].description)
            } else {
                writer.write(Int64(value))
            }
        }
    }
}

extension JSONWriter {
    mutating func member(_ name: StaticString, _ value: String) {
        key(plain: name)
        write(value)
    }

    mutating func member(_ name: StaticString, unlessEmpty value: String) {
        if !value.isEmpty { member(name, value) }
    }

    mutating func member(_ name: StaticString, unlessEmpty values: [String]) {
        if values.isEmpty { return }
        key(plain: name)
        beginArray()
        for value in values { write(value) }
        endArray()
    }

    /// NaN and infinities, which JSON cannot write, are left out like zero.
    mutating func member(_ name: StaticString, unlessZero value: Double) {
        guard value.isFinite, value != 0 else { return }
        key(plain: name)
        try? write(value)
    }
}
