import Contracts
import JSON
import ProtobufWire
import RPC
import Synchronization
import Testing

@testable import Gateway

/// A front on a free port, and what its handler was given.
final class ServedFront: Sendable {
    let port: Int
    private let server: HTTPServer
    private let recorder: Recorder

    private final class Recorder: Sendable {
        let contexts = Mutex<[CallContext]>([])
    }

    init(
        longestTimeout: Duration = .seconds(60), call: @escaping ConnectCalls.Handler = ServedFront.search
    ) throws {
        var configuration = HTTPFront.Configuration()
        configuration.server.port = 0
        configuration.longestTimeout = longestTimeout
        let recorder = Recorder()
        let front = HTTPFront(
            configuration, readiness: { nil }, metrics: { "" },
            call: { request, context in
                recorder.contexts.withLock { $0.append(context) }
                return try await call(request, context)
            })
        server = try front.start()
        port = server.port
        self.recorder = recorder
    }

    /// The calls that came, in order.
    var calls: [CallContext] { recorder.contexts.withLock { $0 } }

    func post(
        _ method: String, _ body: [UInt8], _ headers: [(String, String)] = [("content-type", "application/json")]
    ) async throws -> SocketClient.Response {
        try await SocketClient.request(port, "POST", "/tandem.v1.Gateway/\(method)", headers, body)
    }

    func post(_ method: String, _ json: String) async throws -> SocketClient.Response {
        try await post(method, Array(json.utf8))
    }

    func shutdown() async { await server.shutdown(grace: .seconds(10)) }

    /// Answers a search with its own words and limit.
    static let search: ConnectCalls.Handler = { bytes, context in
        guard let request = try? GatewaySearchRequest(serializedBytes: bytes) else {
            throw RPCError(.invalidArgument, "not a GatewaySearchRequest")
        }
        if request.query.isEmpty { throw RPCError.invalidField("query", "must not be empty") }
        return GatewaySearchResponse(
            hits: [SearchHit(id: request.query, score: 1.5)], total: UInt64(request.limit)
        ).serializedBytes()
    }
}

/// Runs `body` against a front, and ends the front whatever comes.
func serve(_ served: ServedFront, _ body: (ServedFront) async throws -> Void) async throws {
    do {
        try await body(served)
    } catch {
        await served.shutdown()
        throw error
    }
    await served.shutdown()
}

/// The error that a response carries, by Connect's rules.
func connectError(_ response: SocketClient.Response) throws -> (code: String, message: String) {
    #expect(response.headers["content-type"] == "application/json")
    let body = try JSONValue(parsing: response.body)
    return (try #require(body["code"]?.stringValue), body["message"]?.stringValue ?? "")
}
