import Learning
import Testing

/// What must hold of TrueSkill 2's terms, and that without them it is TrueSkill.
struct TrueSkill2Tests {
    private static let classic = TrueSkill(mu: 3, sigma: 1.3, beta: 1, tau: 0.03, drawProbability: 0.05)

    private static func newcomer(_ mu: Double = 3) -> TrueSkill2.Participant {
        .init(base: SkillRating(mu: 0, sigma: 1), offset: SkillRating(mu: mu, sigma: 1.3))
    }

    @Test func withoutFurtherTermsItIsTrueSkill() throws {
        let model = TrueSkill2(environment: Self.classic)
        var generator = SeededGenerator(seed: 31)
        for round in 0..<40 {
            let teams = (0..<generator.integer(in: 2...5)).map { _ in
                (0..<generator.integer(in: 1...3)).map { _ in
                    var player = Self.newcomer(generator.normal(mean: 3, deviation: 1.5))
                    player.timePlayed = round % 2 == 0 ? 1 : generator.uniform(in: 0.1..<1)
                    return player
                }
            }
            let ranks = teams.map { _ in generator.integer(below: 3) }
            let found = try model.rate(teams: teams, ranks: ranks)
            let expected = try Self.classic.rate(
                teams: teams.map { $0.map(\.offset) }, ranks: ranks, weights: teams.map { $0.map(\.timePlayed) })
            for (one, other) in zip(found.joined(), expected.joined()) {
                #expect(abs(one.offset.mu - other.mu) < 1e-8 && abs(one.offset.sigma - other.sigma) < 1e-8)
                #expect(one.base.mu == 0)
            }
        }
    }

    @Test func aSquadMemberGainsLessFromTheSameWin() throws {
        var model = TrueSkill2(environment: Self.classic)
        model.squadOffsets = [0, 0.4]
        var pair = [Self.newcomer(), Self.newcomer()]
        let alone = try model.rate(teams: [pair, [Self.newcomer(), Self.newcomer()]], ranks: [0, 1])
        for index in pair.indices { pair[index].squadSize = 2 }
        let together = try model.rate(teams: [pair, [Self.newcomer(), Self.newcomer()]], ranks: [0, 1])
        #expect(together[0][0].offset.mu < alone[0][0].offset.mu)
        #expect(together[0][0].offset.mu > 3)
    }

    @Test func countsTellMembersOfATeamApart() throws {
        var model = TrueSkill2(environment: Self.classic)
        model.statistics = [.init(performanceWeight: 1, oppositionWeight: -0.5, variance: 2)]
        func gap(_ counts: [Double], time: Double) throws -> Double {
            let winners = counts.map { count in
                var player = Self.newcomer()
                player.counts = [count]
                player.timePlayed = time
                return player
            }
            let rated = try model.rate(
                teams: [winners, [Self.newcomer(), Self.newcomer()]], ranks: [0, 1], length: time)
            return rated[0][0].offset.mu - rated[0][1].offset.mu
        }
        #expect(try gap([9, 3], time: 4) > 0)
        #expect(try gap([3, 9], time: 4) < 0)
        #expect(abs(try gap([5, 5], time: 4)) < 1e-9)
        // The same counts in a longer match are weaker evidence; nothing counted is less than something.
        #expect(try gap([9, 3], time: 8) < gap([9, 3], time: 4))
        #expect(try gap([3, 0], time: 4) > 0)
        // Zero is at most nothing, hence below three.
        #expect(try gap([6, 0], time: 4) > gap([6, 3], time: 4))
    }

    @Test func aQuitterFallsBelowALoserWhoStays() throws {
        var model = TrueSkill2(environment: Self.classic)
        let losers = [Self.newcomer(), Self.newcomer()]
        let winners = losers
        let stayed = try model.rate(teams: [winners, losers], ranks: [0, 1])
        model.quitting = TrueSkill2.Quitting()
        // As long as nobody quits nothing changes, to the bit.
        let again = try model.rate(teams: [winners, losers], ranks: [0, 1])
        #expect(again.joined().map(\.offset) == stayed.joined().map(\.offset))
        var quitters = losers
        quitters[0].hasQuit = true
        let left = try model.rate(teams: [winners, quitters], ranks: [0, 1])
        #expect(left[1][0].offset.mu < left[1][1].offset.mu)
        #expect(left[1][0].offset.mu < stayed[1][0].offset.mu)
        // When nobody ever quits for playing badly, quitting says nothing.
        model.quitting?.related = 0
        let unrelated = try model.rate(teams: [winners, quitters], ranks: [0, 1])
        #expect(abs(unrelated[1][0].offset.mu - stayed[1][0].offset.mu) < 1e-9)
    }

    @Test func winsInOneModeRaiseAnother() throws {
        for weight in [0, 0.7] {
            var model = TrueSkill2(environment: Self.classic)
            model.baseWeight = weight
            var player = Self.newcomer()
            for _ in 0..<10 {
                let rated = try model.rate(teams: [[player], [Self.newcomer()]], ranks: [0, 1])
                player.base = rated[0][0].base
                player.offset = rated[0][0].offset
            }
            // What another mode is believed to be: weight x base + its own offset.
            #expect(weight == 0 ? player.base.mu == 0 : player.base.mu > 0.1)
            #expect(player.offset.mu > 3)
            let elsewhere = (weight * weight * player.base.sigma * player.base.sigma + 1.3 * 1.3).squareRoot()
            #expect(elsewhere >= player.offset.sigma)
        }
    }

    @Test func experienceAndIdlenessMoveBeliefs() throws {
        var model = TrueSkill2(environment: Self.classic)
        let plain = try model.rate(teams: [[Self.newcomer()], [Self.newcomer()]], ranks: [0, 1])
        model.experienceOffsets = [0.5, 0.25]
        model.idleDrift = 0.1
        var veteran = Self.newcomer()
        veteran.experience = 200
        let learned = try model.rate(teams: [[Self.newcomer()], [veteran]], ranks: [0, 1])
        #expect(abs(learned[0][0].offset.mu - plain[0][0].offset.mu - 0.5) < 1e-12)
        #expect(learned[1][0].offset.mu == plain[1][0].offset.mu)
        var idle = Self.newcomer()
        idle.idleTime = 20
        let rusty = try model.rate(teams: [[idle], [veteran]], ranks: [0, 1])
        #expect(rusty[0][0].offset.sigma > learned[0][0].offset.sigma)
    }

    @Test func unfitMatchesAreRefused() throws {
        var model = TrueSkill2(environment: Self.classic)
        model.statistics = [.init(performanceWeight: 1, oppositionWeight: 0, variance: 1)]
        var odd = Self.newcomer()
        odd.counts = [1, 2]
        var still = Self.newcomer()
        still.timePlayed = 0
        for teams in [[[Self.newcomer()]], [[Self.newcomer()], []], [[odd], [Self.newcomer()]], [[still], [odd]]] {
            #expect(throws: LearningError.self) { try model.rate(teams: teams, ranks: [Int](0..<teams.count)) }
        }
    }

    private static let wrong = [Double.nan, .infinity, -.infinity]

    /// What a match of two newcomers is refused for.
    private func message(_ change: (inout TrueSkill2, inout TrueSkill2.Participant) -> Void) -> String {
        var model = TrueSkill2(environment: Self.classic)
        model.statistics = [.init(performanceWeight: 1, oppositionWeight: 0, variance: 1)]
        model.quitting = TrueSkill2.Quitting()
        var player = Self.newcomer()
        player.counts = [1]
        player.hasQuit = true
        change(&model, &player)
        let error = #expect(throws: LearningError.self) {
            try model.rate(teams: [[Self.newcomer()], [Self.newcomer(), player]], ranks: [0, 1])
        }
        return error?.message ?? ""
    }

    private func quittingMessage(_ change: (inout TrueSkill2.Quitting) -> Void) -> String {
        message { model, _ in
            var quitting = TrueSkill2.Quitting()
            change(&quitting)
            model.quitting = quitting
        }
    }

    @Test func parametersOutOfRangeAreRefused() {
        for value in Self.wrong {
            #expect(message { model, _ in model.baseWeight = value }.contains("baseWeight"))
            #expect(message { model, _ in model.squadOffsets = [0, value] }.contains("squadOffsets[1]"))
            #expect(message { model, _ in model.experienceOffsets = [value] }.contains("experienceOffsets[0]"))
            #expect(message { model, _ in model.statistics[0].performanceWeight = value }.contains("statistic 0"))
            #expect(message { model, _ in model.statistics[0].oppositionWeight = value }.contains("statistic 0"))
            #expect(quittingMessage { $0.unrelated = value }.contains("quitting"))
            #expect(quittingMessage { $0.related = value }.contains("quitting"))
        }
        for value in Self.wrong + [-1] {
            #expect(message { model, _ in model.baseDrift = value }.contains("baseDrift"))
            #expect(message { model, _ in model.idleDrift = value }.contains("idleDrift"))
        }
        for value in Self.wrong + [-1, 0] {
            #expect(message { model, _ in model.statistics[0].variance = value }.contains("variance of statistic 0"))
            #expect(quittingMessage { $0.variance = value }.contains("variance of quitting"))
        }
        for value in Self.wrong + [0.5] {
            #expect(quittingMessage { $0.threshold = value }.contains("threshold"))
        }
    }

    @Test func figuresOfPlayersOutOfRangeAreRefused() {
        for value in Self.wrong + [-1] {
            let idle = message { _, player in player.idleTime = value }
            #expect(idle == "player 1 of team 1: had not played for a time of \(value)")
            #expect(message { _, player in player.counts = [value] }.contains("the count \(value) of statistic 0"))
        }
        for value in Self.wrong + [-1, 0] {
            let played = message { _, player in player.timePlayed = value }
            #expect(played == "player 1 of team 1: played for a time of \(value)")
            #expect(message { _, player in player.base.sigma = value }.contains("player 1 of team 1: a belief"))
        }
        for value in Self.wrong {
            #expect(message { _, player in player.offset.mu = value }.contains("player 1 of team 1: a belief"))
        }
    }

    @Test func figuresTooLargeToMultiplyAreRefusedNotTrapped() {
        let drift = message { model, player in
            model.idleDrift = 1e200
            player.idleTime = 1e200
        }
        #expect(drift.contains("too large"))
        #expect(message { _, player in player.offset.sigma = 1e200 }.contains("too large"))
    }
}
