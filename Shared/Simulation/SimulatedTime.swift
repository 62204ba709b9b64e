import Operations

/// Moments of the simulation: milliseconds since 1970-01-01T00:00:00Z.
public enum SimulatedTime {
    static let second: Int64 = 1_000
    static let minute: Int64 = 60_000
    /// Milliseconds of an hour.
    public static let hour: Int64 = 3_600_000
    /// Milliseconds of a day.
    public static let day: Int64 = 86_400_000

    /// 2026-01-05, a Monday: fixed, so that the same seed gives the same bytes on any day.
    public static let defaultStart: Int64 = 20_458 * day

    /// Reads "2026-01-05" as the beginning of that day in UTC; `nil` for anything else, and for years outside 1970 to 2150.
    public static func parse(day text: String) -> Int64? {
        guard text.utf8.count == 10, let time = Timestamp.parse(text) else { return nil }
        let milliseconds = time / 1_000
        return (0...180 * 365 * day).contains(milliseconds) ? milliseconds : nil
    }

    /// "2026-01-05T09:30:00.000Z".
    public static func text(_ time: Int64) -> String { Timestamp.format(time * 1_000) }

    /// Milliseconds into the day at a place.
    static func timeOfDay(_ time: Int64, utcOffset: Int) -> Int64 {
        let local = time + Int64(utcOffset) * minute
        let rest = local % day
        return rest >= 0 ? rest : rest + day
    }

    /// Days between two moments.
    static func days(_ duration: Int64) -> Double { Double(duration) / Double(day) }
}
