import Contracts
import Foundation
import JSON
import Operations
import ProtobufWire
import RPC
import Testing

extension IntegrationTests {
    /// What nobody should send: each is answered by a clear status, and the services go on.
    @Suite struct BadInputTests {
        @Test func everyBadRequestHasItsStatusAndNothingCrashes() async throws {
            let home = try await Sample.trainedHome()
            let suite = try await RunningSuite(home, "--no-restart")
            let processIDs = try Built.services.map { try suite.processID($0) }
            try await requests(suite)
            try http(suite)
            try frames(suite)
            // Alive, the very same processes, and answering.
            #expect(try Built.services.map { try suite.processID($0) } == processIDs)
            let match = try await suite.call(GatewayService.matchFreelancers, .init(text: "logo", limit: 3))
            #expect(match.matches.count == 3 && match.degraded.isEmpty)
            #expect(await suite.stop() == .status(0))
        }

        /// Over RPC.
        private func requests(_ suite: RunningSuite) async throws {
            func status<Request: Message, Response: Message>(
                _ method: UnaryMethod<Request, Response>, _ request: Request, _ expected: StatusCode,
                _ words: String = ""
            ) async {
                do {
                    _ = try await suite.call(method, request)
                    Issue.record("\(method.name) answered")
                } catch let error as RPCError {
                    #expect(error.code == expected, "\(method.name): \(error)")
                    #expect(words.isEmpty || error.message.contains(words), "\(error)")
                } catch {
                    Issue.record("\(error)")
                }
            }
            let long = String(repeating: "mobile app ", count: 10 << 20 / 11)
            await status(GatewayService.matchFreelancers, .init(), .invalidArgument, "job_id")
            await status(GatewayService.matchFreelancers, .init(jobID: "j1", text: "a"), .invalidArgument)
            await status(GatewayService.matchFreelancers, .init(jobID: "nowhere"), .notFound, "nowhere")
            await status(GatewayService.matchFreelancers, .init(text: "a", limit: 10_001), .invalidArgument, "limit")
            await status(GatewayService.matchFreelancers, .init(text: "a", limit: .max), .invalidArgument, "limit")
            await status(
                GatewayService.matchFreelancers, .init(text: "a", fusion: .init(rawValue: -5)), .invalidArgument,
                "fusion")
            await status(GatewayService.matchFreelancers, .init(text: long), .resourceExhausted)
            await status(
                GatewayService.matchFreelancers, .init(text: String(long.prefix(2 << 20))), .invalidArgument, "text")
            await status(GatewayService.matchJobs, .init(), .invalidArgument, "freelancer_id")
            await status(GatewayService.matchJobs, .init(freelancerID: "nobody"), .notFound)
            await status(GatewayService.rankProposals, .init(jobID: "nowhere"), .notFound)
            await status(
                GatewayService.rankProposals, .init(jobID: String(repeating: "x", count: 1_000)), .invalidArgument)
            await status(GatewayService.searchFreelancers, .init(query: long), .resourceExhausted)
            await status(GatewayService.searchJobs, .init(query: "a", limit: 1_001), .invalidArgument, "limit")
            await status(GatewayService.similarFreelancers, .init(freelancerID: "nobody"), .notFound)
            await status(GatewayService.recommendJobs, .init(freelancerID: "nobody"), .notFound)
            await status(GatewayService.describeFreelancer, .init(freelancerID: "nobody"), .notFound)
            await status(GatewayService.recordFacts, .init(facts: [Fact()]), .invalidArgument, "facts")
            await status(
                GatewayService.recordFacts, .init(facts: [Fact(id: "x", time: 1)]), .invalidArgument, "facts[0]")
            await status(
                UnaryMethod<MatchFreelancersRequest, MatchResponse>("tandem.v1.Gateway/Nothing"), .init(),
                .unimplemented)
            // A message of another type: its fields don't fit.
            await status(
                UnaryMethod<Concept, MatchResponse>(GatewayService.matchFreelancers.name),
                Concept(id: "\u{7}", aliases: ["\u{1}"]), .notFound)
            // Empty is no error where it has a meaning: everything, most recent first.
            let all = try await suite.call(GatewayService.searchFreelancers, .init(limit: 5))
            #expect(all.hits.count == 5)
            await status(GatewayService.understand, .init(), .invalidArgument, "text")
        }

        /// Over HTTP.
        private func http(_ suite: RunningSuite) throws {
            func post(_ method: String, _ body: String, _ status: Int, _ code: String) throws {
                let answer = try LoopbackSocket.post(port: suite.http, method, Array(body.utf8))
                #expect(answer.status == status, "\(method) \(body.prefix(60)): \(answer)")
                #expect(answer.body?["code"]?.stringValue == code, "\(method) \(body.prefix(60)): \(answer)")
                #expect(answer.body?["message"]?.stringValue?.isEmpty == false)
            }
            try post("MatchFreelancers", #"{"text": 7}"#, 400, "invalid_argument")
            try post("MatchFreelancers", #"{"text": "logo", "limit": -1}"#, 400, "invalid_argument")
            try post("MatchFreelancers", #"{"text": "logo", "limit": "many"}"#, 400, "invalid_argument")
            try post("MatchFreelancers", #"{"text": "logo", "limits": 3}"#, 400, "invalid_argument")
            try post("MatchFreelancers", #"{"text": ""}"#, 400, "invalid_argument")
            try post("MatchFreelancers", #"{"text": "logo""#, 400, "invalid_argument")
            try post("MatchFreelancers", "[]", 400, "invalid_argument")
            try post("MatchFreelancers", #"{"jobId": "nowhere"}"#, 404, "not_found")
            try post("MatchFreelancers", String(repeating: "[", count: 100_000), 400, "invalid_argument")
            let long = #"{"query": ""# + String(repeating: "x", count: 10 << 20) + #""}"#
            let answer = try LoopbackSocket.post(port: suite.http, "SearchFreelancers", Array(long.utf8))
            #expect([413, 429].contains(answer.status) && answer.body?["code"]?.stringValue == "resource_exhausted")
            let answered = try LoopbackSocket.post(
                port: suite.http, "MatchFreelancers", Array(#"{"text":"logo"}"#.utf8))
            #expect(answered.status == 200 && answered.body?["matches"]?.arrayValue?.isEmpty == false)
        }

        /// Below RPC, bytes that are no frames, or too large ones: each service closes the connection.
        private func frames(_ suite: RunningSuite) throws {
            let gateway = Int(suite.gateway.split(separator: ":")[1]) ?? 0
            var numbers = SeededNumbers(seed: 9)
            for port in gateway..<gateway + 6 {
                let noise = (0..<4_096).map { _ in UInt8(numbers.below(256)) }
                for bytes in [
                    Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8), [0, 0xFF, 0xFF, 0xFF, 0xFF, 1, 2, 3],
                    [0, 0, 0, 0, 3, 0xFF, 0xFF, 0xFF], [9] + noise, [0, 0, 0, 0, 2, 8, 0x96],
                ] {
                    #expect(try LoopbackSocket.exchange(port: port, bytes).isClosed, "port \(port): \(bytes.prefix(8))")
                }
            }
        }
    }
}
