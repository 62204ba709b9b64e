import Contracts
import Foundation
import Learning
import Testing

@testable import MarketState

@Suite struct FadingTests {
    /// A market in which one freelancer applies at random times for some years, across several landmarks.
    @Test func countsEqualTheSumOverEvents() throws {
        var generator = SeededGenerator(seed: 1)
        var market = MarketState()
        var times: [Int64] = []
        var time: Int64 = 1_700_000_000_000_000
        for index in 0..<400 {
            time += Int64(generator.uniform() * 8 * Double(Days.microseconds))
            times.append(time)
            market.apply(Fact(id: "\(index)", time: time, body: .application(Application(freelancerID: "f"))))
        }
        #expect(market.landmark > times[0], "the landmark was never moved")
        let now = time + 3 * Days.microseconds
        let view = market.freelancers[0]
        let counts = view.applicationCounts * market.fading(at: now).applications
        for (index, days) in [1.0, 7, 30, 90, 365].enumerated() {
            let expected = times.reduce(0.0) { $0 + exp2(-Days.between($1, now) / days) }
            #expect(abs(counts[index] - expected) < 1e-9 * expected)
        }
        let activity = times.reduce(0.0) { $0 + exp2(-Days.between($1, now) / 7) }
        #expect(abs(view.activityCount * market.fading(at: now).week - activity) < 1e-9 * activity)
    }

    @Test func aVectorEqualsTheSumOverAdditions() {
        var generator = SeededGenerator(seed: 2)
        var vector = DecayedVector(width: 2)
        var additions: [(time: Double, keys: WeightedKeys)] = []
        var time = 0.0
        for _ in 0..<60 {
            time += generator.uniform()
            let keys = WeightedKeys(
                (0..<5).map { _ in (Int32(generator.integer(below: 30)), Float(generator.uniform())) })
            additions.append((time, keys))
            vector.add(
                keys.keys, keys.weights, growth: [Float(exp2(time)), Float(exp2(time / 30)), 0, 0], capacity: 100)
            #expect(vector.keys == vector.keys.sorted() && Set(vector.keys).count == vector.keys.count)
        }
        let probe = WeightedKeys([(3, 1), (7, 0.5), (29, 2), (99, 1)])
        let now = time + 1
        let products = vector.products(probe)
        for (column, days) in [1.0, 30].enumerated() {
            var expected = 0.0
            for addition in additions {
                for (key, weight) in zip(addition.keys.keys, addition.keys.weights) {
                    guard let index = probe.keys.firstIndex(of: key) else { continue }
                    expected += Double(weight * probe.weights[index]) * exp2(-(now - addition.time) / days)
                }
            }
            let product = Double(products[column]) * exp2(-now / days)
            #expect(abs(product - expected) < 1e-4 * max(1, expected))
        }
    }

    @Test func aFullVectorForgetsTheFaintest() {
        var vector = DecayedVector(width: 1)
        for (key, growth) in [(Int32(1), Float(1)), (2, 2), (3, 4)] {
            vector.add([key], nil, growth: [growth, 0, 0, 0], capacity: 2)
        }
        #expect(vector.keys == [2, 3])
        #expect(vector.values == [2, 4])
    }
}
