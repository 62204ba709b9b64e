import Testing

@testable import Learning

@Suite struct RankingPolicyTests {
    @Test func aShuffleShowsEachAsOftenAsItSays() {
        let policy = TopShuffle(share: 0.3, depth: 4)
        var generator = SeededGenerator(seed: 1)
        let (count, draws) = (6, 60_000)
        var seen = Array(repeating: Array(repeating: 0, count: count), count: count)
        var shuffled = 0
        for _ in 0..<draws {
            let (order, isShuffled) = policy.draw(count: count, using: &generator)
            #expect(order.sorted() == Array(0..<count) && Array(order[4...]) == [4, 5])
            #expect(isShuffled || order == Array(0..<count))
            shuffled += isShuffled ? 1 : 0
            for (place, rank) in order.enumerated() { seen[rank][place] += 1 }
        }
        #expect(abs(Double(shuffled) / Double(draws) - 0.3) < 0.01)
        for rank in 0..<count {
            var sum = 0.0
            for place in 0..<count {
                let chance = policy.propensity(rank: rank, place: place, count: count)
                #expect(abs(Double(seen[rank][place]) / Double(draws) - chance) < 0.01)
                sum += chance
            }
            #expect(abs(sum - 1) < 1e-12)
        }
        // A ranking shorter than the depth is shuffled whole.
        #expect(abs(policy.propensity(rank: 0, place: 1, count: 2) - 0.15) < 1e-12)
        #expect(policy.draw(count: 0, using: &generator).order.isEmpty)
        #expect(TopShuffle(share: 0, depth: 9).draw(count: 5, using: &generator).order == [0, 1, 2, 3, 4])
    }

    @Test func teamsTakeTurnsAndEachResultIsThereOnce() {
        var generator = SeededGenerator(seed: 2)
        let (first, second) = ([1, 2, 3, 4, 5, 6], [6, 5, 9, 1, 2])
        var firstPicks = 0
        for _ in 0..<2_000 {
            let picks = TeamDraft.interleave(first, second, limit: 4, using: &generator)
            #expect(Set(picks.map(\.item)).count == 4)
            #expect(picks.count { $0.team == .first } == 2, "as many each after every pair")
            #expect(picks.first?.item == (picks.first?.team == .first ? 1 : 6))
            if picks.first?.team == .first { firstPicks += 1 }
        }
        #expect((900...1_100).contains(firstPicks))
        let all = TeamDraft.interleave(first, second, limit: 100, using: &generator)
        #expect(Set(all.map(\.item)) == [1, 2, 3, 4, 5, 6, 9])
        let alone = TeamDraft.interleave([], second, limit: 3, using: &generator)
        #expect(alone.map(\.item) == [6, 5, 9] && alone.allSatisfy { $0.team == .second })
        #expect(TeamDraft.interleave([Int](), [], limit: 3, using: &generator).isEmpty)
    }
}
