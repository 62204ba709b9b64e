internal import Synchronization

/// Counts the calls of each method: how many, how they ended, how long they took, how many are running.
///
/// Recording is a few atomic additions. ``snapshot()`` gives the figures in the form that Prometheus histograms want.
public final class CallMetrics: CallObserver {
    /// Upper bounds of the latency buckets in seconds: 10 µs to 60 s, about three a decade.
    public static let bucketBounds: [Double] = [
        0.000_01, 0.000_025, 0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25,
        0.5, 1, 2.5, 5, 10, 30, 60,
    ]

    /// One method's figures since the start.
    public struct MethodSnapshot: Sendable, Equatable {
        /// Service and method.
        public var method: String
        /// Calls begun.
        public var started: Int
        /// Calls begun and not ended.
        public var inFlight: Int
        /// Calls ended, by code; codes that never came are left out.
        ///
        /// In order of code.
        public var finished: [(code: StatusCode, count: Int)]
        /// Calls that took at most ``CallMetrics/bucketBounds`` seconds and more than the bound before; one bucket
        /// more than bounds, the last for all that took longer.
        public var buckets: [Int]
        /// Sum of all calls' durations in seconds.
        public var totalSeconds: Double

        /// Whether all figures agree.
        public static func == (left: MethodSnapshot, right: MethodSnapshot) -> Bool {
            left.method == right.method && left.started == right.started && left.inFlight == right.inFlight
                && left.finished.elementsEqual(right.finished, by: ==) && left.buckets == right.buckets
                && left.totalSeconds == right.totalSeconds
        }
    }

    private let recorders = Mutex<[String: MethodCounters]>([:])

    /// Counters at zero.
    public init() {}

    /// The counters of one method.
    public func recorder(method: String) -> any CallRecorder {
        recorders.withLock { recorders in
            if let existing = recorders[method] { return existing }
            let counters = MethodCounters()
            recorders[method] = counters
            return counters
        }
    }

    /// The figures of every method that was asked for, in order of name.
    public func snapshot() -> [MethodSnapshot] {
        recorders.withLock { $0 }.sorted { $0.key < $1.key }.map { $0.value.snapshot(method: $0.key) }
    }
}

/// Counters of one method, added to from any thread.
private final class MethodCounters: CallRecorder {
    private let started = Atomic<Int>(0)
    private let totalNanoseconds = Atomic<UInt64>(0)
    /// By code; numbers over 16 count as UNKNOWN.
    private let finished: [Counter]
    private let buckets: [Counter]

    private final class Counter: Sendable {
        let value = Atomic<Int>(0)
    }

    private static let bounds = CallMetrics.bucketBounds.map { UInt64(($0 * 1e9).rounded()) }

    init() {
        finished = StatusCode.all.map { _ in Counter() }
        buckets = (0...MethodCounters.bounds.count).map { _ in Counter() }
    }

    func callStarted() {
        started.add(1, ordering: .relaxed)
    }

    func callFinished(_ code: StatusCode, nanoseconds: UInt64) {
        let index = code.rawValue < finished.count ? Int(code.rawValue) : Int(StatusCode.unknown.rawValue)
        finished[index].value.add(1, ordering: .relaxed)
        totalNanoseconds.add(nanoseconds, ordering: .relaxed)
        var bucket = 0
        while bucket < MethodCounters.bounds.count, nanoseconds > MethodCounters.bounds[bucket] { bucket += 1 }
        buckets[bucket].value.add(1, ordering: .relaxed)
    }

    func snapshot(method: String) -> CallMetrics.MethodSnapshot {
        let counts = finished.map { $0.value.load(ordering: .relaxed) }
        let total = started.load(ordering: .relaxed)
        return CallMetrics.MethodSnapshot(
            method: method, started: total, inFlight: max(0, total - counts.reduce(0, +)),
            finished: zip(StatusCode.all, counts).filter { $0.1 > 0 }.map { (code: $0.0, count: $0.1) },
            buckets: buckets.map { $0.value.load(ordering: .relaxed) },
            totalSeconds: Double(totalNanoseconds.load(ordering: .relaxed)) / 1e9)
    }
}
