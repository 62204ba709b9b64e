import Contracts
import Hosting
import MarketState
import RPC

/// The freelancer's side of a match: P(freelancer applies, or accepts an invitation | job, freelancer).
enum HostedFreelancerModel: HostedService {
    typealias State = FreelancerModel.State

    static let entry = ServiceDirectory.freelancerModel

    static func makeModel(from artifact: Artifact) throws -> PairModel {
        guard let stored = artifact.logisticModels.first(where: { $0.name == InterestFeatures.modelName }) else {
            throw HostingError("the artifact has no model \"\(InterestFeatures.modelName)\"; run `tandem train`")
        }
        return try PairModel(features: InterestFeatures.all, offered: InterestFeatures.offered, stored: stored)
    }

    static func register(on server: RPCServer, host: ServiceHost<Self>) {
        Handlers.register(on: server, host: host)
    }

    static func train(_ context: TrainingContext) throws -> Artifact? {
        try Training.run(context)
    }
}
