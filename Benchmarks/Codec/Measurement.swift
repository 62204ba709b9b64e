import Foundation
import ProtobufWire

/// One line of a peer: what was done with which message, and how long it took.
struct Measurement {
    var message: String
    var operation: String
    var bytes: Int
    var medianNanoseconds: Double
    var bestNanoseconds: Double

    /// The line that every peer prints, tab-separated.
    var line: String {
        "\(message)\t\(operation)\t\(bytes)\t\(String(format: "%.1f\t%.1f", medianNanoseconds, bestNanoseconds))"
    }

    init(message: String, operation: String, bytes: Int, rounds: [Double]) {
        self.message = message
        self.operation = operation
        self.bytes = bytes
        let sorted = rounds.sorted()
        medianNanoseconds = sorted[sorted.count / 2]
        bestNanoseconds = sorted[0]
    }

    /// A peer's line, or nil when it is something else.
    init?(line: Substring) {
        let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard parts.count == 5, let bytes = Int(parts[2]), let median = Double(parts[3]), let best = Double(parts[4])
        else { return nil }
        message = String(parts[0])
        operation = String(parts[1])
        self.bytes = bytes
        medianNanoseconds = median
        bestNanoseconds = best
    }
}

/// Measures our codec on both messages and prints a line for each operation.
struct OurMeasurement {
    /// How long each operation is repeated.
    var seconds: Double
    /// Only operations whose message and name contain this; all when empty.
    var filter: String

    func run() throws(WireError) {
        try measure(SampleData.response(), "response")
        try measure(SampleData.request(), "request")
    }
}

extension OurMeasurement {
    private func measure<Value: Message>(_ value: Value, _ name: String) throws(WireError) {
        let bytes = value.serializedBytes()
        guard try Value(serializedBytes: bytes) == value else { return complain("\(name) does not round-trip") }

        time(name, "encode", "Tandem, new array", bytes.count) {
            for _ in 0..<$0 { consume(value.serializedBytes().count) }
        }
        var writer = WireWriter(capacity: 2 * bytes.count)
        time(name, "encode", "Tandem, into a writer", bytes.count) {
            for _ in 0..<$0 {
                writer.removeAll()
                value.encode(to: &writer)
                consume(writer.count)
            }
        }
        time(name, "decode", "Tandem, new value", bytes.count) {
            for _ in 0..<$0 {
                if let decoded = try? Value(serializedBytes: bytes) { consume(decoded.unknownFields.isEmpty ? 1 : 2) }
            }
        }
    }

    /// Rounds of at least 10 ms of this thread's processor time, so that other programs count little.
    private func time(
        _ message: String, _ direction: String, _ peer: String, _ bytes: Int, _ work: (Int) -> Void
    ) {
        let operation = "\(direction): \(peer)"
        guard filter.isEmpty || "\(message) \(operation)".contains(filter) else { return }
        var repeats = 1
        var rounds: [Double] = []
        let start = nanoseconds(CLOCK_MONOTONIC)
        while true {
            let before = nanoseconds(CLOCK_THREAD_CPUTIME_ID)
            work(repeats)
            let spent = nanoseconds(CLOCK_THREAD_CPUTIME_ID) - before
            if spent < 10_000_000 {
                repeats *= 2
                continue
            }
            rounds.append(Double(spent) / Double(repeats))
            if Double(nanoseconds(CLOCK_MONOTONIC) - start) > seconds * 1e9 { break }
        }
        print(Measurement(message: message, operation: operation, bytes: bytes, rounds: rounds).line)
    }

}

private func nanoseconds(_ clock: clockid_t) -> UInt64 {
    var time = timespec()
    clock_gettime(clock, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

/// Keeps a result, so that making it cannot be left out.
@inline(never)
private func consume(_ value: Int) {
    consumed &+= value
}

nonisolated(unsafe) private var consumed = 0

private func complain(_ text: String) {
    FileHandle.standardError.write(Data("codec-benchmark: \(text)\n".utf8))
}
