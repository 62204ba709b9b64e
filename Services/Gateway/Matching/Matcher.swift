import Contracts
import ProtobufWire
import RPC

/// Two-sided ranking: candidates from semantic-search, scored by both models, merged.
///
/// Only the first pass is needed: of the others, whoever is down or late leaves its part at its prior, and is named.
struct Matcher: Sendable {
    let peers: Peers
    /// Nil when rankings are not recorded.
    let recorder: RankingRecorder?
    let degradation: DegradationLog
    let trials: Trials
    /// The second levels that serve now; nil while none are trained.
    let secondLevels: @Sendable () -> SecondLevels?
    let priors = PriorMemory()

    /// By when each step has to be over, as a share of the call's time; the rest is for merging and the way back.
    ///
    /// Steps that an answer can do without leave most of the time to those that it can't.
    enum Step {
        static let lookup = 0.6
        static let understanding = 0.3
        static let search = 0.75
        static let scores = 0.85
        static let details = 0.95
    }

    /// What a ranking was made for; goes into the log with it.
    struct Occasion: Sendable {
        var method: String
        var jobID = ""
        var freelancerID = ""
        var query = ""
        /// Last fact that the first pass had applied.
        var searchSequence: UInt64 = 0
    }

    // MARK: First pass

    /// The job of an id, as semantic-search has it.
    ///
    /// - Throws: NOT_FOUND; whatever keeps semantic-search from answering.
    func job(_ id: String, _ call: GatewayCall) async throws(RPCError) -> JobRecord {
        try Self.check(id: id, "job_id")
        let peer = peers.semanticSearch
        let outcome = await peer.ask(
            SemanticSearchService.getJobs, GetRequest(ids: [id]), call.options(until: Step.lookup))
        let records = try firstPass(outcome).jobs
        guard let record = records.first(where: { $0.job?.id == id }) else {
            throw RPCError(.notFound, "the log has no job \"\(id)\"")
        }
        return record
    }

    /// What a text speaks of, or nil when query-understanding doesn't say.
    func understand(_ text: String, _ call: GatewayCall, _ degraded: inout Degraded) async -> UnderstandResponse? {
        guard !text.isEmpty else { return nil }
        let peer = peers.queryUnderstanding
        let outcome = await peer.ask(
            QueryUnderstandingService.understand, UnderstandRequest(text: text),
            call.options(until: Step.understanding))
        return degraded.take(outcome, of: peer)
    }

    /// An outcome of semantic-search, without which nothing can be matched.
    func firstPass<Response>(_ outcome: Result<Response, RPCError>) throws(RPCError) -> Response {
        switch outcome {
        case .success(let response): return response
        case .failure(let error):
            switch error.code {
            case .invalidArgument, .notFound, .cancelled: throw error
            default:
                throw RPCError(
                    .unavailable,
                    "semantic-search, where the candidates come from, doesn't answer; try again later (\(error))")
            }
        }
    }

    static func candidates(_ hits: [SearchHit]) -> [Candidate] {
        hits.map { Candidate(id: $0.id, title: $0.title, textScore: $0.score) }
    }

    static func check(id: String, _ field: String) throws(RPCError) {
        guard !id.isEmpty else { throw .invalidField(field, "is empty") }
        guard id.utf8.count <= idBytes else {
            throw .invalidField(field, "has \(id.utf8.count) bytes; ids have at most \(idBytes)")
        }
    }

    static let idBytes = 128

    // MARK: Scores

    /// One side's scores out of a model's answer, or its prior.
    func scores(
        _ outcome: Result<ScoreResponse, RPCError>, of peer: Peer, _ question: PriorMemory.Question, candidates: Int,
        _ degraded: inout Degraded
    ) -> SideScores {
        do throws(RPCError) {
            let response = try outcome.get()
            let scores = try SideScores(response, candidates: candidates)
            priors.remember(response.prior, of: peer.name, for: question)
            return scores
        } catch {
            degraded.add(peer, error)
            return SideScores(prior: priors.prior(of: peer.name, for: question), candidates: candidates)
        }
    }

    /// What the recommender says of many, or nil where it isn't wanted.
    func askAffinities<Request: Message>(
        _ method: UnaryMethod<Request, AffinityResponse>, _ request: Request, _ options: CallOptions, isWanted: Bool
    ) async -> Result<AffinityResponse, RPCError>? {
        isWanted ? await peers.recommender.ask(method, request, options) : nil
    }

    /// The recommender's affinities; nan for all when it doesn't answer as it should.
    func affinities(
        _ outcome: Result<AffinityResponse, RPCError>, candidates: Int, _ degraded: inout Degraded
    ) -> [Double] {
        let unknown = Array(repeating: Double.nan, count: candidates)
        guard let response = degraded.take(outcome, of: peers.recommender) else { return unknown }
        guard response.affinities.count == candidates, response.affinities.allSatisfy(\.isFinite) else {
            let error = RPCError(
                .internalError, "answered \(response.affinities.count) affinities for \(candidates) candidates")
            degraded.add(peers.recommender, error)
            return unknown
        }
        return response.affinities
    }

    /// Gives matches the affinities asked for them alone; they stay 0 when the recommender doesn't answer.
    func addAffinities(
        _ outcome: Result<AffinityResponse, RPCError>, to matches: inout [Match], _ degraded: inout Degraded
    ) {
        let affinities = affinities(outcome, candidates: matches.count, &degraded)
        for (index, affinity) in affinities.enumerated() where !affinity.isNaN { matches[index].affinity = affinity }
    }

    // MARK: Answer

    /// The response around a ranking's best, which is recorded on the way.
    func response(
        _ arrangement: Arrangement, of ranking: Ranking, _ occasion: Occasion, _ treatment: Treatment,
        _ degraded: Degraded, _ call: GatewayCall
    ) -> MatchResponse {
        let judged = arrangement.judged
        let models = [ranking.client.model, ranking.freelancer.model, judged.model].filter { !$0.isEmpty }.sorted()
        let sequences = [
            occasion.searchSequence, ranking.client.appliedSequence, ranking.freelancer.appliedSequence,
        ].filter { $0 > 0 }
        var exposure: RankingServed?
        if recorder != nil || treatment.returnsExposure {
            var served = self.exposure(arrangement, occasion, treatment)
            served.models = models
            served.degraded = degraded.names
            served.logSequence = sequences.min() ?? 0
            if let recorder {
                served.rankingID = treatment.rankingID
                _ = recorder.record(served)
            }
            exposure = served
        }
        return MatchResponse(
            matches: judged.matches, degraded: degraded.names, rankingID: exposure?.rankingID ?? "",
            candidates: UInt64(ranking.candidates.count), models: models,
            elapsedMicroseconds: call.elapsedMicroseconds, fusion: judged.fusion, featureNames: judged.featureNames,
            exposure: treatment.returnsExposure ? exposure : nil)
    }
}
