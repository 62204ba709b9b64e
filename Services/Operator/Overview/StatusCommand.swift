import Contracts
import Hosting
import JSON
import Operations
import ProtobufJSON
import ProtobufWire
import RPC

/// `tandem status`: how all six services stand.
enum StatusCommand: OperatorCommand {
    static let specification = CommandSpecification(
        "status", summary: "show how all services stand; exit status 0 when all are ready",
        discussion: "Example: tandem status", options: Connection.options)

    static func run(_ arguments: Arguments) async throws -> Int32 {
        let gateway = try arguments.required("gateway")
        let status: SystemStatus
        do {
            status = try await Connection.status(gateway: gateway)
        } catch let error as RPCError {
            Console.note("the gateway at \(gateway) does not answer (\(error)): asking the others where they would be")
            status = await directly(besideGateway: gateway, problem: "\(error)")
        }
        if arguments.has("json") {
            let json = try ProtobufJSON.encode(
                messageNamed: SystemStatus.messageName, bytes: status.serializedBytes(),
                options: .init(includesDefaults: true, usesProtoNames: true))
            Console.line(String(decoding: json, as: UTF8.self))
        } else {
            Console.text(text(status))
        }
        let isReady = status.services.allSatisfy { $0.reachable && $0.replica?.ready == true }
        return isReady ? ExitStatus.success : ExitStatus.failure
    }

    /// Asks the peers without the gateway.
    private static func directly(besideGateway gateway: String, problem: String) async -> SystemStatus {
        var services: [ServiceStatus] = []
        for entry in ServiceDirectory.peers {
            let address = Connection.address(of: entry, besideGateway: gateway)
            var service = ServiceStatus(name: entry.name, address: address)
            do {
                service.replica = try await Connection.channel(address).call(
                    ReplicaService.getStatus, ReplicaStatusRequest(), options: CallOptions(timeout: .seconds(2)))
                service.reachable = true
            } catch {
                service.problem = "\(error)"
            }
            services.append(service)
        }
        services.append(
            ServiceStatus(name: ServiceDirectory.gateway.name, address: gateway, reachable: false, problem: problem))
        let last = services.compactMap { $0.replica?.logSequence }.max() ?? 0
        return SystemStatus(services: services, logSequence: last)
    }

    /// What the gateway tries out, a line each.
    private static func trials(_ status: SystemStatus) -> String {
        var lines = status.experiments.map { experiment in
            let arms = experiment.arms.map { "\($0.name) (\($0.setting)) \($0.share)" }
            return "experiment \(experiment.name): \(arms.joined(separator: ", "))\n"
        }
        if status.exploration > 0 {
            lines.append(
                "exploration: the first \(status.explorationDepth) places of \(status.exploration) of matches are shuffled\n"
            )
        }
        return lines.joined()
    }

    /// The table for people.
    static func text(_ status: SystemStatus) -> String {
        var table = TextTable([
            .left("service"), .left("address"), .left("state"), .right("applied"), .right("behind"), .left("model"),
            .right("up"), .left("holds"),
        ])
        for service in status.services {
            guard let replica = service.replica, service.reachable else {
                table.add([service.name, service.address, "down", "", "", "", "", service.problem])
                continue
            }
            let behind = replica.logSequence - min(replica.logSequence, replica.appliedSequence)
            let counts = replica.counts.sorted { $0.value > $1.value }.prefix(4)
            let holds = counts.map { "\(grouped($0.value)) \($0.name)" }.joined(separator: ", ")
            table.add([
                service.name, service.address, replica.ready ? "ready" : "catching up",
                grouped(replica.appliedSequence), grouped(behind),
                replica.model.split(separator: "@").last.map(String.init) ?? "-", duration(replica.uptimeSeconds),
                replica.problem.isEmpty ? holds : replica.problem,
            ])
        }
        return table.render() + "\nthe log ends at \(grouped(status.logSequence))\n" + trials(status)
    }
}
