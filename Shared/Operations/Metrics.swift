import Synchronization

/// The numbers that a process counts, for Prometheus.
///
/// Asking twice for the same name and labels gives the same metric; keep it rather than asking on a hot path.
public final class MetricsRegistry: Sendable {
    /// Labels of a metric, such as `["method": "tandem.v1.Gateway/MatchFreelancers"]`.
    public typealias Labels = [String: String]

    private enum Metric: Sendable {
        case counter(Counter)
        case gauge(Gauge)
        case computed(@Sendable () -> Double)
        case histogram(Histogram)
    }

    private struct Family: Sendable {
        let help: String
        let type: String
        var metrics: [String: Metric] = [:]
    }

    private let families = Mutex<[String: Family]>([:])

    /// An empty registry.
    public init() {}

    /// A number that only grows; by custom its name ends in `_total`.
    public func counter(_ name: String, help: String, labels: Labels = [:]) -> Counter {
        let metric = find(name, help, "counter", labels) { .counter(Counter()) }
        guard case .counter(let counter) = metric else { preconditionFailure("\(name) is no counter") }
        return counter
    }

    /// A number that goes up and down.
    public func gauge(_ name: String, help: String, labels: Labels = [:]) -> Gauge {
        let metric = find(name, help, "gauge", labels) { .gauge(Gauge()) }
        guard case .gauge(let gauge) = metric else { preconditionFailure("\(name) is no gauge") }
        return gauge
    }

    /// A gauge whose value is asked for whenever somebody looks.
    public func gauge(
        _ name: String, help: String, labels: Labels = [:], value: @escaping @Sendable () -> Double
    ) {
        _ = find(name, help, "gauge", labels) { .computed(value) }
    }

    /// Observations counted by size, by default in buckets for seconds from 50 µs to 10 s.
    public func histogram(
        _ name: String, help: String, labels: Labels = [:], buckets: [Double] = Histogram.latencyBuckets
    ) -> Histogram {
        let metric = find(name, help, "histogram", labels) { .histogram(Histogram(buckets: buckets)) }
        guard case .histogram(let histogram) = metric else { preconditionFailure("\(name) is no histogram") }
        return histogram
    }

    /// All metrics in Prometheus' text exposition format, version 0.0.4, sorted by name and labels.
    public func prometheusText() -> String {
        let families = families.withLock { $0 }
        var text = ""
        for (name, family) in families.sorted(by: { $0.key < $1.key }) {
            text += "# HELP \(name) \(Self.escape(family.help, quotes: false))\n# TYPE \(name) \(family.type)\n"
            for (labels, metric) in family.metrics.sorted(by: { $0.key < $1.key }) {
                switch metric {
                case .counter(let counter): text += Self.line(name, labels, String(counter.value))
                case .gauge(let gauge): text += Self.line(name, labels, Self.number(gauge.value))
                case .computed(let value): text += Self.line(name, labels, Self.number(value()))
                case .histogram(let histogram): text += Self.lines(name, labels, histogram)
                }
            }
        }
        return text
    }

    private func find(
        _ name: String, _ help: String, _ type: String, _ labels: Labels, make: () -> Metric
    ) -> Metric {
        precondition(Self.isName(name), "\(name) is no metric name")
        let key = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\(Self.escape($0.value, quotes: true))\"" }
            .joined(separator: ",")
        return families.withLock { families in
            if let metric = families[name]?.metrics[key] { return metric }
            let metric = make()
            families[name, default: Family(help: help, type: type)].metrics[key] = metric
            return metric
        }
    }

    private static func isName(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
                    || $0 == 0x3A
            } && !(0x30...0x39).contains(name.utf8.first ?? 0x30)
    }

    private static func lines(_ name: String, _ labels: String, _ histogram: Histogram) -> String {
        let seen = histogram.snapshot()
        var text = ""
        var cumulative: UInt64 = 0
        let separator = labels.isEmpty ? "" : ","
        for (bound, count) in zip(histogram.buckets + [.infinity], seen.counts) {
            cumulative += count
            text += line("\(name)_bucket", "\(labels)\(separator)le=\"\(number(bound))\"", String(cumulative))
        }
        return text + line("\(name)_sum", labels, number(seen.sum)) + line("\(name)_count", labels, String(cumulative))
    }

    private static func line(_ name: String, _ labels: String, _ value: String) -> String {
        labels.isEmpty ? "\(name) \(value)\n" : "\(name){\(labels)} \(value)\n"
    }

    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        let text = value.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    private static func escape(_ text: String, quotes: Bool) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\"" where quotes: escaped += "\\\""
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}
