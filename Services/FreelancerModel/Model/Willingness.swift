import Contracts
import Learning
import MarketState

/// P(freelancer accepts | applied): somebody who applied wants the job, unless the application is taken back.
///
/// The same for all applicants, so that proposals are ranked by the client's side; one who withdrew is not coming.
enum Willingness {
    static func score(_ request: ScoreFreelancersRequest, _ scorer: PairScorer) -> ScoreResponse {
        let market = scorer.market
        let share = market.loyaltyShare
        let job = (request.job?.id).flatMap { market.jobNumbers[$0] }
        var response = ScoreResponse(
            model: scorer.model == nil ? "" : scorer.identifier, prior: share, appliedSequence: scorer.sequence)
        for id in request.freelancerIDs {
            let freelancer = market.freelancerNumbers[id]
            let hasWithdrawn = job.map { job in
                market.jobs[job].applications.last { Int($0.freelancer) == freelancer }?.isWithdrawn ?? false
            }
            let probability = hasWithdrawn == true ? 0.01 : share
            response.probabilities.append(probability)
            guard request.reasonLimit > 0 else { continue }
            let logOdds = Logistic.logOdds(probability: probability)
            response.explanations.append(
                Explanation(
                    baseLogOdds: Logistic.logOdds(probability: share), logOdds: logOdds,
                    reasons: [
                        Reason(
                            feature: "applied", value: hasWithdrawn == true ? 0 : 1,
                            contribution: logOdds - Logistic.logOdds(probability: share),
                            text: hasWithdrawn == true
                                ? "took the application back"
                                : "applied; of all applications \(Int((share * 100).rounded())) % are not taken back")
                    ]))
        }
        return response
    }
}
