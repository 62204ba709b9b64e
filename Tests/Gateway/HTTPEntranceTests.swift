import Contracts
import Hosting
import JSON
import ProtobufJSON
import ProtobufWire
import RPC
import Testing

@testable import Gateway
@testable import Hosting

@Suite("HTTP beside RPC", .timeLimit(.minutes(2)))
struct HTTPEntranceTests {
    private func withGateway(
        token: SharedToken? = nil, _ body: (GatewayUnderTest, Int) async throws -> Void
    ) async throws {
        let gateway = try GatewayUnderTest(try SmallMarket(token: token), token: token, ["--http", "127.0.0.1:0"])
        let line = try #require(gateway.running.host.announcements.first)
        #expect(line.hasPrefix("http 127.0.0.1:"))
        try await body(gateway, try #require(Int(line.dropFirst("http 127.0.0.1:".count))))
        await gateway.stop()
    }

    private static let timeout = [("connect-timeout-ms", "60000")]

    private func post(
        _ port: Int, _ method: String, _ json: String, _ headers: [(String, String)] = Self.timeout
    ) async throws -> SocketClient.Response {
        try await SocketClient.request(
            port, "POST", "/tandem.v1.Gateway/\(method)", [("content-type", "application/json")] + headers,
            Array(json.utf8))
    }

    @Test func answersAsOverRPC() async throws {
        try await withGateway { gateway, port in
            let response = try await post(port, "MatchFreelancers", #"{"jobId":"j1","limit":2}"#)
            #expect(response.status == 200)
            let matches = try #require(try JSONValue(parsing: response.body)["matches"])
            #expect(matches[0]?["id"]?.stringValue == "f3")
            #expect(matches[1]?["id"]?.stringValue == "f2")
            #expect(matches[2] == nil)
            let missing = try await post(port, "MatchFreelancers", #"{"jobId":"?"}"#)
            #expect(missing.status == 404)
            #expect(missing.text.contains("not_found"))
            let negative = try await post(port, "MatchFreelancers", #"{"jobId":"j1","limit":-1}"#)
            #expect(negative.status == 400)
            let facts = #"{"facts":[{"id":"e1","time":"1","signup":{"userId":"u1"}}]}"#
            let recorded = try await post(port, "RecordFacts", facts)
            #expect(recorded.status == 200)
            #expect(recorded.text.contains(#""appended":"1""#))
        }
    }

    @Test func aTraceComesInByHTTPAndItsTimesGoBack() async throws {
        try await withGateway { gateway, port in
            let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
            let headers = Self.timeout + [("debug", "1"), ("traceparent", parent)]
            let response = try await post(port, "MatchFreelancers", #"{"jobId":"j1"}"#, headers)
            let trailer = try #require(response.headers["trailer-tandem-timing-bin"])
            let timing = try CallTiming(serializedBytes: try #require(Base64.decode(trailer.utf8)))
            #expect(timing.traceID == "0af7651916cd43dd8448eb211c80319c")
            #expect(timing.calls.count >= 5)
            let traces = gateway.market.metadata(of: "client-model").compactMap { $0["traceparent"] }
            #expect(!traces.isEmpty && traces.allSatisfy { $0.contains(timing.traceID) && $0 != parent })
            let plain = try await post(port, "MatchFreelancers", #"{"jobId":"j1"}"#)
            #expect(plain.headers["trailer-tandem-timing-bin"] == nil)
        }
    }

    @Test func pagesTellOfAllServices() async throws {
        try await withGateway { gateway, port in
            #expect(try await SocketClient.request(port, "GET", "/healthz").status == 200)
            while !gateway.running.host.isReady { try await Task.sleep(for: .milliseconds(5)) }
            #expect(try await SocketClient.request(port, "GET", "/readyz").status == 200)
            _ = try await post(port, "MatchFreelancers", #"{"jobId":"?"}"#)
            let metrics = try await SocketClient.request(port, "GET", "/metrics").text
            #expect(
                metrics.contains(
                    #"tandem_calls_total{service="gateway",method="tandem.v1.Gateway/MatchFreelancers",code="NOT_FOUND"} 1"#
                ))
            #expect(metrics.contains(#"up{service="recommender"} 1"#))
            await gateway.market.stop("client-model")
            let ready = try await SocketClient.request(port, "GET", "/readyz")
            #expect(ready.status == 503)
            #expect(ready.text.hasPrefix("client-model: "))
        }
    }

    @Test func asksForTheTokenToo() async throws {
        let token = try SharedToken("open-sesame")
        try await withGateway(token: token) { (_, port) async throws in
            #expect(try await post(port, "MatchFreelancers", #"{"jobId":"j1"}"#).status == 401)
            let credentials = Self.timeout + [("authorization", token.credentials)]
            #expect(try await post(port, "MatchFreelancers", #"{"jobId":"j1"}"#, credentials).status == 200)
            #expect(try await SocketClient.request(port, "GET", "/readyz").status != 401)
        }
    }

    @Test("Whoever says nothing of time gets an answer in seconds, though a service hangs")
    func defaultTime() async throws {
        try await withGateway { gateway, port in
            gateway.market.trouble("client-model", .hangs)
            var response = try await post(port, "MatchFreelancers", #"{"jobId":"j1"}"#, [])
            // On a machine that is busy with other tests the search may need longer than its share of two seconds.
            for _ in 0..<20 where response.status != 200 {
                response = try await post(port, "MatchFreelancers", #"{"jobId":"j1"}"#, [])
            }
            #expect(response.status == 200)
            #expect(response.text.contains(#""degraded":["client-model""#))
        }
    }

    @Test func staysClosedInReplay() throws {
        for options in [["--replay"], ["--http", "off"]] {
            let gateway = try GatewayUnderTest(try SmallMarket(), options)
            #expect(gateway.running.host.announcements.isEmpty)
        }
    }
}
