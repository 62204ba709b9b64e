import Contracts
import Foundation
import Glibc
import Operations
import RPC

/// A process's figures in Prometheus' text format: calls by method, place in the log, memory, and the service's own.
enum ServiceMetrics {
    static func text<Service: HostedService>(_ host: ServiceHost<Service>) -> String {
        let status = host.status()
        host.metrics.gauge("tandem_applied_sequence", help: "Last fact applied.").set(Double(status.appliedSequence))
        host.metrics.gauge("tandem_log_sequence", help: "Last fact in the log.").set(Double(status.logSequence))
        host.metrics.gauge("tandem_log_lag_facts", help: "Facts in the log that are not applied yet.")
            .set(Double(status.logSequence - min(status.logSequence, status.appliedSequence)))
        host.metrics.gauge("tandem_ready", help: "1 when the service has caught up and answers.")
            .set(status.ready ? 1 : 0)
        host.metrics.gauge("tandem_uptime_seconds", help: "Seconds since the process started.")
            .set(status.uptimeSeconds)
        host.metrics.gauge("process_resident_memory_bytes", help: "Resident memory.").set(residentBytes())
        for count in status.counts {
            host.metrics.gauge("tandem_state_entries", help: "What the state holds.", labels: ["kind": count.name])
                .set(Double(count.value))
        }
        return host.metrics.prometheusText() + callText(host.calls.snapshot())
    }

    private static func callText(_ methods: [CallMetrics.MethodSnapshot]) -> String {
        guard !methods.isEmpty else { return "" }
        var total = "# HELP tandem_calls_total Calls ended, by method and code.\n# TYPE tandem_calls_total counter\n"
        var running = "# HELP tandem_calls_in_flight Calls running.\n# TYPE tandem_calls_in_flight gauge\n"
        var seconds = "# HELP tandem_call_seconds Durations of calls.\n# TYPE tandem_call_seconds histogram\n"
        for method in methods {
            let label = "method=\"\(method.method)\""
            for entry in method.finished {
                total += "tandem_calls_total{\(label),code=\"\(entry.code)\"} \(entry.count)\n"
            }
            running += "tandem_calls_in_flight{\(label)} \(method.inFlight)\n"
            var cumulative = 0
            for (index, count) in method.buckets.enumerated() {
                cumulative += count
                let bound =
                    index < CallMetrics.bucketBounds.count ? "\(CallMetrics.bucketBounds[index])" : "+Inf"
                seconds += "tandem_call_seconds_bucket{\(label),le=\"\(bound)\"} \(cumulative)\n"
            }
            seconds += "tandem_call_seconds_sum{\(label)} \(method.totalSeconds)\n"
            seconds += "tandem_call_seconds_count{\(label)} \(cumulative)\n"
        }
        return total + running + seconds
    }

    private static func residentBytes() -> Double {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
        let fields = text.split(separator: " ")
        return fields.count > 1 ? (Double(fields[1]) ?? 0) * Double(getpagesize()) : 0
    }
}
