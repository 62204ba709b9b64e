import Foundation
import Learning
import Testing

@Suite struct RunningStatisticsTests {
    @Test func countsHalveExactly() {
        let halfLives = HalfLives([1_000, 4_000])
        var counts = DecayedCounts(halfLives: halfLives)
        counts.add(at: 5_000, halfLives: halfLives)
        #expect(counts.values == [1, 1] && counts.updatedAt == 5_000)
        #expect(counts.value(0, at: 6_000, halfLives: halfLives) == 0.5)
        #expect(counts.value(0, at: 15_000, halfLives: halfLives) == 0x1p-10)
        #expect(counts.value(1, at: 13_000, halfLives: halfLives) == 0.25)
        counts.add(3, at: 6_000, halfLives: halfLives)
        #expect(counts.values[0] == 3.5 && counts.updatedAt == 6_000)
        #expect(counts.value(0, at: 4_000, halfLives: halfLives) == 3.5)
        #expect(counts.value(0, at: .max, halfLives: halfLives) == 0)
        #expect(DecayedCounts(values: counts.values, updatedAt: counts.updatedAt) == counts)
    }

    @Test func equalsTheSumOverAllEventsInAnyOrder() {
        var generator = SeededGenerator(seed: 70)
        let halfLives = HalfLives([7_000, 90_000])
        for _ in 0..<50 {
            let events = (0..<20).map { _ in (Int64(generator.integer(below: 100_000)), generator.uniform()) }
            var ordered = DecayedCounts(halfLives: halfLives)
            for event in events.sorted(by: { $0.0 < $1.0 }) {
                ordered.add(event.1, at: event.0, halfLives: halfLives)
            }
            var shuffled = DecayedCounts(halfLives: halfLives)
            for event in generator.shuffled(events) { shuffled.add(event.1, at: event.0, halfLives: halfLives) }
            for (index, length) in halfLives.lengths.enumerated() {
                let sum = events.reduce(0) { $0 + $1.1 * exp2(Double($1.0 - 120_000) / length) }
                #expect(abs(ordered.value(index, at: 120_000, halfLives: halfLives) / sum - 1) < 1e-12)
                #expect(abs(shuffled.value(index, at: 120_000, halfLives: halfLives) / sum - 1) < 1e-12)
            }
            #expect(ordered.updatedAt == shuffled.updatedAt)
        }
    }

    @Test func anInfiniteHalfLifeIsASum() {
        let halfLives = HalfLives([.infinity])
        var counts = DecayedCounts(halfLives: halfLives)
        for time in 0..<10 { counts.add(at: Int64(time) * 1_000_000, halfLives: halfLives) }
        #expect(counts.value(0, at: .max, halfLives: halfLives) == 10)
    }

    @Test func momentsEqualTheTwoPassFormulas() {
        var generator = SeededGenerator(seed: 71)
        // A large mean over a small spread is where naive sums of squares fail.
        let values = (0..<500).map { _ in generator.normal(mean: 1e9, deviation: 2) }
        let weights = values.map { _ in generator.uniform() }
        var all = RunningMoments()
        var left = RunningMoments()
        var right = RunningMoments()
        for index in values.indices {
            all.add(values[index], weight: weights[index])
            if index < 123 {
                left.add(values[index], weight: weights[index])
            } else {
                right.add(values[index], weight: weights[index])
            }
        }
        left.merge(right)
        let mass = weights.reduce(0, +)
        let mean = zip(values, weights).reduce(0) { $0 + ($1.0 - 1e9) * $1.1 } / mass
        let variance = zip(values, weights).reduce(0) { $0 + pow($1.0 - 1e9 - mean, 2) * $1.1 } / mass
        for moments in [all, left] {
            #expect(abs(moments.mean - 1e9 - mean) < 1e-5)
            #expect(abs(moments.variance / variance - 1) < 1e-5)
            #expect(abs(moments.weight - mass) < 1e-9)
        }
        var empty = RunningMoments()
        #expect(empty.variance == 0 && empty.sampleVariance == 0)
        empty.merge(all)
        #expect(empty == all)
        var few = RunningMoments()
        for value in [1.0, 2, 4, 5] { few.add(value) }
        #expect(abs(few.mean - 3) < 1e-12 && abs(few.variance - 2.5) < 1e-12)
        #expect(abs(few.sampleVariance - 10.0 / 3) < 1e-12)
    }
}
