/// A channel's part on one loop: its connection there, the attempts to get one, and the calls that wait for it.
///
/// States are gRPC's: idle until a call comes, connecting, ready, and, after a failed attempt, a pause in which calls
/// fail at once unless they wait for ready. A lost connection makes it idle again: the next call connects at once.
final class LoopTransport: @unchecked Sendable {
    let target: HostAndPort
    let configuration: ChannelConfiguration
    let loop: EventLoop

    private enum State {
        case idle
        case connecting(ConnectAttempt)
        case ready(ClientConnection)
        /// After a failure, until a timer fires.
        case pausing(RPCError)
        case closed
    }

    // Confined to the loop.
    private var state = State.idle
    private var retiring: [ObjectIdentifier: ClientConnection] = [:]
    private var waiting: [ClientCall] = []
    private var failures = 0
    private var jitter: JitterGenerator
    private var pauseTimer: ActionTimer?
    private var recorders: [String: any CallRecorder] = [:]

    init(target: HostAndPort, configuration: ChannelConfiguration, loop: EventLoop) {
        self.target = target
        self.configuration = configuration
        self.loop = loop
        jitter = JitterGenerator(seed: MonotonicClock.now())
    }

    /// What records the calls of a method, if anything does.
    func recorder(_ method: String) -> (any CallRecorder)? {
        guard let observer = configuration.observer else { return nil }
        if let known = recorders[method] { return known }
        let recorder = observer.recorder(method: method)
        recorders[method] = recorder
        return recorder
    }

    // MARK: Calls

    /// Sends a call, now or once there is a connection.
    func begin(_ call: ClientCall) {
        switch state {
        case .ready(let connection): connection.begin(call)
        case .idle:
            if wait(call) { connect() }
        case .connecting: _ = wait(call)
        case .pausing(let error):
            if call.options.waitForReady { _ = wait(call) } else { call.endSoon(error) }
        case .closed: call.endSoon(LoopTransport.closedError)
        }
    }

    /// Sends a call once more that a server has sent back unseen.
    func sendAgain(_ call: ClientCall) {
        guard !call.isFinished else { return }
        if call.wasSentBack {
            call.end(RPCError(.unavailable, "\(target) is shutting down"))
            return
        }
        call.wasSentBack = true
        begin(call)
    }

    private func wait(_ call: ClientCall) -> Bool {
        if waiting.count >= configuration.waitingCallLimit { waiting.removeAll(where: \.isFinished) }
        guard waiting.count < configuration.waitingCallLimit else {
            call.endSoon(RPCError(.resourceExhausted, "\(waiting.count) calls wait for a connection to \(target)"))
            return false
        }
        waiting.append(call)
        return true
    }

    // MARK: Connecting

    private func connect() {
        let attempt = ConnectAttempt(target: target, timeout: configuration.connectTimeout, loop: loop) {
            [unowned self] result in
            switch result {
            case .success(let descriptor): connected(descriptor)
            case .failure(let error): attemptFailed(error)
            }
        }
        state = .connecting(attempt)
        attempt.start()
    }

    private func connected(_ descriptor: Int32) {
        let connection = ClientConnection(transport: self, descriptor: descriptor)
        state = .ready(connection)
        connection.start()
        guard case .ready = state else { return }
        var calls: [ClientCall] = []
        swap(&calls, &waiting)
        for call in calls where !call.isFinished { begin(call) }
    }

    private func attemptFailed(_ reason: RPCError) {
        failures += 1
        let error = RPCError(.unavailable, "cannot reach \(target): \(reason.message)")
        state = .pausing(error)
        let timer = ActionTimer { [unowned self] in pauseEnded() }
        pauseTimer = timer
        loop.set(timer, after: configuration.backoff.pause(afterFailures: failures, random: jitter.next()))
        var calls: [ClientCall] = []
        swap(&calls, &waiting)
        for call in calls where !call.isFinished {
            if call.options.waitForReady { waiting.append(call) } else { call.end(error) }
        }
    }

    private func pauseEnded() {
        guard case .pausing = state else { return }
        state = .idle
        waiting.removeAll(where: \.isFinished)
        if !waiting.isEmpty { connect() }
    }

    // MARK: Losing connections

    /// The connection takes no new calls but finishes the old ones.
    func connectionRetired(_ connection: ClientConnection) {
        retiring[ObjectIdentifier(connection)] = connection
        guard case .ready(let current) = state, current === connection else { return }
        state = .idle
    }

    /// The connection is closed.
    func connectionClosed(_ connection: ClientConnection, _ reason: String) {
        if connection.hasHeard { failures = 0 }
        retiring[ObjectIdentifier(connection)] = nil
        guard case .ready(let current) = state, current === connection else { return }
        if connection.hasHeard {
            state = .idle
        } else {
            // Whoever accepts and hangs up without a word must not be called again and again without a pause.
            attemptFailed(RPCError(.unavailable, reason))
        }
    }

    /// Ends all calls and connections; on the loop.
    func close() {
        let last = state
        state = .closed
        if let pauseTimer { loop.clear(pauseTimer) }
        switch last {
        case .connecting(let attempt): attempt.cancel()
        case .ready(let connection): connection.close("the channel was closed")
        case .idle, .pausing, .closed: break
        }
        for connection in retiring.values { connection.close("the channel was closed") }
        retiring = [:]
        var calls: [ClientCall] = []
        swap(&calls, &waiting)
        for call in calls { call.end(LoopTransport.closedError) }
    }

    private static let closedError = RPCError(.unavailable, "the channel was closed")
}
