/// The terms that TrueSkill 2 adds to TrueSkill: modes, squads, experience, individual statistics and quitting.
///
/// A player's skill in a mode is weight x base skill + an offset of the mode. He performs at
/// N(skill + squad offset, β²); a team performs at the sum of its players, each by the share of the match that he played,
/// and teams finish in the order of performances, level within the draw margin. Beyond the order, what players did
/// counts: a statistic such as points or messages is max(0, N((a x performance + b x opposition) x time, v x time)), and
/// who quits has either an unrelated reason or, sometimes, plays below the opposition. Without any of these terms the
/// result is that of ``TrueSkill``.
///
/// Source: Minka, Cleven and Zaykov, "TrueSkill 2: An improved Bayesian skill rating system", MSR-TR-2018-8, equations 1
/// to 20. Left out is the estimation of the parameters, which the report does by gradients of the predictive log-loss.
public struct TrueSkill2: Sendable, Equatable {
    /// A count that is observed of players, and what it tells.
    public struct Statistic: Sendable, Equatable {
        /// What a unit of own performance adds for each unit of time; finite.
        public var performanceWeight: Double
        /// What a unit of the opponents' mean performance adds; finite.
        public var oppositionWeight: Double
        /// The variance for each unit of time, above 0 and finite.
        public var variance: Double

        /// Creates a statistic.
        public init(performanceWeight: Double, oppositionWeight: Double, variance: Double) {
            self.performanceWeight = performanceWeight
            self.oppositionWeight = oppositionWeight
            self.variance = variance
        }
    }

    /// How quitting goes with how one plays.
    public struct Quitting: Sendable, Equatable {
        /// The probability of quitting for reasons that have nothing to do with it, between 0 and 1.
        public var unrelated = 0.05
        /// The probability that one who plays below the threshold quits for that, from 0 to 1.
        public var related = 0.5
        /// How far above the opposition one must play not to be tempted: finite, 0 or less.
        public var threshold = -1.0
        /// The variance of that threshold, above 0 and finite.
        public var variance = 1.0

        /// Creates the standard values, which are to be learned for each use.
        public init() {}
    }

    /// A player in a match: what is believed of him, and what he did.
    public struct Participant: Sendable, Equatable {
        /// The belief about the skill that all modes share.
        public var base: SkillRating
        /// The belief about the offset of the mode that is played.
        public var offset: SkillRating
        /// How many matches he played in this mode before.
        public var experience = 0
        /// With how many, himself included, he came: 1 is alone.
        public var squadSize = 1
        /// How long he played, in units of time, above 0.
        public var timePlayed = 1.0
        /// How long he had not played before, in units of time; finite, not negative.
        public var idleTime = 0.0
        /// His counts, one for each statistic; nil where none was taken.
        public var counts: [Double?] = []
        /// Whether he left before the end.
        public var hasQuit = false

        /// Creates a participant of whom nothing but beliefs is known.
        public init(base: SkillRating, offset: SkillRating) {
            self.base = base
            self.offset = offset
        }
    }

    /// The scale; `tau` is the drift of a mode's offset from match to match, and its root the noise of equation 2.
    public var environment: TrueSkill
    /// How much the shared skill counts in this mode, finite; 0 keeps the mode to itself.
    public var baseWeight = 0.0
    /// The variance that the shared skill drifts by from match to match; finite, not negative.
    public var baseDrift = 0.0
    /// The variance that skills drift by for each unit of idle time; finite, not negative.
    public var idleDrift = 0.0
    /// What a squad of each size adds to the performance of its members, finite, size 1 first; larger ones take the last.
    public var squadOffsets: [Double] = [0]
    /// What the next match adds to a skill, finite, by the matches played before; beyond the last nothing is added.
    public var experienceOffsets: [Double] = []
    /// The statistics that participants' counts are of.
    public var statistics: [Statistic] = []
    /// How quitting goes with playing; nil takes no notice of it.
    public var quitting: Quitting?

    /// Creates an environment without any of the further terms.
    public init(environment: TrueSkill) {
        self.environment = environment
    }

    /// The beliefs after a match of teams, ready for the next: drifts before, experience after.
    ///
    /// - Parameters:
    ///   - teams: The players of each team.
    ///   - ranks: One a team; lower is better, equal is a draw.
    ///   - length: How long the match was, in the unit of `timePlayed`.
    /// - Returns: For each player the new beliefs about base and offset.
    /// - Throws: ``LearningError`` when a parameter is out of range, there are fewer than two teams, one is empty, or
    ///   ranks, counts, times or beliefs do not fit, naming team and player from 0.
    /// - Complexity: O(sweeps x factors x players²).
    public func rate(
        teams: [[Participant]], ranks: [Int], length: Double = 1
    ) throws(LearningError) -> [[(base: SkillRating, offset: SkillRating)]] {
        try checkParameters()
        try check(teams, ranks, length)
        let players = teams.flatMap { $0 }
        // Three variables a player: base, offset and the noise of performing.
        var means: [Double] = []
        var variances: [Double] = []
        for player in players {
            let idle = idleDrift * player.idleTime
            means += [player.base.mu, player.offset.mu, squadOffset(player.squadSize)]
            variances += [
                player.base.sigma * player.base.sigma + baseDrift + idle,
                player.offset.sigma * player.offset.sigma + environment.tau * environment.tau + idle,
                environment.beta * environment.beta,
            ]
        }
        var inference = LinearGaussianInference(means: means, variances: variances)
        inference.learn(factors(teams, ranks, length))
        try check(inference, teams)
        var index = 0
        return teams.map { team in
            team.map { player in
                let place = 3 * index
                index += 1
                let learned =
                    player.experience < experienceOffsets.count ? experienceOffsets[max(0, player.experience)] : 0
                return (
                    SkillRating(mu: inference.means[place], sigma: inference.variance(place).squareRoot()),
                    SkillRating(
                        mu: inference.means[place + 1] + learned, sigma: inference.variance(place + 1).squareRoot())
                )
            }
        }
    }

    private func squadOffset(_ size: Int) -> Double {
        squadOffsets.isEmpty ? 0 : squadOffsets[min(max(size, 1), squadOffsets.count) - 1]
    }

    private typealias Term = (variable: Int, coefficient: Double)

    /// The performance of a player, times a factor.
    private func performance(_ player: Int, times factor: Double) -> [Term] {
        var terms: [Term] = [(3 * player + 1, factor), (3 * player + 2, factor)]
        if baseWeight != 0 { terms.append((3 * player, factor * baseWeight)) }
        return terms
    }

    private func factors(
        _ teams: [[Participant]], _ ranks: [Int], _ length: Double
    ) -> [LinearGaussianInference.Factor] {
        var firsts: [Int] = []
        var total = 0
        for team in teams {
            firsts.append(total)
            total += team.count
        }
        func sum(_ team: Int, times factor: Double) -> [Term] {
            teams[team].indices.flatMap { player in
                performance(firsts[team] + player, times: factor * teams[team][player].timePlayed / length)
            }
        }
        var result: [LinearGaussianInference.Factor] = []
        let order = TrueSkill.order(of: ranks)
        for (better, worse) in zip(order, order.dropFirst()) {
            let margin = environment.unitMargin * Double(teams[better].count + teams[worse].count).squareRoot()
            result.append(
                .init(
                    terms: sum(better, times: 1) + sum(worse, times: -1), noise: 0,
                    outcome: ranks[better] == ranks[worse] ? .within(margin) : .above(margin)))
        }
        for team in teams.indices {
            let opponents = teams.indices.filter { $0 != team }.flatMap { other in
                teams[other].indices.map { firsts[other] + $0 }
            }
            func opposition(times factor: Double) -> [Term] {
                opponents.flatMap { performance($0, times: factor / Double(opponents.count)) }
            }
            for (index, player) in teams[team].enumerated() {
                let own = firsts[team] + index
                let time = player.timePlayed
                for (statistic, count) in zip(statistics, player.counts) {
                    guard let count else { continue }
                    // A zero is a count that was cut off there, not a missing one.
                    result.append(
                        .init(
                            terms: performance(own, times: statistic.performanceWeight * time)
                                + opposition(times: statistic.oppositionWeight * time),
                            noise: statistic.variance * time, outcome: count > 0 ? .observed(count) : .notPositive))
                }
                guard player.hasQuit, let quitting else { continue }
                result.append(
                    .init(
                        terms: performance(own, times: 1) + opposition(times: -1), noise: quitting.variance,
                        outcome: .mixture(
                            always: quitting.unrelated, whenBelow: (1 - quitting.unrelated) * quitting.related,
                            threshold: quitting.threshold)))
            }
        }
        return result
    }
}
