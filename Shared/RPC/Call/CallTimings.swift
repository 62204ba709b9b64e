public import Contracts
internal import ProtobufWire
internal import Synchronization

/// Gathers where a call's time goes: when its handler began, and what the calls that it made took.
///
/// There is one for each call that came with the metadata ``CallTimings/requestKey``; the calls it makes carry that on, so
/// that the whole tree comes back.
final class CallTimings: Sendable {
    /// Metadata key by which a caller asks for timings, whatever the value.
    static let requestKey = "debug"
    /// Trailing metadata key under which they come back, as a `CallTiming`.
    static let responseKey = "tandem-timing-bin"
    /// Calls that are noted one by one; of more only the number is.
    private static let callLimit = 100
    /// Bytes of a tree that goes back: there must be room for other metadata.
    private static let sizeLimit = 6 << 10

    private struct State {
        var handlerBegan: UInt64?
        var calls: [CallTiming] = []
        var leftOut: UInt32 = 0
        var traceID = ""
    }

    private let began: UInt64
    private let state = Mutex(State())

    init(began: UInt64 = MonotonicClock.now()) {
        self.began = began
    }

    /// The handler begins to work; only the first time counts.
    func handlerBegins() {
        state.withLock { $0.handlerBegan = $0.handlerBegan ?? MonotonicClock.now() }
    }

    /// The trace that the call belongs to.
    func setTrace(_ traceID: String) {
        state.withLock { $0.traceID = traceID }
    }

    /// A call that the handler made has ended.
    func note(method: String, address: String, startedAt: UInt64, code: StatusCode, metadata: CallMetadata) {
        var timing = metadata.callTiming ?? CallTiming()
        timing.method = method
        timing.address = address
        timing.startMicroseconds = startedAt > began ? (startedAt - began) / 1000 : 0
        timing.durationMicroseconds = (MonotonicClock.now() &- startedAt) / 1000
        timing.code = code.rawValue
        timing.traceID = ""
        state.withLock { state in
            guard state.calls.count < CallTimings.callLimit else {
                state.leftOut += 1
                return
            }
            state.calls.append(timing)
        }
    }

    /// Everything up to now.
    func timing(method: String) -> CallTiming {
        let now = MonotonicClock.now()
        return state.withLock { state in
            let handlerBegan = state.handlerBegan ?? began
            return CallTiming(
                method: method, durationMicroseconds: (now &- began) / 1000,
                queueMicroseconds: handlerBegan > began ? (handlerBegan - began) / 1000 : 0,
                serviceMicroseconds: (now &- handlerBegan) / 1000,
                calls: state.calls.sorted { ($0.startMicroseconds, $0.method) < ($1.startMicroseconds, $1.method) },
                callsLeftOut: state.leftOut, traceID: state.traceID)
        }
    }

    /// As metadata, shortened from the leaves to what there is room for.
    func metadata(method: String) -> Metadata {
        var timing = timing(method: method)
        var bytes = timing.serializedBytes()
        var depth = timing.depth
        while bytes.count > CallTimings.sizeLimit {
            if depth > 1 {
                depth -= 1
                timing.cut(below: depth)
            } else {
                let kept = timing.calls.count / 2
                timing.callsLeftOut += UInt32(timing.calls.count - kept)
                timing.calls.removeLast(timing.calls.count - kept)
                if kept == 0 { break }
            }
            bytes = timing.serializedBytes()
        }
        return Metadata(key: CallTimings.responseKey, binary: bytes)
    }
}

extension CallTiming {
    /// Levels of calls below this one.
    fileprivate var depth: Int { calls.map { $0.depth + 1 }.max() ?? 0 }

    /// Leaves out the calls that are further down than so many levels.
    fileprivate mutating func cut(below level: Int) {
        if level == 0 {
            callsLeftOut += UInt32(calls.count)
            calls = []
        }
        for index in calls.indices { calls[index].cut(below: level - 1) }
    }
}

extension CallMetadata {
    /// The timing tree that came back with a call made with the metadata `debug`.
    public var callTiming: CallTiming? {
        guard let bytes = self[binary: CallTimings.responseKey] else { return nil }
        return try? CallTiming(serializedBytes: bytes)
    }
}
