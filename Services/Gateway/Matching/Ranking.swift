import Contracts

/// Somebody or something that may be a hit.
struct Candidate: Sendable, Equatable {
    var id: String
    var title = ""
    /// Of the first pass.
    var textScore = 0.0
}

extension Fusion {
    /// Both sides' probabilities as one score in [0, 1].
    ///
    /// The harmonic mean is RECON's (Pizzato et al., RecSys 2010).
    func score(client: Double, freelancer: Double) -> Double {
        switch self {
        case .harmonic: client + freelancer > 0 ? 2 * client * freelancer / (client + freelancer) : 0
        case .clientOnly: client
        case .freelancerOnly: freelancer
        default: client * freelancer
        }
    }
}

/// All candidates with what both models say of them, merged into one order.
struct Ranking: Sendable {
    var candidates: [Candidate]
    var client: SideScores
    var freelancer: SideScores

    /// The best by the fusion's score; equal ones by text score, then by id.
    func best(_ limit: Int, _ fusion: Fusion) -> [Match] {
        let scores = candidates.indices.map {
            fusion.score(client: client.probabilities[$0], freelancer: freelancer.probabilities[$0])
        }
        let order = candidates.indices.sorted { left, right in
            if scores[left] != scores[right] { return scores[left] > scores[right] }
            let (first, second) = (candidates[left], candidates[right])
            if first.textScore != second.textScore { return first.textScore > second.textScore }
            return first.id < second.id
        }
        return order.prefix(limit).map { index in
            Match(
                id: candidates[index].id, title: candidates[index].title.bounded(bytes: Self.titleBytes),
                score: scores[index], client: side(client, index), freelancer: side(freelancer, index),
                textScore: candidates[index].textScore)
        }
    }

    /// Titles are cut to this, so that the largest answer fits into a frame.
    static let titleBytes = 160

    private func side(_ scores: SideScores, _ index: Int) -> MatchSide {
        MatchSide(probability: scores.probabilities[index], atPrior: scores.isAtPrior)
    }
}

extension String {
    /// As many of the first characters as fit into a number of bytes.
    func bounded(bytes limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var end = utf8.index(startIndex, offsetBy: limit)
        while end > startIndex, end.samePosition(in: self) == nil { end = utf8.index(before: end) }
        return String(self[..<end])
    }
}
