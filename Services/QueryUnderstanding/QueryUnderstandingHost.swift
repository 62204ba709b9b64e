import Contracts
import Hosting
import RPC

/// What Hosting needs to run the service as a process.
enum QueryUnderstandingHost: HostedService {
    typealias State = UnderstandingState
    typealias Model = CategoryModel

    static let entry = ServiceDirectory.queryUnderstanding

    static func makeModel(from artifact: Artifact) throws -> CategoryModel {
        guard let model = artifact.textClassifier else {
            throw RPCError(.failedPrecondition, "the artifact has no text classifier")
        }
        return try CategoryModel(model)
    }

    static func register(on server: RPCServer, host: ServiceHost<QueryUnderstandingHost>) {
        Handlers.register(on: server, host: host)
    }

    static func train(_ context: TrainingContext) throws -> Artifact? {
        try CategoryTraining(context).train()
    }
}
