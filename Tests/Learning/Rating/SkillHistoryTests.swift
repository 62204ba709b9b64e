import Foundation
import Learning
import TestSupport
import Testing

private let tennis = "data/tennis_atp/matches_1991_2016.csv.gz"
private let races = "data/f1_results/results.csv.gz"

struct SkillHistoryTests {
    private static func environment(tau: Double = 0, draw: Double = 0) -> TrueSkill {
        TrueSkill(mu: 0, sigma: 6, beta: 1, tau: tau, drawProbability: draw)
    }

    private static func history(players: Int, tau: Double = 0, draw: Double = 0) -> SkillHistory {
        let environment = environment(tau: tau, draw: draw)
        return SkillHistory(
            environment: environment, priors: [SkillRating](repeating: environment.initialRating, count: players))
    }

    @Test func aCycleOfWinsIsThatOfTheDocumentation() throws {
        // The example of TrueSkill Through Time's documentation: a beats b, b beats c, c beats a.
        var history = Self.history(players: 3)
        for (time, pair) in [[0, 1], [1, 2], [2, 0]].enumerated() {
            try history.add(.init(time: Double(time), teams: pair.map { [$0] }, ranks: [0, 1]))
        }
        let filtered = history.curve(of: 0)
        #expect(abs(filtered[0].rating.mu - 3.339) < 1e-3 && abs(filtered[0].rating.sigma - 4.985) < 1e-3)
        #expect(abs(filtered[1].rating.mu + 2.688) < 1e-3 && abs(filtered[1].rating.sigma - 3.779) < 1e-3)
        history.converge(tolerance: 1e-9, sweeps: 1_000)
        for player in 0..<3 {
            for point in history.curve(of: player) {
                #expect(abs(point.rating.mu) < 1e-3 && abs(point.rating.sigma - 2.395) < 1e-3)
            }
        }
    }

    @Test func sweepsCanBeWatchedAndEnded() throws {
        var history = Self.history(players: 3)
        for (time, pair) in [[0, 1], [1, 2], [2, 0]].enumerated() {
            try history.add(.init(time: Double(time), teams: pair.map { [$0] }, ranks: [0, 1]))
        }
        var changes: [Double] = []
        let sweeps = history.converge(tolerance: 0, sweeps: 50) {
            changes.append($0)
            return changes.count < 3
        }
        #expect(sweeps == 3 && changes.count == 3)
        #expect(changes[2] < changes[0] && changes[2] > 0)
        #expect(history.curve(of: 0).allSatisfy { $0.rating.sigma < 6 })
    }

    @Test func addingMatchesRatesAsTrueSkillDoes() throws {
        let environment = Self.environment(tau: 0.3, draw: 0.2)
        var history = Self.history(players: 6, tau: 0.3, draw: 0.2)
        var ratings = [SkillRating](repeating: environment.initialRating, count: 6)
        var seen = [Bool](repeating: false, count: 6)
        var generator = SeededGenerator(seed: 3)
        for time in 0..<40 {
            let players = generator.shuffled(Array(0..<6))
            let teams = [[players[0], players[1]], [players[2]], [players[3], players[4]]]
            let ranks = (0..<3).map { _ in generator.integer(below: 2) }
            let weights = teams.map { $0.map { _ in generator.uniform(in: 0.2..<1) } }
            try history.add(.init(time: Double(time), teams: teams, ranks: ranks, weights: weights))
            // TrueSkill drifts before the first match too, a history from one appearance to the next.
            let before = teams.map { team in
                team.map { player in
                    seen[player]
                        ? ratings[player]
                        : SkillRating(mu: 0, sigma: (36 - 0.09).squareRoot())
                }
            }
            let rated = try environment.rate(teams: before, ranks: ranks, weights: weights)
            for (team, members) in teams.enumerated() {
                for (place, player) in members.enumerated() {
                    ratings[player] = rated[team][place]
                    seen[player] = true
                    let found = try #require(history.curve(of: player).last).rating
                    #expect(abs(found.mu - ratings[player].mu) < 1e-7)
                    #expect(abs(found.sigma - ratings[player].sigma) < 1e-7)
                }
            }
        }
    }

    @Test func aDriftFactorIsAFasterDrift() throws {
        // Four times the variance for all is twice the τ and four times the drift in time; for one player it is his alone.
        func history(_ environment: TrueSkill, drift: Double, factors: [Double]?) throws -> SkillHistory {
            var history = SkillHistory(
                environment: environment, priors: [SkillRating](repeating: environment.initialRating, count: 3),
                driftPerTime: drift, driftFactors: factors)
            for (time, pair) in [[0, 1], [1, 2], [2, 0], [0, 2], [1, 0]].enumerated() {
                try history.add(.init(time: Double(time * time), teams: pair.map { [$0] }, ranks: [0, 1]))
            }
            history.converge()
            return history
        }
        let plain = try history(Self.environment(tau: 0.4), drift: 0.04, factors: nil)
        let scaled = try history(Self.environment(tau: 0.2), drift: 0.01, factors: [4, 4, 4])
        for player in 0..<3 {
            for (one, other) in zip(plain.curve(of: player), scaled.curve(of: player)) {
                #expect(abs(one.rating.mu - other.rating.mu) < 1e-9)
                #expect(abs(one.rating.sigma - other.rating.sigma) < 1e-9)
            }
        }
        let single = try history(Self.environment(tau: 0.2), drift: 0.01, factors: [0, 1, 4])
        #expect(single.rating(of: 0, at: 1_000).sigma == single.rating(of: 0, at: 16).sigma)
        #expect(single.rating(of: 2, at: 1_000).sigma > single.rating(of: 1, at: 1_000).sigma)
    }

    @Test func laterMatchesTellOfEarlierSkills() throws {
        // A newcomer who beats a player is a strong one when that player later wins against all others.
        var history = Self.history(players: 8, tau: 0.1)
        try history.add(.init(time: 0, teams: [[0], [1]], ranks: [0, 1]))
        let before = try #require(history.curve(of: 0).first).rating
        for opponent in 2..<8 {
            try history.add(.init(time: Double(opponent), teams: [[1], [opponent]], ranks: [0, 1]))
        }
        #expect(history.curve(of: 0).first?.rating == before)
        let sweeps = history.converge()
        #expect(sweeps < 100)
        let after = try #require(history.curve(of: 0).first).rating
        #expect(after.mu > before.mu && after.sigma < before.sigma)
    }

    @Test func aPlayerOfTwoTeamsLearnsFromBoth() throws {
        // A car that two drivers share: both finish ahead of all others, so that the car rises more than by one of them.
        var shared = Self.history(players: 5)
        try shared.add(.init(time: 0, teams: [[0, 4], [1, 4], [2], [3]], ranks: [0, 1, 2, 3]))
        var single = Self.history(players: 5)
        try single.add(.init(time: 0, teams: [[0, 4], [1], [2], [3]], ranks: [0, 1, 2, 3]))
        #expect(shared.rating(of: 4, at: 0).mu > single.rating(of: 4, at: 0).mu)
        #expect(shared.rating(of: 0, at: 0).mu > shared.rating(of: 1, at: 0).mu)
    }

    @Test func refusalsNameMatchTeamAndPlayer() throws {
        var history = Self.history(players: 2)
        try history.add(.init(time: 5, teams: [[0], [1]], ranks: [0, 1]))
        func message(_ teams: [[Int]], _ ranks: [Int] = [0, 1], time: Double = 6, _ weights: [[Double]]? = nil)
            -> String
        {
            let error = #expect(throws: LearningError.self) {
                try history.add(.init(time: time, teams: teams, ranks: ranks, weights: weights))
            }
            return error?.message ?? ""
        }
        #expect(message([[0], [1]], time: 4).hasPrefix("match 1: its time 4.0"))
        #expect(message([[0], [1]], time: .nan).hasPrefix("match 1: its time nan"))
        #expect(message([[0], []]) == "match 1: team 1 has no player")
        #expect(message([[0], [1]], [0]).hasPrefix("match 1: 2 teams need as many ranks"))
        #expect(message([[0], [1, 7]]) == "match 1: team 1 has player 7, not in 0 ..< 2")
        #expect(message([[-1], [1]]) == "match 1: team 0 has player -1, not in 0 ..< 2")
        #expect(message([[0], [1, 1]]) == "match 1: player 1 appears twice in team 1")
        #expect(message([[0], [1]], [0, 1], [[1], []]).hasPrefix("match 1: 1 players of team 1"))
        #expect(
            message([[0], [1]], [0, 1], [[1], [.nan]]).hasPrefix("match 1: the weight nan of player 0 of team 1"))
        // What was refused is not part of the history.
        #expect(history.matchCount == 1)
        try history.add(.init(time: 5, teams: [[0], [1]], ranks: [0, 1]))
    }

    @Test func unfitMatchesAreRefused() throws {
        var history = Self.history(players: 2)
        try history.add(.init(time: 5, teams: [[0], [1]], ranks: [0, 1]))
        for match in [
            SkillHistory.Match(time: 4, teams: [[0], [1]], ranks: [0, 1]),
            SkillHistory.Match(time: 6, teams: [[0], [2]], ranks: [0, 1]),
            SkillHistory.Match(time: 6, teams: [[0], []], ranks: [0, 1]),
            SkillHistory.Match(time: 6, teams: [[0], [1]], ranks: [0]),
            SkillHistory.Match(time: 6, teams: [[0, 0], [1]], ranks: [0, 1]),
        ] {
            #expect(throws: LearningError.self) { try history.add(match) }
        }
        #expect(history.matchCount == 1)
    }

    @Test(.enabled(if: SharedFiles.has(tennis), SharedFiles.skipped(tennis)))
    func tennisIsForeseenFromWhatWasKnown() throws {
        // A player performs at general skill plus what he is better or worse on the surface; everything is predicted
        // before it is learned from, and scored from 2005 after history from 1991.
        var players: [String: Int] = [:]
        var matches: [(year: Int, match: SkillHistory.Match)] = []
        var isWalkover: [Bool] = []
        for line in try SharedFiles.lines(tennis).dropFirst() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            func player(_ name: String) -> Int {
                if let known = players[name] { return known }
                players[name] = players.count
                return players.count - 1
            }
            let teams = [fields[8], fields[12]].map { [player($0), player($0 + fields[2])] }
            let date = try #require(Int(fields[4]))
            let months = Double(date / 10_000 * 12 + date / 100 % 100)
            let day = (months - 1990 * 12) * 30.44 + Double(date % 100)
            matches.append((date / 10_000, .init(time: day, teams: teams, ranks: [0, 1])))
            isWalkover.append(fields[16].contains("W/O"))
        }
        // Two members a team have twice the variance of performing: together 1.
        let environment = TrueSkill(mu: 0, sigma: 1.6, beta: 0.5.squareRoot(), tau: 0.035, drawProbability: 0)
        var priors = [SkillRating](repeating: SkillRating(mu: 0, sigma: 1.6), count: players.count)
        for (name, index) in players where ["Hard", "Clay", "Grass", "Carpet"].contains(where: { name.hasSuffix($0) }) {
            priors[index] = SkillRating(mu: 0, sigma: 0.4)
        }
        var history = SkillHistory(environment: environment, priors: priors, driftPerTime: 3e-5)
        var loss = 0.0
        var right = 0.0
        var count = 0.0
        for (place, (year, match)) in matches.enumerated() where !isWalkover[place] {
            if year >= 2005 {
                let ratings = match.teams.map { $0.map { history.rating(of: $0, at: match.time) } }
                let share = environment.winProbability(of: ratings[0], against: ratings[1])
                loss -= log(max(share, 1e-12))
                right += share > 0.5 ? 1 : share == 0.5 ? 0.5 : 0
                count += 1
            }
            try history.add(match)
        }
        #expect(loss / count <= 0.593, "log-loss \(loss / count)")
        #expect(right / count >= 0.677, "accuracy \(right / count)")
    }

    @Test(.enabled(if: SharedFiles.has(races), SharedFiles.skipped(races)))
    func racesAreForeseenFromWhatWasKnown() throws {
        // A driver and a car perform together; every pair of classified drivers of a race is predicted before it. Then
        // the order of finish is learned from, and the order of the start, which tells of those who retired as well.
        // Deviations and drifts were chosen on 1955 to 1989 by log-loss.
        var players: [String: Int] = [:]
        var found: [(race: String, finish: SkillHistory.Match, start: SkillHistory.Match)] = []
        for line in try SharedFiles.lines(races).dropFirst() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            let team = ["driver " + fields[5], "car " + fields[7]].map { (name: String) -> Int in
                if let known = players[name] { return known }
                players[name] = players.count
                return players.count - 1
            }
            let date = fields[0].split(separator: "-").compactMap { Double($0) }
            // A winter, with its new cars, is as long as 200 days more.
            let day = ((date[0] - 1950) * 12 + date[1]) * 30.44 + date[2] + (date[0] - 1950) * 200
            if found.last?.race != fields[3] {
                let empty = SkillHistory.Match(time: day, teams: [], ranks: [])
                found.append((fields[3], empty, empty))
            }
            if let position = Int(fields[10]) {
                found[found.count - 1].finish.teams.append(team)
                found[found.count - 1].finish.ranks.append(position)
            }
            // Who shared a car started once; from the pit lane is no place.
            if let place = Int(fields[8]), place > 0,
                !found[found.count - 1].start.teams.contains(where: { $0[0] == team[0] })
            {
                found[found.count - 1].start.teams.append(team)
                found[found.count - 1].start.ranks.append(place)
            }
        }
        let environment = TrueSkill(mu: 0, sigma: 1, beta: 0.5.squareRoot(), tau: 0.05, drawProbability: 0)
        var priors = [SkillRating](repeating: SkillRating(mu: 0, sigma: 0.4), count: players.count)
        var factors = [Double](repeating: 0.5, count: players.count)
        for (name, index) in players where name.hasPrefix("driver") {
            priors[index] = SkillRating(mu: 0, sigma: 0.7)
            factors[index] = 1
        }
        var history = SkillHistory(
            environment: environment, priors: priors, driftPerTime: 6e-5, driftFactors: factors)
        var loss = 0.0
        var right = 0.0
        var count = 0.0
        for (_, match, start) in found {
            if match.teams.count > 1 {
                let ratings = match.teams.map { $0.map { history.rating(of: $0, at: match.time) } }
                for first in ratings.indices {
                    for second in ratings.indices where match.ranks[first] < match.ranks[second] {
                        // A car that both drive cancels out.
                        let members = match.teams[first][1] == match.teams[second][1] ? 1 : 2
                        let variances = (ratings[first].prefix(members) + ratings[second].prefix(members))
                            .map { $0.sigma * $0.sigma }
                        let difference =
                            ratings[first].reduce(0) { $0 + $1.mu } - ratings[second].reduce(0) { $0 + $1.mu }
                        let share = NormalDistribution.cumulative(
                            difference / (variances.reduce(0, +) + 2).squareRoot())
                        loss -= log(max(share, 1e-12))
                        right += share > 0.5 ? 1 : share == 0.5 ? 0.5 : 0
                        count += 1
                    }
                }
                try history.add(match)
            }
            if start.teams.count > 1 { try history.add(start) }
        }
        #expect(loss / count <= 0.475, "log-loss \(loss / count)")
        #expect(right / count >= 0.771, "pairs in the right order \(right / count)")
    }
}
