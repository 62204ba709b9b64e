import Contracts
import Dispatch
import Foundation
import RPC
import Synchronization

/// How our client calls.
enum CallForm: String, CaseIterable {
    /// `try await channel.call(…)` in tasks on the channel's executor.
    case executor
    /// `try await channel.call(…)` in tasks on Swift's threads.
    case tasks
    /// `channel.start(…) { … }`.
    case callbacks
}

/// Our client beside those in `Benchmarks/Peers/RPC`: the same arguments, the same line of results.
///
/// Arguments: LABEL PORT SERVER_PID PAYLOAD OUTSTANDING CONNECTIONS WARM_SECONDS RUN_SECONDS [FORM]. A closed loop: as many
/// calls are outstanding, spread over the connections; ``CallForm`` says how they are made.
func runPeerClient(_ arguments: [String]) throws {
    guard arguments.count >= 8, let port = Int(arguments[1]), let server = Int32(arguments[2]),
        let payload = Int(arguments[3]), let outstanding = Int(arguments[4]), let connections = Int(arguments[5]),
        let warm = Double(arguments[6]), let run = Double(arguments[7]), connections > 0, outstanding > 0,
        let form = arguments.count > 8 ? CallForm(rawValue: arguments[8]) : .executor
    else {
        throw BenchmarkFailure(
            "client LABEL PORT SERVER_PID PAYLOAD OUTSTANDING CONNECTIONS WARM_SECONDS RUN_SECONDS [FORM]")
    }
    let start = now() + UInt64(warm * 1e9)
    let end = start + UInt64(run * 1e9)
    let request = StatusDetail(value: Array(repeating: UInt8(ascii: "x"), count: payload))
    let group = DispatchGroup()
    var lanes: [ClosedLoop] = []
    for number in 0..<connections {
        let channel = try RPCChannel(target: "127.0.0.1:\(port)", configuration: .loopback)
        let share = outstanding / connections + (number < outstanding % connections ? 1 : 0)
        guard share > 0 else { continue }
        group.enter()
        lanes.append(ClosedLoop(channel, request, start: start, end: end, outstanding: share, form) { group.leave() })
    }
    for lane in lanes { lane.begin() }
    sleep(until: start)
    let before = (now(), processorTime(), processorTime(of: server), machineTime())
    sleep(until: end)
    let after = (now(), processorTime(), processorTime(of: server), machineTime())
    group.wait()
    var histogram = Histogram()
    for lane in lanes { histogram.merge(lane.histogram) }
    let calls = Double(histogram.count)
    let wall = Double(after.0 - before.0)
    let client = Double(after.1 - before.1)
    let peer = Double(after.2 - before.2)
    let others = (Double(after.3 - before.3) - client - peer) / wall * 100
    print(
        String(
            format: "RPC\t%@\t%d\t%d\t%d\t%.0f\t%.1f\t%.1f\t%.2f\t%.2f\t%.0f", arguments[0], payload, outstanding,
            connections, calls / wall * 1e9, histogram.quantile(0.5), histogram.quantile(0.99), client / calls / 1000,
            peer / calls / 1000, others))
}

private func sleep(until time: UInt64) {
    let current = now()
    if time > current { usleep(UInt32((time - current) / 1000)) }
}

/// So many calls at once on one channel, each followed by the next.
private final class ClosedLoop: Sendable {
    private let channel: RPCChannel
    private let request: StatusDetail
    private let start: UInt64
    private let end: UInt64
    private let done: @Sendable () -> Void
    private let outstanding: Int
    private let form: CallForm
    private let state: Mutex<State>

    private struct State {
        var running: Int
        var histogram = Histogram()
    }

    init(
        _ channel: RPCChannel, _ request: StatusDetail, start: UInt64, end: UInt64, outstanding: Int, _ form: CallForm,
        done: @escaping @Sendable () -> Void
    ) {
        self.channel = channel
        self.request = request
        self.start = start
        self.end = end
        self.outstanding = outstanding
        self.form = form
        self.done = done
        state = Mutex(State(running: outstanding))
    }

    var histogram: Histogram { state.withLock { $0.histogram } }

    func begin() {
        let executor = form == .executor ? channel.executor : nil
        for _ in 0..<outstanding {
            if form == .callbacks {
                next()
            } else {
                Task(executorPreference: executor) { await self.callInTurn() }
            }
        }
    }

    private func callInTurn() async {
        var began = now()
        do throws(RPCError) {
            while record(try await channel.call(Echo.onLoop, request), began) { began = now() }
        } catch {
            fail(error)
        }
    }

    private func next() {
        let began = now()
        channel.start(Echo.onLoop, request) { result in
            switch result {
            case .success(let answer): if self.record(answer, began) { self.next() }
            case .failure(let error): self.fail(error)
            }
        }
    }

    /// Counts a call; returns whether another is to follow.
    private func record(_ answer: StatusDetail, _ began: UInt64) -> Bool {
        let ended = now()
        guard answer.value.count == request.value.count else { fail("an answer of \(answer.value.count) bytes") }
        let isLast = state.withLock { state in
            if began >= start, ended <= end { state.histogram.add(ended - began) }
            if ended >= end { state.running -= 1 }
            return state.running == 0
        }
        if isLast { done() }
        return ended < end
    }

    private func fail(_ reason: Any) -> Never {
        FileHandle.standardError.write(Data("bad answer: \(reason)\n".utf8))
        exit(1)
    }
}
