public import Contracts
import Learning

/// Answers `ScoreFreelancers` and `ScoreJobs` for either side: the same questions to different models.
public struct PairScorer: Sendable {
    /// The market as it stands.
    public let market: MarketState
    /// For pairs; nil while none is trained: then every probability is the prior.
    public let model: PairModel?
    /// For applicants of a job; the model for pairs where there is none.
    public let applicantModel: PairModel?
    /// Name of the artifact.
    public let identifier: String
    /// Last fact that the market holds.
    public let sequence: UInt64
    /// The answer while nothing is trained.
    public let untrainedPrior: Double

    /// A scorer for one call.
    public init(
        market: MarketState, model: PairModel?, applicantModel: PairModel? = nil, identifier: String, sequence: UInt64,
        untrainedPrior: Double
    ) {
        self.market = market
        self.model = model
        self.applicantModel = applicantModel ?? model
        self.identifier = identifier
        self.sequence = sequence
        self.untrainedPrior = untrainedPrior
    }

    /// Freelancers whose views fit into the second cache together.
    private static let blockSize = 32

    /// The most pairs of one call.
    public static let maximumPairs = 10_000

    /// Many freelancers for one job.
    ///
    /// - Throws: ``PairScoringError`` for a job id that is not known, or too many ids.
    public func score(_ request: ScoreFreelancersRequest) throws(PairScoringError) -> ScoreResponse {
        guard request.freelancerIDs.count <= Self.maximumPairs else {
            throw .invalid(
                field: "freelancer_ids", reason: "at most \(Self.maximumPairs), found \(request.freelancerIDs.count)")
        }
        guard let post = request.job else { throw .invalid(field: "job", reason: "it is missing") }
        let number = post.id.isEmpty ? nil : market.jobNumbers[post.id]
        if !post.id.isEmpty, number == nil { throw .unknownJob(post.id) }
        let context = JobContext(
            number.map { market.jobs[$0] } ?? market.view(ofUnposted: post), number: number, in: market)
        let model = request.applicants ? applicantModel : model
        var response = emptyResponse(model, features: request.features)
        response.probabilities.reserveCapacity(request.freelancerIDs.count)
        response.features.reserveCapacity(request.freelancerIDs.count * response.featureNames.count)
        let numbers = request.freelancerIDs.map { market.freelancerNumbers[$0] }
        for start in stride(from: 0, to: numbers.count, by: Self.blockSize) {
            let block = numbers[start..<min(start + Self.blockSize, numbers.count)]
            market.touch(block)
            for freelancer in block {
                let signals =
                    request.applicants
                    ? market.signals(context, applicant: freelancer) : market.signals(context, freelancer: freelancer)
                add(signals, context, freelancer, model, reasons: Int(request.reasonLimit), to: &response)
            }
        }
        return response
    }

    /// Many jobs for one freelancer.
    ///
    /// - Throws: ``PairScoringError`` for too many ids.
    public func score(_ request: ScoreJobsRequest) throws(PairScoringError) -> ScoreResponse {
        guard request.jobIDs.count <= Self.maximumPairs else {
            throw .invalid(field: "job_ids", reason: "at most \(Self.maximumPairs), found \(request.jobIDs.count)")
        }
        let freelancer = market.freelancerNumbers[request.freelancerID]
        var response = emptyResponse(model, features: request.features)
        for id in request.jobIDs {
            guard let number = market.jobNumbers[id] else {
                response.probabilities.append(response.prior)
                response.features += Array(repeating: .nan, count: response.featureNames.count)
                if request.reasonLimit > 0 { response.explanations.append(Explanation()) }
                continue
            }
            let context = JobContext(number: number, in: market)
            let signals = market.signals(context, freelancer: freelancer)
            add(signals, context, freelancer, model, reasons: Int(request.reasonLimit), to: &response)
        }
        return response
    }

    /// The most applications of one call.
    public static let maximumApplications = 1_000

    /// Applications as they would arrive, with what is known of them at arrival.
    ///
    /// - Throws: ``PairScoringError`` for a job id that is not known, or too many applications.
    public func score(_ request: ScoreApplicationsRequest) throws(PairScoringError) -> ScoreResponse {
        guard request.applications.count <= Self.maximumApplications else {
            throw .invalid(
                field: "applications",
                reason: "at most \(Self.maximumApplications), found \(request.applications.count)")
        }
        var response = emptyResponse(applicantModel, features: false)
        for application in request.applications {
            guard let number = market.jobNumbers[application.jobID] else { throw .unknownJob(application.jobID) }
            let context = JobContext(number: number, in: market, now: request.time > 0 ? request.time : nil)
            let freelancer = market.freelancerNumbers[application.freelancerID]
            let signals = market.signals(context, freelancer: freelancer, arriving: application, at: context.now)
            add(
                signals, context, freelancer, applicantModel, reasons: Int(request.reasonLimit), to: &response)
        }
        return response
    }

    private func emptyResponse(_ model: PairModel?, features: Bool) -> ScoreResponse {
        ScoreResponse(
            model: model == nil ? "" : identifier, prior: model?.logistic.prior ?? untrainedPrior,
            appliedSequence: sequence, featureNames: features ? model?.offered ?? [] : [])
    }

    private func add(
        _ signals: PairSignals, _ context: JobContext, _ freelancer: Int?, _ model: PairModel?, reasons: Int,
        to response: inout ScoreResponse
    ) {
        response.probabilities.append(
            model?.probability(signals, values: &response.features, keeps: !response.featureNames.isEmpty)
                ?? response.prior)
        guard reasons > 0 else { return }
        response.explanations.append(
            model?.explanation(signals, context, freelancer: freelancer, in: market, limit: reasons) ?? Explanation())
    }
}

/// A question that can't be answered.
public enum PairScoringError: Error, Equatable, Sendable {
    /// A field of the request is wrong.
    case invalid(field: String, reason: String)
    /// The log has no such job.
    case unknownJob(String)
}
