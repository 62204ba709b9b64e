import Contracts
import Hosting
import Operations
import ProtobufWire
import RPC

/// The six services, standing still at a place of the log, to be asked what they would have answered then.
struct ReplayedServices: Sendable {
    private let children: [RunningChild]
    /// The services behind the gateway, in the order of ``ServiceDirectory/peers``.
    private let replicas: [RPCChannel]
    let gateway: RPCChannel

    /// Answers of the services may take long on a loaded machine; nobody waits for them but us.
    static let timeout = Duration.seconds(600)

    /// Starts the services on free ports, in replay.
    ///
    /// - Parameters:
    ///   - purpose: Begins the names of the files that they log to.
    ///   - gatewayArguments: Further options of the gateway.
    static func start(
        _ home: Home, purpose: String = "evaluate", gatewayArguments: [String] = []
    ) async throws -> ReplayedServices {
        try home.makeFolder("logs")
        var children: [RunningChild] = []
        do {
            for entry in ServiceDirectory.peers {
                let launch = try ServiceLaunch(entry, home: home, address: "127.0.0.1:0", extra: ["--replay"])
                children.append(try RunningChild(launch, logPath: logPath(home, entry, purpose)))
            }
            var addresses: [String] = []
            for child in children { addresses.append(try await address(of: child, home, purpose)) }
            let peers = zip(ServiceDirectory.peers, addresses).map { "\($0.name)=\($1)" }.joined(separator: ",")
            let launch = try ServiceLaunch(
                ServiceDirectory.gateway, home: home, address: "127.0.0.1:0",
                extra: ["--replay", "--peers", peers] + gatewayArguments)
            let door = try RunningChild(launch, logPath: logPath(home, ServiceDirectory.gateway, purpose))
            children.append(door)
            let services = ReplayedServices(
                children: children, replicas: try addresses.map { try Connection.channel($0) },
                gateway: try Connection.channel(try await address(of: door, home, purpose)))
            for channel in services.replicas + [services.gateway] { try await waitUntilServing(channel) }
            return services
        } catch {
            for child in children { await child.process.stop(within: .seconds(5)) }
            throw error
        }
    }

    /// Moves all services to a fact: they know it and all before it, and nothing after it.
    func advance(to sequence: UInt64) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for replica in replicas {
                group.addTask {
                    _ = try await replica.call(
                        ReplicaService.advance, AdvanceRequest(sequence: sequence),
                        options: CallOptions(timeout: Self.timeout))
                }
            }
            try await group.waitForAll()
        }
    }

    /// An answer of one of the services behind the gateway, as the gateway would get it.
    func call<Request: Message, Response: Message>(
        _ entry: ServiceDirectory.Entry, _ method: UnaryMethod<Request, Response>, _ request: Request
    ) async throws -> Response {
        guard let place = ServiceDirectory.peers.firstIndex(where: { $0.name == entry.name }) else {
            throw OperatorError("\(entry.name) is not behind the gateway")
        }
        return try await replicas[place].call(method, request, options: CallOptions(timeout: Self.timeout))
    }

    /// Freelancers for a job of the log, as many as are scored.
    func match(jobID: String, fusion: Fusion, candidates: UInt32) async throws(RPCError) -> MatchResponse {
        try await ask(
            GatewayService.matchFreelancers,
            MatchFreelancersRequest(jobID: jobID, limit: 10_000, fusion: fusion, candidateLimit: candidates))
    }

    /// The applicants of a job.
    func rankProposals(jobID: String, fusion: Fusion) async throws(RPCError) -> MatchResponse {
        try await ask(
            GatewayService.rankProposals, RankProposalsRequest(jobID: jobID, limit: 1_000, fusion: fusion))
    }

    /// An answer of the gateway; without one of the services it would be of something else, and is refused.
    func ask<Request: Message>(
        _ method: UnaryMethod<Request, MatchResponse>, _ request: Request
    ) async throws(RPCError) -> MatchResponse {
        let response = try await gateway.call(method, request, options: CallOptions(timeout: Self.timeout))
        guard response.degraded.isEmpty else {
            throw RPCError(
                .unavailable, "\(response.degraded.joined(separator: ", ")) did not answer; see logs/ in the home")
        }
        return response
    }

    /// Ends the services.
    func stop() async {
        await withTaskGroup(of: Void.self) { group in
            for child in children { group.addTask { _ = await child.process.stop(within: .seconds(10)) } }
        }
    }

    private static func logPath(_ home: Home, _ entry: ServiceDirectory.Entry, _ purpose: String) -> String {
        "\(home.path)/logs/\(purpose)-\(entry.name).log"
    }

    private static func address(of child: RunningChild, _ home: Home, _ purpose: String) async throws -> String {
        guard let address = await child.address() else {
            let entry = child.launch.entry
            throw OperatorError("\(entry.name) does not start:\n\(lastLines(of: logPath(home, entry, purpose)))")
        }
        return address
    }

    private static func waitUntilServing(_ channel: RPCChannel) async throws {
        let watch = Stopwatch()
        while true {
            let health = await Connection.health(channel, timeout: .seconds(5))
            if (try? health.get()) == true { return }
            guard watch.seconds < 60 else { throw OperatorError("\(channel.target) does not get ready: \(health)") }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
