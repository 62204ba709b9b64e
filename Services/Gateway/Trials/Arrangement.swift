import Contracts
import Learning

/// A ranking as it is shown, and what the log has to know to learn from it.
struct Arrangement: Sendable {
    /// The hits as they are shown, and how they were judged.
    var judged: Judge.Judged
    /// Of every place shown, from the first.
    var propensities: [Double]
    /// Old places, from 1; empty when nothing is explored.
    var ranks: [UInt32] = []
    /// Whose pick each is; empty when nothing is interleaved.
    var teams: [UInt32] = []
    /// Hits that were not shown but might have been.
    var hidden: [Match] = []
    var isExplored = false
    /// "learned", "product+learned".
    var fusion: String
    /// Other orders, by the label of their fusion: place from 1 of a candidate's id.
    var targets: [(label: String, places: [String: UInt32])] = []
}

extension Matcher {
    /// Puts a ranking in the order in which it is shown, elsewhere when that would keep an event loop from its other calls.
    func arrange(_ ranking: Ranking, _ question: SecondLevel.Question, _ treatment: Treatment) async -> Arrangement {
        let brief = needsFeatures(question, treatment) ? Self.briefFeatures : Self.briefFusion
        let executor = ranking.candidates.count > brief ? globalConcurrentExecutor : nil
        return await withTaskExecutorPreference(executor) { arranged(ranking, question, treatment) }
    }

    /// Candidates that are put in order on an event loop: some hundreds of microseconds.
    private static let briefFeatures = 20
    private static let briefFusion = 100

    private func arranged(_ ranking: Ranking, _ question: SecondLevel.Question, _ treatment: Treatment) -> Arrangement {
        if let opponent = treatment.opponent { return interleave(ranking, question, treatment, opponent) }
        let limits = treatment.limits
        guard let exploration = treatment.exploration else {
            let judged = judge(question, limits).best(ranking)
            return Arrangement(
                judged: judged, propensities: judged.matches.map { _ in 1 }, fusion: judged.fusion.label)
        }
        var judged = judge(question, limits.with(hits: max(limits.hits, exploration.depth))).best(ranking)
        let all = judged.matches
        var generator = trials.generator("explore", treatment.drawID)
        let (order, isExplored) = exploration.draw(count: all.count, using: &generator)
        let shown = order.prefix(limits.hits)
        judged.matches = shown.map { all[$0] }
        let pool = min(exploration.depth, all.count)
        return Arrangement(
            judged: judged,
            propensities: shown.enumerated().map { place, rank in
                exploration.propensity(rank: rank, place: place, count: all.count)
            },
            ranks: order.map { UInt32($0 + 1) },
            hidden: order.dropFirst(limits.hits).filter { $0 < pool }.map { all[$0] }, isExplored: isExplored,
            fusion: judged.fusion.label, targets: targets(ranking, question, treatment))
    }

    /// Whether both models are to tell what they look at: for the ranking itself, or for one that it can be held against.
    func needsFeatures(_ question: SecondLevel.Question, _ treatment: Treatment) -> Bool {
        if judge(question, treatment.limits).needsFeatures { return true }
        let isTarget = treatment.exploration != nil || treatment.opponent == .learned
        return isTarget && judge(question, treatment.limits.with(fusion: .learned)).needsFeatures
    }

    /// Two fusions in one list.
    private func interleave(
        _ ranking: Ranking, _ question: SecondLevel.Question, _ treatment: Treatment, _ opponent: Fusion
    ) -> Arrangement {
        let limits = treatment.limits
        let first = judge(question, limits).best(ranking)
        let second = judge(question, limits.with(fusion: opponent)).best(ranking)
        var generator = trials.generator("interleave", treatment.drawID)
        let picks = TeamDraft.interleave(
            first.matches.map(\.id), second.matches.map(\.id), limit: limits.hits, using: &generator)
        let hits = [first, second].map { judged in
            Dictionary(judged.matches.map { ($0.id, $0) }, uniquingKeysWith: { earlier, _ in earlier })
        }
        var judged = first
        judged.matches = picks.compactMap { hits[$0.team.rawValue - 1][$0.item] }
        judged.fusion = .unspecified
        judged.featureNames = first.featureNames.isEmpty ? second.featureNames : first.featureNames
        judged.model = first.model.isEmpty ? second.model : first.model
        return Arrangement(
            judged: judged, propensities: picks.map { _ in 0 }, teams: picks.map { UInt32($0.team.rawValue) },
            fusion: "\(first.fusion.label)+\(second.fusion.label)")
    }

    /// Where every candidate stands by each fusion that can be had.
    private func targets(
        _ ranking: Ranking, _ question: SecondLevel.Question, _ treatment: Treatment
    ) -> [(label: String, places: [String: UInt32])] {
        var targets: [(label: String, places: [String: UInt32])] = []
        for fusion in Fusion.constants.map(\.value) where fusion != .unspecified {
            let limits = treatment.limits.with(fusion: fusion).with(hits: ranking.candidates.count, features: 0)
            let judged = judge(question, limits).best(ranking)
            guard judged.fusion == fusion else { continue }
            let places = judged.matches.enumerated().map { ($1.id, UInt32($0 + 1)) }
            targets.append((fusion.label, Dictionary(places, uniquingKeysWith: { first, _ in first })))
        }
        return targets
    }

    /// What the log keeps of a ranking as it was shown.
    func exposure(_ arrangement: Arrangement, _ occasion: Occasion, _ treatment: Treatment) -> RankingServed {
        let shown = arrangement.judged.matches.prefix(RankingRecorder.itemLimit)
        var items = (shown + arrangement.hidden).prefix(RankingRecorder.itemLimit).map { match in
            RankedItem(
                id: match.id, score: match.score, clientProbability: match.client?.probability ?? 0,
                freelancerProbability: match.freelancer?.probability ?? 0,
                targetPlaces: arrangement.targets.map { $0.places[match.id] ?? 0 })
        }
        for place in items.indices {
            if place < shown.count {
                items[place].propensity = arrangement.propensities[place]
                if !arrangement.teams.isEmpty { items[place].team = arrangement.teams[place] }
            }
        }
        if !arrangement.ranks.isEmpty {
            // Those beyond the pool and not shown are left out, and so are their ranks.
            let hidden = arrangement.ranks.dropFirst(arrangement.judged.matches.count)
                .filter { $0 <= UInt32(treatment.exploration?.depth ?? 0) }
            let ranks = arrangement.ranks.prefix(shown.count) + hidden
            for (place, rank) in zip(items.indices, ranks) { items[place].rank = rank }
        }
        return RankingServed(
            method: occasion.method, jobID: occasion.jobID, freelancerID: occasion.freelancerID,
            query: occasion.query, items: Array(items), unitID: treatment.unitID, experiment: treatment.experiment,
            arm: treatment.arm?.name ?? "", armShare: treatment.arm?.share ?? 0, fusion: arrangement.fusion,
            shown: UInt32(shown.count), exploration: treatment.exploration?.share ?? 0,
            explorationDepth: UInt32(treatment.exploration?.depth ?? 0), explored: arrangement.isExplored,
            targets: arrangement.targets.map(\.label))
    }
}
