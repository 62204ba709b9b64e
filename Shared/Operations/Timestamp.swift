/// Times as microseconds since 1970-01-01T00:00:00Z, to and from ISO 8601 in UTC.
///
/// The calendar is the proleptic Gregorian one, without leap seconds, years 1 to 9999. Dates become days by Howard
/// Hinnant's "chrono-compatible low-level date algorithms", which need neither tables nor loops.
public enum Timestamp {
    /// 0001-01-01T00:00:00Z.
    public static let earliest: Int64 = -62_135_596_800_000_000
    /// 9999-12-31T23:59:59.999999Z.
    public static let latest: Int64 = 253_402_300_799_999_999

    /// Reads `2016-08-02T15:38:21.100Z`; `nil` for anything that is no such time.
    ///
    /// A blank may stand for the `T`; the fraction may have 1 to 9 digits (beyond microseconds they are cut off) or be
    /// left out; the zone is `Z` or an offset such as `+02:00`; a date alone is its midnight in UTC.
    public static func parse(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        var scanner = Scanner(text: text)
        guard let year = scanner.number(digits: 4), year >= 1, scanner.take(UInt8(ascii: "-")),
            let month = scanner.number(digits: 2), (1...12).contains(month), scanner.take(UInt8(ascii: "-")),
            let day = scanner.number(digits: 2), day >= 1, day <= daysOfMonth(month, year: year)
        else { return nil }
        var seconds = daysFromEpoch(year: year, month: month, day: day) * 86_400
        if scanner.isAtEnd { return seconds * 1_000_000 }
        guard scanner.take(UInt8(ascii: "T")) || scanner.take(UInt8(ascii: "t")) || scanner.take(UInt8(ascii: " ")),
            let hour = scanner.number(digits: 2), hour < 24, scanner.take(UInt8(ascii: ":")),
            let minute = scanner.number(digits: 2), minute < 60, scanner.take(UInt8(ascii: ":")),
            let second = scanner.number(digits: 2), second < 60
        else { return nil }
        seconds += hour * 3_600 + minute * 60 + second
        var microseconds: Int64 = 0
        if scanner.take(UInt8(ascii: ".")) {
            guard let fraction = scanner.fraction() else { return nil }
            microseconds = fraction
        }
        guard let offset = scanner.zone(), scanner.isAtEnd else { return nil }
        let time = (seconds - offset * 60) * 1_000_000 + microseconds
        return (earliest...latest).contains(time) ? time : nil
    }

    /// Reads a time from a string, as from bytes.
    public static func parse(_ text: String) -> Int64? {
        var text = text
        return text.withUTF8 { parse($0) }
    }

    /// Writes `2016-08-02T15:38:21.100Z`: milliseconds when they are whole, else microseconds.
    ///
    /// Times beyond the years 1 to 9999 are written as the nearest end.
    public static func format(_ microseconds: Int64) -> String {
        let time = min(max(microseconds, earliest), latest)
        let days = floorDivide(time, 86_400_000_000)
        var rest = time - days * 86_400_000_000
        let (year, month, day) = civil(days: days)
        let fraction = rest % 1_000_000
        rest /= 1_000_000
        return String(unsafeUninitializedCapacity: 27) { output in
            var place = 0
            func put(_ byte: UInt8) {
                output[place] = byte
                place += 1
            }
            func put(_ value: Int64, digits: Int) {
                var value = value
                for index in stride(from: place + digits - 1, through: place, by: -1) {
                    output[index] = UInt8(ascii: "0") + UInt8(value % 10)
                    value /= 10
                }
                place += digits
            }
            put(year, digits: 4)
            put(UInt8(ascii: "-"))
            put(month, digits: 2)
            put(UInt8(ascii: "-"))
            put(day, digits: 2)
            put(UInt8(ascii: "T"))
            put(rest / 3_600, digits: 2)
            put(UInt8(ascii: ":"))
            put(rest / 60 % 60, digits: 2)
            put(UInt8(ascii: ":"))
            put(rest % 60, digits: 2)
            put(UInt8(ascii: "."))
            if fraction % 1_000 == 0 { put(fraction / 1_000, digits: 3) } else { put(fraction, digits: 6) }
            put(UInt8(ascii: "Z"))
            return place
        }
    }

    private static func daysOfMonth(_ month: Int64, year: Int64) -> Int64 {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func daysFromEpoch(year: Int64, month: Int64, day: Int64) -> Int64 {
        // Years that start in March, in eras of 400, put the leap day last.
        let year = month <= 2 ? year - 1 : year
        let era = floorDivide(year, 400)
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
        value >= 0 ? value / divisor : (value - divisor + 1) / divisor
    }
}

/// Reads the parts of a time from left to right.
private struct Scanner {
    let text: UnsafeBufferPointer<UInt8>
    var offset = 0

    var isAtEnd: Bool { offset == text.count }

    mutating func take(_ byte: UInt8) -> Bool {
        guard offset < text.count, text[offset] == byte else { return false }
        offset += 1
        return true
    }

    mutating func number(digits: Int) -> Int64? {
        guard offset + digits <= text.count else { return nil }
        var value: Int64 = 0
        for index in offset..<offset + digits {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value * 10 + Int64(digit)
        }
        offset += digits
        return value
    }

    /// 1 to 9 digits after the point, in microseconds.
    mutating func fraction() -> Int64? {
        var value: Int64 = 0
        var digits = 0
        while offset < text.count, text[offset] &- UInt8(ascii: "0") < 10, digits < 9 {
            if digits < 6 { value = value * 10 + Int64(text[offset] - UInt8(ascii: "0")) }
            digits += 1
            offset += 1
        }
        guard digits > 0 else { return nil }
        for _ in min(digits, 6)..<6 { value *= 10 }
        return value
    }

    /// Minutes east of UTC.
    mutating func zone() -> Int64? {
        if take(UInt8(ascii: "Z")) || take(UInt8(ascii: "z")) { return 0 }
        let isWest = take(UInt8(ascii: "-"))
        guard isWest || take(UInt8(ascii: "+")), let hours = number(digits: 2), hours < 24,
            take(UInt8(ascii: ":")), let minutes = number(digits: 2), minutes < 60
        else { return nil }
        return isWest ? -(hours * 60 + minutes) : hours * 60 + minutes
    }
}
