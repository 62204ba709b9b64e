import Contracts
import Hosting
import RPC

/// Likeness and feeds: who is like whom, and which jobs suit whom.
///
/// Nothing is trained: all comes from counts that the state keeps, by the formulas in `Model`.
enum HostedRecommender: HostedService {
    typealias State = Recommender.State

    static let entry = ServiceDirectory.recommender

    static func makeModel(from artifact: Artifact) throws -> NoModel { NoModel() }

    static func register(on server: RPCServer, host: ServiceHost<Self>) {
        Handlers.register(on: server, host: host)
    }
}
