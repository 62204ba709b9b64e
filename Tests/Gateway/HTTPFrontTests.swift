import JSON
import RPC
import Testing

@testable import Gateway

/// The pages, and who may ask.
@Suite struct HTTPFrontTests {
    private static func serve(
        _ change: (inout HTTPFront.Configuration) -> Void = { _ in }, problem: String? = nil,
        _ body: (Int) async throws -> Void
    ) async throws {
        var configuration = HTTPFront.Configuration()
        configuration.server.port = 0
        change(&configuration)
        let front = HTTPFront(
            configuration, readiness: { problem }, metrics: { "up 1\n" }, call: { _, _ in [] })
        let server = try front.start()
        do {
            try await body(server.port)
        } catch {
            await server.shutdown(grace: .zero)
            throw error
        }
        await server.shutdown(grace: .seconds(10))
    }

    private static let json = [("content-type", "application/json")]

    @Test func pagesAnswer() async throws {
        try await Self.serve { port in
            for path in ["/healthz", "/readyz"] {
                let response = try await SocketClient.request(port, "GET", path)
                #expect(response.status == 200)
                #expect(response.text == "ok\n")
            }
            let metrics = try await SocketClient.request(port, "GET", "/metrics")
            #expect(metrics.text == "up 1\n")
            #expect(metrics.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
            let listing = try await SocketClient.request(port, "GET", "/")
            #expect(listing.text.contains("POST /tandem.v1.Gateway/MatchFreelancers"))
            #expect(!listing.text.contains("ReadFacts"))
            let head = try await SocketClient.request(port, "HEAD", "/healthz")
            #expect(head.status == 200)
            #expect(head.headers["content-length"] == "3")
            for path in ["/healthz", "/metrics", "/"] {
                let response = try await SocketClient.request(port, "POST", path, [], [1])
                #expect(response.status == 405)
                #expect(response.headers["allow"] == "GET, HEAD")
            }
        }
    }

    @Test func whatIsNotReadySaysWhy() async throws {
        try await Self.serve(problem: "catching up with the log") { port in
            let response = try await SocketClient.request(port, "GET", "/readyz")
            #expect(response.status == 503)
            #expect(response.text == "catching up with the log\n")
            #expect(try await SocketClient.request(port, "GET", "/healthz").status == 200)
        }
    }

    @Test func withATokenEverythingButHealthAsksForIt() async throws {
        try await Self.serve {
            $0.token = "correct horse"
            $0.server.host = "0.0.0.0"
        } _: { port in
            for path in ["/healthz", "/readyz"] {
                #expect(try await SocketClient.request(port, "GET", path, [("host", "anything")]).status == 200)
            }
            let call = "/tandem.v1.Gateway/SearchJobs"
            for (method, path) in [("POST", call), ("GET", "/metrics"), ("GET", "/"), ("POST", "/nothing")] {
                for value in [
                    nil, "", "Bearer", "Bearer ", "Bearer wrong", "Bearer correct horsf", "Bearer correct hors",
                    "Bearer correct horse!", "Basic correct horse", "correct horse",
                ] {
                    let headers = Self.json + (value.map { [("authorization", $0)] } ?? [])
                    let response = try await SocketClient.request(
                        port, method, path, headers, method == "POST" ? [123, 125] : [])
                    #expect(response.status == 401, "\(path) \(value ?? "-")")
                    #expect(response.headers["www-authenticate"] == "Bearer")
                    #expect(try JSONValue(parsing: response.body)["code"] == "unauthenticated")
                }
                let headers = Self.json + [("Authorization", "bearer correct horse"), ("host", "gateway.example")]
                let response = try await SocketClient.request(
                    port, method, path, headers, method == "POST" ? [123, 125] : [])
                #expect(response.status == (path == "/nothing" ? 404 : 200))
            }
        }
    }

    @Test func withoutATokenOnlyLoopbackIsListenedOn() async throws {
        for host in ["0.0.0.0", "::"] {
            for token in [nil, ""] {
                var configuration = HTTPFront.Configuration()
                configuration.server.host = host
                configuration.server.port = 0
                configuration.token = token
                let front = HTTPFront(
                    configuration, readiness: { nil }, metrics: { "" }, call: { _, _ in [] })
                let error = #expect(throws: HTTPServerError.self) { try front.start() }
                #expect(error?.description.contains("TANDEM_TOKEN") == true)
            }
        }
        try await Self.serve {
            $0.server.host = "localhost"
        } _: { port in
            let response = try await SocketClient.request(port, "GET", "/healthz")
            #expect(response.status == 200)
        }
    }

    @Test func withoutATokenOtherNamesAreNotAnswered() async throws {
        try await Self.serve { port in
            for host in [
                "localhost", "LOCALHOST:80", "127.0.0.1", "127.1.2.3:\(port)", "[::1]:\(port)", "[::1]", "a.localhost",
            ] {
                #expect(
                    try await SocketClient.request(port, "GET", "/metrics", [("host", host)]).status == 200, "\(host)")
            }
            for host in [
                "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "128.0.0.1", "[::2]", "[::1", "",
                "127.0.0.256",
            ] {
                let response = try await SocketClient.request(
                    port, "POST", "/tandem.v1.Gateway/SearchJobs", Self.json + [("host", host)], [123, 125])
                #expect(response.status == 403, "\(host)")
                #expect(try JSONValue(parsing: response.body)["code"] == "permission_denied")
            }
        }
    }
}
