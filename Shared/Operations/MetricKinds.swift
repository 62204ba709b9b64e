import Synchronization

/// A number that only grows.
public final class Counter: Sendable {
    private let total = Atomic<UInt64>(0)

    init() {}

    /// Counts one, or several at once.
    public func increment(by amount: UInt64 = 1) { total.wrappingAdd(amount, ordering: .relaxed) }

    /// The count so far.
    public var value: UInt64 { total.load(ordering: .relaxed) }
}

/// A number that goes up and down.
public final class Gauge: Sendable {
    private let bits = Atomic<UInt64>(0)

    init() {}

    /// Sets the number.
    public func set(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }

    /// Changes the number by an amount.
    public func add(_ amount: Double) {
        var seen = bits.load(ordering: .relaxed)
        while true {
            let next = (Double(bitPattern: seen) + amount).bitPattern
            let result = bits.compareExchange(expected: seen, desired: next, ordering: .relaxed)
            if result.exchanged { return }
            seen = result.original
        }
    }

    /// The number now.
    public var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }
}

/// Observations counted by size.
public final class Histogram: Sendable {
    /// Bounds in seconds for latencies, 50 µs to 10 s.
    public static let latencyBuckets: [Double] = [
        0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]

    /// What was observed.
    public struct Snapshot: Sendable {
        /// Observations a bucket, the last one beyond all bounds.
        public var counts: [UInt64]
        /// Sum of all observations.
        public var sum: Double
    }

    /// Upper bounds of the buckets, inclusive, ascending.
    public let buckets: [Double]
    private let state: Mutex<Snapshot>

    init(buckets: [Double]) {
        precondition(zip(buckets, buckets.dropFirst()).allSatisfy { $0 < $1 }, "bucket bounds must ascend")
        self.buckets = buckets
        state = Mutex(Snapshot(counts: Array(repeating: 0, count: buckets.count + 1), sum: 0))
    }

    /// Counts an observation; O(log buckets).
    public func observe(_ value: Double) {
        var low = 0
        var high = buckets.count
        while low < high {
            let middle = (low + high) / 2
            if buckets[middle] < value { low = middle + 1 } else { high = middle }
        }
        state.withLock { state in
            state.counts[low] += 1
            state.sum += value
        }
    }

    /// What was observed so far.
    public func snapshot() -> Snapshot { state.withLock { $0 } }
}
