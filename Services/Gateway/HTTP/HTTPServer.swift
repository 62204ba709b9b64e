import CMicroHTTPD
import Dispatch
import Glibc
import Synchronization

/// An HTTP/1.1 server: libmicrohttpd reads and writes, an async function answers.
///
///     let server = HTTPServer(HTTPServerConfiguration()) { request in .text(200, "hello") }
///     try server.start()
///     …
///     await server.shutdown(grace: .seconds(10))
///
/// A connection rests while its handler runs and costs no thread. Pipelined requests are answered one after the other.
final class HTTPServer: Sendable {
    typealias Handler = @Sendable (HTTPRequest) async -> HTTPResponse

    let configuration: HTTPServerConfiguration
    private let handler: Handler
    private let refuse: @Sendable (HTTPExchange.Overflow) -> HTTPResponse
    private let running = Mutex<Running?>(nil)
    private let exchanges = Mutex<[ObjectIdentifier: HTTPExchange]>([:])
    private let bodyBytes = Atomic<Int>(0)
    private let draining = Atomic<Bool>(false)
    private let stopping = Atomic<Bool>(false)

    private struct Running: @unchecked Sendable {
        let daemon: OpaquePointer
        let listener: HTTPListener
    }

    /// A server that does not listen yet.
    ///
    /// - Parameters:
    ///   - configuration: Where, and how much.
    ///   - refuse: The answer to a body that is not taken.
    ///   - handler: Answers each request; nobody waits for it after a shutdown.
    init(
        _ configuration: HTTPServerConfiguration,
        refuse: @escaping @Sendable (HTTPExchange.Overflow) -> HTTPResponse = { overflow in
            switch overflow {
            case .body: .text(413, "the body is too long")
            case .bodies: .text(503, "too many bodies at once; try again later")
            }
        },
        handler: @escaping Handler
    ) {
        self.configuration = configuration
        self.refuse = refuse
        self.handler = handler
    }

    /// Listens and serves.
    ///
    /// - Parameter requiresLoopback: Whether an address that other machines can reach is refused.
    func start(requiresLoopback: Bool = true) throws(HTTPServerError) {
        let listener = try HTTPListener(
            host: configuration.host, port: configuration.port, requiresLoopback: requiresLoopback)
        // Lives as long as the daemon: shutdown() releases it.
        let context = Unmanaged.passRetained(self).toOpaque()
        guard let daemon = MicroHTTPD.start(configuration, socket: listener.descriptor, context: context) else {
            Unmanaged<HTTPServer>.fromOpaque(context).release()
            close(listener.descriptor)
            throw HTTPServerError(description: "libmicrohttpd does not start: \(String(cString: strerror(errno)))")
        }
        running.withLock { $0 = Running(daemon: daemon, listener: listener) }
    }

    /// The port that the server listens on; 0 when it does not.
    var port: Int { running.withLock { $0?.listener.port ?? 0 } }

    /// Requests that came, in part or whole, and are not answered to the end.
    var requestsAtHand: Int { exchanges.withLock { $0.count } }

    /// Whether no new requests are wanted: every answer closes its connection.
    var isDraining: Bool { draining.load(ordering: .relaxed) }

    /// Whether nobody waits for handlers any more: requests that still come whole are answered with ``goodbye``.
    var isStopping: Bool { stopping.load(ordering: .sequentiallyConsistent) }

    static let goodbye = HTTPResponse.text(503, "the server is shutting down")

    /// Takes no new connections, waits for the requests at hand, then closes everything.
    ///
    /// - Parameter grace: How long handlers may still take; after that their callers get 503.
    func shutdown(grace: Duration) async {
        let taken = running.withLock { running in
            defer { running = nil }
            return running
        }
        guard let taken else { return }
        draining.store(true, ordering: .relaxed)
        _ = MHD_quiesce_daemon(taken.daemon)
        await wait(until: ContinuousClock.now + grace)
        // libmicrohttpd must not be stopped while connections are suspended. A request that comes whole just now either sees
        // this, or is among the exchanges.
        stopping.store(true, ordering: .sequentiallyConsistent)
        for exchange in exchanges.withLock({ Array($0.values) }) { exchange.end(Self.goodbye) }
        await wait(until: ContinuousClock.now + .seconds(1))
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                MHD_stop_daemon(taken.daemon)
                close(taken.listener.descriptor)
                continuation.resume()
            }
        }
        Unmanaged.passUnretained(self).release()
    }

    private func wait(until deadline: ContinuousClock.Instant) async {
        while requestsAtHand > 0, ContinuousClock.now < deadline {
            try? await Task.sleep(for: .milliseconds(5))
        }
    }

    // MARK: - Requests

    /// Keeps an exchange until its connection is done with it.
    func opened(_ exchange: HTTPExchange) {
        exchanges.withLock { $0[ObjectIdentifier(exchange)] = exchange }
    }

    func closed(_ exchange: HTTPExchange) {
        _ = exchanges.withLock { $0.removeValue(forKey: ObjectIdentifier(exchange)) }
    }

    /// Runs the handler; its response finishes the exchange.
    func handle(_ request: HTTPRequest, _ exchange: HTTPExchange) {
        let handler = handler
        Task { exchange.finish(await handler(request)) }
    }

    func refusal(of overflow: HTTPExchange.Overflow) -> HTTPResponse { refuse(overflow) }

    /// Room for more bytes of a body, if there is.
    func reserve(bodyBytes count: Int) -> Bool {
        if bodyBytes.add(count, ordering: .relaxed).newValue <= configuration.bodiesLimit { return true }
        release(bodyBytes: count)
        return false
    }

    func release(bodyBytes count: Int) { bodyBytes.subtract(count, ordering: .relaxed) }
}
