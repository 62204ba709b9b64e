import Glibc
import ProtobufJSON
import RPC

/// The gateway for people, web pages and Connect clients: calls by Connect's rules, and pages for whoever watches it.
///
/// - `POST /tandem.v1.Gateway/<Method>`: a call (``ConnectCalls``);
/// - `GET /healthz`, `GET /readyz`: 200, or 503 with the problem; no token is asked for;
/// - `GET /metrics`: Prometheus' text format;
/// - `GET /`: what there is.
///
/// With a token every request must carry it. Without one the front listens on loopback only, and answers only requests
/// that name a loopback host: otherwise any web page could reach it under a name of its own (DNS rebinding).
struct HTTPFront: Sendable {
    /// Where the front listens and what it asks for.
    struct Configuration: Sendable {
        var server = HTTPServerConfiguration()
        /// What `Authorization: Bearer` must carry.
        var token: String?
        /// Full names of the services that are served.
        var services = ["tandem.v1.Gateway"]
        /// What a call gets at most, also when it doesn't ask for a timeout.
        var longestTimeout: Duration = .seconds(60)
    }

    /// A problem in words, or nil when there is none.
    typealias Check = @Sendable () async -> String?

    private let configuration: Configuration
    private let calls: ConnectCalls
    private let health: Check
    private let readiness: Check
    private let metrics: @Sendable () async -> String

    /// A front that does not listen yet.
    ///
    /// - Parameters:
    ///   - configuration: Where, and what for.
    ///   - health: Whether the process does its work at all.
    ///   - readiness: Whether calls should be sent here now.
    ///   - metrics: Prometheus text, version 0.0.4.
    ///   - call: Answers the calls.
    init(
        _ configuration: Configuration, health: @escaping Check = { nil }, readiness: @escaping Check,
        metrics: @escaping @Sendable () async -> String, call: @escaping ConnectCalls.Handler
    ) {
        var configuration = configuration
        // An empty secret is none, so that an unset variable of a shell does not open the door.
        if configuration.token?.isEmpty == true { configuration.token = nil }
        self.configuration = configuration
        self.health = health
        self.readiness = readiness
        self.metrics = metrics
        calls = ConnectCalls(
            services: configuration.services, longestTimeout: configuration.longestTimeout,
            bodyLimit: configuration.server.bodyLimit, handler: call)
    }

    /// Listens and serves; `shutdown(grace:)` of what is returned ends it.
    ///
    /// - Throws: when the address can't be listened on, or is beyond loopback and there is no token.
    func start() throws(HTTPServerError) -> HTTPServer {
        let limit = configuration.server.bodyLimit
        let server = HTTPServer(
            configuration.server,
            refuse: { overflow in
                switch overflow {
                case .body:
                    .error(RPCError(.resourceExhausted, "the body is longer than \(limit) bytes"), status: 413)
                case .bodies:
                    .error(RPCError(.unavailable, "too many requests at once; try again later"))
                }
            },
            handler: respond)
        try server.start(requiresLoopback: configuration.token == nil)
        return server
    }

    /// The answer to a request.
    @Sendable
    func respond(to request: HTTPRequest) async -> HTTPResponse {
        switch request.path {
        case "/healthz": return await page(request) { await answer(health) }
        case "/readyz": return await page(request) { await answer(readiness) }
        default: break
        }
        if let refusal = refusal(of: request) { return refusal }
        switch request.path {
        case "/metrics":
            return await page(request) {
                HTTPResponse(
                    status: 200, headers: ["content-type": "text/plain; version=0.0.4; charset=utf-8"],
                    body: Array(await metrics().utf8))
            }
        case "/": return await page(request) { .text(200, listing) }
        default: return await calls.respond(to: request)
        }
    }

    // MARK: - Who may ask

    private func refusal(of request: HTTPRequest) -> HTTPResponse? {
        guard let token = configuration.token else {
            guard !Self.isLoopback(request.headers["host"] ?? "") else { return nil }
            return .error(
                RPCError(
                    .permissionDenied,
                    "host: only localhost and 127.0.0.1 are answered; set TANDEM_TOKEN to serve other names"))
        }
        let words = (request.headers["authorization"] ?? "").split(separator: " ", maxSplits: 1)
        if words.count == 2, words[0].lowercased() == "bearer", Self.isSame(words[1], token) { return nil }
        return .error(
            RPCError(.unauthenticated, "authorization: expected Bearer and the token"),
            headers: ["www-authenticate": "Bearer"])
    }

    /// Compares in a time that does not tell how much was right.
    private static func isSame(_ given: Substring, _ token: String) -> Bool {
        let given = Array(given.utf8)
        let token = Array(token.utf8)
        var difference = given.count ^ token.count
        for index in given.indices { difference |= Int(given[index] ^ token[index % max(token.count, 1)]) }
        return difference == 0
    }

    /// Whether a `Host` header names this machine as only it can be reached from itself.
    private static func isLoopback(_ host: String) -> Bool {
        if host.hasPrefix("[") { return host == "[::1]" || host.hasPrefix("[::1]:") }
        let name = host.prefix { $0 != ":" }.lowercased()
        if name == "localhost" || name.hasSuffix(".localhost") { return true }
        var address = in_addr()
        return inet_pton(AF_INET, name, &address) == 1 && UInt32(bigEndian: address.s_addr) >> 24 == 127
    }

    // MARK: - Pages

    private func page(_ request: HTTPRequest, _ content: () async -> HTTPResponse) async -> HTTPResponse {
        guard request.method == "GET" || request.method == "HEAD" else {
            return .text(405, "\(request.path) is read by GET", headers: ["allow": "GET, HEAD"])
        }
        return await content()
    }

    private func answer(_ check: Check) async -> HTTPResponse {
        guard let problem = await check() else { return .text(200, "ok") }
        return .text(503, problem)
    }

    private var listing: String {
        var lines = ["Tandem", "", "GET /healthz", "GET /readyz", "GET /metrics", ""]
        let pool = DescriptorPool.contract
        for method in calls.methods {
            lines.append("POST /\(method.fullName)  \(pool.messages[method.request].fullName)")
        }
        lines += [
            "", "Calls are the Connect protocol's unary ones, in application/json or application/proto:",
            "curl -H 'content-type: application/json' -d '{}' http://HOST/tandem.v1.Gateway/GetSystemStatus",
        ]
        return lines.joined(separator: "\n")
    }
}
