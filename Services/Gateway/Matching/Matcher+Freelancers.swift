import Contracts
import RPC

extension Matcher {
    /// Freelancers for a job of the log, or for a text.
    func matchFreelancers(_ request: MatchFreelancersRequest, _ context: CallContext) async throws -> MatchResponse {
        let call = GatewayCall(context)
        let limits = try MatchLimits(
            limit: request.limit, candidateLimit: request.candidateLimit, reasonLimit: request.reasonLimit,
            fusion: request.fusion, features: request.features)
        var degraded = Degraded(degradation)
        let text = try Self.wantedText(request)
        var understanding: UnderstandResponse?
        var job: Job
        if text.isEmpty {
            job = try await self.job(request.jobID, call).job ?? Job()
            understanding = await understand(
                CandidateQuery.understood(title: job.title, skills: job.skills), call, &degraded)
        } else {
            understanding = await understand(text, call, &degraded)
            job = Self.job(of: text, understanding)
        }
        try call.checkCancellation()
        let treatment = try trials.treatment(request.trial, unit: job.clientID, limits)
        let query = CandidateQuery(
            title: job.title, body: Self.body(of: job), skills: job.skills, understanding: understanding)
        let found = try firstPass(
            await peers.semanticSearch.ask(
                SemanticSearchService.searchFreelancers,
                SearchRequest(
                    text: query.text, concepts: query.concepts, filter: request.filter,
                    limit: UInt32(treatment.limits.candidates), fill: true,
                    excludedIDs: job.clientID.isEmpty ? [] : [job.clientID]), call.options(until: Step.search)))
        let occasion = Occasion(
            method: "MatchFreelancers", jobID: job.id, query: text.bounded(bytes: RankingRecorder.queryBytes),
            searchSequence: found.appliedSequence)
        var response = try await rank(
            Self.candidates(found.hits), for: job, areApplicants: false, treatment, occasion, degraded, call)
        if !text.isEmpty { response.understanding = understanding }
        return response
    }

    /// Applicants of a job.
    func rankProposals(_ request: RankProposalsRequest, _ context: CallContext) async throws -> MatchResponse {
        let call = GatewayCall(context)
        let limits = try MatchLimits(
            limit: request.limit, candidateLimit: 0, reasonLimit: request.reasonLimit, fusion: request.fusion,
            features: request.features)
        let record = try await job(request.jobID, call)
        let applicants = record.applicantIDs.prefix(Int(MatchLimits.maximumCandidates)).map { Candidate(id: $0) }
        return try await rank(
            applicants, for: record.job ?? Job(), areApplicants: true,
            try trials.treatment(request.trial, unit: record.job?.clientID ?? "", limits),
            Occasion(method: "RankProposals", jobID: request.jobID), Degraded(degradation), call)
    }

    /// Scores freelancers for a job from both sides, merges, and describes the best.
    private func rank(
        _ candidates: [Candidate], for job: Job, areApplicants: Bool, _ treatment: Treatment, _ occasion: Occasion,
        _ before: Degraded, _ call: GatewayCall
    ) async throws -> MatchResponse {
        var degraded = before
        try call.checkCancellation()
        var ranking = Ranking(candidates: candidates)
        let limits = treatment.limits
        let kind: SecondLevel.Question = areApplicants ? .rankProposals : .matchFreelancers
        // A job of the log is known to the models by its id.
        let asked = job.id.isEmpty ? job : Job(id: job.id)
        // Who looks at features looks at affinities, too, and needs them of all candidates.
        let looksAtFeatures = needsFeatures(kind, treatment)
        if !candidates.isEmpty {
            let request = ScoreFreelancersRequest(
                job: asked, freelancerIDs: candidates.map(\.id), applicants: areApplicants,
                features: looksAtFeatures)
            let options = call.options(until: Step.scores)
            async let affinityOutcome = askAffinities(
                RecommenderService.freelancerAffinity,
                FreelancerAffinityRequest(job: asked, freelancerIDs: candidates.map(\.id)), options,
                isWanted: looksAtFeatures)
            async let clientOutcome = peers.clientModel.ask(ClientModelService.scoreFreelancers, request, options)
            async let freelancerOutcome = peers.freelancerModel.ask(
                FreelancerModelService.scoreFreelancers, request, options)
            let question: PriorMemory.Question = areApplicants ? .applicants : .freelancers
            ranking.client = scores(
                await clientOutcome, of: peers.clientModel, question, candidates: candidates.count, &degraded)
            ranking.freelancer = scores(
                await freelancerOutcome, of: peers.freelancerModel, question, candidates: candidates.count, &degraded)
            if let outcome = await affinityOutcome {
                ranking.affinities = affinities(outcome, candidates: candidates.count, &degraded)
            }
            try call.checkCancellation()
        }
        var arrangement = await arrange(ranking, kind, treatment)
        var judged = arrangement.judged
        if !judged.matches.isEmpty {
            let hits = judged.matches.map(\.id)
            async let affinityOutcome = askAffinities(
                RecommenderService.freelancerAffinity,
                FreelancerAffinityRequest(job: asked, freelancerIDs: hits),
                call.options(until: Step.details), isWanted: !looksAtFeatures)
            let described = Array(hits.prefix(MatchLimits.describedHits))
            let ids = Array(described.prefix(limits.reasons > 0 ? MatchLimits.explainedHits : 0))
            let request = ScoreFreelancersRequest(
                job: asked, freelancerIDs: ids, applicants: areApplicants, reasonLimit: UInt32(limits.reasons))
            async let records = freelancers(described, call)
            async let clientReasons = explanations(
                ranking.client, of: peers.clientModel, ClientModelService.scoreFreelancers, request, ids.count, call)
            async let freelancerReasons = explanations(
                ranking.freelancer, of: peers.freelancerModel, FreelancerModelService.scoreFreelancers, request,
                ids.count, call)
            Self.explain(&judged.matches, client: await clientReasons, freelancer: await freelancerReasons)
            if let outcome = await affinityOutcome { addAffinities(outcome, to: &judged.matches, &degraded) }
            let known = await records
            for index in judged.matches.indices {
                guard let freelancer = known[judged.matches[index].id] else { continue }
                if judged.matches[index].title.isEmpty {
                    judged.matches[index].title = freelancer.title.bounded(bytes: Ranking.titleBytes)
                }
                judged.matches[index].matchedSkills = SharedSkills.matched(asked: job.skills, had: freelancer.skills)
            }
        }
        arrangement.judged = judged
        var response = response(arrangement, of: ranking, occasion, treatment, degraded, call)
        response.job = job
        return response
    }

    /// The text that is asked for; empty when a job is.
    ///
    /// - Throws: INVALID_ARGUMENT unless it is exactly one of the two, and not too long.
    static func wantedText(_ request: MatchFreelancersRequest) throws(RPCError) -> String {
        let length = request.text.utf8.count
        guard length <= textBytes else {
            throw .invalidField("text", "has \(length) bytes, at most \(textBytes) are understood")
        }
        let hasText = request.text.contains { !$0.isWhitespace }
        switch (request.jobID.isEmpty, hasText) {
        case (true, false): throw .invalidField("job_id", "is empty, and so is text; give one of the two")
        case (false, true): throw .invalidField("text", "is given beside job_id; give one of the two")
        case (false, false): return ""
        case (true, true): return request.text
        }
    }

    /// Longest text of a request.
    static let textBytes = 1 << 20
    /// Longest title made of a text's first line.
    private static let titleBytes = 200

    /// A post made of a text: its first line as title, and what was understood.
    static func job(of text: String, _ understanding: UnderstandResponse?) -> Job {
        let firstLine = text.split(whereSeparator: \.isNewline).lazy
            .map { $0.drop(while: \.isWhitespace) }.first { !$0.isEmpty }
        return Job(
            title: String(firstLine ?? "").bounded(bytes: titleBytes), description: text,
            skills: understanding?.skills ?? [], category: understanding?.categories.first?.name ?? "",
            level: understanding?.level ?? .unspecified)
    }

    /// What a post says beyond its title; a post made of a text has its title in there.
    private static func body(of job: Job) -> String {
        guard let start = job.description.firstIndex(where: { !$0.isWhitespace }) else { return "" }
        let text = job.description[start...]
        let rest = text.hasPrefix(job.title) ? text.dropFirst(job.title.count) : text
        return String(rest.drop(while: \.isWhitespace))
    }
}
