import Contracts
import Hosting
import Learning
import RPC

/// How all six services stand, asked in parallel and within a short time.
struct Overview: Sendable {
    private let door: FrontDoor

    init(_ door: FrontDoor) { self.door = door }

    /// A service that needs longer to say how it stands is as good as not there.
    private static let timeout = Duration.seconds(1)

    private func options(_ call: GatewayCall) -> CallOptions { call.context.childOptions(timeout: Self.timeout) }

    /// The five as they answer, and this one, in the order of `ServiceDirectory.all`.
    func status(_ call: GatewayCall) async throws -> SystemStatus {
        let answers = await askAll { peer in
            await peer.ask(ReplicaService.getStatus, ReplicaStatusRequest(), options(call))
        }
        var services = zip(door.peers.all, answers).map { peer, answer in
            var status = ServiceStatus(name: peer.name, address: peer.channel.target)
            switch answer {
            case .success(let replica):
                status.reachable = true
                status.replica = replica
            case .failure(let error): status.problem = error.description
            }
            return status
        }
        let own = door.host.status()
        services.append(
            ServiceStatus(
                name: own.service, address: door.host.addresses.first ?? "", reachable: true, replica: own))
        let trials = door.matcher.trials
        return SystemStatus(
            services: services, logSequence: try await door.log.lastSequence(),
            experiments: trials.experiments.map(\.status), exploration: trials.exploration?.share ?? 0,
            explorationDepth: UInt32(trials.exploration?.depth ?? 0))
    }

    /// What keeps the gateway from giving whole answers; nil when it is ready.
    ///
    /// Ready means: caught up with the log, and semantic-search and both models serving. The others are missed less.
    func problem(_ call: GatewayCall) async -> String? {
        guard door.host.isReady else { return "gateway: catching up with the log" }
        let needed = [door.peers.semanticSearch, door.peers.freelancerModel, door.peers.clientModel]
        let answers = await ask(needed) { peer in
            await peer.ask(HealthService.check, HealthCheckRequest(service: peer.protobufName), options(call))
        }
        let problems = zip(needed, answers).compactMap { peer, answer -> String? in
            switch answer {
            case .success(let response): response.state == .serving ? nil : "\(peer.name): not serving yet"
            case .failure(let error): "\(peer.name): \(error)"
            }
        }
        return problems.isEmpty ? nil : problems.joined(separator: "\n")
    }

    /// All six services' figures, each sample labelled with its service.
    func metrics(_ call: GatewayCall) async -> String {
        let answers = await askAll { peer in
            await peer.ask(ReplicaService.getMetrics, MetricsRequest(), options(call))
        }
        var merged = MergedMetrics()
        merged.add(door.host.metricsText(), service: HostedGateway.entry.name)
        var reachable = ""
        for (peer, answer) in zip(door.peers.all, answers) {
            switch answer {
            case .success(let response):
                merged.add(response.text, service: peer.name)
                reachable += "tandem_peer_reachable{peer=\"\(peer.name)\"} 1\n"
            case .failure: reachable += "tandem_peer_reachable{peer=\"\(peer.name)\"} 0\n"
            }
        }
        merged.add(
            "# HELP tandem_peer_reachable 1 when the service answers the gateway.\n# TYPE tandem_peer_reachable gauge\n"
                + reachable, service: HostedGateway.entry.name)
        return merged.text
    }

    private func askAll<Answer: Sendable>(_ question: @escaping @Sendable (Peer) async -> Answer) async -> [Answer] {
        await ask(door.peers.all, question)
    }

    /// Every peer's answer, in their order.
    private func ask<Answer: Sendable>(
        _ peers: [Peer], _ question: @escaping @Sendable (Peer) async -> Answer
    ) async -> [Answer] {
        await withTaskGroup(of: (Int, Answer).self) { group in
            for (index, peer) in peers.enumerated() { group.addTask { (index, await question(peer)) } }
            var answers: [(Int, Answer)] = []
            for await answer in group { answers.append(answer) }
            return answers.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}
