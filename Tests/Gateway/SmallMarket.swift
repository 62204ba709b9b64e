import Contracts
import Foundation
import Marketplace
import Operations
import ProtobufWire
import RPC
import Synchronization
import Testing

@testable import Gateway
@testable import Hosting

/// A market of five freelancers and three jobs, and servers that keep the services' contracts for it.
///
/// The gateway meets them over sockets, as it meets the real ones; what they add is that a test can make one slow, or
/// wrong, or take it away.
final class SmallMarket: Sendable {
    static let freelancers = (1...5).map { number in
        Freelancer(
            id: "f\(number)", title: "Freelancer \(number)", overview: "Builds things",
            skills: number.isMultiple(of: 2) ? ["Swift", "SQLite"] : ["swift", "design"])
    }
    static let jobs = [
        JobRecord(
            job: Job(
                id: "j1", clientID: "c1", title: "An app for a bakery", description: "In Swift, with a database.",
                skills: ["swift", "SQLITE", "baking"], postedAt: 1), open: true, applicantIDs: ["f5", "f2"]),
        JobRecord(job: Job(id: "j2", clientID: "f1", title: "A logo", skills: ["design"], postedAt: 2), open: true),
        JobRecord(job: Job(id: "j3", clientID: "c2", title: "A book", postedAt: 3), open: true),
    ]

    /// P(client engages): rises with the freelancer's or job's number.
    static func client(_ id: String) -> Double { 0.1 * (Double(id.dropFirst()) ?? 0) + 0.05 }

    /// P(freelancer accepts): falls with it.
    static func freelancer(_ id: String) -> Double { 0.9 - 0.15 * (Double(id.dropFirst()) ?? 0) }

    /// What a test does to a service.
    enum Trouble: Sendable {
        /// Never answers.
        case hangs
        /// Answers something that doesn't fit the question.
        case talksNonsense
        /// Answers with an error.
        case fails(StatusCode)
    }

    private let troubles = Mutex<[String: Trouble]>([:])
    private let seen = Mutex<[String: [CallMetadata]]>([:])
    private let searches = Mutex<[SearchRequest]>([])
    private let scoreRequests = Mutex<[ScoreFreelancersRequest]>([])
    let servers: [String: RPCServer]

    init(token: SharedToken? = nil) throws {
        var configuration = ServerConfiguration()
        configuration.token = token
        servers = Dictionary(
            uniqueKeysWithValues: ServiceDirectory.peers.map { ($0.name, RPCServer(configuration)) })
        registerSearch()
        registerModels()
        registerUnderstanding()
        registerRecommender()
        for (name, server) in servers {
            server.register(ReplicaService.getMetrics, on: .loop) { _, _ in
                MetricsResponse(text: "# HELP up Is up.\n# TYPE up gauge\nup 1\n")
            }
            server.register(ReplicaService.getStatus, on: .loop) { _, _ in ReplicaStatus(service: name, ready: true) }
            try server.start()
        }
    }

    func trouble(_ name: String, _ trouble: Trouble?) { troubles.withLock { $0[name] = trouble } }

    /// Metadata of the calls that a service got.
    func metadata(of name: String) -> [CallMetadata] { seen.withLock { $0[name] ?? [] } }
    var lastSearch: SearchRequest? { searches.withLock { $0.last } }
    var lastScoreRequests: [ScoreFreelancersRequest] { scoreRequests.withLock { $0 } }

    /// Where the servers are, as `--peers` takes it.
    var peers: String { servers.map { "\($0.key)=127.0.0.1:\($0.value.port)" }.sorted().joined(separator: ",") }

    func stop(_ name: String) async { await servers[name]?.shutdown(grace: .zero) }

    func stop() async { for server in servers.values { await server.shutdown(grace: .zero) } }

    /// Runs before each answer of a service.
    private func meet(_ name: String, _ context: CallContext) async throws -> Bool {
        seen.withLock { $0[name, default: []].append(context.metadata) }
        switch troubles.withLock({ $0[name] }) {
        case .hangs:
            try await Task.sleep(for: .seconds(3_600))
            return false
        case .talksNonsense: return true
        case .fails(let code): throw RPCError(code, "in trouble")
        case nil: return false
        }
    }

    private func server(_ entry: ServiceDirectory.Entry) throws -> RPCServer { try #require(servers[entry.name]) }

    private func registerSearch() {
        let name = ServiceDirectory.semanticSearch.name
        guard let server = servers[name] else { return }
        server.register(SemanticSearchService.searchFreelancers) { request, context in
            _ = try await self.meet(name, context)
            self.searches.withLock { $0.append(request) }
            let ids = Self.freelancers.map(\.id).filter { !request.excludedIDs.contains($0) }
            let hits = ids.prefix(Int(request.limit)).map { id in
                SearchHit(id: id, score: id == "f3" ? 2 : 1, title: "Freelancer \(id.dropFirst())")
            }
            return SearchResponse(hits: hits, total: UInt64(ids.count), appliedSequence: 40)
        }
        server.register(SemanticSearchService.searchJobs) { request, context in
            _ = try await self.meet(name, context)
            self.searches.withLock { $0.append(request) }
            let jobs = Self.jobs.filter { record in
                let concerned = [record.job?.clientID ?? ""] + record.applicantIDs + record.hiredIDs
                return record.open && !concerned.contains(request.newToFreelancerID)
            }
            let hits = jobs.compactMap(\.job).prefix(Int(request.limit)).map {
                SearchHit(id: $0.id, score: 1, title: $0.title)
            }
            return SearchResponse(hits: hits, total: UInt64(hits.count), appliedSequence: 40)
        }
        server.register(SemanticSearchService.getFreelancers) { request, context in
            _ = try await self.meet(name, context)
            return GetFreelancersResponse(freelancers: Self.freelancers.filter { request.ids.contains($0.id) })
        }
        server.register(SemanticSearchService.getJobs) { request, context in
            _ = try await self.meet(name, context)
            return GetJobsResponse(jobs: Self.jobs.filter { request.ids.contains($0.job?.id ?? "") })
        }
    }

    private func registerModels() {
        for entry in [ServiceDirectory.clientModel, ServiceDirectory.freelancerModel] {
            guard let server = servers[entry.name] else { continue }
            let isClient = entry == ServiceDirectory.clientModel
            let score: @Sendable ([String], UInt32, Bool) -> ScoreResponse = { ids, reasons, isNonsense in
                var response = ScoreResponse(
                    probabilities: ids.map(isClient ? Self.client : Self.freelancer), model: "\(entry.name)@1",
                    prior: isClient ? 0.2 : 0.6, appliedSequence: isClient ? 42 : 41)
                if reasons > 0 {
                    response.explanations = ids.map {
                        Explanation(reasons: [Reason(feature: "id", text: "\(entry.name) knows \($0)")])
                    }
                }
                if isNonsense { response.probabilities.append(0.5) }
                return response
            }
            let jobs = isClient ? ClientModelService.scoreJobs : FreelancerModelService.scoreJobs
            let freelancers = isClient ? ClientModelService.scoreFreelancers : FreelancerModelService.scoreFreelancers
            server.register(freelancers) { request, context in
                let isNonsense = try await self.meet(entry.name, context)
                if isClient { self.scoreRequests.withLock { $0.append(request) } }
                return score(request.freelancerIDs, request.reasonLimit, isNonsense)
            }
            server.register(jobs) { request, context in
                score(request.jobIDs, request.reasonLimit, try await self.meet(entry.name, context))
            }
        }
        servers[ServiceDirectory.freelancerModel.name]?.register(FreelancerModelService.describeFreelancer) {
            request, context in
            _ = try await self.meet(ServiceDirectory.freelancerModel.name, context)
            guard Self.freelancers.contains(where: { $0.id == request.freelancerID }) else {
                throw RPCError(.notFound, "no such freelancer")
            }
            return FreelancerStanding(freelancerID: request.freelancerID)
        }
    }

    private func registerUnderstanding() {
        let name = ServiceDirectory.queryUnderstanding.name
        servers[name]?.register(QueryUnderstandingService.understand) { request, context in
            _ = try await self.meet(name, context)
            guard request.text.lowercased().contains("swift") else { return UnderstandResponse() }
            return UnderstandResponse(
                concepts: [ScoredConcept(id: "swift", label: "Swift", score: 0.8, keys: ["swift", "swift-language"])],
                categories: [ScoredCategory(name: "Mobile", score: 0.9)], skills: ["swift"], level: .expert)
        }
    }

    private func registerRecommender() {
        let name = ServiceDirectory.recommender.name
        guard let server = servers[name] else { return }
        server.register(RecommenderService.freelancerAffinity) { request, context in
            let isNonsense = try await self.meet(name, context)
            return AffinityResponse(affinities: request.freelancerIDs.map { _ in 0.25 } + (isNonsense ? [0] : []))
        }
        server.register(RecommenderService.jobAffinity) { request, context in
            let isNonsense = try await self.meet(name, context)
            return AffinityResponse(affinities: request.jobIDs.map { _ in 0.25 } + (isNonsense ? [0] : []))
        }
        server.register(RecommenderService.similarFreelancers) { request, context in
            _ = try await self.meet(name, context)
            return RecommendResponse(items: [Recommendation(id: "like \(request.freelancerID)")])
        }
        server.register(RecommenderService.jobFeed) { request, context in
            _ = try await self.meet(name, context)
            return RecommendResponse(items: [Recommendation(id: "for \(request.freelancerID)")])
        }
    }
}

/// A gateway in front of a small market, in a home of its own.
final class GatewayUnderTest: Sendable {
    let market: SmallMarket
    let running: RunningService<HostedGateway>
    let channel: RPCChannel
    let home: String

    convenience init(_ market: SmallMarket, token: SharedToken? = nil, _ options: String...) throws {
        try self.init(market, token: token, ["--http", "off"] + options)
    }

    init(_ market: SmallMarket, token: SharedToken? = nil, _ options: [String]) throws {
        self.market = market
        home = NSTemporaryDirectory() + "tandem-gateway-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        let specification = CommandSpecification(
            "serve", summary: "",
            options: [
                .option("home", value: "DIR", help: ""), .option("log", value: "URL", help: ""),
                .option("listen", value: "HOST:PORT", help: ""), .switch("replay", help: ""),
                .option("snapshot-every", value: "FACTS", help: ""),
            ] + HostedGateway.options)
        let words =
            ["--home", home, "--listen", "127.0.0.1:0", "--peers", market.peers] + options
        guard case .run(let arguments) = try specification.parse(words, environment: { _ in nil }) else {
            throw HostingError("help")
        }
        var settings = try ServeSettings(arguments, entry: HostedGateway.entry)
        settings.token = token
        running = try RunningService(settings: settings, logger: Logger(service: "test", level: .error) { _ in })
        var configuration = ChannelConfiguration.loopback
        configuration.token = token
        channel = try RPCChannel(target: running.addresses[0], configuration: configuration)
    }

    deinit { try? FileManager.default.removeItem(atPath: home) }

    /// Calls the gateway, by default with time enough for a machine that is busy with other tests.
    func call<Request: Message, Response: Message>(
        _ method: UnaryMethod<Request, Response>, _ request: Request, timeout: Duration = .seconds(60),
        metadata: CallMetadata = CallMetadata()
    ) async throws -> Response {
        try await channel.call(method, request, options: CallOptions(timeout: timeout, metadata: metadata))
    }

    func stop() async {
        await running.stop()
        await market.stop()
    }

    /// All facts of the log.
    func facts() throws -> [Fact] {
        try FactLog.open(url: ServeSettings.defaultLog(home: home), mode: .readOnly).facts(after: 0)
    }
}

/// The error that a call fails with, or nil if it succeeds.
func failure<Value>(_ body: () async throws -> Value) async -> RPCError? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error as? RPCError
    }
}
