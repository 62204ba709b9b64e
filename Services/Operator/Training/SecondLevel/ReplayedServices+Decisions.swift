import Contracts
import RPC

extension ReplayedServices {
    /// The gateway gives no reasons for more hits than 200, and features for the first 200.
    private static let hits: UInt32 = 201

    /// What the gateway would have shown at a decision, by the product of both sides, with its features.
    ///
    /// - Returns: Nil when somebody or something of the decision was not known then.
    func ranking(for decision: RankingDecision) async throws -> MatchResponse? {
        do throws(RPCError) {
            switch decision.question {
            case .matchFreelancers:
                return try await ask(
                    GatewayService.matchFreelancers,
                    MatchFreelancersRequest(
                        jobID: decision.subject, limit: Self.hits, fusion: .product, features: true))
            case .matchJobs:
                return try await ask(
                    GatewayService.matchJobs,
                    MatchJobsRequest(
                        freelancerID: decision.subject, limit: Self.hits, fusion: .product, features: true))
            case .rankProposals:
                return try await ask(
                    GatewayService.rankProposals,
                    RankProposalsRequest(jobID: decision.subject, limit: Self.hits, fusion: .product, features: true))
            }
        } catch {
            guard error.code == .notFound else { throw error }
            return nil
        }
    }
}
