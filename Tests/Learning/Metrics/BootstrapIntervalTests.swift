import Foundation
import Learning
import Testing

@Suite struct BootstrapIntervalTests {
    @Test func sameSeedSameInterval() {
        var one = SeededGenerator(seed: 60)
        var other = SeededGenerator(seed: 60)
        let values = (0..<50).map { Double($0 * $0 % 17) }
        #expect(
            BootstrapInterval.mean(of: values, using: &one) == BootstrapInterval.mean(of: values, using: &other))
    }

    @Test func coversTheTruthAsOftenAsItSays() {
        var generator = SeededGenerator(seed: 61)
        var covered = 0
        for _ in 0..<300 {
            let values = (0..<60).map { _ in generator.exponential(mean: 2) }
            let interval = BootstrapInterval.mean(of: values, confidence: 0.9, resamples: 300, using: &generator)
            #expect(interval.lower <= interval.estimate && interval.estimate <= interval.upper)
            if interval.lower <= 2, interval.upper >= 2 { covered += 1 }
        }
        // 90 % less the known shortfall of skewed small samples, give or take chance.
        #expect((246...287).contains(covered))
    }

    @Test func pairingShowsASmallDifference() {
        var generator = SeededGenerator(seed: 62)
        let difficulty = (0..<200).map { _ in generator.uniform() }
        let better = difficulty.map { $0 + 0.02 + 0.02 * generator.normal() }
        let paired = BootstrapInterval.pairedDifference(better, difficulty, using: &generator)
        #expect(paired.lower > 0 && paired.positiveShare == 1)
        let alone = BootstrapInterval.mean(of: better, using: &generator)
        #expect(alone.upper - alone.lower > 4 * (paired.upper - paired.lower))
        let none = BootstrapInterval.pairedDifference(better, better, using: &generator)
        #expect(none.lower == 0 && none.upper == 0 && none.positiveShare == 0.5)
    }

    @Test func anyStatisticOfTheQueriesDrawn() {
        var generator = SeededGenerator(seed: 63)
        let values = [3.0, 1, 2]
        let interval = BootstrapInterval.interval(count: 3, confidence: 0, resamples: 999, using: &generator) {
            $0.map { values[$0] }.max() ?? 0
        }
        // The largest of three is drawn with probability 1 - (2/3)³ = 0.70, so it is the median.
        #expect(interval.estimate == 3 && interval.lower == 3 && interval.upper == 3)
    }
}
