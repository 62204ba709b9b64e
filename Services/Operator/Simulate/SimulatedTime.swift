/// Moments of the simulation: milliseconds since 1970-01-01T00:00:00Z, and how files write them.
enum SimulatedTime {
    static let second: Int64 = 1_000
    static let minute: Int64 = 60_000
    static let hour: Int64 = 3_600_000
    static let day: Int64 = 86_400_000

    /// 2026-01-05, a Monday: fixed, so that the same seed gives the same bytes on any day.
    static let defaultStart: Int64 = 20_458 * day

    /// Reads "2026-01-05" as the beginning of that day in UTC; `nil` for anything else, and for years after 2900.
    static func parse(day text: String) -> Int64? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count == 10, parts.count == 3, parts[0].count == 4, parts[1].count == 2,
            let year = Int(parts[0]), let month = Int(parts[1]), let dayOfMonth = Int(parts[2]),
            (1970...2900).contains(year), (1...12).contains(month), (1...31).contains(dayOfMonth)
        else { return nil }
        let days = daysSinceEpoch(year: year, month: month, day: dayOfMonth)
        // 30 February would come out as a day in March.
        guard civil(days: days) == (year, month, dayOfMonth) else { return nil }
        return Int64(days) * day
    }

    /// "2026-01-05T09:30:00.000Z".
    static func text(_ time: Int64) -> String {
        let days = time >= 0 ? time / day : (time - day + 1) / day
        let rest = Int(time - days * day)
        let (year, month, dayOfMonth) = civil(days: Int(days))
        return String(unsafeUninitializedCapacity: 24) { output in
            func put(_ value: Int, digits: Int, at end: Int) {
                var value = value
                for place in stride(from: end - 1, through: end - digits, by: -1) {
                    output[place] = UInt8(48 + value % 10)
                    value /= 10
                }
            }
            put(year, digits: 4, at: 4)
            output[4] = UInt8(ascii: "-")
            put(month, digits: 2, at: 7)
            output[7] = UInt8(ascii: "-")
            put(dayOfMonth, digits: 2, at: 10)
            output[10] = UInt8(ascii: "T")
            put(rest / 3_600_000, digits: 2, at: 13)
            output[13] = UInt8(ascii: ":")
            put(rest / 60_000 % 60, digits: 2, at: 16)
            output[16] = UInt8(ascii: ":")
            put(rest / 1_000 % 60, digits: 2, at: 19)
            output[19] = UInt8(ascii: ".")
            put(rest % 1_000, digits: 3, at: 23)
            output[23] = UInt8(ascii: "Z")
            return 24
        }
    }

    /// Milliseconds into the day at a place.
    static func timeOfDay(_ time: Int64, utcOffset: Int) -> Int64 {
        let local = time + Int64(utcOffset) * minute
        let rest = local % day
        return rest >= 0 ? rest : rest + day
    }

    /// Days since 1970-01-01 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`).
    private static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Year, month and day of days since 1970-01-01 (`civil_from_days` of the same page); for years from 0 on.
    private static func civil(days: Int) -> (Int, Int, Int) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}
