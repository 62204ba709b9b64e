import JSON
import Operations

/// What commands print: results on standard output; standard error is for what accompanies them.
enum Console {
    /// A line of text.
    static func line(_ text: String = "") { StandardStream.output.write(text + "\n") }

    /// A text that has its line feeds.
    static func text(_ text: String) { StandardStream.output.write(text) }

    /// Something to know that is no result.
    static func note(_ text: String) { StandardStream.error.write(text + "\n") }

    /// A value as one line of JSON.
    static func json(_ value: JSONValue) throws {
        StandardStream.output.write(String(decoding: try value.serialized(), as: UTF8.self) + "\n")
    }
}

extension JSONValue {
    /// A count, whatever its size.
    init(_ value: UInt64) {
        if let signed = Int64(exactly: value) { self = .integer(signed) } else { self = .unsigned(value) }
    }

    /// A number; `null` when there is none.
    init(_ value: Double) { self = value.isFinite ? .double(value) : .null }

    /// A text; `null` when it is not there.
    init(_ value: String?) { self = value.map(JSONValue.string) ?? .null }

    /// An object of named values, in their order.
    init(_ members: [(String, JSONValue)]) {
        var object = JSONObject()
        for (key, value) in members { object[key] = value }
        self = .object(object)
    }
}
