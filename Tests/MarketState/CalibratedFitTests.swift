import Contracts
import Learning
import Testing

@testable import MarketState

@Suite struct CalibratedFitTests {
    private static let features = [
        PairFeature("first", .skills) { $0.statedShare }, PairFeature("second", .pay) { $0.rateAgainstOffer },
    ]

    /// Log-odds 2 · first + second - 1, and less by `drift` in the last two fifths of the time.
    private func rows(_ count: Int, drift: Double, seed: UInt64) -> TimedRows {
        var generator = SeededGenerator(seed: seed)
        var rows = TimedRows(columnCount: 2)
        for index in 0..<count {
            let values = [generator.normal(), generator.normal()]
            let logOdds = 2 * values[0] + values[1] - 1 - (index * 5 >= count * 3 ? drift : 0)
            let label = generator.bernoulli(Logistic.probability(logOdds: logOdds))
            rows.append(values, label: label ? 1 : 0, time: Int64(index))
        }
        return rows
    }

    private func fit(_ rows: TimedRows, lags: [Int64] = [], end: Int64? = nil) throws -> CalibratedFit {
        try CalibratedFit(rows, lags: lags, end: end ?? Int64(rows.labels.count)) { range in
            try PairModel.fit(Self.features, rows, range, limit: 6, options: .init(l2: 1))
        }
    }

    @Test func aCurveMendsWhatHasDrifted() throws {
        let rows = rows(30_000, drift: 2, seed: 1)
        let fitted = try fit(rows)
        func metric(_ name: String) throws -> Double {
            try #require(fitted.metrics.first { $0.name == name }).value
        }
        #expect(try metric("calibration_error_uncalibrated") > 0.08)
        #expect(try metric("calibration_error") < 0.03)
        #expect(fitted.model.calibration.intercept < -0.5)
        #expect(fitted.bins.count == 10)
        #expect(fitted.bins.map(\.predicted) == fitted.bins.map(\.predicted).sorted())
        #expect(fitted.bins.reduce(0) { $0 + $1.count } == 3_750)
    }

    @Test func whatIsTrueIsHardlyChanged() throws {
        let fitted = try fit(rows(8_000, drift: 0, seed: 2))
        #expect(abs(fitted.model.calibration.slope - 1) < 0.15)
        #expect(abs(fitted.model.calibration.intercept) < 0.2)
    }

    /// Rows whose label is not known yet would teach that nothing happens any more.
    @Test func whatIsTooYoungDoesNotCount() throws {
        var rows = rows(4_000, drift: 0, seed: 3)
        for row in 3_600..<4_000 { rows.labels[row] = 0 }
        let blind = try fit(rows)
        let seeing = try fit(rows, lags: Array(repeating: 400, count: 10))
        #expect(blind.model.calibration.intercept < -0.4)
        #expect(abs(seeing.model.calibration.intercept) < 0.3)
    }

    @Test func tooLittleIsLeftAsItIs() throws {
        var rows = rows(40, drift: 0, seed: 4)
        for row in 20..<40 { rows.labels[row] = 0 }
        let fitted = try fit(rows)
        #expect(fitted.model.calibration == .identity)
        #expect(fitted.metrics.isEmpty && fitted.bins.isEmpty)
    }

    @Test func aFamilyLeftOutHasNoWeightAndChangesNothing() throws {
        let rows = rows(1_000, drift: 0, seed: 5)
        func fit(_ without: Set<String>) throws -> StandardizedLogisticModel {
            try PairModel.fit(Self.features, without: without, rows, 0..<1_000, limit: 6, options: .init(l2: 1))
        }
        let model = try fit(["pay"])
        #expect(model.features == ["first", "second"])
        #expect(model.weights[0] > 1 && model.weights[1] == 0)
        #expect(model.probability([0.3, 5]) == model.probability([0.3, -5]))
        #expect(throws: PairModelError.self) { try fit(["looks"]) }
    }

    @Test func binsHoldAllWeight() {
        var generator = SeededGenerator(seed: 6)
        let probabilities = (0..<500).map { _ in generator.uniform() }
        let labels = probabilities.map { generator.bernoulli($0) }
        let weights = probabilities.map { _ in 1 + generator.uniform() * 9 }
        let curve = ProbabilityReport.curve(probabilities: probabilities, labels: labels, weights: weights)
        let bins = curve.bins
        let total = weights.reduce(0, +)
        #expect(bins.count == 10)
        #expect(abs(bins.reduce(0) { $0 + $1.count } - total) < 1e-6)
        #expect(bins.allSatisfy { abs($0.count - total / 10) < 11 })
        #expect(curve.expectedError < 0.12)
        #expect(ProbabilityReport.curve(probabilities: [], labels: []).expectedError == 0)
    }
}
