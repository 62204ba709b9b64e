import Contracts
import Hosting
import RPC

/// What both sides' models said of each pair, asked by the RPCs that serve, beside what then happened.
///
/// - Interest: at each posting, of every freelancer who had applied to some job before; happened: they then applied, or
///   accepted an invitation.
/// - Engagement: at each application to these jobs, as it arrived; happened: it became the job's first hire.
struct FirstLevelEvaluation: Sendable {
    private(set) var interest = ProbabilityRecord()
    private(set) var engagement = ProbabilityRecord()

    /// Pairs of one call.
    private static let pairsAtOnce = 10_000

    /// Asks for all who are known at a posting.
    ///
    /// - Parameter takers: who then applied or accepted.
    mutating func judge(
        _ jobID: String, known: [String], takers: Set<String>, _ services: ReplayedServices
    ) async throws {
        for start in stride(from: 0, to: known.count, by: Self.pairsAtOnce) {
            let ids = Array(known[start..<min(start + Self.pairsAtOnce, known.count)])
            let response = try await services.call(
                ServiceDirectory.freelancerModel, FreelancerModelService.scoreFreelancers,
                ScoreFreelancersRequest(job: Job(id: jobID), freelancerIDs: ids))
            guard response.probabilities.count == ids.count else {
                throw OperatorError("freelancer-model answered for \(response.probabilities.count) of \(ids.count)")
            }
            guard response.probabilities.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
                throw OperatorError("freelancer-model answered with a probability outside of 0 ... 1")
            }
            for (id, probability) in zip(ids, response.probabilities) {
                interest.add(probability, takers.contains(id), group: jobID)
            }
        }
    }

    /// Asks for an application just before it arrives.
    ///
    /// - Returns: P(hire | application).
    mutating func judge(
        _ application: Application, at time: Int64, isHired: Bool, _ services: ReplayedServices
    ) async throws -> Double {
        let response = try await services.call(
            ServiceDirectory.clientModel, ClientModelService.scoreApplications,
            ScoreApplicationsRequest(applications: [application], time: time))
        guard let probability = response.probabilities.first else {
            throw OperatorError("client-model did not answer for an application")
        }
        guard probability >= 0, probability <= 1 else {
            throw OperatorError("client-model answered with the probability \(probability), not in 0 ... 1")
        }
        engagement.add(probability, isHired, group: application.jobID)
        return probability
    }
}
