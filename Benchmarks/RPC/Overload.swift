import Contracts
import Dispatch
import Foundation
import ProtobufWire
import RPC
import Synchronization

/// A method whose handler computes for about a millisecond, on the workers.
private let work = UnaryMethod<StatusDetail, StatusDetail>("benchmark.Work/Compute")
private let deadline = Duration.milliseconds(100)

/// Serves ``work`` until standard input ends.
func serveWork() throws {
    let rounds = calibrated(milliseconds: 1)
    let server = RPCServer()
    server.register(work, on: .workers) { request, _ in
        StatusDetail(type: String(compute(rounds)), value: request.value)
    }
    try server.start()
    print(server.port)
    fflush(nil)
    while readLine() != nil {}
}

/// Finds the most calls a second that the server manages, then offers more and fewer, each with 100 ms to live.
///
/// - Returns: Whether goodput stayed at 85 % of the peak, every call got its answer in time, and memory stayed bounded.
func measureOverload(seconds: Double) throws -> Bool {
    let server = try ServerProcess(["serve-work"])
    defer { server.stop() }
    let channel = try RPCChannel(target: "127.0.0.1:\(server.port)", configuration: .loopback)
    _ = try peak(channel, seconds: 1)
    let capacity = try (0..<3).map { _ in try peak(channel, seconds: seconds / 3) }.sorted()[1]
    print(String(format: "peak, 8 calls outstanding: %.0f calls/s", capacity))
    print(
        "| offered, of the peak | calls/s | answered in time | of the peak | refused | late | p99 ms answered | refused | server memory |"
    )
    print("|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    var isGood = true
    for share in [0.5, 0.9, 1.5, 2.0, 3.0] {
        // The middle one of three: a virtual machine's processors are taken away for tens of milliseconds now and then.
        let outcomes = (0..<3).map { _ in
            let outcome = offer(channel, rate: capacity * share, seconds: seconds / 3)
            usleep(500_000)
            return outcome
        }
        let outcome = outcomes.sorted { $0.answered.count < $1.answered.count }[1]
        let late = outcomes.map(\.late).sorted()[1]
        let memory = residentMemory(of: server.identifier)
        let goodput = Double(outcome.answered.count) / (seconds / 3)
        print(
            String(
                format: "| %.1f | %.0f | %.0f/s | %.0f %% | %.0f/s | %d | %.1f | %.1f | %d MB |", share,
                capacity * share, goodput, goodput / capacity * 100,
                Double(outcome.refused.count) / (seconds / 3), late, outcome.answered.quantile(0.99) / 1000,
                outcome.refused.quantile(0.99) / 1000, memory >> 20))
        if share == 2 {
            let inTime = late * 1000 <= outcome.answered.count + outcome.refused.count
            isGood = goodput >= 0.85 * capacity && inTime && memory < 256 << 20
        }
    }
    print(isGood ? "held at twice the capacity" : "NOT held at twice the capacity")
    return isGood
}

private struct Offered: Sendable {
    var answered = Histogram()
    var refused = Histogram()
    /// Neither answered nor refused within the deadline.
    var late = 0
}

private func peak(_ channel: RPCChannel, seconds: Double) throws -> Double {
    let lane = WorkLane(channel, end: now() + UInt64(seconds * 1e9))
    for _ in 0..<8 { lane.next() }
    lane.group.wait()
    let calls = lane.count.load(ordering: .relaxed)
    guard calls > 0 else { throw BenchmarkFailure("no call succeeded") }
    return Double(calls) / seconds
}

/// Calls one after the other until its time is over.
private final class WorkLane: Sendable {
    private let channel: RPCChannel
    private let end: UInt64
    let group = DispatchGroup()
    let count = Atomic<Int>(0)

    init(_ channel: RPCChannel, end: UInt64) {
        self.channel = channel
        self.end = end
    }

    func next() {
        group.enter()
        channel.start(work, StatusDetail()) { result in
            let isInTime = now() < self.end
            if isInTime, case .success = result { self.count.add(1, ordering: .relaxed) }
            if isInTime { self.next() }
            self.group.leave()
        }
    }
}

/// Calls begin at their times whatever becomes of those before: an open loop, as users are.
private func offer(_ channel: RPCChannel, rate: Double, seconds: Double) -> Offered {
    let outcome = Mutex(Offered())
    let group = DispatchGroup()
    let start = now()
    let total = Int(rate * seconds)
    var sent = 0
    while sent < total {
        let due = min(total, Int(Double(now() - start) / 1e9 * rate) + 1)
        while sent < due {
            sent += 1
            group.enter()
            let began = now()
            channel.start(work, StatusDetail(), options: CallOptions(timeout: deadline)) { result in
                let took = now() - began
                outcome.withLock { outcome in
                    switch result {
                    case .success: outcome.answered.add(took)
                    case .failure(let error) where error.code == .resourceExhausted: outcome.refused.add(took)
                    case .failure: outcome.late += 1
                    }
                }
                group.leave()
            }
        }
        usleep(500)
    }
    group.wait()
    return outcome.withLock { $0 }
}

private func compute(_ rounds: Int) -> UInt64 {
    var state: UInt64 = 1
    for _ in 0..<rounds { state = (state ^ state >> 7) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }
    return state
}

private func calibrated(milliseconds: Int) -> Int {
    let rounds = 1_000_000
    var best = UInt64.max
    for _ in 0..<5 {
        let began = now()
        if compute(rounds) == 0 { return rounds }
        best = min(best, now() - began)
    }
    return max(1, rounds * milliseconds * 1_000_000 / Int(max(1, best)))
}
