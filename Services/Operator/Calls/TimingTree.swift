import Contracts
import RPC

/// Where the time of a call went, drawn as a tree with its durations under each other.
///
///     Gateway/MatchFreelancers                                  24.10 ms  waited 0.10 ms, worked 23.90 ms
///     ├─ SemanticSearch/GetJobs        127.0.0.1:7702  +0.20 ms   0.90 ms  waited 0.10 ms, worked 0.40 ms
///     └─ ClientModel/ScoreFreelancers  127.0.0.1:7704  +9.40 ms  12.80 ms  waited 0.30 ms, worked 12.10 ms
enum TimingTree {
    /// Prints the tree to standard error, beside the answer.
    static func show(_ timing: CallTiming?, code: StatusCode = .ok) {
        guard var timing else {
            Console.note("no trace: the service is of a version that keeps none, or did not get the call")
            return
        }
        timing.code = code.rawValue
        Console.note(draw(timing))
    }

    private struct Row {
        var name: String
        var address: String
        var start: String
        var duration: String
        var rest: String
    }

    /// The lines of the tree.
    static func draw(_ timing: CallTiming) -> String {
        var rows: [Row] = []
        add(timing, indent: "", branch: "", isRoot: true, to: &rows)
        func width(_ cell: (Row) -> String) -> Int {
            var most = 0
            for row in rows { most = max(most, cell(row).count) }
            return most
        }
        let names = width { $0.name }
        let addresses = width { $0.address }
        let starts = width { $0.start }
        let durations = width { $0.duration }
        let lines = rows.map { (row: Row) -> String in
            let cells: [String] = [
                left(row.name, names), left(row.address, addresses), right(row.start, starts),
                right(row.duration, durations), row.rest,
            ]
            var line = cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }
        let title = timing.traceID.isEmpty ? [] : ["trace \(timing.traceID)"]
        return (title + lines).joined(separator: "\n")
    }

    private static func add(
        _ timing: CallTiming, indent: String, branch: String, isRoot: Bool = false, to rows: inout [Row]
    ) {
        var rest =
            "waited \(milliseconds(timing.queueMicroseconds)), worked \(milliseconds(timing.serviceMicroseconds))"
        // A callee that keeps no timings says neither.
        if timing.queueMicroseconds == 0, timing.serviceMicroseconds == 0 { rest = "" }
        if timing.code != 0 { rest = "\(StatusCode(rawValue: timing.code))" + (rest.isEmpty ? "" : ", \(rest)") }
        rows.append(
            Row(
                name: indent + branch + short(timing.method), address: timing.address,
                start: isRoot ? "" : "+\(milliseconds(timing.startMicroseconds))",
                duration: milliseconds(timing.durationMicroseconds), rest: rest))
        let below = isRoot ? "" : indent + (branch == "├─ " ? "│  " : "   ")
        for (index, call) in timing.calls.enumerated() {
            let isLast = index == timing.calls.count - 1 && timing.callsLeftOut == 0
            add(call, indent: below, branch: isLast ? "└─ " : "├─ ", to: &rows)
        }
        if timing.callsLeftOut > 0 {
            let text = "\(timing.callsLeftOut) more call\(timing.callsLeftOut == 1 ? "" : "s")"
            rows.append(Row(name: below + "└─ " + text, address: "", start: "", duration: "", rest: ""))
        }
    }

    /// Microseconds as milliseconds with two digits after the point.
    private static func milliseconds(_ microseconds: UInt64) -> String {
        let hundredths = (microseconds + 5) / 10
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction) ms"
    }

    private static func short(_ method: String) -> String {
        method.hasPrefix("tandem.v1.") ? String(method.dropFirst("tandem.v1.".count)) : method
    }

    private static func left(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}
