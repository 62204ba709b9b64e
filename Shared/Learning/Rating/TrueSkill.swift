import Foundation

/// TrueSkill: Gaussian skills learned from who finished before whom.
///
/// A player performs at N(skill, β²); a team at the sum of its players' performances; a team finishes before another
/// when its performance is better by more than the draw margin ε, and level with it when the difference is within ε.
/// Beliefs are updated by expectation propagation on the chain of neighbours in the order of finish, run until the
/// messages rest. Before each match every belief widens by τ².
///
/// Sources: Herbrich, Minka and Graepel, "TrueSkill: A Bayesian Skill Rating System", NIPS 2006. The draw margin and
/// partial play are those of the `trueskill` package for Python, to which the results are equal.
public struct TrueSkill: Sendable, Equatable {
    /// The mean of a newcomer's belief.
    public let mu: Double
    /// The deviation of a newcomer's belief.
    public let sigma: Double
    /// The deviation of a performance about the skill: twice β of difference is about 92 % of wins.
    public let beta: Double
    /// The deviation that a skill may drift between matches.
    public let tau: Double
    /// How often equals draw, in 0 ..< 1.
    public let drawProbability: Double
    /// The draw margin of two teams that have one player between them; it grows with the root of the players.
    let unitMargin: Double

    /// Creates an environment; the defaults are the paper's.
    ///
    /// - Precondition: `sigma` and `beta` are positive, `tau` is not negative, `drawProbability` is in 0 ..< 1.
    public init(
        mu: Double = 25, sigma: Double = 25.0 / 3, beta: Double = 25.0 / 6, tau: Double = 25.0 / 300,
        drawProbability: Double = 0.1
    ) {
        precondition(sigma > 0 && beta > 0 && tau >= 0, "sigma and beta must be positive, tau not negative")
        precondition(mu.isFinite && sigma.isFinite && beta.isFinite && tau.isFinite, "TrueSkill's scale must be finite")
        precondition(drawProbability >= 0 && drawProbability < 1, "a draw probability is in 0 ..< 1")
        self.mu = mu
        self.sigma = sigma
        self.beta = beta
        self.tau = tau
        self.drawProbability = drawProbability
        unitMargin = NormalDistribution.quantile((drawProbability + 1) / 2) * beta
    }

    /// What is believed of a newcomer.
    public var initialRating: SkillRating { SkillRating(mu: mu, sigma: sigma) }

    /// The beliefs after one player beat another; closed form.
    public func rate(
        winner: SkillRating, loser: SkillRating
    ) -> (winner: SkillRating, loser: SkillRating) {
        pair(winner, loser, drawn: false)
    }

    /// The beliefs after two players drew; closed form.
    public func rateDraw(_ first: SkillRating, _ second: SkillRating) -> (first: SkillRating, second: SkillRating) {
        let rated = pair(first, second, drawn: true)
        return (rated.winner, rated.loser)
    }

    /// Updates the beliefs about players who each finished for themselves, many of them level.
    ///
    /// Neighbours in the order of rank, and within a rank in the order given, are compared: n - 1 comparisons a sweep, a
    /// handful of sweeps. Allocates one array of indices, and nothing when ranks are given in ascending order.
    ///
    /// - Parameters:
    ///   - players: The beliefs, updated in place. Fewer than two players are left as they are.
    ///   - ranks: One a player; lower is better, equal is level.
    public func rate(_ players: inout [SkillRating], ranks: [Int]) {
        precondition(players.count == ranks.count, "each player needs a rank")
        guard players.count > 1 else { return }
        let ordered = (1..<ranks.count).allSatisfy { ranks[$0 - 1] <= ranks[$0] }
        let order = ordered ? nil : Self.order(of: ranks)
        let drift = tau * tau
        let noise = beta * beta
        withChain(count: players.count) { chain in
            for place in 0..<chain.count {
                let player = order?[place] ?? place
                let rating = players[player]
                chain[place] = PerformanceNode(
                    mean: rating.mu, variance: rating.sigma * rating.sigma + drift + noise)
                guard place + 1 < chain.count else { continue }
                chain[place].margin = unitMargin * 2.0.squareRoot()
                chain[place].isLevelWithNext = ranks[player] == ranks[order?[place + 1] ?? place + 1]
            }
            PerformanceNode.propagate(along: chain)
            for place in 0..<chain.count {
                let player = order?[place] ?? place
                players[player] = updated(players[player], weight: 1, by: chain[place])
            }
        }
    }

    /// The beliefs after a match of teams.
    ///
    /// - Parameters:
    ///   - teams: The beliefs about each team's players.
    ///   - ranks: One a team; lower is better, equal is a draw.
    ///   - weights: The share of the match that each player played, in 0 ... 1 as a rule; nil is all of it. Shares below
    ///     0.0001 count as that.
    /// - Throws: ``LearningError`` when there are fewer than two teams, one is empty, or ranks or weights do not fit.
    public func rate(
        teams: [[SkillRating]], ranks: [Int], weights: [[Double]]? = nil
    ) throws(LearningError) -> [[SkillRating]] {
        try check(teams, weights)
        guard ranks.count == teams.count else {
            throw LearningError(.shapeMismatch, "\(teams.count) teams need as many ranks, not \(ranks.count)")
        }
        let order = Self.order(of: ranks)
        var result = teams
        withChain(count: teams.count) { chain in
            for place in 0..<chain.count {
                let team = order[place]
                var node = PerformanceNode(mean: 0, variance: 0)
                for (player, rating) in teams[team].enumerated() {
                    let weight = Self.share(weights, team, player)
                    node.mean += weight * rating.mu
                    node.variance += weight * weight * (rating.sigma * rating.sigma + tau * tau + beta * beta)
                }
                if place + 1 < chain.count {
                    let size = teams[team].count + teams[order[place + 1]].count
                    node.margin = unitMargin * Double(size).squareRoot()
                    node.isLevelWithNext = ranks[team] == ranks[order[place + 1]]
                }
                chain[place] = node
            }
            PerformanceNode.propagate(along: chain)
            for place in 0..<chain.count {
                let team = order[place]
                for player in teams[team].indices {
                    let weight = Self.share(weights, team, player)
                    result[team][player] = updated(teams[team][player], weight: weight, by: chain[place])
                }
            }
        }
        return result
    }

    private func pair(
        _ first: SkillRating, _ second: SkillRating, drawn: Bool
    ) -> (winner: SkillRating, loser: SkillRating) {
        let base = tau * tau + beta * beta
        var a = PerformanceNode(mean: first.mu, variance: first.sigma * first.sigma + base)
        var b = PerformanceNode(mean: second.mu, variance: second.sigma * second.sigma + base)
        a.margin = unitMargin * 2.0.squareRoot()
        a.isLevelWithNext = drawn
        _ = PerformanceNode.compare(&a, &b)
        return (updated(first, weight: 1, by: a), updated(second, weight: 1, by: b))
    }

    /// Carries what was learned of a team's performance down to one of its players, exactly (all is Gaussian here).
    private func updated(_ rating: SkillRating, weight: Double, by team: PerformanceNode) -> SkillRating {
        let variance = rating.sigma * rating.sigma + tau * tau
        let posterior = team.posterior
        let gain = weight * variance / team.variance
        // The share of the team's variance that is this player's skill is at most 1, so that every term is positive.
        let share = min(weight * gain, 1)
        let shrunk = variance * ((1 - share) + share * posterior.varianceRatio)
        return SkillRating(mu: rating.mu + gain * posterior.shift, sigma: shrunk.squareRoot())
    }

    private func withChain(count: Int, _ body: (UnsafeMutableBufferPointer<PerformanceNode>) -> Void) {
        withUnsafeTemporaryAllocation(of: PerformanceNode.self, capacity: count) { chain in
            chain.initialize(repeating: PerformanceNode(mean: 0, variance: 1))
            body(chain)
        }
    }

    static func order(of ranks: [Int]) -> [Int] {
        ranks.indices.sorted { ranks[$0] != ranks[$1] ? ranks[$0] < ranks[$1] : $0 < $1 }
    }

    static func share(_ weights: [[Double]]?, _ team: Int, _ player: Int) -> Double {
        max(weights?[team][player] ?? 1, 0.0001)
    }

    func check(_ teams: [[SkillRating]], _ weights: [[Double]]?) throws(LearningError) {
        try Self.checkTeams(teams)
        try Self.check(weights, of: teams)
    }

    /// - Parameter match: What messages start with, to tell one match of many.
    static func checkTeams(_ teams: [[some Any]], match: String = "") throws(LearningError) {
        guard teams.count > 1 else {
            throw LearningError(.emptyData, "\(match)a match needs at least two teams, not \(teams.count)")
        }
        if let team = teams.firstIndex(where: \.isEmpty) {
            throw LearningError(.emptyData, "\(match)team \(team) has no player")
        }
    }

    static func check(
        _ weights: [[Double]]?, of teams: [[some Any]], match: String = ""
    ) throws(LearningError) {
        guard let weights else { return }
        guard weights.count == teams.count else {
            throw LearningError(
                .shapeMismatch, "\(match)\(teams.count) teams need as many lists of weights, not \(weights.count)")
        }
        for (team, weights) in weights.enumerated() {
            guard weights.count == teams[team].count else {
                throw LearningError(
                    .shapeMismatch,
                    "\(match)\(teams[team].count) players of team \(team) need as many weights, not \(weights.count)")
            }
            if let player = weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
                throw LearningError(
                    .invalidValue,
                    "\(match)the weight \(weights[player]) of player \(player) of team \(team) is negative or not finite"
                )
            }
        }
    }
}
