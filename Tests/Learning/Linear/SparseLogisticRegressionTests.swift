import Foundation
import Learning
import Testing

/// The L1 penalty and the elastic net.
struct SparseLogisticRegressionTests {
    /// The slopes of the smooth part by weights and bias: log-loss and L2.
    private static func slopes(
        _ model: LogisticRegression, _ rows: DenseMatrix, _ labels: [Double], _ weights: [Double], l2: [Double]
    ) -> [Double] {
        var slopes = zip(l2, model.weights).map(*) + [0]
        for index in 0..<rows.rowCount {
            let slope = weights[index] * (1 / (1 + exp(-model.logOdds(rows.row(index)))) - labels[index])
            for column in 0..<rows.columnCount { slopes[column] += slope * rows[index, column] }
            slopes[rows.columnCount] += slope
        }
        return slopes
    }

    @Test(arguments: [0.1, 3, 15, 60], [0, 2.0])
    func theAnswerFulfilsTheConditionsOfKarushKuhnAndTucker(l1: Double, l2: Double) throws {
        var generator = SeededGenerator(seed: 41)
        var (rows, labels) = LogisticRegressionTests.sample(count: 500, width: 9, using: &generator)
        // Columns that repeat others almost, on scales of their own.
        for row in 0..<500 {
            rows[row, 7] = rows[row, 0] + 0.05 * generator.normal()
            rows[row, 8] = 20 * rows[row, 1] + generator.normal()
        }
        let weights = (0..<500).map { _ in generator.uniform(in: 0..<2) }
        let penalties = (0..<9).map { l2 * Double($0 % 3) }
        let model = try LogisticRegression.fit(
            rows: rows, labels: labels, weights: weights, options: .init(columnL2: penalties, l1: l1))
        #expect(model.converged)
        let slopes = Self.slopes(model, rows, labels, weights, l2: penalties)
        for (weight, slope) in zip(model.weights, slopes) {
            if weight == 0 {
                #expect(abs(slope) <= l1 * (1 + 1e-9))
            } else {
                #expect(abs(slope + (weight > 0 ? l1 : -l1)) < 1e-6)
            }
        }
        #expect(abs(slopes[9]) < 1e-6)
        if l1 >= 15 { #expect(model.weights.contains(0)) }
    }

    @Test func aStrongPenaltyLeavesTheShareOfPositives() throws {
        var generator = SeededGenerator(seed: 42)
        let (rows, labels) = LogisticRegressionTests.sample(count: 300, width: 4, using: &generator)
        let model = try LogisticRegression.fit(rows: rows, labels: labels, options: .init(l1: 1e4))
        let share = labels.reduce(0, +) / 300
        #expect(model.converged && model.weights == [0, 0, 0, 0])
        #expect(abs(model.bias - log(share / (1 - share))) < 1e-9)
        let loss = -300 * (share * log(share) + (1 - share) * log(1 - share))
        #expect(abs(model.loss - loss) < 1e-9 * loss)
    }

    @Test func aVanishingPenaltyIsNone() throws {
        var generator = SeededGenerator(seed: 43)
        let (rows, labels) = LogisticRegressionTests.sample(count: 300, width: 5, using: &generator)
        let plain = try LogisticRegression.fit(rows: rows, labels: labels)
        let sparse = try LogisticRegression.fit(rows: rows, labels: labels, options: .init(l1: 1e-10))
        for (a, b) in zip(plain.weights + [plain.bias], sparse.weights + [sparse.bias]) { #expect(abs(a - b) < 1e-9) }
        let noBias = try LogisticRegression.fit(rows: rows, labels: labels, options: .init(l1: 5, fitsBias: false))
        #expect(noBias.converged && noBias.bias == 0)
    }

    @Test func whatSeparatesIsHeldByThePenalty() throws {
        // A hyperplane separates, a column is constant, one is given twice: without L2 the Hessian has no inverse.
        let rows = try DenseMatrix(rows: (0..<40).map { [Double($0) / 10, 7, Double($0) / 10] })
        let labels = (0..<40).map { $0 < 20 ? 0.0 : 1.0 }
        let model = try LogisticRegression.fit(rows: rows, labels: labels, options: .init(l2: 0, l1: 0.5))
        #expect((model.weights + [model.bias, model.loss]).allSatisfy { $0.isFinite })
        let slopes = Self.slopes(
            model, rows, labels, [Double](repeating: 1, count: 40), l2: [0, 0, 0])
        for (weight, slope) in zip(model.weights, slopes) {
            #expect(weight == 0 ? abs(slope) <= 0.5 + 1e-6 : abs(slope + (weight > 0 ? 0.5 : -0.5)) < 1e-4)
        }
        for penalty in [-1, Double.nan, .infinity] {
            #expect(throws: LearningError.self) {
                try LogisticRegression.fit(rows: rows, labels: labels, options: .init(l1: penalty))
            }
        }
    }
}
