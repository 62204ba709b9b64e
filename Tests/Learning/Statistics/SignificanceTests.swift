import Foundation
import Testing

@testable import Learning

@Suite struct SignificanceTestsTests {
    /// Closed forms, binomial sums, and worked values of the methods.
    @Test func knownValues() {
        func close(_ a: Double, _ b: Double, _ tolerance: Double = 1e-9) -> Bool { abs(a - b) <= tolerance * abs(b) }
        // chi2.sf(x, 1) = erfc(sqrt(x / 2)); chi2.sf(x, 2) = exp(-x / 2): closed forms.
        for x in [0.001, 0.5, 1, 3.841_458_820_694_124, 10, 60] {
            #expect(close(SignificanceTests.chiSquaredTail(x, degrees: 1), erfc((x / 2).squareRoot())))
            #expect(close(SignificanceTests.chiSquaredTail(x, degrees: 2), exp(-x / 2)))
            #expect(close(SignificanceTests.chiSquaredTail(x, degrees: 4), exp(-x / 2) * (1 + x / 2)))
        }
        #expect(SignificanceTests.chiSquaredTail(0, degrees: 3) == 1)
        // 2 * (1 + 10 + 45) / 1024.
        #expect(close(SignificanceTests.signTest(wins: 8, losses: 2), 0.109375))
        #expect(
            SignificanceTests.signTest(wins: 5, losses: 5) == 1 && SignificanceTests.signTest(wins: 0, losses: 0) == 1)
        // Wilson (1927) for 10 of 100: centre (0.1 + z²/200) / (1 + z²/100).
        let interval = SignificanceTests.binomialInterval(successes: 10, count: 100)
        #expect(close(interval.lower, 0.055229137, 1e-6) && close(interval.upper, 0.174365682, 1e-6))
        #expect(SignificanceTests.binomialInterval(successes: 0, count: 0) == (0, 1))
        #expect(SignificanceTests.holm([0.01, 0.04, 0.03]) == [0.03, 0.06, 0.06])
    }

    @Test func aFitIsTestedAgainstItsShares() {
        #expect(SignificanceTests.goodnessOfFit(counts: [500, 500], shares: [0.5, 0.5]) == 1)
        #expect(SignificanceTests.goodnessOfFit(counts: [600, 400], shares: [0.5, 0.5]) < 1e-9)
        #expect(SignificanceTests.goodnessOfFit(counts: [600, 400], shares: [0.6, 0.4]) == 1)
        #expect(SignificanceTests.goodnessOfFit(counts: [3], shares: [1]) == 1)
    }

    @Test func errorsOfClustersAreThoseOfTheirSums() {
        // Each person's observations are all alike: as many observations as persons tell anything.
        var (clustered, single) = (ClusteredMean(), ClusteredMean())
        var generator = SeededGenerator(seed: 3)
        for person in 0..<400 {
            let value = generator.normal()
            for _ in 0..<10 { clustered.add(value, unit: person) }
            single.add(value, unit: person)
        }
        #expect(abs(clustered.value - single.value) < 1e-12)
        #expect(abs(clustered.standardError / single.standardError - 1) < 1e-9)
        #expect(abs(single.standardError - 1 / 20) < 0.006)
        #expect(clustered.units == 400 && clustered.count == 4_000)
        #expect(ClusteredMean().standardError == .infinity && ClusteredMean().value == 0)
    }

    /// Among many experiments without an effect, one in twenty is significant at 5 %, unequal clusters or not.
    @Test func differencesAreSignificantAsOftenAsTheyShould() {
        var generator = SeededGenerator(seed: 4)
        var significant = 0
        let runs = 600
        for _ in 0..<runs {
            var arms = [ClusteredMean(), ClusteredMean()]
            for unit in 0..<80 {
                let rate = 0.1 + 0.4 * generator.uniform()
                for _ in 0...generator.integer(below: 12) {
                    arms[unit % 2].add(generator.bernoulli(rate) ? 1 : 0, unit: unit)
                }
            }
            if arms[0].difference(to: arms[1]).pValue < 0.05 { significant += 1 }
        }
        #expect((12...54).contains(significant), "\(significant) of \(runs)")
        let sure = MeanDifference(value: 1, standardError: 0.2)
        #expect(sure.pValue < 1e-5 && sure.interval().lower > 0.6 && sure.interval().upper < 1.4)
        #expect(MeanDifference(value: 1, standardError: .infinity).pValue == 1)
    }
}
