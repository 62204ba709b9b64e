import Foundation
import Learning
import TestSupport
import Testing

@Suite struct TrueSkillTests {
    @Test(.enabled(if: SharedFiles.has("vectors/trueskill.json"), SharedFiles.skipped("vectors/trueskill.json")))
    func equalsThePythonPackage() throws {
        let cases = try #require(try SharedFiles.json("vectors/trueskill.json")["cases"] as? [[String: Any]])
        #expect(cases.count >= 30)
        for item in cases {
            let environment = try Self.environment(item)
            let teams = Self.teams(try #require(item["teams"] as? [[[Double]]]))
            let ranks = try #require(item["ranks"] as? [Int])
            let weights = item["weights"] as? [[Double]]
            let rated = try environment.rate(teams: teams, ranks: ranks, weights: weights)
            let kind = "\(item["kind"] ?? "") \(item["id"] ?? "")"
            for (key, tolerance) in [("expected_converged", 1e-9), ("expected_scipy_backend", 2e-9)] {
                let expected = Self.teams(try #require(item[key] as? [[[Double]]]))
                Self.expectEqual(rated, expected, tolerance, kind)
            }
            let quality = try #require(item["match_quality"] as? Double)
            #expect(abs(try environment.matchQuality(teams: teams, weights: weights) / quality - 1) < 1e-9, "\(kind)")

            guard teams.allSatisfy({ $0.count == 1 }) else { continue }
            var players = teams.map { $0[0] }
            environment.rate(&players, ranks: ranks)
            Self.expectEqual(players.map { [$0] }, rated, 1e-12, kind)
            guard players.count == 2 else { continue }
            if ranks[0] == ranks[1] {
                let pair = environment.rateDraw(teams[0][0], teams[1][0])
                Self.expectEqual([[pair.first], [pair.second]], rated, 1e-12, kind)
            } else {
                let (winner, loser) = ranks[0] < ranks[1] ? (0, 1) : (1, 0)
                let pair = environment.rate(winner: teams[winner][0], loser: teams[loser][0])
                Self.expectEqual([[pair.winner], [pair.loser]], [rated[winner], rated[loser]], 1e-12, kind)
            }
        }
    }

    @Test func equalsThePublishedFigures() throws {
        let environment = TrueSkill()
        let newcomer = environment.initialRating
        let pair = environment.rate(winner: newcomer, loser: newcomer)
        #expect(abs(pair.winner.mu - 29.39583) < 1e-5 && abs(pair.winner.sigma - 7.17148) < 1e-5)
        #expect(abs(pair.loser.mu - 20.60417) < 1e-5 && abs(pair.loser.sigma - 7.17148) < 1e-5)
        #expect(abs(try environment.matchQuality(teams: [[newcomer], [newcomer]]) - 0.44721) < 1e-5)

        // TrueSkill Through Time's documentation: two against two of equals, no draws.
        let other = TrueSkill(mu: 0, sigma: 6, beta: 1, tau: 0.03, drawProbability: 0)
        let teams = [[other.initialRating, other.initialRating], [other.initialRating, other.initialRating]]
        #expect(other.winProbability(of: teams[0], against: teams[1]) == 0.5)
        let rated = try TrueSkill(mu: 0, sigma: 6, beta: 1, tau: 0, drawProbability: 0).rate(
            teams: teams, ranks: [0, 1])
        #expect(abs(rated[0][0].mu - 2.361) < 1e-3 && abs(rated[0][0].sigma - 5.516) < 1e-3)
    }

    @Test func twoPlayersEqualIntegrationOfTheModel() throws {
        // The posterior of a skill is prior · P(outcome | skill); its moments by Simpson's rule. For two players
        // moment matching is exact.
        let environment = TrueSkill(mu: 0, sigma: 2, beta: 1, tau: 0, drawProbability: 0.3)
        let first = SkillRating(mu: -0.4, sigma: 1.7)
        let second = SkillRating(mu: 0.9, sigma: 0.8)
        let margin = NormalDistribution.quantile(0.65) * 2.0.squareRoot()
        let noise = (2 + 0.8 * 0.8).squareRoot()
        let win = moments(of: first) { NormalDistribution.cumulative(($0 - 0.9 - margin) / noise) }
        let draw = moments(of: first) {
            NormalDistribution.cumulative((margin - $0 + 0.9) / noise)
                - NormalDistribution.cumulative((-margin - $0 + 0.9) / noise)
        }
        let won = environment.rate(winner: first, loser: second).winner
        let drew = environment.rateDraw(first, second).first
        #expect(abs(won.mu - win.mu) < 1e-9 && abs(won.sigma - win.sigma) < 1e-9)
        #expect(abs(drew.mu - draw.mu) < 1e-9 && abs(drew.sigma - draw.sigma) < 1e-9)
        let probabilities =
            environment.winProbability(of: first, against: second)
            + environment.winProbability(of: second, against: first)
            + environment.drawProbability(of: [first], against: [second])
        #expect(abs(probabilities - 1) < 1e-14)
    }

    @Test func unthinkableOutcomesStaySane() throws {
        let environment = TrueSkill()
        for gap in [10.0, 100, 1e3, 1e5, 1e8] {
            for sigma in [1e-3, 0.5, 8.0] {
                let strong = SkillRating(mu: gap, sigma: sigma)
                let weak = SkillRating(mu: 0, sigma: sigma)
                let upset = environment.rate(winner: weak, loser: strong)
                let draw = environment.rateDraw(weak, strong)
                let confirmed = environment.rate(winner: strong, loser: weak)
                for rating in [
                    upset.winner, upset.loser, draw.first, draw.second, confirmed.winner, confirmed.loser,
                ] {
                    #expect(rating.mu.isFinite && rating.sigma > 0)
                    let widened = (sigma * sigma + environment.tau * environment.tau).squareRoot()
                    #expect(rating.sigma <= widened * 1.000_001)
                }
                #expect(upset.winner.mu > 0 && upset.loser.mu < gap)
                #expect(confirmed.winner.mu >= gap)
                var tier = [strong, weak, weak, strong, weak]
                environment.rate(&tier, ranks: [4, 0, 1, 4, 1])
                #expect(tier.allSatisfy { $0.mu.isFinite && $0.sigma > 0 })
            }
        }
        // A draw where draws are impossible says that both performed exactly alike.
        let exact = TrueSkill(drawProbability: 0).rateDraw(SkillRating(mu: 10, sigma: 5), SkillRating(mu: 20, sigma: 5))
        #expect(exact.first.mu > 10 && exact.second.mu < 20 && exact.first.sigma > 0)
    }

    @Test func ordersOfInputDoNotMatter() throws {
        let environment = TrueSkill()
        var generator = SeededGenerator(seed: 30)
        for _ in 0..<20 {
            let count = 3 + generator.integer(below: 6)
            let players = (0..<count).map { _ in
                SkillRating(mu: generator.normal(mean: 25, deviation: 6), sigma: generator.uniform(in: 1..<8))
            }
            let ranks = generator.shuffled(Array(0..<count))
            var rated = players
            environment.rate(&rated, ranks: ranks)
            let order = ranks.indices.sorted { ranks[$0] < ranks[$1] }
            var sorted = order.map { players[$0] }
            environment.rate(&sorted, ranks: Array(0..<count))
            for (place, player) in order.enumerated() { #expect(sorted[place] == rated[player]) }
        }
    }

    @Test func tiersLearnTheOrderOfSkills() {
        let environment = TrueSkill()
        var generator = SeededGenerator(seed: 31)
        let skills = (0..<40).map { _ in generator.normal(mean: 25, deviation: 6) }
        var ratings = skills.map { _ in environment.initialRating }
        for _ in 0..<1_500 {
            let field = generator.sampledIndices(count: 8, of: 40)
            let performances = field.map { generator.normal(mean: skills[$0], deviation: environment.beta) }
            let best = performances.indices.sorted { performances[$0] > performances[$1] }
            // One hired, two shortlisted, the rest level.
            var ranks = [Int](repeating: 2, count: 8)
            ranks[best[0]] = 0
            ranks[best[1]] = 1
            ranks[best[2]] = 1
            var players = field.map { ratings[$0] }
            environment.rate(&players, ranks: ranks)
            for (place, player) in field.enumerated() { ratings[player] = players[place] }
        }
        var agreeing = 0
        var pairs = 0
        for a in 0..<40 {
            for b in 0..<a where abs(skills[a] - skills[b]) > 3 {
                pairs += 1
                if (skills[a] > skills[b]) == (ratings[a].mu > ratings[b].mu) { agreeing += 1 }
            }
        }
        #expect(Double(agreeing) / Double(pairs) > 0.95)
    }

    @Test func longTiersComeToRest() {
        let environment = TrueSkill()
        var players = [SkillRating](repeating: environment.initialRating, count: 300)
        environment.rate(&players, ranks: (0..<300).map { $0 == 0 ? 0 : $0 < 5 ? 1 : 2 })
        #expect(players.allSatisfy { $0.sigma > 0 && $0.sigma < environment.sigma })
        #expect(players[0].mu > players[1].mu && players[4].mu > players[5].mu)
        var alone = [environment.initialRating]
        environment.rate(&alone, ranks: [0])
        #expect(alone == [environment.initialRating])
    }

    @Test func refusesMatchesThatDoNotFit() {
        let environment = TrueSkill()
        let rating = environment.initialRating
        #expect(throws: LearningError.self) { try environment.rate(teams: [[rating]], ranks: [0]) }
        #expect(throws: LearningError.self) { try environment.rate(teams: [[rating], []], ranks: [0, 1]) }
        #expect(throws: LearningError.self) { try environment.rate(teams: [[rating], [rating]], ranks: [0]) }
        #expect(throws: LearningError.self) {
            try environment.rate(teams: [[rating], [rating]], ranks: [0, 1], weights: [[1], [1, 1]])
        }
        #expect(throws: LearningError.self) {
            try environment.rate(teams: [[rating], [rating]], ranks: [0, 1], weights: [[1], [.nan]])
        }
    }

    @Test func refusalsNameTeamAndPlayer() {
        let environment = TrueSkill()
        let rating = environment.initialRating
        func message(_ teams: [[SkillRating]], _ weights: [[Double]]?) -> String {
            let error = #expect(throws: LearningError.self) {
                try environment.rate(teams: teams, ranks: [0, 1], weights: weights)
            }
            return error?.message ?? ""
        }
        #expect(message([[rating], []], nil) == "team 1 has no player")
        let teams = [[rating], [rating, rating]]
        #expect(message(teams, [[1]]).contains("2 teams need as many lists of weights, not 1"))
        #expect(message(teams, [[1], [1]]).contains("2 players of team 1 need as many weights, not 1"))
        #expect(message(teams, [[1], [1, -2]]).contains("the weight -2.0 of player 1 of team 1"))
        #expect(message(teams, [[.infinity], [1, 1]]).contains("the weight inf of player 0 of team 0"))
    }

    private func moments(of prior: SkillRating, likelihood: (Double) -> Double) -> SkillRating {
        let count = 4_000
        var mass = 0.0
        var first = 0.0
        var second = 0.0
        for index in 0...count {
            let z = -12 + 24 * Double(index) / Double(count)
            let skill = prior.mu + prior.sigma * z
            let factor = index == 0 || index == count ? 1.0 : index % 2 == 1 ? 4 : 2
            let value = factor * exp(-0.5 * z * z) * likelihood(skill)
            mass += value
            first += value * skill
            second += value * skill * skill
        }
        let mean = first / mass
        return SkillRating(mu: mean, sigma: (second / mass - mean * mean).squareRoot())
    }

    private static func environment(_ item: [String: Any]) throws -> TrueSkill {
        let values = try #require(item["env"] as? [String: Double])
        return TrueSkill(
            mu: try #require(values["mu"]), sigma: try #require(values["sigma"]), beta: try #require(values["beta"]),
            tau: try #require(values["tau"]), drawProbability: try #require(values["draw_probability"]))
    }

    private static func teams(_ values: [[[Double]]]) -> [[SkillRating]] {
        values.map { team in team.map { SkillRating(mu: $0[0], sigma: $0[1]) } }
    }

    private static func expectEqual(
        _ ours: [[SkillRating]], _ theirs: [[SkillRating]], _ tolerance: Double, _ kind: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        for (one, other) in zip(ours.joined(), theirs.joined()) {
            #expect(abs(one.mu - other.mu) <= tolerance * abs(other.mu), "\(kind)", sourceLocation: sourceLocation)
            #expect(
                abs(one.sigma - other.sigma) <= tolerance * other.sigma, "\(kind)", sourceLocation: sourceLocation)
        }
    }
}
