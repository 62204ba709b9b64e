import Contracts
import Foundation
import Marketplace
import RPC
import Synchronization

/// The `Replica` service, which every service answers alike.
enum ReplicaHandlers<Service: HostedService> {
    static func register(on server: RPCServer, host: ServiceHost<Service>) {
        server.register(ReplicaService.getStatus, on: .workers) { _, _ in host.status() }
        server.register(ReplicaService.takeSnapshot, on: .workers) { _, _ in
            guard !host.settings.isReplay else {
                throw RPCError(.failedPrecondition, "a service in replay keeps no snapshots")
            }
            do {
                try host.takeSnapshot()
            } catch {
                throw RPCError(.internalError, "no snapshot was written: \(error)")
            }
            return host.status()
        }
        server.register(ReplicaService.getMetrics, on: .workers) { _, _ in
            MetricsResponse(text: ServiceMetrics.text(host))
        }
        let advancing = Mutex(())
        server.register(ReplicaService.advance, on: .workers) { request, context in
            try advancing.withLock { _ in try advance(host, to: request.sequence, context) }
        }
    }

    private static func advance(
        _ host: ServiceHost<Service>, to sequence: UInt64, _ context: CallContext
    ) throws -> ReplicaStatus {
        guard host.settings.isReplay else {
            throw RPCError(.failedPrecondition, "this service follows the log by itself; start it with --replay")
        }
        guard let log = host.log else {
            throw RPCError(.failedPrecondition, "there is no log at \(host.settings.logURL)")
        }
        guard sequence >= host.appliedSequence else {
            throw RPCError(
                .failedPrecondition,
                "the service stands at \(host.appliedSequence) already and can't go back to \(sequence); start it anew")
        }
        guard sequence <= (try log.lastSequence()) else {
            throw RPCError(.outOfRange, "the log ends at \(try log.lastSequence())")
        }
        while host.appliedSequence < sequence {
            try context.checkCancellation()
            let limit = Int(min(8_192, sequence - host.appliedSequence))
            let facts = try log.facts(after: host.appliedSequence, limit: limit)
            guard !facts.isEmpty else { break }
            host.apply(facts)
        }
        return host.status()
    }
}
