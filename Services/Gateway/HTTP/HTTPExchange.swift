import CMicroHTTPD
import Synchronization

/// One request on its way in and its response on its way out.
///
/// libmicrohttpd calls about it on one of its threads; the handler finishes it from any other.
final class HTTPExchange: Sendable {
    /// What to do once the whole request has come.
    enum Step {
        /// Ask the handler; the connection is suspended meanwhile.
        case handle(HTTPRequest)
        /// Send this.
        case answer(HTTPResponse)
        /// Close the connection.
        case close
    }

    private enum Phase {
        case receiving
        /// The connection is suspended until the handler is done.
        case waiting(Connection)
        case answered(HTTPResponse)
    }

    /// libmicrohttpd's handle, which it guards by itself.
    struct Connection: @unchecked Sendable {
        let handle: OpaquePointer
    }

    private struct State {
        var request: HTTPRequest
        var phase = Phase.receiving
        /// Bytes of the body that came, kept or not.
        var received = 0
        var overflow: Overflow?
    }

    /// Why a body was not kept.
    enum Overflow {
        /// It alone is too long.
        case body
        /// All bodies of all requests together are.
        case bodies
    }

    private let state: Mutex<State>
    private let server: HTTPServer
    private let started = ContinuousClock.now

    init(_ request: HTTPRequest, server: HTTPServer) {
        state = Mutex(State(request: request))
        self.server = server
    }

    deinit { server.release(bodyBytes: state.withLock { $0.request.body.count }) }

    /// Takes a piece of the body.
    ///
    /// - Returns: false when the connection is to be closed: too slow, or far too long.
    func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let limits = server.configuration
        guard ContinuousClock.now - started < limits.uploadTimeout else { return false }
        return state.withLock { state in
            state.received += bytes.count
            guard state.received <= limits.discardLimit else { return false }
            if state.overflow == nil {
                if state.received > limits.bodyLimit {
                    state.overflow = .body
                } else if !server.reserve(bodyBytes: bytes.count) {
                    state.overflow = .bodies
                } else {
                    state.request.body.append(contentsOf: bytes)
                }
            }
            return true
        }
    }

    /// What comes next, now that libmicrohttpd has no more of the request.
    func next(on connection: Connection) -> Step {
        state.withLock { state in
            switch state.phase {
            case .receiving:
                if let overflow = state.overflow { return .answer(server.refusal(of: overflow)) }
                if server.isStopping { return .answer(HTTPServer.goodbye) }
                // Within the lock: whoever finishes the exchange finds the connection suspended.
                MHD_suspend_connection(connection.handle)
                state.phase = .waiting(connection)
                return .handle(state.request)
            case .answered(let response): return .answer(response)
            case .waiting: return .close
            }
        }
    }

    /// Gives the response and wakes the connection; the first one counts.
    func finish(_ response: HTTPResponse) {
        state.withLock { state in
            guard case .waiting(let connection) = state.phase else { return }
            state.phase = .answered(response)
            // Within the lock: once it is free, stopping the server may free the connection.
            MHD_resume_connection(connection.handle)
        }
    }

    /// Gives the response whether or not the whole request has come, so that the connection is not suspended any more.
    func end(_ response: HTTPResponse) {
        finish(response)
        state.withLock { state in
            if case .receiving = state.phase { state.phase = .answered(response) }
        }
    }
}
