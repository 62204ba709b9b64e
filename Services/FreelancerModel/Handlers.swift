import Contracts
import Hosting
import MarketState
import RPC

/// The RPCs of `tandem.v1.FreelancerModel`.
enum Handlers {
    static func register(on server: RPCServer, host: ServiceHost<HostedFreelancerModel>) {
        server.register(FreelancerModelService.scoreFreelancers, on: .workers) { request, _ in
            try answer(host) { scorer in
                request.applicants ? Willingness.score(request, scorer) : try scorer.score(request)
            }
        }
        server.register(FreelancerModelService.scoreJobs, on: .workers) { request, _ in
            try answer(host) { try $0.score(request) }
        }
        server.register(FreelancerModelService.describeFreelancer, on: .workers) { request, _ in
            try host.read { (state: State) in
                guard let standing = state.market.standing(of: request.freelancerID) else {
                    throw RPCError(.notFound, "the log has no freelancer \"\(request.freelancerID)\"")
                }
                return standing
            }
        }
    }

    private static func answer(
        _ host: ServiceHost<HostedFreelancerModel>, _ ask: (PairScorer) throws -> ScoreResponse
    ) throws -> ScoreResponse {
        let served = host.model
        return try host.readWithSequence { (state: State, sequence: UInt64) in
            do {
                return try ask(
                    PairScorer(
                        market: state.market, model: served?.model, identifier: served?.identifier ?? "",
                        sequence: sequence, untrainedPrior: state.market.applicationShare))
            } catch PairScoringError.unknownJob(let id) {
                throw RPCError(.notFound, "the log has no job \"\(id)\"")
            } catch PairScoringError.invalid(let field, let reason) {
                throw RPCError.invalidField(field, reason)
            }
        }
    }
}
