import Contracts
import Hosting
import MarketState
import RPC

/// The RPCs of `tandem.v1.ClientModel`.
enum Handlers {
    static func register(on server: RPCServer, host: ServiceHost<HostedClientModel>) {
        // Beyond its probability this side has something to say to a second level of applications alone.
        server.register(ClientModelService.scoreFreelancers, on: .workers) { request, _ in
            var request = request
            request.features = request.features && request.applicants
            return try answer(host) { try $0.score(request) }
        }
        server.register(ClientModelService.scoreJobs, on: .workers) { request, _ in
            var request = request
            request.features = false
            return try answer(host) { try $0.score(request) }
        }
        server.register(ClientModelService.scoreApplications, on: .workers) { request, _ in
            try answer(host) { try $0.score(request) }
        }
    }

    private static func answer(
        _ host: ServiceHost<HostedClientModel>, _ ask: (PairScorer) throws -> ScoreResponse
    ) throws -> ScoreResponse {
        let served = host.model
        return try host.readWithSequence { (state: State, sequence: UInt64) in
            do {
                return try ask(
                    PairScorer(
                        market: state.market, model: served?.model, identifier: served?.identifier ?? "",
                        sequence: sequence, untrainedPrior: state.market.hireShare))
            } catch PairScoringError.unknownJob(let id) {
                throw RPCError(.notFound, "the log has no job \"\(id)\"")
            } catch PairScoringError.invalid(let field, let reason) {
                throw RPCError.invalidField(field, reason)
            }
        }
    }
}
