import Contracts
import Foundation
import ProtobufWire
import RPC
import Synchronization

/// One row of the table.
struct Case {
    var name: String
    var method: UnaryMethod<StatusDetail, StatusDetail>
    var payload: Int
    var outstanding: Int
    var usesTasks = false
}

private let cases = [
    Case(name: "loop, callbacks", method: Echo.onLoop, payload: 64, outstanding: 1),
    Case(name: "loop, callbacks", method: Echo.onLoop, payload: 64, outstanding: 16),
    Case(name: "loop, callbacks", method: Echo.onLoop, payload: 64, outstanding: 64),
    Case(name: "loop, callbacks", method: Echo.onLoop, payload: 4096, outstanding: 1),
    Case(name: "loop, callbacks", method: Echo.onLoop, payload: 4096, outstanding: 64),
    Case(name: "loop, async/await", method: Echo.onLoop, payload: 64, outstanding: 1, usesTasks: true),
    Case(name: "loop, async/await", method: Echo.onLoop, payload: 64, outstanding: 64, usesTasks: true),
    Case(name: "workers, callbacks", method: Echo.onWorker, payload: 64, outstanding: 64),
    Case(name: "task, callbacks", method: Echo.asTask, payload: 64, outstanding: 64),
]

/// Starts a server process and runs every case against it.
func measure(seconds: Double) async throws {
    let server = try ServerProcess(["serve"])
    defer { server.stop() }
    let channel = try RPCChannel(target: "127.0.0.1:\(server.port)", configuration: .loopback)
    print(
        "| handler, client | payload | outstanding | calls/s | p50 us | p99 us | client CPU us/call | server CPU us/call |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    for entry in cases {
        _ = await run(entry, channel, seconds: seconds / 4)
        let clientBefore = processorTime()
        let serverBefore = processorTime(of: server.identifier)
        let result = await run(entry, channel, seconds: seconds)
        let calls = Double(result.latencies.count)
        let client = Double(processorTime() - clientBefore) / calls / 1000
        let peer = Double(processorTime(of: server.identifier) - serverBefore) / calls / 1000
        let sorted = result.latencies.sorted()
        func quantile(_ share: Double) -> Double { Double(sorted[Int(Double(sorted.count - 1) * share)]) / 1000 }
        print(
            String(
                format: "| %@ | %d | %d | %.0f | %.0f | %.0f | %.2f | %.2f |", entry.name, entry.payload,
                entry.outstanding, calls / result.seconds, quantile(0.5), quantile(0.99), client, peer))
        fflush(nil)
    }
}

/// What came of one case: how long each call took in nanoseconds, and how long all took together.
struct Outcome: Sendable {
    var latencies: [UInt32] = []
    var seconds = 0.0
}

private func run(_ entry: Case, _ channel: RPCChannel, seconds: Double) async -> Outcome {
    let end = now() + UInt64(seconds * 1e9)
    let start = now()
    let request = StatusDetail(value: Array(repeating: 7, count: entry.payload))
    let lanes = await withTaskGroup(of: [UInt32].self) { group in
        for _ in 0..<entry.outstanding {
            group.addTask {
                if entry.usesTasks { return await taskLane(entry, channel, request, end) }
                return await withCheckedContinuation { continuation in
                    Lane(entry, channel, request, end) { continuation.resume(returning: $0) }.next()
                }
            }
        }
        return await group.reduce(into: []) { $0 += $1 }
    }
    return Outcome(latencies: lanes, seconds: Double(now() - start) / 1e9)
}

private func taskLane(
    _ entry: Case, _ channel: RPCChannel, _ request: StatusDetail, _ end: UInt64
) async -> [UInt32] {
    var latencies: [UInt32] = []
    while true {
        let start = now()
        guard start < end, (try? await channel.call(entry.method, request)) != nil else { return latencies }
        latencies.append(UInt32(clamping: now() - start))
    }
}

/// Calls one after the other by callbacks.
private final class Lane: Sendable {
    private let entry: Case
    private let channel: RPCChannel
    private let request: StatusDetail
    private let end: UInt64
    private let done: @Sendable ([UInt32]) -> Void
    private let latencies = Mutex<[UInt32]>([])

    init(
        _ entry: Case, _ channel: RPCChannel, _ request: StatusDetail, _ end: UInt64,
        _ done: @escaping @Sendable ([UInt32]) -> Void
    ) {
        self.entry = entry
        self.channel = channel
        self.request = request
        self.end = end
        self.done = done
    }

    func next() {
        let start = now()
        guard start < end else {
            done(latencies.withLock { $0 })
            return
        }
        channel.start(entry.method, request) { result in
            guard case .success = result else {
                self.done(self.latencies.withLock { $0 })
                return
            }
            self.latencies.withLock { $0.append(UInt32(clamping: now() - start)) }
            self.next()
        }
    }
}
