import Contracts

/// Puts a ranking in order by the fusion that was asked for, or by the product where that one can't be had.
struct Judge: Sendable {
    let limits: MatchLimits
    /// Nil where none is trained for this question, or none is wanted.
    let level: SecondLevel?
    /// The artifact of the second level.
    let identifier: String

    /// What was judged, and how.
    struct Judged: Sendable {
        var matches: [Match]
        /// How the scores were made.
        var fusion: Fusion
        /// Of the matches' features; empty unless they were asked for.
        var featureNames: [String] = []
        /// The second level's artifact, if it took part.
        var model = ""
    }

    /// Whether both models are to tell what they look at.
    var needsFeatures: Bool { level != nil || limits.features > 0 }

    /// The best of a ranking.
    func best(_ ranking: Ranking) -> Judged {
        let isComplete = !ranking.client.isAtPrior && !ranking.freelancer.isAtPrior
        guard needsFeatures, isComplete, !ranking.candidates.isEmpty else { return fused(ranking) }
        let table = StandingTable(ranking)
        guard let level, let matches = ranking.best(limits.hits, level, table, features: limits.features) else {
            var judged = fused(ranking)
            ranking.addFeatures(table, to: &judged.matches, limit: limits.features)
            judged.featureNames = limits.features > 0 ? table.names : []
            return judged
        }
        return Judged(
            matches: matches, fusion: .learned, featureNames: limits.features > 0 ? table.names : [],
            model: identifier)
    }

    private func fused(_ ranking: Ranking) -> Judged {
        let fusion = limits.fusion == .learned ? Fusion.product : limits.fusion
        return Judged(matches: ranking.best(limits.hits, fusion), fusion: fusion)
    }
}

extension Matcher {
    /// How a question's ranking is judged.
    func judge(_ question: SecondLevel.Question, _ limits: MatchLimits) -> Judge {
        guard limits.fusion == .learned, let levels = secondLevels() else {
            return Judge(limits: limits, level: nil, identifier: "")
        }
        return Judge(limits: limits, level: levels[question], identifier: levels.identifier)
    }
}
