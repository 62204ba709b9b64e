import JSON
import ProtobufJSON
import ProtobufWire
import Testing

/// Which JSON stands for which value, by tables; the outcomes are those of Google's Python runtime.
@Suite struct MappingTests {
    private static func decode(_ name: String, _ json: String) throws -> [UInt8] {
        try ProtobufJSON.decode(messageNamed: "tandem.v1." + name, json: Array(json.utf8))
    }

    private static func rewrite(
        _ name: String, _ json: String, _ options: ProtobufJSON.EncodingOptions = .init()
    ) throws -> String {
        let bytes = try decode(name, json)
        return String(
            decoding: try ProtobufJSON.encode(messageNamed: "tandem.v1." + name, bytes: bytes, options: options),
            as: UTF8.self)
    }

    @Test(arguments: [
        // What is read, and what is written for it.
        (#"{"rateMinimum":"25","rate_maximum":90}"#, #"{"rateMinimum":"25","rateMaximum":"90"}"#),
        (#"{"rateMinimum":1e2}"#, #"{"rateMinimum":"100"}"#),
        (#"{"rateMinimum":"1.50e1"}"#, #"{"rateMinimum":"15"}"#),
        (#"{"rateMinimum":"\u0031"}"#, #"{"rateMinimum":"1"}"#),
        (#"{"rateMinimum":-9223372036854775808}"#, #"{"rateMinimum":"-9223372036854775808"}"#),
        (#"{"rateMinimum":0,"skills":[],"pay":"PAY_UNSPECIFIED","includeClosed":false}"#, "{}"),
        (#"{"rateMinimum":null,"skills":null,"pay":null}"#, "{}"),
        (#"{"levels":["LEVEL_ENTRY",2,77,-1]}"#, #"{"levels":["LEVEL_ENTRY","LEVEL_INTERMEDIATE",77,-1]}"#),
        (#"{"skills":["a\u00e9\ud83e\udd8a\"\n","\/"]}"#, #"{"skills":["aé🦊\"\n","/"]}"#),
        (" {\t\"includeClosed\" :\r\n true } ", #"{"includeClosed":true}"#),
        (#"{"pay":"PAY_HOURLY","skills":["x"]}"#, #"{"skills":["x"],"pay":"PAY_HOURLY"}"#),
    ])
    func filters(json: String, expected: String) throws {
        #expect(try Self.rewrite("Filter", json) == expected)
    }

    @Test(arguments: [
        ("1", "1"), ("0.1", "0.1"), (#""0.1""#, "0.1"), ("1e-400", ""), ("-0.0", "-0.0"), ("1e22", "1e+22"),
        (#""NaN""#, #""NaN""#), (#""Infinity""#, #""Infinity""#), (#""-Infinity""#, #""-Infinity""#),
        ("5e-324", "5e-324"), ("1.7976931348623157e308", "1.7976931348623157e+308"),
    ])
    func doubles(json: String, expected: String) throws {
        let written = try Self.rewrite("Metric", "{\"value\":\(json)}")
        #expect(written == (expected.isEmpty ? "{}" : "{\"value\":\(expected)}"))
    }

    @Test(
        arguments: [
            (#""""#, []), (#""+/8=""#, [0xFB, 0xFF]), (#""-_8""#, [0xFB, 0xFF]), (#""AQ==""#, [1]), (#""AQ""#, [1]),
            (#""AQID""#, [1, 2, 3]), (#""\u0041QID""#, [1, 2, 3]),
        ] as [(String, [UInt8])])
    func bytes(json: String, expected: [UInt8]) throws {
        var writer = WireWriter()
        writer.bytes(6, expected)
        #expect(try Self.decode("Frame", "{\"payload\":\(json)}") == writer.bytes())
    }

    @Test func membersOfAOneofAreWrittenEvenWhenZero() throws {
        #expect(try Self.rewrite("Application", #"{"coverLetterLength":0}"#) == #"{"coverLetterLength":0}"#)
        #expect(try Self.rewrite("Application", #"{"coverLetterLength":null}"#) == "{}")
        #expect(try Self.rewrite("Application", "{}") == "{}")
        #expect(try Self.rewrite("Fact", #"{"job":{},"client":null}"#) == #"{"job":{}}"#)
    }

    @Test func defaultsAreWrittenOnRequest() throws {
        let json = try Self.rewrite("Application", #"{"bid":"5"}"#, .init(includesDefaults: true, usesProtoNames: true))
        #expect(
            json == #"{"application_id":"","job_id":"","freelancer_id":"","bid":"5","cover_letter":""}"#)
        let filter = try Self.rewrite("Filter", "{}", .init(includesDefaults: true))
        #expect(
            filter == #"{"skills":[],"categories":[],"countries":[],"levels":[],"rateMinimum":"0","#
                + #""rateMaximum":"0","pay":"PAY_UNSPECIFIED","since":"0","includeClosed":false}"#)
        // A message has presence: without one there is nothing to write.
        let match = try JSONValue(parsing: try Self.rewrite("Match", "{}", .init(includesDefaults: true)))
        #expect(match["client"] == nil)
        #expect(match["matchedSkills"] == [])
    }

    @Test func prettyTextHasALineForEachMember() throws {
        let json = try Self.rewrite("Filter", #"{"skills":["a","b"],"since":"1"}"#, .init(isPretty: true))
        #expect(
            json == """
                {
                  "skills": [
                    "a",
                    "b"
                  ],
                  "since": "1"
                }
                """)
    }

    @Test func everyTypeOfFieldComesBack() throws {
        let pool = try DeclaredFile.everything.pool()
        let message = try #require(pool.message(named: "test.Everything"))
        var contents = RandomMessage(pool: pool, seed: 6)
        for _ in 0..<300 {
            let bytes = contents.bytes(of: message, depth: 2)
            let json = try ProtobufJSON.encode(messageNamed: message.fullName, bytes: bytes, pool: pool)
            #expect(try ProtobufJSON.decode(messageNamed: message.fullName, json: json, pool: pool) == bytes)
        }
    }

    @Test(arguments: [
        ("double", "1.5"), ("float", "1.5"), ("int64", #""-3""#), ("uint64", #""3""#), ("int32", "-3"),
        ("fixed64", #""18446744073709551615""#), ("fixed32", "4294967295"), ("bool", "true"), ("string", #""s""#),
        ("bytes", #""AQ==""#), ("uint32", "4294967295"), ("sfixed32", "-2147483648"),
        ("sfixed64", #""-9223372036854775808""#), ("sint32", "-2147483648"), ("sint64", #""-9223372036854775808""#),
    ])
    func everyTypeOfFieldHasItsForm(type: String, value: String) throws {
        let pool = try DeclaredFile.everything.pool()
        let camel = type.prefix(1).uppercased() + type.dropFirst()
        for json in [
            "{\"one\(camel)\":\(value)}", "{\"many\(camel)\":[\(value),\(value)]}", "{\"set\(camel)\":\(value)}",
        ] {
            let bytes = try ProtobufJSON.decode(messageNamed: "test.Everything", json: Array(json.utf8), pool: pool)
            let back = try ProtobufJSON.encode(messageNamed: "test.Everything", bytes: bytes, pool: pool)
            #expect(String(decoding: back, as: UTF8.self) == json)
        }
    }
}
