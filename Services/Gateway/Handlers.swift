import Contracts
import Hosting
import Marketplace
import ProtobufWire
import RPC

/// The RPCs of `tandem.v1.Gateway`, for calls over RPC and over HTTP alike.
enum Handlers {
    static func register(on server: RPCServer, _ door: FrontDoor) {
        for method in unary(door) { method.register(server) }
        server.register(GatewayService.uploadFacts) { requests, context in
            try await FactUpload(log: door.log).append(requests, context)
        }
        server.register(GatewayService.matchSession) { questions, writer, context in
            try await MatchSession(matcher: door.matcher).answer(questions, writer, context)
        }
        server.register(GatewayService.readFacts) { request, writer, context in
            try await LogReading(log: door.log, ending: door.ending).read(request, writer, context)
        }
    }

    /// A unary method with its handler, its types left out.
    struct Unary: Sendable {
        /// "tandem.v1.Gateway/MatchFreelancers".
        let name: String
        /// Registers it on a server.
        let register: @Sendable (RPCServer) -> Void
        /// Answers a request's bytes.
        let answer: @Sendable ([UInt8], CallContext) async throws -> [UInt8]

        /// - Parameters:
        ///   - peers: lends an event loop to calls that come over HTTP.
        ///   - isBrief: whether the handler does little for this request beside waiting for the services: then it runs on
        ///     an event loop, as its calls do, and changes no thread. Nil for handlers that never do.
        init<Request: Message, Response: Message>(
            _ method: UnaryMethod<Request, Response>, _ peers: Peers, isBrief: (@Sendable (Request) -> Bool)? = nil,
            _ handler: @escaping @Sendable (Request, CallContext) async throws -> Response
        ) {
            name = method.name
            register = { server in
                server.register(method, onLoop: isBrief != nil) { request, context in
                    guard let isBrief, !isBrief(request) else { return try await handler(request, context) }
                    return try await withTaskExecutorPreference(globalConcurrentExecutor) {
                        try await handler(request, context)
                    }
                }
            }
            answer = { bytes, context in
                let request: Request
                do throws(WireError) {
                    request = try Request(serializedBytes: bytes)
                } catch {
                    throw RPCError(.invalidArgument, "the request is no \(Request.messageName): \(error)")
                }
                let loop = isBrief?(request) == true ? peers.nextExecutor() : nil
                return try await withTaskExecutorPreference(loop) { try await handler(request, context) }
                    .serializedBytes()
            }
        }
    }

    /// All unary methods, in the order of the contract.
    static func unary(_ door: FrontDoor) -> [Unary] {
        let (matcher, searcher, peers) = (door.matcher, door.searcher, door.peers)
        return [
            Unary(GatewayService.matchFreelancers, peers, isBrief: { $0.isBrief }) {
                try await matcher.matchFreelancers($0, $1)
            },
            Unary(GatewayService.matchJobs, peers, isBrief: { $0.isBrief }) {
                try await matcher.matchJobs($0, $1)
            },
            Unary(GatewayService.rankProposals, peers, isBrief: { $0.isBrief }) {
                try await matcher.rankProposals($0, $1)
            },
            Unary(GatewayService.searchFreelancers, peers, isBrief: { $0.isBrief }) {
                try await searcher.searchFreelancers($0, $1)
            },
            Unary(GatewayService.searchJobs, peers, isBrief: { $0.isBrief }) {
                try await searcher.searchJobs($0, $1)
            },
            Unary(GatewayService.similarFreelancers, peers, isBrief: { _ in true }) { request, context in
                try Matcher.check(id: request.freelancerID, "freelancer_id")
                return try await peers.recommender.relay(
                    RecommenderService.similarFreelancers, request, GatewayCall(context))
            },
            Unary(GatewayService.recommendJobs, peers, isBrief: { _ in true }) { request, context in
                try Matcher.check(id: request.freelancerID, "freelancer_id")
                return try await peers.recommender.relay(RecommenderService.jobFeed, request, GatewayCall(context))
            },
            Unary(GatewayService.describeFreelancer, peers, isBrief: { _ in true }) { request, context in
                try Matcher.check(id: request.freelancerID, "freelancer_id")
                return try await peers.freelancerModel.relay(
                    FreelancerModelService.describeFreelancer, request, GatewayCall(context))
            },
            Unary(GatewayService.understand, peers) { request, context in
                try await peers.queryUnderstanding.relay(
                    QueryUnderstandingService.understand, request, GatewayCall(context))
            },
            Unary(GatewayService.recordFacts, peers) { request, _ in
                try FactCheck.check(request.facts)
                let result = try await door.log.append(request.facts)
                return RecordFactsResponse(
                    appended: UInt64(result.appended), duplicates: UInt64(result.duplicates),
                    logSequence: result.lastSequence)
            },
            Unary(GatewayService.getSystemStatus, peers) { _, context in
                try await Overview(door).status(GatewayCall(context))
            },
        ]
    }
}
