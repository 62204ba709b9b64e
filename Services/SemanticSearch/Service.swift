import Contracts
import Hosting
import RPC

/// Finding freelancers and jobs: inverted indexes over both, alive with the log.
enum HostedSemanticSearch: HostedService {
    typealias State = SemanticSearch.State

    static let entry = ServiceDirectory.semanticSearch

    /// There is nothing to train: BM25's statistics are those of the documents at hand.
    static func makeModel(from artifact: Artifact) throws -> NoModel {
        throw HostingError("semantic-search has no model to load; remove the artifact \(artifact.identifier)")
    }

    static func register(on server: RPCServer, host: ServiceHost<Self>) {
        Handlers.register(on: server, host: host)
    }
}
