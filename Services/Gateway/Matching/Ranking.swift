import Contracts
import Foundation
import Learning

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
    /// What the recommender says of each candidate, nan where it says nothing; empty unless it was asked of all.
    var affinities: [Double] = []

    /// Below this, probabilities are not told apart in logarithms.
    static let smallest = 1e-9

    /// ln(P(client) x P(freelancer)) of a candidate.
    func logarithmicProduct(_ index: Int) -> Double {
        log(max(client.probabilities[index], Self.smallest)) + log(max(freelancer.probabilities[index], Self.smallest))
    }

    /// The best by the fusion's score; equal ones by text score, then by id.
    func best(_ limit: Int, _ fusion: Fusion) -> [Match] {
        let scores = candidates.indices.map {
            fusion.score(client: client.probabilities[$0], freelancer: freelancer.probabilities[$0])
        }
        return order(by: scores).prefix(limit).map { match($0, score: scores[$0]) }
    }

    /// The best by the second level, or nil when it was trained on other features.
    ///
    /// - Parameters:
    ///   - features: how many of the first get their features and contributions.
    func best(_ limit: Int, _ level: SecondLevel, _ table: StandingTable, features: Int) -> [Match]? {
        guard level.fits(table) else { return nil }
        let products = candidates.indices.map { logarithmicProduct($0) }
        let byProduct = order(by: products)
        let top = Array(byProduct.prefix(SecondLevel.depth))
        guard let learned = try? level.scores(table, of: top) else { return nil }
        var scores = products
        for (candidate, score) in zip(top, learned) { scores[candidate] = score }
        // Those below come after the last, as far from one another as the product has them.
        let rest = byProduct.dropFirst(SecondLevel.depth)
        if let lowest = learned.min(), let first = rest.first {
            let start = level.productPart(table, of: first)
            for candidate in rest { scores[candidate] = lowest + level.productPart(table, of: candidate) - start }
        }
        let ranked = order(by: scores, of: top) + rest
        return ranked.prefix(limit).enumerated().map { rank, candidate in
            var match = match(candidate, score: scores[candidate])
            guard rank < min(features, SecondLevel.depth) else { return match }
            match.features = table.rows.row(candidate).map(Float.init)
            (match.baseScore, match.contributions) = level.contributions(table, of: candidate)
            return match
        }
    }

    /// Gives the first matches what the second level looks at.
    func addFeatures(_ table: StandingTable, to matches: inout [Match], limit: Int) {
        guard limit > 0 else { return }
        let places = Dictionary(
            candidates.indices.map { (candidates[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
        for index in matches.indices.prefix(limit) {
            guard let place = places[matches[index].id] else { continue }
            matches[index].features = table.rows.row(place).map(Float.init)
        }
    }

    /// Candidates by score; equal ones by text score, then by id.
    private func order(by scores: [Double], of some: [Int]? = nil) -> [Int] {
        (some ?? Array(candidates.indices)).sorted { left, right in
            if scores[left] != scores[right] { return scores[left] > scores[right] }
            let (first, second) = (candidates[left], candidates[right])
            if first.textScore != second.textScore { return first.textScore > second.textScore }
            return first.id < second.id
        }
    }

    private func match(_ index: Int, score: Double) -> Match {
        Match(
            id: candidates[index].id, title: candidates[index].title.bounded(bytes: Self.titleBytes),
            score: score, client: side(client, index), freelancer: side(freelancer, index),
            affinity: affinity(index), textScore: candidates[index].textScore)
    }

    private func affinity(_ index: Int) -> Double {
        guard !affinities.isEmpty, !affinities[index].isNaN else { return 0 }
        return affinities[index]
    }

    /// Titles are cut to this, so that the largest answer fits into a frame.
    static let titleBytes = 160

    private func side(_ scores: SideScores, _ index: Int) -> MatchSide {
        MatchSide(probability: scores.probabilities[index], atPrior: scores.isAtPrior)
    }
}

extension Ranking {
    /// Candidates that no model has looked at yet.
    init(candidates: [Candidate]) {
        let unasked = SideScores(prior: 0, candidates: 0)
        self.init(candidates: candidates, client: unasked, freelancer: unasked)
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
