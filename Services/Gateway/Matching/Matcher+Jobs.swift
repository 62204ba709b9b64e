import Contracts
import RPC

extension Matcher {
    /// Open jobs for a freelancer, save their own, those they applied to, and those they were engaged for.
    func matchJobs(_ request: MatchJobsRequest, _ context: CallContext) async throws -> MatchResponse {
        let call = GatewayCall(context)
        let limits = try MatchLimits(
            limit: request.limit, candidateLimit: request.candidateLimit, reasonLimit: request.reasonLimit,
            fusion: request.fusion, features: request.features)
        let freelancer = try await freelancer(request.freelancerID, call)
        let treatment = try trials.treatment(request.trial, unit: freelancer.id, limits)
        var degraded = Degraded(degradation)
        let understanding = await understand(
            CandidateQuery.understood(title: freelancer.title, skills: freelancer.skills), call, &degraded)
        try call.checkCancellation()
        let query = CandidateQuery(
            title: freelancer.title, body: freelancer.skills.joined(separator: " "), skills: freelancer.skills,
            understanding: understanding)
        let found = try firstPass(
            await peers.semanticSearch.ask(
                SemanticSearchService.searchJobs,
                SearchRequest(
                    text: query.text, concepts: query.concepts, filter: request.filter,
                    limit: UInt32(treatment.limits.candidates), fill: true, newToFreelancerID: freelancer.id),
                call.options(until: Step.search)))
        let occasion = Occasion(
            method: "MatchJobs", freelancerID: freelancer.id, searchSequence: found.appliedSequence)
        return try await rank(Self.candidates(found.hits), for: freelancer, treatment, occasion, degraded, call)
    }

    private func rank(
        _ candidates: [Candidate], for freelancer: Freelancer, _ treatment: Treatment, _ occasion: Occasion,
        _ before: Degraded, _ call: GatewayCall
    ) async throws -> MatchResponse {
        var degraded = before
        try call.checkCancellation()
        var ranking = Ranking(candidates: candidates)
        let limits = treatment.limits
        // Who looks at features looks at affinities, too, and needs them of all candidates.
        let looksAtFeatures = needsFeatures(.matchJobs, treatment)
        if !candidates.isEmpty {
            let request = ScoreJobsRequest(
                freelancerID: freelancer.id, jobIDs: candidates.map(\.id),
                features: looksAtFeatures)
            let options = call.options(until: Step.scores)
            async let affinityOutcome = askAffinities(
                RecommenderService.jobAffinity,
                JobAffinityRequest(freelancerID: freelancer.id, jobIDs: candidates.map(\.id)), options,
                isWanted: looksAtFeatures)
            async let clientOutcome = peers.clientModel.ask(ClientModelService.scoreJobs, request, options)
            async let freelancerOutcome = peers.freelancerModel.ask(FreelancerModelService.scoreJobs, request, options)
            ranking.client = scores(
                await clientOutcome, of: peers.clientModel, .jobs, candidates: candidates.count, &degraded)
            ranking.freelancer = scores(
                await freelancerOutcome, of: peers.freelancerModel, .jobs, candidates: candidates.count, &degraded)
            if let outcome = await affinityOutcome {
                ranking.affinities = affinities(outcome, candidates: candidates.count, &degraded)
            }
            try call.checkCancellation()
        }
        var arrangement = await arrange(ranking, .matchJobs, treatment)
        var judged = arrangement.judged
        if !judged.matches.isEmpty {
            let hits = judged.matches.map(\.id)
            async let affinityOutcome = askAffinities(
                RecommenderService.jobAffinity,
                JobAffinityRequest(freelancerID: freelancer.id, jobIDs: hits),
                call.options(until: Step.details), isWanted: !looksAtFeatures)
            let described = Array(hits.prefix(MatchLimits.describedHits))
            async let records = jobs(described, call)
            let ids = Array(described.prefix(limits.reasons > 0 ? MatchLimits.explainedHits : 0))
            let request = ScoreJobsRequest(
                freelancerID: freelancer.id, jobIDs: ids, reasonLimit: UInt32(limits.reasons))
            async let clientReasons = explanations(
                ranking.client, of: peers.clientModel, ClientModelService.scoreJobs, request, ids.count, call)
            async let freelancerReasons = explanations(
                ranking.freelancer, of: peers.freelancerModel, FreelancerModelService.scoreJobs, request, ids.count,
                call)
            Self.explain(&judged.matches, client: await clientReasons, freelancer: await freelancerReasons)
            if let outcome = await affinityOutcome { addAffinities(outcome, to: &judged.matches, &degraded) }
            let known = await records
            for index in judged.matches.indices {
                guard let job = known[judged.matches[index].id] else { continue }
                judged.matches[index].matchedSkills = SharedSkills.matched(asked: job.skills, had: freelancer.skills)
            }
        }
        arrangement.judged = judged
        return response(arrangement, of: ranking, occasion, treatment, degraded, call)
    }

    /// The freelancer of an id, as semantic-search has them.
    ///
    /// - Throws: NOT_FOUND; whatever keeps semantic-search from answering.
    private func freelancer(_ id: String, _ call: GatewayCall) async throws(RPCError) -> Freelancer {
        try Self.check(id: id, "freelancer_id")
        let outcome = await peers.semanticSearch.ask(
            SemanticSearchService.getFreelancers, GetRequest(ids: [id]), call.options(until: Step.lookup))
        guard let freelancer = try firstPass(outcome).freelancers.first(where: { $0.id == id }) else {
            throw RPCError(.notFound, "the log has no freelancer \"\(id)\"")
        }
        return freelancer
    }
}
