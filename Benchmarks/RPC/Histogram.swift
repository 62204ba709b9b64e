/// Durations in buckets of at most 3 % width: 32 to each power of two.
struct Histogram: Sendable {
    private var counts = [UInt32](repeating: 0, count: 64 << 5)
    /// Durations counted.
    private(set) var count = 0

    /// Counts a duration in nanoseconds.
    mutating func add(_ nanoseconds: UInt64) {
        let value = max(32, nanoseconds)
        let exponent = 63 - value.leadingZeroBitCount
        counts[exponent << 5 | Int(value >> (UInt64(exponent) - 5)) & 31] += 1
        count += 1
    }

    /// Counts all of another.
    mutating func merge(_ other: Histogram) {
        for index in counts.indices { counts[index] += other.counts[index] }
        count += other.count
    }

    /// The duration that a share of all do not exceed, in microseconds.
    func quantile(_ share: Double) -> Double {
        let wanted = Int(share * Double(count))
        var seen = 0
        for (index, bucket) in counts.enumerated() {
            seen += Int(bucket)
            guard seen > wanted else { continue }
            let exponent = index >> 5
            let width = Double(UInt64(1) << UInt64(max(0, exponent - 5)))
            return (Double(UInt64(1) << UInt64(exponent)) + (Double(index & 31) + 0.5) * width) / 1000
        }
        return 0
    }
}
