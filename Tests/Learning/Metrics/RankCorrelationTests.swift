import Learning
import Testing

@Suite struct RankCorrelationTests {
    @Test func orderIsAllThatCounts() {
        let values = [3.0, -1, 10, 4, 0.5]
        #expect(RankCorrelation(values, values.map { $0 * $0 * $0 + 7 }).value == 1)
        #expect(RankCorrelation(values, values.map { -$0 }).value == -1)
    }

    /// scipy.stats.spearmanr([1, 2, 2, 4, 5, 1], [2, 1, 4, 4, 6, 0]).
    @Test func tiesHaveTheMeanOfTheirRanks() throws {
        let value = try #require(RankCorrelation([1, 2, 2, 4, 5, 1], [2, 1, 4, 4, 6, 0]).value)
        #expect(abs(value - 0.820987) < 1e-5)
    }

    @Test func nothingToTellApartHasNone() {
        #expect(RankCorrelation([], []).value == nil)
        #expect(RankCorrelation([1], [2]).value == nil)
        #expect(RankCorrelation([1, 1, 1], [1, 2, 3]).value == nil)
    }

    @Test func theIntervalHoldsTheEstimateAndFollowsTheSeed() throws {
        var generator = SeededGenerator(seed: 3)
        let first = (0..<300).map { _ in generator.normal() }
        let second = first.map { $0 + generator.normal() }
        let correlation = RankCorrelation(first, second)
        func interval() -> BootstrapInterval? {
            var source = SeededGenerator(seed: 9)
            return correlation.interval(resamples: 200, using: &source)
        }
        let found = try #require(interval())
        #expect(found.estimate == correlation.value)
        #expect(found.lower < found.estimate && found.estimate < found.upper)
        #expect(found.lower > 0.5 && found.upper < 0.85)
        #expect(found == interval())
    }
}
