import JSON
import Testing

@Suite("JSON trees")
struct JSONValueTests {
    @Test func keepsTheOrderOfMembers() throws {
        let text = #"{"z":1,"a":{"y":[true,null,"x"]},"m":-2.5}"#
        let value = try JSONValue(parsing: text)
        #expect(value["a"]?["y"]?[2]?.stringValue == "x")
        #expect(String(decoding: try value.serialized(), as: UTF8.self) == text)
    }

    @Test func refusesDuplicateKeys() {
        #expect(throws: JSONError(.duplicateKey("a"), offset: 12)) { try JSONValue(parsing: #"{"a":1,"a":2}"#) }
        #expect(throws: JSONError.self) { try JSONValue(parsing: #"{"a":1,"\u0061":2}"#) }
        let many = (0..<40).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        #expect(throws: JSONError.self) { try JSONValue(parsing: "{\(many),\"k17\":1}") }
    }

    @Test func findsMembersInSmallAndLargeObjects() throws {
        for count in [0, 1, 12, 13, 14, 100] {
            var object = JSONObject()
            for index in 0..<count { object["k\(index)"] = .integer(Int64(index)) }
            for index in 0..<count { #expect(object["k\(index)"] == .integer(Int64(index))) }
            #expect(object["none"] == nil)
            #expect(object.members.map(\.key) == (0..<count).map { "k\($0)" })
            if count > 0 {
                object["k0"] = nil
                #expect(object["k0"] == nil)
                #expect(object.count == count - 1)
                if count > 1 { #expect(object["k\(count - 1)"] == .integer(Int64(count - 1))) }
            }
        }
    }

    @Test func comparesByWorth() {
        #expect(JSONValue.integer(1) == .double(1))
        #expect(JSONValue.integer(.max) != .double(9.223372036854775807e18))
        #expect(JSONValue.unsigned(1 << 63) == .double(9_223_372_036_854_775_808))
        #expect(["a": 1, "b": 2] as JSONValue == ["b": 2, "a": 1])
        #expect([1, 2] as JSONValue != [2, 1])
    }

    @Test func prettyTextReadsBack() throws {
        let value: JSONValue = ["a": [1, [], [:] as JSONValue], "b": ["c": "d"]]
        let text = String(decoding: try value.serialized(pretty: true), as: UTF8.self)
        let expected = """
            {
              "a": [
                1,
                [],
                {}
              ],
              "b": {
                "c": "d"
              }
            }
            """
        #expect(text == expected)
        #expect(try JSONValue(parsing: text) == value)
    }

    @Test func escapesWhatMustBeEscaped() throws {
        let all = String(String.UnicodeScalarView((0..<0x80).compactMap { UnicodeScalar(UInt8($0)) }))
        let text = try JSONValue.string(all + "ä😀").serialized()
        #expect(try JSONValue(parsing: text) == .string(all + "ä😀"))
        #expect(String(decoding: try JSONValue.string("\u{1}\"\\/").serialized(), as: UTF8.self) == #""\u0001\"\\/""#)
    }

    @Test func refusesToWriteWhatIsNoNumber() {
        for value in [Double.nan, .infinity, -.infinity] {
            #expect(throws: JSONError(.nonFiniteNumber, offset: 0)) { try JSONValue.double(value).serialized() }
        }
    }

    @Test func randomTreesRoundTrip() throws {
        var random = SplitMix(state: 7)
        for _ in 0..<2_000 {
            let value = random.value(depth: 0)
            let text = try value.serialized()
            let read = try JSONValue(parsing: text)
            #expect(read == value)
            #expect(try read.serialized() == text)
            #expect(try JSONValue(parsing: try value.serialized(pretty: true)) == value)
            try reading(text) { reader in
                try reader.skipValue()
                try reader.finish()
            }
        }
    }

    /// No mutation of a text may do worse than throw, and what is taken must round trip.
    @Test func mutatedTextsNeverTrap() throws {
        var random = SplitMix(state: 11)
        for _ in 0..<5_000 {
            var text = try random.value(depth: 0).serialized()
            for _ in 0..<(1 + random.next() % 3) where !text.isEmpty {
                let place = Int(random.next() % UInt64(text.count))
                switch random.next() % 3 {
                case 0: text[place] = UInt8(truncatingIfNeeded: random.next())
                case 1: text.remove(at: place)
                default: text.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
                }
            }
            guard let value = try? JSONValue(parsing: text) else { continue }
            #expect(try JSONValue(parsing: try value.serialized()) == value)
        }
    }
}

/// Seeded random trees.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func string() -> String {
        var scalars = String.UnicodeScalarView()
        for _ in 0..<(next() % 12) {
            let bound: UInt32 = [0x80, 0x800, 0x10000, 0x110000][Int(next() % 4)]
            if let scalar = UnicodeScalar(UInt32(truncatingIfNeeded: next()) % bound) { scalars.append(scalar) }
        }
        return String(scalars)
    }

    mutating func value(depth: Int) -> JSONValue {
        switch next() % (depth < 4 ? 9 : 7) {
        case 0: return .null
        case 1: return .bool(next() % 2 == 0)
        case 2: return .integer(Int64(bitPattern: next() >> (next() % 64)))
        case 3: return .unsigned(next() | 1 << 63)
        case 4:
            let value = Double(bitPattern: next())
            return .double(value.isFinite ? value : 0.5)
        case 5, 6: return .string(string())
        case 7: return .array((0..<(next() % 5)).map { _ in value(depth: depth + 1) })
        default:
            var object = JSONObject()
            for _ in 0..<(next() % 20) { object[string()] = value(depth: depth + 1) }
            return .object(object)
        }
    }
}
