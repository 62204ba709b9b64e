internal import Synchronization

/// What the receiver of a stream will still take: its sender waits here when that is used up.
///
/// Ends once, with the call: whoever waits then hears why.
final class SendCredit: Sendable {
    private struct State {
        var bytes = FlowControl.initialWindow
        /// Costs of all messages so far.
        var taken = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
        var ended: RPCError?
    }

    private let state = Mutex(State())

    init() {}

    /// Pays for one message, waiting until the receiver has room for it.
    ///
    /// - Throws: Why the stream takes no more.
    func take(_ payloadSize: Int) async throws(RPCError) {
        while true {
            let isGranted = try state.withLock { state throws(RPCError) -> Bool in
                if let error = state.ended { throw error }
                guard state.bytes > 0 else { return false }
                state.bytes -= FlowControl.cost(payloadSize)
                state.taken += FlowControl.cost(payloadSize)
                return true
            }
            if isGranted { return }
            await withCheckedContinuation { continuation in
                let mayGoOn = state.withLock { state in
                    if state.bytes > 0 || state.ended != nil { return true }
                    state.waiting.append(continuation)
                    return false
                }
                if mayGoOn { continuation.resume() }
            }
        }
    }

    /// The receiver has room for more.
    func add(_ bytes: Int) {
        let waiting = state.withLock { state in
            state.bytes = min(state.bytes + bytes, FlowControl.largestWindow)
            guard state.bytes > 0 else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Everything so far is sent to another receiver, on a new stream with its own initial window.
    func beginAnew() {
        state.withLock { $0.bytes = FlowControl.initialWindow - $0.taken }
    }

    /// Nothing more is sent; the first reason counts.
    func end(_ reason: RPCError) {
        let waiting = state.withLock { state in
            state.ended = state.ended ?? reason
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
