import Contracts
import JSON
import ProtobufJSON
import ProtobufWire
import RPC
import Testing

@testable import Gateway

/// Calls and pages over real sockets, by the rules of the Connect protocol.
@Suite struct ConnectTests {
    @Test func callsInJSONAreAnsweredInJSON() async throws {
        try await serve(ServedFront()) { served in
            for type in ["application/json", "Application/JSON; charset=utf-8", "application/json;charset=\"UTF-8\""] {
                let response = try await served.post(
                    "SearchJobs", Array(#"{"query":"baker é","limit":7}"#.utf8),
                    [("content-type", type), ("Connect-Protocol-Version", "1")])
                #expect(response.status == 200)
                #expect(response.headers["content-type"] == "application/json")
                #expect(response.text == #"{"hits":[{"id":"baker é","score":1.5}],"total":"7"}"#)
            }
            #expect(served.calls.first?.method == "tandem.v1.Gateway/SearchJobs")
        }
    }

    @Test func callsInBytesAreAnsweredInBytes() async throws {
        try await serve(ServedFront()) { served in
            let request = GatewaySearchRequest(query: "baker", limit: 3)
            let response = try await served.post(
                "SearchFreelancers", request.serializedBytes(), [("content-type", "application/proto")])
            #expect(response.status == 200)
            #expect(response.headers["content-type"] == "application/proto")
            let message = try GatewaySearchResponse(serializedBytes: response.body)
            #expect(message.hits.map(\.id) == ["baker"])
            #expect(message.total == 3)
        }
    }

    @Test func aFieldThatIsWrongIsNamed() async throws {
        try await serve(ServedFront()) { served in
            let cases = [
                (#"{"filter":{"rateMinimum":"abc"}}"#, "filter.rate_minimum"), (#"{"limit":-1}"#, "limit"),
                (#"{"nope":1}"#, "nope"), ("", ""), ("[]", ""), (#"{"query":""}"#, "query"),
            ]
            for (json, field) in cases {
                let response = try await served.post("SearchJobs", json)
                #expect(response.status == 400)
                let error = try connectError(response)
                #expect(error.code == "invalid_argument")
                #expect(error.message.hasPrefix(field))
                let detail = try #require(try JSONValue(parsing: response.body)["details"]?[0])
                #expect(detail["type"] == "tandem.v1.InvalidField")
                let value = try #require(detail["value"]?.stringValue)
                #expect(!value.contains("="))
                let decoded = try InvalidField(serializedBytes: try #require(Base64.decode(value.utf8)))
                #expect(decoded.field == field)
                #expect(detail["debug"]?["reason"]?.stringValue == decoded.reason)
            }
        }
    }

    @Test func everyCodeHasItsNameAndStatus() async throws {
        let table: [(StatusCode, String, Int)] = [
            (.cancelled, "canceled", 499), (.unknown, "unknown", 500), (.invalidArgument, "invalid_argument", 400),
            (.deadlineExceeded, "deadline_exceeded", 504), (.notFound, "not_found", 404),
            (.alreadyExists, "already_exists", 409), (.permissionDenied, "permission_denied", 403),
            (.resourceExhausted, "resource_exhausted", 429), (.failedPrecondition, "failed_precondition", 400),
            (.aborted, "aborted", 409), (.outOfRange, "out_of_range", 400), (.unimplemented, "unimplemented", 501),
            (.internalError, "internal", 500), (.unavailable, "unavailable", 503), (.dataLoss, "data_loss", 500),
            (.unauthenticated, "unauthenticated", 401),
        ]
        #expect(Set(table.map(\.0)) == Set(StatusCode.all.dropFirst()))
        let served = try ServedFront { request, _ in
            let limit = (try? GatewaySearchRequest(serializedBytes: request))?.limit ?? 0
            var metadata = CallMetadata([("cost", "237")])
            metadata[binary: "trace-bin"] = [1]
            throw RPCError(StatusCode(rawValue: limit), "as \"asked\"", metadata: metadata)
        }
        try await serve(served) { served in
            for (code, name, status) in table {
                let response = try await served.post("SearchJobs", "{\"limit\":\(code.rawValue)}")
                #expect(response.status == status)
                #expect(response.headers["trailer-cost"] == "237")
                #expect(response.headers["trailer-trace-bin"] == "AQ")
                let error = try connectError(response)
                #expect(error == (name, "as \"asked\""))
            }
        }
    }

    @Test func whatIsNoCallIsRefused() async throws {
        try await serve(ServedFront()) { served in
            let json = [("content-type", "application/json")]
            let cases: [(String, String, [(String, String)], Int, String)] = [
                ("POST", "/tandem.v1.Gateway/Nothing", json, 404, "unimplemented"),
                ("POST", "/tandem.v1.Gateway", json, 404, "unimplemented"),
                ("POST", "/tandem.v1.Gateway/", json, 404, "unimplemented"),
                ("POST", "/tandem.v1.Gateway/SearchJobs/", json, 404, "unimplemented"),
                ("POST", "//tandem.v1.Gateway/SearchJobs", json, 404, "unimplemented"),
                ("POST", "/tandem.v1.Replica/Advance", json, 404, "unimplemented"),
                ("POST", "/favicon.ico", json, 404, "unimplemented"),
                ("GET", "/nothing", [], 404, "unimplemented"),
                ("GET", "/tandem.v1.Gateway/SearchJobs", [], 405, "unimplemented"),
                ("OPTIONS", "/tandem.v1.Gateway/SearchJobs", [], 405, "unimplemented"),
                ("PUT", "/tandem.v1.Gateway/SearchJobs", json, 405, "unimplemented"),
                ("POST", "/tandem.v1.Gateway/SearchJobs", [], 415, "unimplemented"),
                ("POST", "/tandem.v1.Gateway/SearchJobs", [("content-type", "text/plain")], 415, "unimplemented"),
                (
                    "POST", "/tandem.v1.Gateway/SearchJobs", [("content-type", "application/json; charset=latin1")],
                    415,
                    "unimplemented"
                ),
                (
                    "POST", "/tandem.v1.Gateway/SearchJobs", [("content-type", "application/connect+json")], 415,
                    "unimplemented"
                ),
                ("POST", "/tandem.v1.Gateway/SearchJobs", [("content-type", "application/grpc")], 415, "unimplemented"),
                ("POST", "/tandem.v1.Gateway/ReadFacts", json, 415, "unimplemented"),
                ("POST", "/tandem.v1.Gateway/SearchJobs", json + [("content-encoding", "br")], 501, "unimplemented"),
                (
                    "POST", "/tandem.v1.Gateway/SearchJobs", json + [("connect-protocol-version", "2")], 400,
                    "invalid_argument"
                ),
                (
                    "POST", "/tandem.v1.Gateway/SearchJobs", json + [("connect-timeout-ms", "soon")], 400,
                    "invalid_argument"
                ),
                (
                    "POST", "/tandem.v1.Gateway/SearchJobs", json + [("connect-timeout-ms", "-1")], 400,
                    "invalid_argument"
                ),
                (
                    "POST", "/tandem.v1.Gateway/SearchJobs", json + [("connect-timeout-ms", "12345678901")], 400,
                    "invalid_argument"
                ),
                ("POST", "/tandem.v1.Gateway/SearchJobs", json + [("trace-bin", "!")], 400, "invalid_argument"),
                (
                    "POST", "/tandem.v1.Gateway/SearchJobs", json + (0..<129).map { ("x-\($0)", "y") }, 429,
                    "resource_exhausted"
                ),
            ]
            for (method, path, headers, status, code) in cases {
                let response = try await SocketClient.request(
                    served.port, method, path, headers, method == "GET" ? [] : Array(#"{"query":"a"}"#.utf8))
                #expect(response.status == status, "\(method) \(path) \(headers)")
                #expect(try connectError(response).code == code, "\(method) \(path) \(headers)")
                if status == 405 { #expect(response.headers["allow"] == "POST") }
            }
            #expect(served.calls.isEmpty)
            let encoded = try await served.post(
                "SearchJobs", [1, 2, 3], [("content-type", "application/json"), ("content-encoding", "identity")])
            #expect(encoded.status == 400)
        }
    }

    @Test func bodiesTooLongAreRefusedAsConnectHasIt() async throws {
        try await serve(ServedFront()) { served in
            let query = String(repeating: "a", count: 10 << 20)
            let response = try await served.post("SearchJobs", "{\"query\":\"\(query)\"}")
            #expect(response.status == 413)
            #expect(try connectError(response).code == "resource_exhausted")
            let fits = String(repeating: "a", count: (4 << 20) - 100)
            #expect(try await served.post("SearchJobs", "{\"query\":\"\(fits)\"}").status == 200)
        }
    }

    @Test func metadataAndTimeoutReachTheHandler() async throws {
        let served = try ServedFront { _, context in
            var response = GatewaySearchResponse()
            if let remaining = context.remaining { response.total = UInt64(remaining.components.seconds) }
            return response.serializedBytes()
        }
        func seconds(_ response: SocketClient.Response) throws -> Int {
            try #require(Int(try JSONValue(parsing: response.body)["total"]?.stringValue ?? ""))
        }
        try await serve(served) { served in
            let response = try await served.post(
                "SearchJobs", Array("{}".utf8),
                [
                    ("content-type", "application/json"), ("Connect-Timeout-Ms", "20500"),
                    ("Traceparent", "00-ab-cd-01"),
                    ("X-Bytes-Bin", "AQI"), ("authorization", "Bearer secret"), ("accept", "*/*"),
                ])
            #expect((1...20).contains(try seconds(response)))
            let context = try #require(served.calls.first)
            #expect(context.metadata.entries.map(\.key) == ["traceparent", "x-bytes-bin"])
            #expect(context.metadata["traceparent"] == "00-ab-cd-01")
            #expect(context.metadata[binary: "x-bytes-bin"] == [1, 2])
            // Longer than allowed is the limit; none is left to the handler.
            let long = try await served.post(
                "SearchJobs", Array("{}".utf8),
                [("content-type", "application/json"), ("connect-timeout-ms", "9999999999")])
            #expect((21...60).contains(try seconds(long)))
            #expect(try await served.post("SearchJobs", "{}").text == "{}")
            #expect(served.calls.last?.deadline == .never)
        }
    }

    @Test func aCallThatTakesTooLongEndsAndIsCancelled() async throws {
        let gate = Gate()
        let served = try ServedFront(longestTimeout: .milliseconds(50)) { _, _ in
            await gate.wait()
            return []
        }
        try await serve(served) { served in
            for timeout in ["30", "0", "9999999", nil] {
                let response = try await served.post(
                    "SearchJobs", Array("{}".utf8),
                    [("content-type", "application/json")] + (timeout.map { [("connect-timeout-ms", $0)] } ?? []))
                #expect(response.status == 504)
                #expect(try connectError(response).code == "deadline_exceeded")
            }
            for context in served.calls {
                for _ in 0..<2000 where !context.isCancelled { try await Task.sleep(for: .milliseconds(5)) }
                #expect(context.isCancelled)
            }
            gate.open()
        }
    }

    @Test func errorsOfOtherKindsAreUnknown() async throws {
        let served = try ServedFront { request, _ in
            if request.isEmpty { throw CancellationError() }
            throw SocketClient.Failure(description: "no disk")
        }
        try await serve(served) { served in
            let failed = try await served.post("SearchJobs", #"{"limit":1}"#)
            #expect(failed.status == 500)
            #expect(try connectError(failed).code == "unknown")
            let cancelled = try await served.post("SearchJobs", "{}")
            #expect(cancelled.status == 499)
            #expect(try connectError(cancelled).code == "canceled")
        }
    }

    @Test func aDamagedResponseIsAnInternalError() async throws {
        try await serve(ServedFront { _, _ in [0x0A, 0xFF] }) { served in
            let response = try await served.post("SearchJobs", "{}")
            #expect(response.status == 500)
            #expect(try connectError(response).code == "internal")
        }
    }
}
