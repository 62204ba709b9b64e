internal import Synchronization

/// Messages of one direction of a stream, waiting in order for their one reader.
///
/// What waits is bounded: the sender has a credit (``FlowControl``), and gets more as the reader takes messages out.
final class MessageQueue<Element: Sendable>: Sendable {
    private struct State {
        var messages: [(message: Element, cost: Int)] = []
        var head = 0
        /// What the sender may still send, as far as this side has decided to tell it.
        var credit: Int
        /// Taken by the reader and not yet granted anew.
        var consumed = 0
        var reader: CheckedContinuation<Void, Never>?
        var end: Result<Void, RPCError>?

        mutating func pop() -> (message: Element, cost: Int)? {
            guard head < messages.count else { return nil }
            let first = messages[head]
            head += 1
            if head == messages.count {
                messages.removeAll(keepingCapacity: true)
                head = 0
            } else if head > 256, head > messages.count / 2 {
                messages.removeSubrange(..<head)
                head = 0
            }
            return first
        }
    }

    /// Bytes of messages that may wait, beyond which one more message may have begun.
    let window: Int
    private let state: Mutex<State>

    /// A queue whose sender may send ``FlowControl/initialWindow`` bytes unasked, and is granted the rest of the window.
    init(window: Int) {
        self.window = max(window, FlowControl.initialWindow)
        state = Mutex(State(credit: self.window))
    }

    /// What the sender is to be granted at the start.
    var initialGrant: Int { window - FlowControl.initialWindow }

    // MARK: On the loop

    /// Adds a message that has come; returns why the call ends here, if it does.
    func push(_ message: Element, payloadSize: Int) -> RPCError? {
        let cost = FlowControl.cost(payloadSize)
        let (reader, error) = state.withLock { state -> (CheckedContinuation<Void, Never>?, RPCError?) in
            guard state.end == nil else {
                return (nil, RPCError(.internalError, "a message came after the end of its stream"))
            }
            guard state.credit > 0 else {
                return (nil, RPCError(.resourceExhausted, "more of a stream was sent than was granted"))
            }
            state.credit -= cost
            state.messages.append((message, cost))
            defer { state.reader = nil }
            return (state.reader, nil)
        }
        reader?.resume()
        return error
    }

    /// Nothing more comes: the reader gets what is here and then the end, or the error.
    ///
    /// The first end counts.
    func finish(_ error: RPCError?) {
        let reader = state.withLock { state in
            if state.end == nil { state.end = error.map { .failure($0) } ?? .success(()) }
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume()
    }

    // MARK: From the reader

    private enum Step {
        case message(Element, grant: Int)
        case end
        case wait
    }

    /// The next message, or nil after the last.
    ///
    /// - Parameters:
    ///   - grant: Tells the sender of room for more bytes.
    ///   - cancel: Called when the reader's task is cancelled; is to end the call, and with it this queue.
    func next(grant: (Int) -> Void, cancel: @escaping @Sendable () -> Void) async throws(RPCError) -> Element? {
        while true {
            let step = try state.withLock { state throws(RPCError) -> Step in
                if let (message, cost) = state.pop() {
                    state.consumed += cost
                    // Granting in halves keeps the sender busy without a frame for every message.
                    guard state.consumed >= window / 2, state.end == nil else { return .message(message, grant: 0) }
                    defer { state.consumed = 0 }
                    state.credit += state.consumed
                    return .message(message, grant: state.consumed)
                }
                switch state.end {
                case .success: return .end
                case .failure(let error): throw error
                case nil: return .wait
                }
            }
            switch step {
            case .message(let message, let bytes):
                if bytes > 0 { grant(bytes) }
                return message
            case .end: return nil
            case .wait: await waitForMore(cancel)
            }
        }
    }

    private func waitForMore(_ cancel: @escaping @Sendable () -> Void) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isThere = state.withLock { state in
                    if state.head < state.messages.count || state.end != nil { return true }
                    precondition(state.reader == nil, "a stream has one reader")
                    state.reader = continuation
                    return false
                }
                if isThere { continuation.resume() }
            }
        } onCancel: {
            cancel()
        }
    }
}
