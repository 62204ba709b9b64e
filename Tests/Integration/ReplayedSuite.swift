import Contracts
import Foundation
import Operations
import ProtobufWire
import RPC
import Testing

/// The six services in replay: they stand at a place of the log until they are moved.
final class ReplayedSuite: Sendable {
    private let children: [ChildProcess]
    private let replicas: [RPCChannel]
    private let gateway: RPCChannel

    init(_ home: TestHome) async throws {
        var children: [ChildProcess] = []
        var addresses: [(name: String, address: String)] = []
        for service in Built.services {
            let peers = addresses.map { "\($0.name)=\($0.address)" }.joined(separator: ",")
            let output = Collected()
            children.append(
                try Built.start(
                    service,
                    ["serve", "--attached", "--replay", "--listen", "127.0.0.1:0", "--home", home.path]
                        + (service == "gateway" ? ["--peers", peers] : []),
                    output: output, errors: Collected()))
            try await eventually { output.all.contains { $0.hasPrefix("listening ") } }
            let line = try #require(output.all.first { $0.hasPrefix("listening ") })
            addresses.append((service, String(line.dropFirst("listening ".count))))
        }
        self.children = children
        let channels = try addresses.map { try RPCChannel(target: $0.address, configuration: .loopback) }
        replicas = channels.dropLast()
        gateway = try #require(channels.last)
    }

    deinit { for child in children { child.send(SIGTERM) } }

    /// Moves all services to a fact.
    func advance(to sequence: UInt64) async throws {
        for replica in replicas {
            _ = try await replica.call(
                ReplicaService.advance, AdvanceRequest(sequence: sequence),
                options: CallOptions(timeout: .seconds(60), waitForReady: true))
        }
    }

    func call<Request: Message, Response: Message>(
        _ method: UnaryMethod<Request, Response>, _ request: Request
    ) async throws -> Response {
        try await gateway.call(method, request, options: CallOptions(timeout: .seconds(30), waitForReady: true))
    }

    func stop() async {
        for channel in replicas + [gateway] { channel.close() }
        for child in children {
            child.send(SIGTERM)
            _ = await child.end()
        }
    }
}
