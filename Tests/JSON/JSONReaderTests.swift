import JSON
import Testing

/// Runs a body with a reader over a text.
func reading<Result>(
    _ text: [UInt8], limits: JSONLimits = JSONLimits(), _ body: (inout JSONReader) throws -> Result
) throws -> Result {
    try text.withUnsafeBufferPointer { bytes in
        var reader = try JSONReader(bytes, limits: limits)
        return try body(&reader)
    }
}

func reading<Result>(_ text: String, _ body: (inout JSONReader) throws -> Result) throws -> Result {
    try reading(Array(text.utf8), body)
}

@Suite("JSON reader")
struct JSONReaderTests {
    /// Each text must be refused, by the tree and by skipping alike.
    static let refused: [String] = [
        "", " ", "{", "}", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}",
        "{\"a\" 1}", "{a:1}", "{'a':1}", "{1:2}", "{,}", "[1}", "{\"a\":1]", "1 2", "[] []", "nul", "nulll", "True",
        "tru", "falsy", "NaN", "Infinity", "-Infinity", "+1", "-", "01", "-01", "1.", ".5", "1e", "1e+", "1.e5",
        "0x10", "1_000", "--1", "1.5.5", "\"", "\"a", "\"\\", "\"\\\"", "\"\\x\"", "\"\\u12\"", "\"\\u12G4\"",
        "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\u0041\"", "\"\\ud800x\"", "\"a\nb\"", "\"a\tb\"", "\"\u{0}\"",
        "'a'", "// a\n1", "/* a */ 1", "\u{FEFF}1", "[1]x", "undefined", "[1,,2]", "{\"a\":1,,\"b\":2}", "\u{A0}1",
    ]

    @Test(arguments: refused)
    func refuses(_ text: String) {
        #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
        #expect(throws: JSONError.self) {
            try reading(text) { reader in
                try reader.skipValue()
                try reader.finish()
            }
        }
    }

    @Test(
        arguments: [
            [0x80], [0xC0, 0xAF], [0xC1, 0x81], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
            [0xF0, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC3], [0xE2, 0x82], [0xE2, 0x28, 0xA1], [0xFF],
            [0xFE],
        ] as [[UInt8]])
    func refusesInvalidUTF8(_ bytes: [UInt8]) {
        // At every distance from the start, so that both the eight-byte and the one-byte path meet it.
        for lead in 0..<10 {
            let text = Array("\"".utf8) + Array(repeating: UInt8(ascii: "a"), count: lead) + bytes + Array("\"".utf8)
            #expect(throws: JSONError(.invalidUTF8, offset: 1 + lead)) { try JSONValue(parsing: text) }
        }
    }

    @Test func everyControlCharacterIsRefusedWhereverItStands() {
        for control in UInt8(0)..<0x20 {
            for lead in 0..<10 {
                let text = [0x22] + Array(repeating: UInt8(ascii: "z"), count: lead) + [control, 0x7A, 0x22]
                #expect(throws: JSONError(.controlCharacter(control), offset: 1 + lead)) {
                    try JSONValue(parsing: text)
                }
            }
        }
    }

    @Test func pullsFieldsInOrder() throws {
        let text = #" { "id" : "f\u0031" , "n" : [ 1 , 2.5 , [] , {} ] , "ok":true,"none":null} "#
        let seen = try reading(text) { reader in
            var seen: [String] = []
            try reader.beginObject()
            while let key = try reader.nextKey() {
                if key == "id" {
                    seen.append("id=" + (try reader.readString()))
                } else if key == "n" {
                    try reader.beginArray()
                    while try reader.nextElement() {
                        seen.append("\(try reader.peekKind())")
                        try reader.skipValue()
                    }
                } else if key == "ok" {
                    seen.append("ok=\(try reader.readBool())")
                } else {
                    #expect(key.string == "none")
                    try reader.readNull()
                }
            }
            try reader.finish()
            return seen
        }
        #expect(seen == ["id=f1", "number", "number", "array", "object", "ok=true"])
    }

    @Test func aWrongKindLeavesTheReaderBeforeTheValue() throws {
        try reading(#"["a"]"#) { reader in
            try reader.beginArray()
            #expect(try reader.nextElement())
            #expect(throws: JSONError(.wrongKind(expected: .number, found: .string), offset: 1)) {
                try reader.readInt64()
            }
            #expect(try reader.readString() == "a")
            #expect(try reader.nextElement() == false)
            try reader.finish()
        }
    }

    @Test func boundsDepthAndSize() throws {
        let deep = { (levels: Int) in String(repeating: "[", count: levels) + String(repeating: "]", count: levels) }
        #expect(try JSONValue(parsing: deep(100)).arrayValue != nil)
        #expect(throws: JSONError(.tooDeep(limit: 100), offset: 100)) { try JSONValue(parsing: deep(101)) }
        #expect(throws: JSONError(.tooDeep(limit: 100), offset: 100)) {
            try reading(deep(100_000)) { reader in try reader.skipValue() }
        }
        #expect(throws: JSONError(.tooLarge(limit: 4), offset: 0)) {
            try JSONValue(parsing: "[1,2]", limits: JSONLimits(maximumBytes: 4))
        }
    }

    @Test func countsScalarsAndResolvesEscapes() throws {
        let text = #""aä€😀\n\"\\\/\b\f\r\t\u00e4\ud83d\ude00""#
        try reading(text) { reader in
            let read = try reader.readText()
            #expect(read.hasEscapes)
            #expect(read.string == "aä€😀\n\"\\/\u{8}\u{c}\r\tä😀")
            #expect(read.scalarCount == read.string.unicodeScalars.count)
        }
    }

    @Test func keysCompareWithEscapesResolved() throws {
        try reading(#"{"\u0069d":1}"#) { reader in
            try reader.beginObject()
            let key = try #require(try reader.nextKey())
            #expect(key == "id")
            #expect(!(key == "ie"))
        }
    }

    @Test func errorsSayWhere() {
        #expect(throws: JSONError(.unexpectedByte(UInt8(ascii: "x"), expected: "':'"), offset: 4)) {
            try JSONValue(parsing: #"{"a"x1}"#)
        }
        #expect(JSONError(.invalidNumber, offset: 3).description == "not a number that JSON allows (at byte 3)")
    }
}
