import Contracts
import Foundation
import Operations
import ProtobufWire
import RPC
import Synchronization
import Testing

@testable import Hosting
@testable import SemanticSearch

/// The service behind a real socket, its state fed by hand.
final class RunningSearch: Sendable {
    let host: ServiceHost<HostedSemanticSearch>
    let server: RPCServer
    let channel: RPCChannel
    private let sequence = Mutex<UInt64>(0)

    init() throws {
        let settings = try Self.settings(home: NSTemporaryDirectory() + "tandem-none")
        host = ServiceHost(settings: settings, logger: Logger(service: "test", level: .error) { _ in })
        server = RPCServer(ServerConfiguration())
        HostedSemanticSearch.register(on: server, host: host)
        try server.start()
        channel = try RPCChannel(target: server.addresses[0])
    }

    /// What `serve` would be asked with, listening on a free port.
    static func settings(home: String) throws -> ServeSettings {
        let specification = CommandSpecification(
            "serve", summary: "",
            options: [
                .option("home", value: "DIR", help: ""), .option("log", value: "URL", help: ""),
                .option("listen", value: "HOST:PORT", help: ""), .switch("replay", help: ""),
                .option("snapshot-every", value: "FACTS", help: ""),
            ])
        guard case .run(let arguments) = try specification.parse(["--home", home, "--listen", "127.0.0.1:0"]) else {
            throw HostingError("help")
        }
        return try ServeSettings(arguments, entry: HostedSemanticSearch.entry)
    }

    /// Applies facts, each an hour after the one before.
    func apply(_ bodies: Fact.Body...) {
        host.apply(
            bodies.map { body in
                let sequence = sequence.withLock {
                    $0 += 1
                    return $0
                }
                return Fact(
                    sequence: sequence, id: "fact\(sequence)",
                    time: 1_700_000_000_000_000 + Int64(sequence) * 3_600_000_000, body: body)
            })
    }

    func freelancers(_ request: SearchRequest) async throws(RPCError) -> SearchResponse {
        try await channel.call(SemanticSearchService.searchFreelancers, request)
    }

    func jobs(_ request: SearchRequest) async throws(RPCError) -> SearchResponse {
        try await channel.call(SemanticSearchService.searchJobs, request)
    }

    func job(_ id: String) async throws -> JobRecord? {
        try await channel.call(SemanticSearchService.getJobs, GetRequest(ids: [id])).jobs.first
    }

    /// The error that a call ends with, or nil if it succeeds.
    func error<Request: Message, Response: Message>(
        _ method: UnaryMethod<Request, Response>, _ request: Request
    ) async -> RPCError? {
        do throws(RPCError) {
            _ = try await channel.call(method, request)
            return nil
        } catch {
            return error
        }
    }
}

extension SearchResponse {
    var ids: [String] { hits.map(\.id) }
}
