/// Skills through time: what all matches of a history, earlier and later ones, say of a skill at each moment.
///
/// Each appearance of a player in a match has a skill of its own; between two appearances the skill drifts. Adding
/// matches in the order of time filters: the last belief about a player is what was known then, and is what predictions
/// are made from. ``converge(tolerance:sweeps:progress:)`` then passes messages back and forth along all matches until they rest,
/// which is the batch inference of TrueSkill Through Time and sharpens every belief by what came later.
///
/// Source: Dangauthier, Herbrich, Minka and Graepel, "TrueSkill Through Time: Revisiting the History of Chess", NIPS
/// 2007. Matches are those of ``TrueSkill``: teams, free-for-all, draws and partial play.
public struct SkillHistory: Sendable {
    /// A match of teams at a time.
    public struct Match: Sendable, Equatable {
        /// When it was, in any unit, not before the match added last.
        public var time: Double
        /// The players of each team.
        public var teams: [[Int]]
        /// One a team; lower is better, equal is a draw.
        public var ranks: [Int]
        /// The share of the match that each player played; nil is all of it.
        public var weights: [[Double]]?

        /// Creates a match.
        public init(time: Double, teams: [[Int]], ranks: [Int], weights: [[Double]]? = nil) {
            self.time = time
            self.teams = teams
            self.ranks = ranks
            self.weights = weights
        }
    }

    /// A Gaussian as precision and precision x mean; zero says nothing.
    private struct Message {
        var precision = 0.0
        var scaledMean = 0.0

        static func * (left: Message, right: Message) -> Message {
            Message(precision: left.precision + right.precision, scaledMean: left.scaledMean + right.scaledMean)
        }

        init(precision: Double = 0, scaledMean: Double = 0) {
            self.precision = precision
            self.scaledMean = scaledMean
        }

        init(_ rating: SkillRating) {
            precision = 1 / (rating.sigma * rating.sigma)
            scaledMean = rating.mu * precision
        }

        /// The message after the skill drifted: its variance grows.
        func widened(by variance: Double) -> Message {
            let factor = 1 / (1 + precision * variance)
            return Message(precision: precision * factor, scaledMean: scaledMean * factor)
        }

        var rating: SkillRating {
            SkillRating(mu: scaledMean / precision, sigma: (1 / precision).squareRoot())
        }
    }

    /// One player in one match.
    private struct Appearance {
        let player: Int
        let match: Int
        let time: Double
        /// The appearance before and after this one, or -1.
        let previous: Int
        var next = -1
        /// What is known from before, from this match, and from later.
        var forward: Message
        var likelihood = Message()
        var backward = Message()

        var belief: Message { forward * likelihood * backward }
    }

    /// The scale of skills and performances; its `tau` is the drift from one appearance to the next.
    public let environment: TrueSkill
    /// What is added to a skill's variance for each unit of time between appearances.
    public let driftPerTime: Double
    private let priors: [SkillRating]
    /// One a player: how much faster than others the skill drifts; nil is 1 for all.
    private let driftFactors: [Double]?
    private var matches: [Match] = []
    private var places: [[[Int]]] = []
    private var appearances: [Appearance] = []
    private var last: [Int]

    /// Creates a history without matches.
    ///
    /// - Parameters:
    ///   - environment: The scale; matches use its `beta`, `tau` and `drawProbability`.
    ///   - priors: What is believed of each player before any match; players are the indices of this array.
    ///   - driftPerTime: The variance added for each unit of time, 0 or more.
    ///   - driftFactors: What both kinds of drift are multiplied by for each player, 0 or more; nil is 1 for all.
    public init(
        environment: TrueSkill, priors: [SkillRating], driftPerTime: Double = 0, driftFactors: [Double]? = nil
    ) {
        precondition(driftPerTime >= 0 && driftPerTime.isFinite, "time cannot make a belief more certain")
        precondition(
            driftFactors.map { $0.count == priors.count && $0.allSatisfy { $0 >= 0 && $0.isFinite } } ?? true,
            "each player needs one drift factor, 0 or more")
        self.environment = environment
        self.priors = priors
        self.driftPerTime = driftPerTime
        self.driftFactors = driftFactors
        last = [Int](repeating: -1, count: priors.count)
    }

    /// How many matches there are.
    public var matchCount: Int { matches.count }

    /// Adds a match and learns from it what it says of its players now.
    ///
    /// - Throws: ``LearningError`` when the match is earlier than the last one, a player is unknown or twice in a team, or
    ///   teams, ranks and weights do not fit.
    /// - Complexity: O(teams log teams + players) for two teams; a few sweeps along the teams for more.
    public mutating func add(_ match: Match) throws(LearningError) {
        try check(match)
        places.append(
            match.teams.map { team in
                team.map { player in
                    let previous = last[player]
                    appearances.append(
                        Appearance(
                            player: player, match: matches.count, time: match.time, previous: previous,
                            forward: known(player, at: match.time)))
                    let place = appearances.count - 1
                    if previous >= 0 { appearances[previous].next = place }
                    last[player] = place
                    return place
                }
            })
        matches.append(match)
        let index = matches.count - 1
        _ = infer(index)
        guard Set(match.teams.joined()).count < places[index].joined().count else { return }
        // Who is in several teams learns from each of them what the others say.
        for _ in 0..<3 {
            passBackward(index)
            passForward(index)
            _ = infer(index)
        }
        passForward(index)
    }

    /// What is believed of a player at a time after all matches so far.
    public func rating(of player: Int, at time: Double) -> SkillRating {
        known(player, at: time).rating
    }

    /// What is believed of a player at each of the matches that he played, in their order.
    public func curve(of player: Int) -> [(time: Double, rating: SkillRating)] {
        var result: [(time: Double, rating: SkillRating)] = []
        var place = last[player]
        while place >= 0 {
            result.append((appearances[place].time, appearances[place].belief.rating))
            place = appearances[place].previous
        }
        return result.reversed()
    }

    /// Passes messages back and forth along the history until they rest.
    ///
    /// - Parameters:
    ///   - tolerance: No belief moves further than this, in deviations of its prior, in the last sweep.
    ///   - sweeps: The most sweeps, each of them back and forth.
    ///   - progress: Called after each sweep with how far the belief that moved most did, in deviations of its prior;
    ///     ends the sweeps when it answers false, which leaves beliefs that are valid and less sharp.
    /// - Returns: How many sweeps it took.
    @discardableResult
    public mutating func converge(
        tolerance: Double = 1e-6, sweeps: Int = 100, progress: (_ change: Double) -> Bool = { _ in true }
    ) -> Int {
        for sweep in 0..<sweeps {
            var change = 0.0
            for match in matches.indices.reversed() {
                passBackward(match)
                change = max(change, infer(match))
            }
            for match in matches.indices {
                passForward(match)
                change = max(change, infer(match))
            }
            let goesOn = progress(change)
            if change < tolerance || !goesOn { return sweep + 1 }
        }
        return sweeps
    }

    /// The variance that a skill gains from one appearance to the next.
    private func drift(of player: Int, over time: Double) -> Double {
        (driftFactors?[player] ?? 1) * (environment.tau * environment.tau + driftPerTime * time)
    }

    /// Brings what is known from later appearances to those of a match.
    private mutating func passBackward(_ match: Int) {
        for team in places[match].reversed() {
            for place in team {
                let next = appearances[place].next
                guard next >= 0 else { continue }
                let later = appearances[next]
                appearances[place].backward = (later.backward * later.likelihood)
                    .widened(by: drift(from: appearances[place], to: later))
            }
        }
    }

    /// Brings what is known from earlier appearances to those of a match.
    private mutating func passForward(_ match: Int) {
        for team in places[match] {
            for place in team {
                let previous = appearances[place].previous
                guard previous >= 0 else { continue }
                let earlier = appearances[previous]
                appearances[place].forward = (earlier.forward * earlier.likelihood)
                    .widened(by: drift(from: earlier, to: appearances[place]))
            }
        }
    }

    private func drift(from earlier: Appearance, to later: Appearance) -> Double {
        // Within a match nothing drifts.
        earlier.match == later.match
            ? 0 : drift(of: later.player, over: later.time - earlier.time)
    }

    private func known(_ player: Int, at time: Double) -> Message {
        let place = last[player]
        guard place >= 0 else { return Message(priors[player]) }
        let appearance = appearances[place]
        return (appearance.forward * appearance.likelihood).widened(
            by: drift(of: player, over: max(0, time - appearance.time)))
    }

    /// Learns from a match what it says of each player, given all else; returns the largest move of a belief.
    private mutating func infer(_ index: Int) -> Double {
        let match = matches[index]
        let order = TrueSkill.order(of: match.ranks)
        let noise = environment.beta * environment.beta
        var change = 0.0
        withUnsafeTemporaryAllocation(of: PerformanceNode.self, capacity: order.count) { chain in
            chain.initialize(repeating: PerformanceNode(mean: 0, variance: 1))
            for (place, team) in order.enumerated() {
                var node = PerformanceNode(mean: 0, variance: 0)
                for (player, appearance) in places[index][team].enumerated() {
                    let weight = TrueSkill.share(match.weights, team, player)
                    let prior = appearances[appearance].forward * appearances[appearance].backward
                    node.mean += weight * prior.scaledMean / prior.precision
                    node.variance += weight * weight * (1 / prior.precision + noise)
                }
                if place + 1 < order.count {
                    let size = match.teams[team].count + match.teams[order[place + 1]].count
                    node.margin = environment.unitMargin * Double(size).squareRoot()
                    node.isLevelWithNext = match.ranks[team] == match.ranks[order[place + 1]]
                }
                chain[place] = node
            }
            PerformanceNode.propagate(along: chain)
            for (place, team) in order.enumerated() {
                for (player, appearance) in places[index][team].enumerated() {
                    let weight = TrueSkill.share(match.weights, team, player)
                    change = max(change, learn(appearance, weight: weight, from: chain[place]))
                }
            }
        }
        return change
    }

    /// Takes what is learned of a team down to one of its players.
    private mutating func learn(_ place: Int, weight: Double, from team: PerformanceNode) -> Double {
        let prior = appearances[place].forward * appearances[place].backward
        let learned = team.learned
        let rest = team.variance - weight * weight / prior.precision
        let others = team.mean - weight * prior.scaledMean / prior.precision
        let divisor = 1 + learned.precision * rest
        let before = appearances[place].likelihood
        let likelihood = Message(
            precision: weight * weight * learned.precision / divisor,
            scaledMean: weight * (learned.scaledMean - learned.precision * others) / divisor)
        appearances[place].likelihood = likelihood
        let deviation = priors[appearances[place].player].sigma
        let old = prior * before
        let new = prior * likelihood
        return abs(new.scaledMean / new.precision - old.scaledMean / old.precision) / deviation
    }

    private func check(_ match: Match) throws(LearningError) {
        let name = "match \(matches.count): "
        guard match.time.isFinite, match.time >= matches.last?.time ?? -.infinity else {
            throw LearningError(
                .invalidValue, "\(name)its time \(match.time) is not finite or earlier than that of the one before")
        }
        try TrueSkill.checkTeams(match.teams, match: name)
        guard match.ranks.count == match.teams.count else {
            throw LearningError(
                .shapeMismatch, "\(name)\(match.teams.count) teams need as many ranks, not \(match.ranks.count)")
        }
        for (team, players) in match.teams.enumerated() {
            var seen: Set<Int> = []
            for player in players {
                guard priors.indices.contains(player) else {
                    throw LearningError(
                        .invalidValue, "\(name)team \(team) has player \(player), not in 0 ..< \(priors.count)")
                }
                guard seen.insert(player).inserted else {
                    throw LearningError(.invalidValue, "\(name)player \(player) appears twice in team \(team)")
                }
            }
        }
        try TrueSkill.check(match.weights, of: match.teams, match: name)
    }
}
