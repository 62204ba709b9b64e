import Foundation
import Learning
import Testing

@Suite struct SeededGeneratorTests {
    @Test func equalsTheReferenceImplementation() {
        // SplitMix64 of seed 0 gives the state E220A8397B1DCDAF, 6E789E6AA1B965F4, 06C45D188009454F, F88BB8A8724C81EC;
        // xoshiro256** of its authors' C code continues from there.
        var generator = SeededGenerator(seed: 0)
        #expect(generator.next() == 0x99EC_5F36_CB75_F2B4)
        #expect(generator.next() == 0xBF6E_1F78_4956_452A)
        #expect(generator.next() == 0x1A5F_849D_4933_E6E0)
    }

    @Test func sameSeedSameNumbersOtherSeedOthers() {
        var a = SeededGenerator(seed: 42)
        var b = SeededGenerator(seed: 42)
        var c = SeededGenerator(seed: 43)
        var d = SeededGenerator(seed: 42, stream: 1)
        var e = SeededGenerator(seed: 42, stream: 2)
        let draws = (0..<100).map { _ in (a.next(), b.next(), c.next(), d.next(), e.next()) }
        #expect(draws.allSatisfy { $0.0 == $0.1 })
        #expect(draws.allSatisfy { $0.0 != $0.2 && $0.0 != $0.3 && $0.3 != $0.4 })
    }

    @Test func uniformNumbersFillTheUnitInterval() {
        var generator = SeededGenerator(seed: 1)
        let draws = (0..<50_000).map { _ in generator.uniform() }
        #expect(draws.allSatisfy { $0 >= 0 && $0 < 1 })
        expectMoments(draws, mean: 0.5, variance: 1.0 / 12)
    }

    @Test func integersAreUniformOverASmallRange() {
        var generator = SeededGenerator(seed: 2)
        var counts = [Int](repeating: 0, count: 7)
        for _ in 0..<70_000 { counts[generator.integer(in: -3...3) + 3] += 1 }
        let chiSquare = counts.reduce(0.0) { $0 + pow(Double($1) - 10_000, 2) / 10_000 }
        #expect(chiSquare < 22.5)  // The 99.9 % point of six degrees of freedom.
    }

    @Test func distributionsHaveTheirMoments() {
        var generator = SeededGenerator(seed: 3)
        func draws(_ body: (inout SeededGenerator) -> Double) -> [Double] {
            (0..<40_000).map { _ in body(&generator) }
        }
        expectMoments(draws { $0.normal(mean: 2, deviation: 3) }, mean: 2, variance: 9)
        expectMoments(draws { $0.exponential(mean: 4) }, mean: 4, variance: 16)
        expectMoments(draws { $0.gamma(shape: 0.4, scale: 2) }, mean: 0.8, variance: 1.6)
        expectMoments(draws { $0.gamma(shape: 7, scale: 0.5) }, mean: 3.5, variance: 1.75)
        expectMoments(draws { $0.beta(2, 3) }, mean: 0.4, variance: 0.04)
        expectMoments(draws { Double($0.poisson(mean: 3.2)) }, mean: 3.2, variance: 3.2)
        expectMoments(draws { Double($0.poisson(mean: 12)) }, mean: 12, variance: 12)
        expectMoments(draws { Double($0.poisson(mean: 400)) }, mean: 400, variance: 400)
        expectMoments(draws { $0.bernoulli(0.3) ? 1 : 0 }, mean: 0.3, variance: 0.21)
        let logVariance = 0.25
        expectMoments(
            draws { $0.logNormal(logMean: 1, logDeviation: 0.5) }, mean: exp(1 + logVariance / 2),
            variance: (exp(logVariance) - 1) * exp(2 + logVariance))
    }

    @Test func poissonOfPTRSFollowsTheProbabilities() {
        var generator = SeededGenerator(seed: 4)
        var counts: [Int: Int] = [:]
        for _ in 0..<60_000 { counts[generator.poisson(mean: 15), default: 0] += 1 }
        for count in 8...24 {
            let expected = 60_000 * exp(Double(count) * log(15) - 15 - lgamma(Double(count) + 1))
            #expect(abs(Double(counts[count] ?? 0) - expected) < 4.5 * expected.squareRoot())
        }
    }

    @Test func dirichletSharesSumToOne() {
        var generator = SeededGenerator(seed: 5)
        var first: [Double] = []
        for _ in 0..<20_000 {
            let shares = generator.dirichlet([1, 2, 5])
            #expect(abs(shares.reduce(0, +) - 1) < 1e-12)
            first.append(shares[0])
        }
        expectMoments(first, mean: 0.125, variance: 0.125 * 0.875 / 9)
    }

    @Test func weightedChoicesFollowTheWeights() throws {
        var generator = SeededGenerator(seed: 6)
        let weights = [0.0, 1, 3, 0, 6]
        let table = try AliasTable(weights: weights)
        var linear = [Double](repeating: 0, count: 5)
        var alias = linear
        for _ in 0..<50_000 {
            linear[generator.weightedIndex(weights)] += 1
            alias[table.draw(using: &generator)] += 1
        }
        for counts in [linear, alias] {
            #expect(counts[0] == 0 && counts[3] == 0)
            for index in [1, 2, 4] {
                let expected = weights[index] * 5_000
                #expect(abs(counts[index] - expected) < 4.5 * expected.squareRoot())
            }
        }
        #expect(throws: LearningError.self) { try AliasTable(weights: []) }
        #expect(throws: LearningError.self) { try AliasTable(weights: [0, 0]) }
        #expect(throws: LearningError.self) { try AliasTable(weights: [1, -1]) }
        #expect(throws: LearningError.self) { try AliasTable(weights: [1, .nan]) }
    }

    @Test func shufflesReachEveryOrderAlike() {
        var generator = SeededGenerator(seed: 7)
        var counts: [[Int]: Int] = [:]
        for _ in 0..<24_000 { counts[generator.shuffled([0, 1, 2, 3]), default: 0] += 1 }
        #expect(counts.count == 24)
        #expect(counts.values.reduce(0.0) { $0 + pow(Double($1) - 1_000, 2) / 1_000 } < 49.7)
    }

    @Test func samplesAreDistinctSortedAndFair() {
        var generator = SeededGenerator(seed: 8)
        var counts = [Int](repeating: 0, count: 6)
        for _ in 0..<20_000 {
            let sample = generator.sampledIndices(count: 3, of: 6)
            #expect(sample.count == 3 && sample == Set(sample).sorted())
            for index in sample { counts[index] += 1 }
        }
        #expect(counts.allSatisfy { abs($0 - 10_000) < 320 })
        #expect(generator.sampledIndices(count: 4, of: 4) == [0, 1, 2, 3])
        #expect(generator.sampledIndices(count: 0, of: 0) == [])
        #expect(generator.choice([Int]()) == nil)
    }

    /// Expects a sample's mean within 4.5 standard errors and its variance within a generous tenth.
    private func expectMoments(
        _ draws: [Double], mean: Double, variance: Double, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let count = Double(draws.count)
        let sampleMean = draws.reduce(0, +) / count
        let sampleVariance = draws.reduce(0) { $0 + ($1 - sampleMean) * ($1 - sampleMean) } / count
        #expect(abs(sampleMean - mean) < 4.5 * (variance / count).squareRoot(), sourceLocation: sourceLocation)
        #expect(abs(sampleVariance / variance - 1) < 0.1, sourceLocation: sourceLocation)
    }
}
