import Synchronization
import Testing

@testable import Gateway

/// The server itself over real sockets: bodies, limits, connections, and its end.
@Suite struct HTTPServerTests {
    /// Runs `body` against a server on a free port.
    private static func serve(
        _ change: (inout HTTPServerConfiguration) -> Void = { _ in },
        handler: @escaping HTTPServer.Handler, _ body: (Int, HTTPServer) async throws -> Void
    ) async throws {
        var configuration = HTTPServerConfiguration()
        configuration.port = 0
        change(&configuration)
        let server = HTTPServer(configuration, handler: handler)
        try server.start()
        do {
            try await body(server.port, server)
        } catch {
            await server.shutdown(grace: .zero)
            throw error
        }
        await server.shutdown(grace: .seconds(10))
    }

    /// Says what it was asked.
    private static let echo: HTTPServer.Handler = { request in
        var headers: HTTPHeaders = ["x-method": request.method, "x-path": request.path]
        headers.add("x-custom", request.headers["x-custom"] ?? "-")
        return HTTPResponse(status: 200, headers: headers, body: request.body)
    }

    @Test func bodiesOfAllSizesComeBack() async throws {
        try await Self.serve(handler: Self.echo) { port, _ in
            for size in [0, 1, 1000, 65_535, 65_536, 1 << 20, 4 << 20] {
                let body = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
                let response = try await SocketClient.request(
                    port, "POST", "/some/path?query=1", [("X-Custom", "é")], body)
                #expect(response.status == 200)
                #expect(response.body == body)
                #expect(response.headers["x-method"] == "POST")
                #expect(response.headers["x-path"] == "/some/path")
            }
        }
    }

    @Test func aConnectionServesManyRequestsOneAfterTheOther() async throws {
        try await Self.serve(handler: Self.echo) { port, _ in
            let client = try SocketClient(port: port)
            // All at once: the answers come in order.
            for index in 0..<50 {
                try await client.send("POST /\(index) HTTP/1.1\r\nhost: localhost\r\ncontent-length: 3\r\n\r\nabc")
            }
            for index in 0..<50 {
                let response = try #require(try await client.receive())
                #expect(response.headers["x-path"] == "/\(index)")
                #expect(response.text == "abc")
            }
        }
    }

    @Test func aBodyInChunksIsPutTogether() async throws {
        try await Self.serve(handler: Self.echo) { port, _ in
            let client = try SocketClient(port: port)
            try await client.send("POST / HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n")
            for piece in ["5\r\nhello\r\n", "1\r\n,\r\n", "6\r\n world\r\n", "0\r\n\r\n"] {
                try await client.send(piece)
            }
            #expect(try await client.receive()?.text == "hello, world")
        }
    }

    @Test func aBodyTooLongIsRefusedAndSentOnAllTheSame() async throws {
        try await Self.serve {
            $0.bodyLimit = 100_000
        } handler: { _ in
            HTTPResponse(status: 200)
        } _: { port, _ in
            #expect(
                try await SocketClient.request(port, "POST", "/", [], [UInt8](repeating: 1, count: 100_000)).status
                    == 200)
            let body = [UInt8](repeating: 1, count: 100_001)
            #expect(try await SocketClient.request(port, "POST", "/", [], body).status == 413)
            // The connection goes on.
            let client = try SocketClient(port: port)
            try await client.send(Array("POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 700000\r\n\r\n".utf8))
            try await client.send([UInt8](repeating: 1, count: 700_000))
            #expect(try await client.receive()?.status == 413)
            try await client.send("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n")
            #expect(try await client.receive()?.status == 200)
        }
    }

    @Test func aBodyFarTooLongIsNotReadAtAll() async throws {
        try await Self.serve {
            $0.bodyLimit = 1000
        } handler: { _ in
            HTTPResponse(status: 200)
        } _: { port, _ in
            let client = try SocketClient(port: port)
            try await client.send("POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 99999999999\r\n\r\n")
            #expect(try await client.receive()?.status == 413)
            #expect(try await client.isClosed())
            // One that would wait to be told so is told before it sends.
            let patient = try SocketClient(port: port)
            try await patient.send(
                "POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1001\r\nexpect: 100-continue\r\n\r\n")
            #expect(try await patient.receive()?.status == 413)
            let allowed = try SocketClient(port: port)
            try await allowed.send(
                "POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 3\r\nexpect: 100-continue\r\n\r\n")
            #expect(try await allowed.receive()?.status == 100)
            try await allowed.send("abc")
            #expect(try await allowed.receive()?.status == 200)
            // Without a length it is cut off.
            let endless = try SocketClient(port: port)
            try await endless.send("POST / HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n")
            let chunk = Array("1000\r\n".utf8) + [UInt8](repeating: 1, count: 0x1000) + Array("\r\n".utf8)
            for _ in 0..<10_000 { guard try await endless.send(chunk) else { break } }
            #expect(try await endless.isClosed())
        }
    }

    @Test func allBodiesTogetherHaveALimit() async throws {
        let gate = Gate()
        try await Self.serve {
            $0.bodiesLimit = 250_000
        } handler: { request in
            if request.path == "/wait" { await gate.wait() }
            return HTTPResponse(status: 200)
        } _: { port, _ in
            let body = [UInt8](repeating: 1, count: 100_000)
            let head = "POST /wait HTTP/1.1\r\nhost: localhost\r\ncontent-length: \(body.count)\r\n\r\n"
            let first = try SocketClient(port: port)
            let second = try SocketClient(port: port)
            for client in [first, second] { try await client.send(Array(head.utf8) + body) }
            await gate.waitForVisitors(2)
            #expect(try await SocketClient.request(port, "POST", "/", [], body).status == 503)
            #expect(try await SocketClient.request(port, "POST", "/", [], Array(body.prefix(10_000))).status == 200)
            gate.open()
            #expect(try await first.receive()?.status == 200)
            #expect(try await second.receive()?.status == 200)
            #expect(try await SocketClient.request(port, "POST", "/", [], body).status == 200)
        }
    }

    @Test func aSlowHandlerHoldsUpNobody() async throws {
        let gate = Gate()
        try await Self.serve {
            $0.threads = 1
        } handler: { request in
            if request.path == "/slow" { await gate.wait() }
            return .text(200, request.path)
        } _: { port, _ in
            let slow = try (0..<50).map { _ in try SocketClient(port: port) }
            for client in slow { try await client.send("GET /slow HTTP/1.1\r\nhost: localhost\r\n\r\n") }
            await gate.waitForVisitors(50)
            for index in 0..<20 {
                #expect(try await SocketClient.request(port, "GET", "/\(index)").text == "/\(index)\n")
            }
            gate.open()
            for client in slow { #expect(try await client.receive()?.text == "/slow\n") }
        }
    }

    @Test func badRequestsEndTheirConnectionAndNothingElse() async throws {
        try await Self.serve(handler: Self.echo) { port, _ in
            let requests = [
                "\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/9.9\r\nhost: a\r\n\r\n",
                "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: x\r\n\r\n",
                "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
                "GET /" + String(repeating: "a", count: 200_000) + " HTTP/1.1\r\nhost: a\r\n\r\n",
                "GET / HTTP/1.1\r\nhost: a\r\nx: " + String(repeating: "a", count: 200_000) + "\r\n\r\n",
                "GET / HTTP/1.1\r\nhost: a\r\n" + String(repeating: "x: y\r\n", count: 40_000) + "\r\n",
                "\u{0}\u{1}\u{2}\r\n\r\n",
            ]
            for request in requests {
                let client = try SocketClient(port: port)
                try await client.send(request + "GET /second HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
                // Whatever comes is no success of the bad one, and not for ever.
                while let response = try? await client.receive() {
                    #expect(response.status >= 400 || response.headers["x-path"] == "/second", "\(request.prefix(60))")
                }
            }
            #expect(try await SocketClient.request(port, "GET", "/").status == 200)
        }
    }

    @Test func clientsThatGoAwayAreForgotten() async throws {
        try await Self.serve(handler: Self.echo) { port, server in
            for index in 0..<200 {
                let client = try SocketClient(port: port)
                switch index % 4 {
                case 0: break
                case 1: try await client.send("POST / HTTP/1.1\r\nhost: a\r\n")
                case 2: try await client.send("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\nabc")
                default: try await client.send("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\nabc")
                }
            }
            #expect(try await SocketClient.request(port, "GET", "/").status == 200)
            // Well before the timeouts, which are for connections that stay.
            for _ in 0..<2000 where server.requestsAtHand > 0 { try await Task.sleep(for: .milliseconds(5)) }
            #expect(server.requestsAtHand == 0)
        }
    }

    /// Requests that are read just while the server ends are answered or dropped; none is left suspended, which
    /// libmicrohttpd takes for the end of the process.
    @Test func requestsMayComeWhileTheServerEnds() async throws {
        for round in 0..<60 {
            var configuration = HTTPServerConfiguration()
            configuration.port = 0
            let server = HTTPServer(configuration, handler: Self.echo)
            try server.start()
            let clients = try (0..<24).map { _ in try SocketClient(port: server.port) }
            for client in clients.prefix(round % 24) {
                try await client.send("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\nabc")
            }
            async let others: Void = {
                for client in clients.suffix(12) {
                    _ = try? await client.send("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\nabc")
                }
            }()
            await server.shutdown(grace: .zero)
            await others
            #expect(server.requestsAtHand == 0, "round \(round)")
        }
    }

    @Test func moreConnectionsThanAllowedWait() async throws {
        let gate = Gate()
        try await Self.serve {
            $0.connectionLimit = 4
            $0.threads = 1
        } handler: { _ in
            await gate.wait()
            return HTTPResponse(status: 200)
        } _: { port, _ in
            let request = "GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"
            let clients = try (0..<6).map { _ in try SocketClient(port: port) }
            for client in clients { try await client.send(request) }
            await gate.waitForVisitors(4)
            // Time for more to come in, if they could.
            try await Task.sleep(for: .milliseconds(50))
            #expect(gate.visitors == 4)
            gate.open()
            for client in clients {
                let response = try await client.receive()
                #expect(response?.status == 200)
            }
            #expect(gate.visitors == 6)
        }
    }

    @Test func aShutdownLetsRequestsFinish() async throws {
        let gate = Gate()
        var configuration = HTTPServerConfiguration()
        configuration.port = 0
        let server = HTTPServer(configuration) { _ in
            await gate.wait()
            return .text(200, "done")
        }
        try server.start()
        let port = server.port
        let client = try SocketClient(port: port)
        try await client.send("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n")
        await gate.waitForVisitors(1)
        async let end: Void = server.shutdown(grace: .seconds(30))
        while !server.isDraining { try await Task.sleep(for: .milliseconds(1)) }
        gate.open()
        let response = try #require(try await client.receive())
        #expect(response.text == "done\n")
        #expect(response.headers["connection"] == "close")
        await end
        #expect(throws: SocketClient.Failure.self) { try SocketClient(port: port) }
        #expect(server.port == 0)
        // A second one has nothing to do.
        await server.shutdown(grace: .zero)
    }

    @Test func aShutdownDoesNotWaitForEver() async throws {
        let gate = Gate()
        var configuration = HTTPServerConfiguration()
        configuration.port = 0
        let server = HTTPServer(configuration) { _ in
            await gate.wait()
            return .text(200, "too late")
        }
        try server.start()
        let clients = try (0..<20).map { _ in try SocketClient(port: server.port) }
        for client in clients { try await client.send("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n") }
        await gate.waitForVisitors(20)
        await server.shutdown(grace: .milliseconds(10))
        for client in clients { #expect(try await client.receive()?.status == 503) }
        // The handlers' answers have nowhere to go, and do no harm.
        gate.open()
    }

    @Test func addressesThatCannotBeListenedOnAreErrors() async throws {
        try await Self.serve(handler: Self.echo) { port, _ in
            let error = #expect(throws: HTTPServerError.self) {
                var configuration = HTTPServerConfiguration()
                configuration.port = port
                try HTTPServer(configuration, handler: Self.echo).start()
            }
            #expect(error?.description.contains("127.0.0.1:\(port)") == true)
        }
        for host in ["0.0.0.0", "::", "192.0.2.1", "no.such.host.invalid"] {
            #expect(throws: HTTPServerError.self, "\(host)") {
                var configuration = HTTPServerConfiguration()
                configuration.host = host
                configuration.port = 0
                try HTTPServer(configuration, handler: Self.echo).start()
            }
        }
    }
}

/// Holds visitors until it is opened.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var visitors = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    func wait() async {
        await withCheckedContinuation { continuation in
            let passes = state.withLock { state in
                state.visitors += 1
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if passes { continuation.resume() }
        }
    }

    /// How many have come, held or passed.
    var visitors: Int { state.withLock { $0.visitors } }

    func waitForVisitors(_ count: Int) async {
        while visitors < count { try? await Task.sleep(for: .milliseconds(1)) }
    }

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
