import Foundation
import Learning
import Testing

@Suite struct RunningStatisticsTests {
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
