import Foundation
import Learning
import Testing

@testable import Operator

@Suite struct ProbabilityRecordTests {
    /// Probabilities that are exactly true, in groups of ten.
    private func record(_ count: Int, seed: UInt64, distort: (Double) -> Double = { $0 }) -> ProbabilityRecord {
        var generator = SeededGenerator(seed: seed)
        var record = ProbabilityRecord()
        for row in 0..<count {
            let probability = (generator.uniform() * 100).rounded() / 100
            record.add(distort(probability), generator.bernoulli(probability), group: "j\(row / 10)")
        }
        return record
    }

    @Test func figuresAreThoseOfTheLibrary() throws {
        let record = record(2_000, seed: 1)
        let figures = try #require(record.figures(confidence: 0.9, resamples: 50, seed: 1))
        let area = ProbabilityMetrics.areaUnderCurve(scores: record.probabilities, labels: record.labels)
        let loss = ProbabilityMetrics.logLoss(probabilities: record.probabilities, labels: record.labels)
        #expect(abs(figures.areaUnderCurve.estimate - (area ?? 0)) < 1e-12)
        #expect(abs(figures.logLoss.estimate - (loss ?? 0)) < 1e-12)
        let share = Double(record.positives) / 2_000
        #expect(abs(figures.constantLogLoss + share * log(share) + (1 - share) * log(1 - share)) < 1e-12)
        #expect(figures.rows == 2_000 && figures.positives == record.positives && record.groupCount == 200)
        #expect(figures.bins.count == 10)
        for interval in [figures.areaUnderCurve, figures.logLoss] {
            #expect(interval.lower < interval.estimate && interval.estimate < interval.upper)
        }
    }

    @Test func chanceIsToldFromError() throws {
        let honest = try #require(record(3_000, seed: 2).figures(confidence: 0.9, resamples: 20, seed: 1))
        #expect(honest.calibrationError.estimate < 2 * honest.errorByChance)
        let bold = record(3_000, seed: 2) { min(1, $0 * 1.4) }
        let figures = try #require(bold.figures(confidence: 0.9, resamples: 20, seed: 1))
        #expect(figures.calibrationError.estimate > 4 * figures.errorByChance)
    }

    @Test func differencesArePairedAndOnlyOfTheSameRows() throws {
        let good = record(1_000, seed: 3)
        let noisy = record(1_000, seed: 3) { ($0 * 7).truncatingRemainder(dividingBy: 1) }
        func less(_ other: ProbabilityRecord?) -> BootstrapInterval? {
            good.areaUnderCurve(less: other, confidence: 0.9, resamples: 100, seed: 4)
        }
        let same = try #require(less(good))
        #expect(same.lower == 0 && same.upper == 0)
        #expect(try #require(less(noisy)).lower > 0.1)
        #expect(less(record(1_000, seed: 5)) == nil)
        #expect(less(nil) == less(nil))
        var one = ProbabilityRecord()
        one.add(0.5, true, group: "j")
        #expect(one.areaUnderCurve(confidence: 0.9, resamples: 10, seed: 1) == nil)
        #expect(one.figures(confidence: 0.9, resamples: 10, seed: 1) == nil)
    }
}
