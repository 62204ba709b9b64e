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

    /// One value a job, in order of posting.
    private(set) var values: [Label: [Ranker: [Measure: [Double]]]] = [:]
    /// 1 or 0 a contest, in order of the hires.
    private(set) var winners: [Ranker: [Double]] = [:]
    /// Share of contests that drawing lots would get right.
    private(set) var chances: [Double] = []
    /// Jobs posted since the cut.
    let postedJobs: Int
    /// Models that answered.
    private(set) var models: [String] = []

    private let fusion: Fusion
    private let candidates: UInt32

    /// Walks a log and asks at every decision since a moment.
    ///
    /// - Parameters:
    ///   - start: jobs posted at or after it count.
    ///   - fusion: how the gateway merges both sides.
    ///   - candidates: that both models score for a job.
    ///   - services: at the beginning of the log.
    ///   - progress: told how many decisions are done, and how many there are.
    init(
        _ log: FactLog, from start: Int64, fusion: Fusion, candidates: Int, services: ReplayedServices,
        progress: (UInt64, UInt64) -> Void
    ) async throws {
        let outcomes = try MarketOutcomes(log, from: start)
        self.fusion = fusion
        self.candidates = UInt32(candidates)
        postedJobs = outcomes.jobs.count
        let total = UInt64(outcomes.jobs.count + outcomes.contests.count)
        var done: UInt64 = 0
        var simple = SimpleRankers()
        var skills: [String: [String]] = [:]
        var position: UInt64 = 0
        while position < outcomes.lastSequence, done < total {
            let facts = try log.facts(after: position, limit: 4_096)
            guard let last = facts.last else { break }
            position = last.sequence
            for fact in facts where fact.sequence <= outcomes.lastSequence {
                if let outcome = outcomes.jobs[fact.sequence], case .job(let job) = fact.body {
                    skills[job.id] = job.skills
                    try await judge(job, outcome, at: fact, simple, services)
                    done += 1
                } else if let contest = outcomes.contests[fact.sequence] {
                    try await judge(contest, skills: skills[contest.jobID] ?? [], at: fact, simple, services)
                    done += 1
                }
                simple.apply(fact)
            }
            progress(done, total)
        }
    }

    private mutating func judge(
        _ job: Job, _ outcome: MarketOutcomes.Outcome, at fact: Fact, _ simple: SimpleRankers,
        _ services: ReplayedServices
    ) async throws {
        let relevant: [Label: Set<String>] = [
            .apply: outcome.applicants.filter(simple.isKnown), .hire: outcome.hired.filter(simple.isKnown),
        ]
        guard relevant.values.contains(where: { !$0.isEmpty }) else { return }
        try await services.advance(to: fact.sequence)
        let response = try await services.match(jobID: job.id, fusion: fusion, candidates: candidates)
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
        let response = try await services.rankProposals(jobID: contest.jobID, fusion: fusion)
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
