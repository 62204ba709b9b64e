/// What ``TrueSkill2`` refuses: figures from data or settings that would otherwise end as beliefs that are no numbers.
extension TrueSkill2 {
    func checkParameters() throws(LearningError) {
        let finite: [(String, Double)] =
            [("baseWeight", baseWeight)] + named("squadOffsets", squadOffsets)
            + named("experienceOffsets", experienceOffsets)
        for (name, value) in finite where !value.isFinite {
            throw LearningError(.invalidOption, "\(name) must be finite, not \(value)")
        }
        for (name, value) in [("baseDrift", baseDrift), ("idleDrift", idleDrift)] where !(value >= 0 && value.isFinite)
        {
            throw LearningError(.invalidOption, "\(name) must be finite and not negative, not \(value)")
        }
        for (index, statistic) in statistics.enumerated() {
            guard statistic.performanceWeight.isFinite, statistic.oppositionWeight.isFinite else {
                throw LearningError(.invalidOption, "the weights of statistic \(index) must be finite")
            }
            guard statistic.variance > 0, statistic.variance.isFinite else {
                throw LearningError(
                    .invalidOption,
                    "the variance of statistic \(index) must be above 0 and finite, not \(statistic.variance)")
            }
        }
        guard let quitting else { return }
        guard quitting.unrelated > 0, quitting.unrelated < 1, (0...1).contains(quitting.related) else {
            throw LearningError(
                .invalidOption, "quitting needs probabilities, that of other reasons above 0 and below 1")
        }
        guard quitting.threshold <= 0, quitting.threshold.isFinite else {
            throw LearningError(
                .invalidOption, "the threshold of quitting must be finite and not above 0, not \(quitting.threshold)")
        }
        guard quitting.variance > 0, quitting.variance.isFinite else {
            throw LearningError(
                .invalidOption, "the variance of quitting must be above 0 and finite, not \(quitting.variance)")
        }
    }

    private func named(_ name: String, _ values: [Double]) -> [(String, Double)] {
        values.enumerated().map { ("\(name)[\($0.offset)]", $0.element) }
    }

    func check(_ teams: [[Participant]], _ ranks: [Int], _ length: Double) throws(LearningError) {
        try TrueSkill.checkTeams(teams)
        guard ranks.count == teams.count else {
            throw LearningError(.shapeMismatch, "\(teams.count) teams need as many ranks, not \(ranks.count)")
        }
        guard length > 0, length.isFinite else {
            throw LearningError(.invalidValue, "a match takes time, not \(length)")
        }
        for (team, players) in teams.enumerated() {
            for (index, player) in players.enumerated() {
                try check(player, named: "player \(index) of team \(team)")
            }
        }
    }

    private func check(_ player: Participant, named name: String) throws(LearningError) {
        for belief in [player.base, player.offset] {
            guard belief.mu.isFinite, belief.sigma > 0, belief.sigma.isFinite else {
                throw LearningError(
                    .invalidValue, "\(name): a belief needs a finite mean and a positive deviation, not \(belief)")
            }
        }
        guard player.timePlayed > 0, player.timePlayed.isFinite else {
            throw LearningError(.invalidValue, "\(name): played for a time of \(player.timePlayed)")
        }
        guard player.idleTime >= 0, player.idleTime.isFinite else {
            throw LearningError(.invalidValue, "\(name): had not played for a time of \(player.idleTime)")
        }
        guard player.counts.isEmpty || player.counts.count == statistics.count else {
            throw LearningError(
                .shapeMismatch,
                "\(name): \(statistics.count) statistics need as many counts, not \(player.counts.count)")
        }
        for (statistic, count) in player.counts.enumerated() {
            guard let count, !(count >= 0 && count.isFinite) else { continue }
            throw LearningError(
                .invalidValue, "\(name): the count \(count) of statistic \(statistic) is negative or not finite")
        }
    }

    /// Figures may each be finite and their products not: then what was learned is no belief.
    func check(_ inference: LinearGaussianInference, _ teams: [[Participant]]) throws(LearningError) {
        var place = 0
        for (team, players) in teams.enumerated() {
            for index in players.indices {
                for variable in [place, place + 1] {
                    let variance = inference.variance(variable)
                    guard inference.means[variable].isFinite, variance > 0, variance.isFinite else {
                        throw LearningError(
                            .invalidValue,
                            "player \(index) of team \(team): figures of the match are too large or too far apart to learn from"
                        )
                    }
                }
                place += 3
            }
        }
    }
}
