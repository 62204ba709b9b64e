import Contracts
import Hosting
import MarketState
import RPC

/// The client's side of a match: P(client engages freelancer | job, freelancer).
enum HostedClientModel: HostedService {
    typealias State = ClientModel.State

    static let entry = ServiceDirectory.clientModel

    static func makeModel(from artifact: Artifact) throws -> PairModel {
        guard let stored = artifact.logisticModels.first(where: { $0.name == EngagementFeatures.modelName }) else {
            throw HostingError("the artifact has no model \"\(EngagementFeatures.modelName)\"; run `tandem train`")
        }
        return try PairModel(features: EngagementFeatures.all, offered: EngagementFeatures.offered, stored: stored)
    }

    static func register(on server: RPCServer, host: ServiceHost<Self>) {
        Handlers.register(on: server, host: host)
    }

    static func train(_ context: TrainingContext) throws -> Artifact? {
        try Training.run(context)
    }
}
