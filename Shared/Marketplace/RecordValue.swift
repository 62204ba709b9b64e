import JSON
import Operations

/// How single values of import files are read and written.
enum RecordValue {
    /// Most elements of a list.
    static let listLimit = 1_000

    static func id(_ reader: inout JSONReader) throws(FieldFault) -> String {
        let text = try reading { () throws(JSONError) in try reader.readText() }.string
        if text.isEmpty { throw FieldFault(.invalidValue, "an id must not be empty") }
        if text.utf8.count > FactLimits.idBytes {
            throw FieldFault(.invalidValue, "an id must not be longer than \(FactLimits.idBytes) bytes")
        }
        return text
    }

    static func texts(_ reader: inout JSONReader) throws(FieldFault) -> [String] {
        var texts: [String] = []
        try reading { () throws(JSONError) in try reader.beginArray() }
        while try reading({ () throws(JSONError) in try reader.nextElement() }) {
            guard texts.count < listLimit else {
                throw FieldFault(.invalidValue, "a list must not have more than \(listLimit) elements")
            }
            texts.append(try reading { () throws(JSONError) in try reader.readString() })
        }
        return texts
    }

    static func wholes(_ reader: inout JSONReader) throws(FieldFault) -> [UInt32] {
        var values: [UInt32] = []
        try reading { () throws(JSONError) in try reader.beginArray() }
        while try reading({ () throws(JSONError) in try reader.nextElement() }) {
            guard values.count < listLimit else {
                throw FieldFault(.invalidValue, "a list must not have more than \(listLimit) elements")
            }
            values.append(try whole(&reader))
        }
        return values
    }

    static func time(_ reader: inout JSONReader) throws(FieldFault) -> Int64 {
        let text = try reading { () throws(JSONError) in try reader.readText() }
        guard let time = text.hasEscapes ? Timestamp.parse(text.string) : Timestamp.parse(text.bytes) else {
            throw FieldFault(.invalidTime, "not a time such as 2016-08-02T15:38:21.100Z: \(text.string.prefix(40))")
        }
        guard FactLimits.times.contains(time) else {
            throw FieldFault(.invalidTime, "a time must be within 1970 to 2199, not \(text.string.prefix(40))")
        }
        return time
    }

    static func whole<Number: FixedWidthInteger>(_ reader: inout JSONReader) throws(FieldFault) -> Number {
        let value: Number?
        if Number.isSigned {
            value = Number(exactly: try reading { () throws(JSONError) in try reader.readInt64() })
        } else {
            value = Number(exactly: try reading { () throws(JSONError) in try reader.readUInt64() })
        }
        guard let value else { throw FieldFault(.invalidValue, "must be from \(Number.min) to \(Number.max)") }
        return value
    }

    static func word(_ reader: inout JSONReader, _ words: [StaticString]) throws(FieldFault) -> Int32 {
        if try reading({ () throws(JSONError) in try reader.peekKind() }) == .number { return try whole(&reader) }
        let text = try reading { () throws(JSONError) in try reader.readText() }
        guard let index = words.firstIndex(where: { text == $0 }) else {
            let known = words.map { "\"\($0)\"" }.joined(separator: ", ")
            throw FieldFault(.invalidValue, "must be one of \(known), not \"\(text.string.prefix(40))\"")
        }
        return Int32(index + 1)
    }

    /// Cents as currency units, exactly: 1250 as 12.5.
    static func decimal(_ cents: Int64) -> String {
        let (units, rest) = cents.magnitude.quotientAndRemainder(dividingBy: 100)
        var text = (cents < 0 ? "-" : "") + String(units)
        if rest > 0 {
            text += rest % 10 == 0 ? ".\(rest / 10)" : ".\(rest < 10 ? "0" : "")\(rest)"
        }
        return text
    }
}
