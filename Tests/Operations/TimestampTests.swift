import Foundation
import Operations
import Testing

@Suite("Timestamps")
struct TimestampTests {
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2016-08-02T15:38:21.100Z", 1_470_152_301_100_000),
            ("2016-08-02T15:38:21.1Z", 1_470_152_301_100_000), ("2016-08-02 15:38:21.100001Z", 1_470_152_301_100_001),
            ("2016-08-02t15:38:21.123456789z", 1_470_152_301_123_456),
            ("2016-08-02T17:38:21.100+02:00", 1_470_152_301_100_000),
            ("2016-08-02T10:08:21.100-05:30", 1_470_152_301_100_000), ("2016-08-02", 1_470_096_000_000_000),
            ("1969-12-31T23:59:59.999999Z", -1), ("0001-01-01T00:00:00Z", Timestamp.earliest),
            ("9999-12-31T23:59:59.999999Z", Timestamp.latest), ("2000-02-29T00:00:00Z", 951_782_400_000_000),
        ] as [(String, Int64)])
    func parses(_ text: String, _ time: Int64) { #expect(Timestamp.parse(text) == time) }

    @Test(arguments: [
        "", "2016", "2016-08", "2016-8-2", "2016-00-01", "2016-13-01", "2016-02-30", "1900-02-29", "2015-02-29",
        "2016-08-02T", "2016-08-02T15", "2016-08-02T15:38Z", "2016-08-02T24:00:00Z", "2016-08-02T15:60:00Z",
        "2016-08-02T15:38:60Z", "2016-08-02T15:38:21", "2016-08-02T15:38:21.Z", "2016-08-02T15:38:21.1234567890Z",
        "2016-08-02T15:38:21Z ", " 2016-08-02", "2016-08-02T15:38:21+2:00", "2016-08-02T15:38:21+0200",
        "2016-08-02T15:38:21+24:00", "0000-01-01", "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-00:01",
        "2016/08/02", "2016-08-02X15:38:21Z", "+2016-08-02", "-016-08-02", "２016-08-02",
    ])
    func refuses(_ text: String) { #expect(Timestamp.parse(text) == nil) }

    @Test func writesMillisecondsWhenWholeElseMicroseconds() {
        #expect(Timestamp.format(0) == "1970-01-01T00:00:00.000Z")
        #expect(Timestamp.format(1_470_152_301_100_000) == "2016-08-02T15:38:21.100Z")
        #expect(Timestamp.format(1_470_152_301_100_001) == "2016-08-02T15:38:21.100001Z")
        #expect(Timestamp.format(.min) == "0001-01-01T00:00:00.000Z")
        #expect(Timestamp.format(.max) == "9999-12-31T23:59:59.999999Z")
    }

    @Test func agreesWithTheCalendarOfFoundation() throws {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        var state: UInt64 = 3
        // From 1900 on, where Foundation's calendar is the Gregorian one too.
        for _ in 0..<5_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let time = -2_208_988_800_000_000 + Int64(state % 200_000_000_000_000_000)
            let text = Timestamp.format(time)
            #expect(Timestamp.parse(text) == time)
            let date = Date(timeIntervalSince1970: Double(time / 1_000_000) - (time < 0 ? 1 : 0))
            let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
            func two(_ value: Int?) -> String { String(format: "%02d", value ?? -1) }
            let year = String(format: "%04d", parts.year ?? -1)
            let expected = "\(year)-\(two(parts.month))-\(two(parts.day))T\(two(parts.hour)):\(two(parts.minute))"
            #expect(text.prefix(16) == expected)
        }
    }
}
