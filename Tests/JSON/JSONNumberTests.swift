import JSON
import Testing

@Suite("JSON numbers")
struct JSONNumberTests {
    @Test(
        arguments: [
            ("0", .integer(0)), ("-1", .integer(-1)), ("9223372036854775807", .integer(.max)),
            ("-9223372036854775808", .integer(.min)), ("9223372036854775808", .unsigned(1 << 63)),
            ("18446744073709551615", .unsigned(.max)), ("18446744073709551616", .double(18_446_744_073_709_551_616)),
            ("1.0", .double(1)), ("1e3", .double(1000)), ("-0", .double(-0.0)), ("0.1", .double(0.1)),
            ("1.7976931348623157e308", .double(.greatestFiniteMagnitude)), ("5e-324", .double(.leastNonzeroMagnitude)),
            ("1e-400", .double(0)), ("123456789012345678901234567890", .double(1.2345678901234568e29)),
            ("0e999999999999", .double(0)),
        ] as [(String, JSONNumber)])
    func readsTheTypeThatTheTextSuggests(_ text: String, _ number: JSONNumber) throws {
        #expect(try reading(text) { reader in try reader.readNumber() } == number)
    }

    @Test func keepsTheSignOfZero() throws {
        #expect(try reading("-0") { reader in try reader.readDouble() }.sign == .minus)
        #expect(try JSONValue(parsing: "-0").serialized() == Array("-0".utf8))
    }

    @Test(arguments: ["1e400", "-1e999", "1e999999999"])
    func refusesWhatNoDoubleIsNear(_ text: String) {
        #expect(throws: JSONError(.numberOutOfRange, offset: 0)) { try JSONValue(parsing: text) }
    }

    @Test(
        arguments: [
            ("12", 12), ("12.0", 12), ("1.2e1", 12), ("120e-1", 12), ("-0", 0),
            ("9007199254740993.0", 9_007_199_254_740_993),
            ("-9223372036854775808", Int64.min),
        ] as [(String, Int64)])
    func readsWholeNumbersHoweverWritten(_ text: String, _ value: Int64) throws {
        #expect(try reading(text) { reader in try reader.readInt64() } == value)
    }

    @Test(arguments: ["1.5", "1e19", "9223372036854775808", "-9223372036854775809", "1e-1", "1e1000000"])
    func refusesWhatIsNoInteger(_ text: String) {
        #expect(throws: JSONError(.numberOutOfRange, offset: 0)) {
            try reading(text) { reader in try reader.readInt64() }
        }
    }

    @Test func unsignedNumbers() throws {
        #expect(try reading("18446744073709551615") { reader in try reader.readUInt64() } == .max)
        #expect(throws: JSONError.self) { try reading("-1") { reader in try reader.readUInt64() } }
    }

    @Test(
        arguments: [
            ("12.5", 1250), ("0.1", 10), ("1e2", 10000), ("-3", -300), ("0.005", 1), ("0.0049", 0), ("-0.995", -100),
            ("19.99", 1999), ("1.005", 101), ("90071992547409.91", 9_007_199_254_740_991), ("0", 0), ("1e-400000", 0),
            ("0e400000", 0),
        ] as [(String, Int64)])
    func readsMoneyExactly(_ text: String, _ cents: Int64) throws {
        #expect(try reading(text) { reader in try reader.readScaled(2) } == cents)
    }

    @Test func refusesMoneyOutOfRange() {
        #expect(throws: JSONError(.numberOutOfRange, offset: 0)) {
            try reading("1e15") { reader in try reader.readScaled(2) }
        }
    }

    @Test func doublesMatchTheStandardLibraryAndRoundTrip() throws {
        var state: UInt64 = 42
        func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
        for _ in 0..<20_000 {
            let value = Double(bitPattern: next())
            guard value.isFinite else { continue }
            let text = try JSONValue.double(value).serialized()
            let read = try reading(text) { reader in try reader.readDouble() }
            #expect(read.bitPattern == value.bitPattern)
            let decimal = "\(next() % 1_000_000_000).\(next() % 100_000)e\(Int(next() % 40) - 20)"
            #expect(try reading(decimal) { reader in try reader.readDouble() } == Double(decimal))
        }
    }
}
