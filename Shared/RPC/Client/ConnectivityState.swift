/// How a channel, or one of its addresses, stands: gRPC's states.
public enum ConnectivityState: String, Sendable, CaseIterable {
    /// No connection and no call that needs one.
    case idle = "IDLE"
    /// Looking up the name, connecting, or waiting for the first word on the service's health.
    case connecting = "CONNECTING"
    /// Calls are sent.
    case ready = "READY"
    /// The last attempt failed: calls fail at once unless they wait, until the next attempt.
    case transientFailure = "TRANSIENT_FAILURE"
    /// Closed for good.
    case shutdown = "SHUTDOWN"

    /// The state of a whole by the states of its parts: the best of them, READY, CONNECTING, IDLE, TRANSIENT_FAILURE.
    static func aggregate(_ states: some Sequence<ConnectivityState>) -> ConnectivityState {
        var best = ConnectivityState.shutdown
        for state in states where state.rank < best.rank { best = state }
        return best
    }

    private var rank: Int {
        switch self {
        case .ready: 0
        case .connecting: 1
        case .idle: 2
        case .transientFailure: 3
        case .shutdown: 4
        }
    }
}
