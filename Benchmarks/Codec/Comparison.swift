import Foundation

/// Runs all peers in turn, several times, and prints medians beside C++'s.
struct Comparison {
    /// How often each peer runs.
    var rounds: Int
    /// Shell commands that print measurements.
    var commands: [String]

    private static let reference = [
        "encode": "protobuf C++, to memory", "decode": "protobuf C++, new object",
    ]

    func run() throws {
        var measurements: [String: [Measurement]] = [:]
        var order: [Measurement] = []
        for _ in 0..<rounds {
            for command in commands {
                for measurement in try output(of: command).split(separator: "\n").compactMap(Measurement.init(line:)) {
                    let key = "\(measurement.message) \(measurement.operation)"
                    if measurements[key] == nil { order.append(measurement) }
                    measurements[key, default: []].append(measurement)
                }
            }
        }
        print("| message | operation | ns, median | ns, best | MB/s | time ÷ C++'s |\n|---|---|--:|--:|--:|--:|")
        for message in ["response", "request"] {
            for direction in ["encode", "decode", "copy"] {
                let rows = order.filter { $0.message == message && $0.operation.hasPrefix("\(direction): ") }.map {
                    first -> (peer: String, median: Double, best: Double, bytes: Int) in
                    let all = measurements["\(message) \(first.operation)"] ?? []
                    let medians = all.map(\.medianNanoseconds).sorted()
                    return (
                        String(first.operation.dropFirst(direction.count + 2)), medians[medians.count / 2],
                        all.map(\.bestNanoseconds).min() ?? 0, first.bytes
                    )
                }
                let reference = rows.first { $0.peer == Self.reference[direction] }?.median
                for row in rows {
                    print(
                        "| \(message), \(row.bytes) B | \(direction): \(row.peer) | \(rounded(row.median)) "
                            + "| \(rounded(row.best)) | \(rounded(Double(row.bytes) / row.median * 1000)) "
                            + "| \(reference.map { String(format: "%.2f", row.median / $0) } ?? "–") |")
                }
            }
        }
    }

    private func rounded(_ value: Double) -> String { String(format: "%.0f", value) }

    private func output(of command: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw PeerFailure(description: "\(command) ended with status \(process.terminationStatus)")
        }
        return String(decoding: data, as: UTF8.self)
    }
}

/// A peer that did not measure.
struct PeerFailure: Error, CustomStringConvertible {
    var description: String
}
