import Foundation
import Learning
import Testing

@testable import MarketState

@Suite struct FadingTests {
    private let halfLives = HalfLives(days: [1, 30])

    @Test func aVectorEqualsTheSumOverAdditions() {
        var generator = SeededGenerator(seed: 2)
        var vector = DecayedVector(halfLives: halfLives)
        var additions: [(time: Int64, keys: WeightedKeys)] = []
        var time: Int64 = 0
        for _ in 0..<60 {
            time += Int64(generator.integer(below: 90_000_000_000))
            let keys = WeightedKeys(
                (0..<5).map { _ in (Int32(generator.integer(below: 30)), Float(generator.uniform())) })
            additions.append((time, keys))
            vector.add(keys, at: time, halfLives: halfLives, capacity: 100)
        }
        let probe = WeightedKeys([(3, 1), (7, 0.5), (29, 2), (99, 1)])
        let now = time + Days.microseconds
        for (column, days) in [1.0, 30].enumerated() {
            var expected = 0.0
            for addition in additions {
                for (key, weight) in zip(addition.keys.keys, addition.keys.weights) {
                    guard let index = probe.keys.firstIndex(of: key) else { continue }
                    expected += Double(weight * probe.weights[index]) * exp2(-Days.between(addition.time, now) / days)
                }
            }
            let product = vector.product(probe, column, at: now, halfLives: halfLives)
            #expect(abs(product - expected) < 1e-4 * max(1, expected))
        }
    }

    @Test func aFullVectorForgetsTheFaintest() {
        var vector = DecayedVector(halfLives: halfLives)
        vector.add(WeightedKeys([(1, 1)]), at: 0, halfLives: halfLives, capacity: 2)
        vector.add(WeightedKeys([(2, 1)]), at: Days.microseconds, halfLives: halfLives, capacity: 2)
        vector.add(WeightedKeys([(3, 1)]), at: 2 * Days.microseconds, halfLives: halfLives, capacity: 2)
        #expect(vector.keys == [2, 3])
    }
}
