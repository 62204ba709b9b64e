import JSON
import ProtobufJSON
import ProtobufWire
import Testing

/// What is refused, and how the error names the place.
@Suite struct ErrorTests {
    private static func error(
        _ name: String, _ json: String, _ options: ProtobufJSON.DecodingOptions = .init()
    ) throws -> ProtobufJSONError {
        try #require(throws: ProtobufJSONError.self) {
            try ProtobufJSON.decode(messageNamed: "tandem.v1." + name, json: Array(json.utf8), options: options)
        }
    }

    @Test(arguments: [
        (
            #"{"filter":{"rateMinimum":"abc"}}"#,
            #"filter.rate_minimum: expected an integer from -9223372036854775808 to 9223372036854775807, found "abc""#
        ),
        (#"{"limit":-1}"#, "limit: expected an integer from 0 to 4294967295, found -1"),
        (#"{"limit":4294967296}"#, "limit: expected an integer from 0 to 4294967295, found 4294967296"),
        (#"{"limit":1.5}"#, "limit: expected an integer from 0 to 4294967295, found 1.5"),
        (#"{"limit":" 1"}"#, #"limit: expected an integer from 0 to 4294967295, found " 1""#),
        (#"{"limit":"1 "}"#, #"limit: expected an integer from 0 to 4294967295, found "1 ""#),
        (#"{"limit":""}"#, #"limit: expected an integer from 0 to 4294967295, found """#),
        (#"{"limit":[1]}"#, "limit: expected an integer from 0 to 4294967295, found an array"),
        (#"{"limit":true}"#, "limit: expected an integer from 0 to 4294967295, found true"),
        (#"{"limit":123,"limit":4}"#, "limit: the field is there twice"),
        (#"{"jobId":"a","job_id":"b"}"#, "job_id: the field is there twice"),
        (#"{"jobId":17}"#, "job_id: expected a string, found 17"),
        (#"{"jobId":{}}"#, "job_id: expected a string, found an object"),
        (#"{"filter":[]}"#, "filter: expected an object (tandem.v1.Filter), found an array"),
        (#"{"filter":{"skills":"a"}}"#, #"filter.skills: expected an array, found "a""#),
        (#"{"filter":{"skills":["a",null]}}"#, "filter.skills[1]: expected a string, found null"),
        (#"{"filter":{"includeClosed":"true"}}"#, #"filter.include_closed: expected true or false, found "true""#),
        (#"{"filter":{"includeClosed":1}}"#, "filter.include_closed: expected true or false, found 1"),
        (
            #"{"filter":{"levels":["LEVEL_ENTRY","EXPERT"]}}"#,
            "filter.levels[1]: expected one of LEVEL_UNSPECIFIED, LEVEL_ENTRY, LEVEL_INTERMEDIATE, LEVEL_EXPERT, "
                + #"or a number, found "EXPERT""#
        ),
        (
            #"{"filter":{"levels":[2147483648]}}"#,
            "filter.levels[0]: expected an integer from -2147483648 to 2147483647, found 2147483648"
        ),
        (
            #"{"filter":{"rate_minimun":1}}"#,
            #"filter.rate_minimun: tandem.v1.Filter has no such field; did you mean "rateMinimum"?"#
        ),
        (#"{"jobID":""}"#, #"jobID: tandem.v1.MatchFreelancersRequest has no such field; did you mean "jobId"?"#),
        (#"{"zebra":1}"#, "zebra: tandem.v1.MatchFreelancersRequest has no such field"),
        (#"{"":1}"#, "tandem.v1.MatchFreelancersRequest has no such field"),
        (#"[]"#, "expected an object (tandem.v1.MatchFreelancersRequest), found an array"),
        (#"null"#, "expected an object (tandem.v1.MatchFreelancersRequest), found null"),
        ("", "the text ends inside a value (at byte 0)"),
        (#"{"limit":"#, "limit: the text ends inside a value (at byte 9)"),
        (#"{"limit":1"#, "the text ends inside a value (at byte 10)"),
        (#"{"limit":01}"#, "limit: not a number that JSON allows (at byte 9)"),
        (#"{"limit":1} x"#, "something follows the value (at byte 12)"),
        (#"{"limit":1,}"#, "expected a value after ',', found '}' (at byte 11)"),
        (#"{"jobId":"\ud83e"}"#, "job_id: half of a surrogate pair (at byte 10)"),
        ("{\"jobId\":\"\u{1}\"}", "job_id: control character 1 must be escaped (at byte 10)"),
        (#"{limit:1}"#, "expected a key, found 'l' (at byte 1)"),
        (#"{"limit":NaN}"#, "limit: expected a value, found 'N' (at byte 9)"),
    ])
    func matchRequests(json: String, expected: String) throws {
        #expect(try Self.error("MatchFreelancersRequest", json).description == expected)
    }

    @Test(
        arguments: [
            ("Metric", #"{"value":1e400}"#, "value: expected a number up to 1.7976931348623157e+308, found 1e400"),
            (
                "Metric", #"{"value":"-1e400"}"#,
                #"value: expected a number up to 1.7976931348623157e+308, found "-1e400""#
            ),
            (
                "Metric", #"{"value":"nan"}"#,
                #"value: expected a number, "NaN", "Infinity" or "-Infinity", found "nan""#
            ),
            ("Metric", #"{"value":true}"#, #"value: expected a number, "NaN", "Infinity" or "-Infinity", found true"#),
            (
                "TextClassifierModel", #"{"biases":[0, 3.5e38]}"#,
                "biases[1]: expected a number up to 3.4028235e+38, found 3.5e38"
            ),
            ("Frame", #"{"payload":"!!"}"#, #"payload: expected bytes in base64, found "!!""#),
            ("Frame", #"{"payload":"A"}"#, #"payload: expected bytes in base64, found "A""#),
            ("Frame", #"{"payload":"A==="}"#, #"payload: expected bytes in base64, found "A===""#),
            ("Frame", #"{"payload":[1]}"#, "payload: expected bytes in base64, found an array"),
            (
                "RecordFactsRequest", #"{"facts":[{},{"job":{"id":"j"},"client":{}}]}"#,
                "facts[1].client: only one of body can be set, and job is set already"
            ),
            ("RecordFactsRequest", #"{"facts":[{},{"job":{"budget":"x"}}]}"#, nil),
        ] as [(String, String, String?)])
    func others(name: String, json: String, expected: String?) throws {
        let error = try Self.error(name, json)
        if let expected {
            #expect(error.description == expected)
        } else {
            #expect(error.path.hasPrefix("facts[1].job."))
        }
    }

    @Test func whatIsLongIsShownShort() throws {
        let long = String(repeating: "é", count: 500_000)
        let value = try Self.error("MatchFreelancersRequest", "{\"limit\":\"\(long)\"}")
        #expect(value.description.utf8.count < 300)
        let name = try Self.error("MatchFreelancersRequest", "{\"\(long)\":1}")
        #expect(name.description.utf8.count < 400)
    }

    @Test func unknownFieldsArePassedOverOnRequest() throws {
        let json = #"{"new":{"a":[1,{"b":null}]},"limit":3,"newer":"x"}"#
        var expected = WireWriter()
        expected.uint32(4, 3)
        let bytes = try ProtobufJSON.decode(
            messageNamed: "tandem.v1.MatchFreelancersRequest", json: Array(json.utf8),
            options: .init(ignoresUnknownFields: true))
        #expect(bytes == expected.bytes())
        // What is passed over must be JSON all the same, and not endlessly deep.
        let damaged = try Self.error(
            "MatchFreelancersRequest", #"{"new":{"a" 1}}"#, .init(ignoresUnknownFields: true))
        #expect(damaged.description == "expected ':', found '1' (at byte 12)")
        let deep = String(repeating: "[", count: 100_000)
        let error = try Self.error("MatchFreelancersRequest", "{\"new\":\(deep)", .init(ignoresUnknownFields: true))
        #expect(error.description.hasPrefix("nested deeper than"))
    }

    @Test func longTextsAreRefused() throws {
        let error = try Self.error("Filter", #"{"since":"1"}"#, .init(maximumBytes: 12))
        #expect(error.reason == .malformedJSON(JSONError(.tooLarge(limit: 12), offset: 0)))
        #expect(throws: Never.self) {
            try ProtobufJSON.decode(
                messageNamed: "tandem.v1.Filter", json: Array(#"{"since":"1"}"#.utf8), options: .init(maximumBytes: 13))
        }
    }

    @Test func messagesAreNestedSoDeepAndNoDeeper() throws {
        let pool = try DeclaredFile.everything.pool()
        func nested(_ depth: Int, _ open: String, _ close: String) -> [UInt8] {
            Array((String(repeating: open, count: depth) + "{}" + String(repeating: close, count: depth)).utf8)
        }
        for (open, close) in [(#"{"child":"#, "}"), (#"{"children":["#, "]}")] {
            let bytes = try ProtobufJSON.decode(
                messageNamed: "test.Everything", json: nested(99, open, close), pool: pool)
            #expect(throws: Never.self) {
                try ProtobufJSON.encode(messageNamed: "test.Everything", bytes: bytes, pool: pool)
            }
            let error = #expect(throws: ProtobufJSONError.self) {
                try ProtobufJSON.decode(messageNamed: "test.Everything", json: nested(100, open, close), pool: pool)
            }
            #expect(error?.reason == .nestingTooDeep(limit: 100))
            var deeper = WireWriter()
            deeper.bytes(1000, bytes)
            let other = #expect(throws: ProtobufJSONError.self) {
                try ProtobufJSON.encode(messageNamed: "test.Everything", bytes: deeper.bytes(), pool: pool)
            }
            #expect(other?.reason == .nestingTooDeep(limit: 100))
        }
    }

    @Test func unknownMessagesAreNamed() {
        for name in ["", "Filter", "tandem.v1.Nothing"] {
            #expect(throws: ProtobufJSONError(path: "", reason: .unknownMessage(name))) {
                try ProtobufJSON.decode(messageNamed: name, json: Array("{}".utf8))
            }
            #expect(throws: ProtobufJSONError(path: "", reason: .unknownMessage(name))) {
                try ProtobufJSON.encode(messageNamed: name, bytes: [])
            }
        }
    }

    @Test func damagedBytesTellWhere() throws {
        // filter (3) holds skills (1) that are no UTF-8, then one that ends too early.
        let cases: [([UInt8], String, WireError.Reason, Int)] = [
            ([0x0A, 0x01, 0x61, 0x1A, 0x05, 0x0A, 0x01, 0x62, 0x0A, 0x01], "filter", .truncated, 10),
            ([0x1A, 0x06, 0x0A, 0x01, 0x62, 0x0A, 0x01, 0xFF], "filter.skills[1]", .invalidUTF8, 7),
            ([0x1A, 0x04, 0x22, 0x02, 0x01, 0x80], "filter.levels", .truncated, 5),
            ([0x1A, 0x02, 0x0F, 0x00], "filter", .invalidWireType, 2),
            ([0x0B], "", .unmatchedGroup, 1),
        ]
        for (bytes, path, reason, offset) in cases {
            let error = try #require(throws: ProtobufJSONError.self) {
                try ProtobufJSON.encode(messageNamed: "tandem.v1.MatchFreelancersRequest", bytes: bytes)
            }
            guard case .malformedMessage(let inner) = error.reason else {
                Issue.record("\(error)")
                continue
            }
            #expect(error.path == path)
            #expect(inner.reason == reason)
            #expect(inner.offset == offset, "\(error)")
        }
    }
}
