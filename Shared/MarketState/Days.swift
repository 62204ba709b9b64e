/// Days in the log's unit of time.
public enum Days {
    /// Microseconds in a day.
    public static let microseconds: Int64 = 86_400_000_000

    /// Days from one time to another; below 0 when `end` is before `start`.
    @inline(__always)
    public static func between(_ start: Int64, _ end: Int64) -> Double {
        Double(end - start) / Double(microseconds)
    }
}
