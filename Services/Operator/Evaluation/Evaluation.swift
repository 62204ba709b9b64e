import Contracts
import Learning
import Marketplace
import Operations

/// How well rankings foretell what happened, measured job by job.
struct Evaluation: Sendable {
    /// What counts as relevant.
    enum Label: String, CaseIterable, Sendable {
        /// Those who then applied.
        case apply
        /// Those who were then hired.
        case hire
        /// Those who then applied or accepted an invitation, and were interviewed or hired.
        case mutual
    }

    /// Whatever ranks.
    enum Ranker: Hashable, Sendable {
        /// The gateway's score of both sides, by the fusion asked for.
        case merged
        /// P(client engages) x P(freelancer applies or accepts).
        case product
        /// P(client engages) alone.
        case client
        /// P(freelancer applies or accepts) alone.
        case freelancer
        /// The first pass's text score.
        case text
        case simple(SimpleRankers.Ranker)

        static let all: [Ranker] =
            [.merged, .product, .client, .freelancer, .text] + SimpleRankers.Ranker.allCases.map(Ranker.simple)

        var name: String {
            switch self {
            case .merged: "merged"
            case .product: "product of both"
            case .client: "client's side alone"
            case .freelancer: "freelancer's side alone"
            case .text: "text relevance"
            case .simple(let ranker): ranker.rawValue
            }
        }
    }

    /// Measures of one ranking.
    enum Measure: String, CaseIterable, Sendable {
        case reciprocalRank = "MRR"
        case recall = "recall@10"
        case gain = "nDCG@10"

        /// - Parameter ranked: whether each is relevant, best rank first; at least one is.
        func value(_ ranked: [Double]) -> Double {
            switch self {
            case .reciprocalRank: RankingMetrics.reciprocalRank(ranked) ?? 0
            case .recall: RankingMetrics.recall(ranked, at: 10) ?? 0
            case .gain: RankingMetrics.normalizedDiscountedCumulativeGain(ranked, at: 10) ?? 0
            }
        }
    }

    /// What to evaluate, and how.
    struct Plan: Sendable {
        /// Jobs posted at or after it count.
        let start: Int64
        /// How the gateway merges both sides.
        var fusion: Fusion
        /// That both models score for a job.
        let candidates: Int
        /// Jobs that are drawn from all; nil for all.
        var jobs: Int?
        /// Of what is drawn.
        let seed: UInt64
        /// Folder of a simulated market's hidden truth.
        var truth: String?
    }

    /// One value a job, in order of posting.
    private(set) var values: [Label: [Ranker: [Measure: [Double]]]] = [:]
    /// 1 or 0 a contest, in order of the hires.
    private(set) var winners: [Ranker: [Double]] = [:]
    /// Share of contests that drawing lots would get right.
    private(set) var chances: [Double] = []
    /// What both sides' models said of each pair.
    private(set) var firstLevel = FirstLevelEvaluation()
    /// What the services make of a simulated market.
    private(set) var truth: TruthEvaluation?
    /// Jobs posted since the cut.
    let postedJobs: Int
    /// How many of them were looked at.
    let judgedJobs: Int
    /// What counts as relevant in this log: without interviews, a mutual outcome is a hire.
    let labels: [Label]
    /// Models that answered.
    private(set) var models: [String] = []

    private let plan: Plan

    /// Walks a log and asks at every decision since a moment.
    ///
    /// - Parameters:
    ///   - services: at the beginning of the log.
    ///   - progress: told how many decisions are done, and how many there are.
    init(
        _ log: FactLog, _ plan: Plan, services: ReplayedServices, progress: (UInt64, UInt64) -> Void
    ) async throws {
        let all = try MarketOutcomes(log, from: plan.start)
        let outcomes = plan.jobs.map { all.sampled($0, seed: plan.seed) } ?? all
        self.plan = plan
        postedJobs = all.jobs.count
        judgedJobs = outcomes.jobs.count
        labels = outcomes.hasInterviews ? Label.allCases : [.apply, .hire]
        let watched = Dictionary(uniqueKeysWithValues: outcomes.jobs.values.map { ($0.jobID, $0) })
        if let path = plan.truth { truth = TruthEvaluation(try TruthFolder(path, jobs: Set(watched.keys))) }
        let total = UInt64(outcomes.jobs.count + outcomes.contests.count)
        var done: UInt64 = 0
        var simple = SimpleRankers()
        var skills: [String: [String]] = [:]
        var posted: Set<String> = []
        var position: UInt64 = 0
        while position < outcomes.lastSequence {
            let facts = try log.facts(after: position, limit: 4_096)
            guard let last = facts.last else { break }
            position = last.sequence
            for fact in facts where fact.sequence <= outcomes.lastSequence {
                try Task.checkCancellation()
                if let outcome = outcomes.jobs[fact.sequence], case .job(let job) = fact.body {
                    skills[job.id] = job.skills
                    posted.insert(job.id)
                    try await judge(job, outcome, at: fact, simple, services)
                    done += 1
                } else if let contest = outcomes.contests[fact.sequence] {
                    try await judge(contest, skills: skills[contest.jobID] ?? [], at: fact, simple, services)
                    done += 1
                } else if case .application(let application) = fact.body, posted.contains(application.jobID) {
                    let isHired = watched[application.jobID]?.firstHired == application.freelancerID
                    try await services.advance(to: fact.sequence - 1)
                    let probability = try await firstLevel.judge(
                        application, at: fact.time, isHired: isHired, services)
                    truth?.add(application, probability)
                } else if truth != nil, case .invitation(let invitation) = fact.body,
                    posted.contains(invitation.jobID)
                {
                    try await services.advance(to: fact.sequence - 1)
                    try await truth?.judge(invitation, services)
                }
                simple.apply(fact)
            }
            progress(done, total)
        }
        if truth != nil {
            try await services.advance(to: outcomes.lastSequence)
            try await truth?.judgeStandings(simple.known, seed: plan.seed, services)
        }
    }

    private mutating func judge(
        _ job: Job, _ outcome: MarketOutcomes.Outcome, at fact: Fact, _ simple: SimpleRankers,
        _ services: ReplayedServices
    ) async throws {
        try await services.advance(to: fact.sequence)
        try await firstLevel.judge(job.id, known: simple.known, takers: outcome.takers, services)
        var relevant: [Label: Set<String>] = [.apply: outcome.applicants, .hire: outcome.hired]
        if labels.contains(.mutual) { relevant[.mutual] = outcome.mutual }
        relevant = relevant.mapValues { $0.filter(simple.isKnown) }
        guard relevant.values.contains(where: { !$0.isEmpty }) else { return }
        let response = try await services.match(
            jobID: job.id, fusion: plan.fusion, candidates: UInt32(plan.candidates))
        models = response.models
        var rankings = Self.rankings(of: response)
        // Whoever the services leave out, such as the client in person, stands last.
        let known = simple.known
        for (ranker, ids) in rankings {
            let ranked = ids.filter(simple.isKnown)
            let there = Set(ranked)
            rankings[ranker] = ranked + known.filter { !there.contains($0) }
        }
        let simpleRankings = simple.rank(skills: job.skills, time: fact.time)
        for (ranker, ids) in simpleRankings { rankings[.simple(ranker)] = ids }
        for (label, ids) in relevant where !ids.isEmpty {
            for (ranker, ranking) in rankings {
                let ranked = ranking.map { ids.contains($0) ? 1.0 : 0.0 }
                for measure in Measure.allCases {
                    values[label, default: [:]][ranker, default: [:]][measure, default: []]
                        .append(measure.value(ranked))
                }
            }
        }
    }

    private mutating func judge(
        _ contest: MarketOutcomes.Contest, skills: [String], at hire: Fact, _ simple: SimpleRankers,
        _ services: ReplayedServices
    ) async throws {
        try await services.advance(to: hire.sequence - 1)
        let response = try await services.rankProposals(jobID: contest.jobID, fusion: plan.fusion)
        let applicants = Set(contest.applicants)
        var rankings = Self.rankings(of: response)
        // Nothing is searched for among applicants.
        rankings[.text] = nil
        let simpleRankings = simple.rank(skills: skills, time: hire.time) { applicants.contains($0) }
        for (ranker, ids) in simpleRankings { rankings[.simple(ranker)] = ids }
        for (ranker, ids) in rankings {
            winners[ranker, default: []].append(ids.first { applicants.contains($0) } == contest.winner ? 1 : 0)
        }
        chances.append(1 / Double(contest.applicants.count))
    }

    /// The gateway's order, and those that each side alone would give.
    private static func rankings(of response: MatchResponse) -> [Ranker: [String]] {
        func ranked(_ probability: (Match) -> Double) -> [String] {
            response.matches.map { (id: $0.id, score: probability($0)) }
                .sorted { $0.score != $1.score ? $0.score > $1.score : $0.id < $1.id }
                .map(\.id)
        }
        return [
            .merged: response.matches.map(\.id),
            .product: ranked { ($0.client?.probability ?? 0) * ($0.freelancer?.probability ?? 0) },
            .text: ranked(\.textScore),
            .client: ranked { $0.client?.probability ?? 0 },
            .freelancer: ranked { $0.freelancer?.probability ?? 0 },
        ]
    }
}
