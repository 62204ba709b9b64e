import Foundation
import Learning
import TestSupport
import Testing

@Suite struct LogisticRegressionTests {
    @Test(.enabled(if: SharedFiles.has("vectors/logistic.json"), SharedFiles.skipped("vectors/logistic.json")))
    func equalsScikitLearn() throws {
        let expected = try SharedFiles.json("vectors/logistic.json")
        let coefficients = try #require(expected["coef"] as? [Double])
        let intercept = try #require(expected["intercept"] as? Double)
        let (rows, labels) = try Self.higgs("train")
        let scale = try Standardization(measuring: rows)
        let model = try LogisticRegression.fit(rows: rows, labels: labels, standardization: scale)
        #expect(model.converged)
        #expect(abs(model.bias - intercept) < 1e-6)
        for (ours, theirs) in zip(model.weights, coefficients) { #expect(abs(ours - theirs) < 1e-6) }

        // The same by standardising beforehand.
        let prepared = try LogisticRegression.fit(rows: scale.applied(to: rows), labels: labels)
        for (one, other) in zip(model.weights, prepared.weights) { #expect(abs(one - other) < 1e-9) }
    }

    @Test func gradientVanishesAtTheAnswer() throws {
        var generator = SeededGenerator(seed: 10)
        let (rows, labels) = Self.sample(count: 403, width: 6, using: &generator)
        let weights = (0..<403).map { _ in generator.uniform(in: 0..<3) }
        let penalties = [0, 0.5, 1, 2, 5, 100.0]
        let model = try LogisticRegression.fit(
            rows: rows, labels: labels, weights: weights, options: .init(columnL2: penalties))
        #expect(model.converged)
        var gradient = zip(penalties, model.weights).map(*) + [0]
        for index in 0..<rows.rowCount {
            let slope = weights[index] * (1 / (1 + exp(-model.logOdds(rows.row(index)))) - labels[index])
            for column in 0..<6 { gradient[column] += slope * rows[index, column] }
            gradient[6] += slope
        }
        for part in gradient { #expect(abs(part) < 1e-7) }
    }

    @Test func integerWeightsEqualRepeatedRows() throws {
        var generator = SeededGenerator(seed: 11)
        let (rows, labels) = Self.sample(count: 60, width: 3, using: &generator)
        let counts = (0..<60).map { _ in generator.integer(below: 4) }
        let repeated = (0..<60).flatMap { [Int](repeating: $0, count: counts[$0]) }
        let one = try LogisticRegression.fit(rows: rows, labels: labels, weights: counts.map(Double.init))
        let other = try LogisticRegression.fit(rows: rows.rows(at: repeated), labels: repeated.map { labels[$0] })
        for (a, b) in zip(one.weights + [one.bias], other.weights + [other.bias]) { #expect(abs(a - b) < 1e-9) }

        let all = try Standardization(measuring: rows, weights: counts.map(Double.init))
        let some = try Standardization(measuring: rows.rows(at: repeated))
        for (a, b) in zip(all.means + all.deviations, some.means + some.deviations) { #expect(abs(a - b) < 1e-12) }
    }

    @Test func withoutABiasItIsZero() throws {
        var generator = SeededGenerator(seed: 12)
        let (rows, labels) = Self.sample(count: 200, width: 2, using: &generator)
        let model = try LogisticRegression.fit(rows: rows, labels: labels, options: .init(l2: 0, fitsBias: false))
        #expect(model.converged && model.bias == 0)
        for column in 0..<2 {
            let slope = (0..<200).reduce(0.0) {
                $0 + (1 / (1 + exp(-model.logOdds(rows.row($1)))) - labels[$1]) * rows[$1, column]
            }
            #expect(abs(slope) < 1e-7)
        }
    }

    @Test func hardDataStaysFinite() throws {
        // Separated by a hyperplane, a constant column, a column given twice, one never present, one of huge values.
        let rows = try DenseMatrix(
            rows: (0..<40).map { [Double($0), 7, Double($0), .nan, $0 % 2 == 0 ? 1e9 : .nan] })
        let labels = (0..<40).map { $0 < 20 ? 0.0 : 1.0 }
        let scale = try Standardization(measuring: rows)
        #expect(scale.deviations[1] == 1 && scale.means[3] == 0 && scale.deviations[3] == 1)
        #expect(scale.means[4] == 1e9 && scale.deviations[4] == 1)
        let free = try LogisticRegression.fit(
            rows: rows, labels: labels, standardization: scale, options: .init(l2: 0))
        #expect((free.weights + [free.bias]).allSatisfy { $0.isFinite })
        let penalised = try LogisticRegression.fit(rows: rows, labels: labels, standardization: scale)
        #expect(penalised.converged)
        #expect(abs(penalised.weights[0] - penalised.weights[2]) < 1e-9)
        #expect(abs(penalised.weights[1]) < 1e-12 && abs(penalised.weights[3]) < 1e-12)

        let onlyPositives = try LogisticRegression.fit(rows: rows, labels: labels.map { _ in 1 })
        #expect(onlyPositives.bias.isFinite && onlyPositives.bias > 0)
    }

    @Test func refusesBadInput() throws {
        let rows = try DenseMatrix(rows: [[1, 2], [3, 4]])
        func code(
            _ rows: DenseMatrix, _ labels: [Double], _ weights: [Double]? = nil,
            _ options: LogisticRegression.Options = .init()
        ) -> LearningError.Code? {
            do {
                _ = try LogisticRegression.fit(rows: rows, labels: labels, weights: weights, options: options)
                return nil
            } catch { return error.code }
        }
        #expect(code(rows, [0, 1]) == nil)
        #expect(code(rows, [0]) == .shapeMismatch)
        #expect(code(rows, [0, 1], [1]) == .shapeMismatch)
        #expect(code(rows, [0, 2]) == .invalidValue)
        #expect(code(rows, [0, .nan]) == .invalidValue)
        #expect(code(rows, [0, 1], [1, -1]) == .invalidValue)
        #expect(code(rows, [0, 1], [0, 0]) == .emptyData)
        let empty = DenseMatrix(columnCount: 2)
        #expect(code(empty, []) == .emptyData)
        #expect(code(rows, [0, 1], nil, .init(l2: -1)) == .invalidOption)
        #expect(code(rows, [0, 1], nil, .init(columnL2: [1])) == .invalidOption)
        #expect(code(rows, [0, 1], nil, .init(maximumIterations: 0)) == .invalidOption)
        let infinite = try DenseMatrix(rows: [[1, .infinity], [3, 4]])
        #expect(code(infinite, [0, 1]) == .invalidValue)
        #expect(throws: LearningError.self) {
            try Standardization(measuring: infinite)
        }
        #expect(throws: LearningError.self) { try DenseMatrix(rows: [[1, 2], [3]]) }
        #expect(throws: LearningError.self) { try DenseMatrix(rowCount: 2, columnCount: 2, values: [1]) }
    }

    @Test func refusalsNameThePlace() throws {
        func message(_ body: () throws(LearningError) -> Void) -> String {
            do {
                try body()
                return ""
            } catch { return error.message }
        }
        let rows = try DenseMatrix(rows: [[1, 2], [3, 4]])
        let infinite = try DenseMatrix(rows: [[1, 2], [3, .infinity]])
        #expect(
            message { () throws(LearningError) in _ = try LogisticRegression.fit(rows: rows, labels: [0, 2]) }
                .contains("row 1"))
        #expect(
            message { () throws(LearningError) in
                _ = try LogisticRegression.fit(rows: rows, labels: [0, 1], weights: [1, -1])
            }.contains("row 1"))
        #expect(
            message { () throws(LearningError) in _ = try LogisticRegression.fit(rows: infinite, labels: [0, 1]) }
                .contains("row 1, column 1"))
        #expect(
            message { () throws(LearningError) in _ = try Standardization(measuring: infinite) }
                .contains("row 1, column 1"))
        #expect(
            message { () throws(LearningError) in
                _ = try PlattCalibration.fit(scores: [0, .nan], labels: [true, false])
            }.contains("row 1"))
    }

    @Test func fittingCanBeWatchedAndCancelled() throws {
        var generator = SeededGenerator(seed: 14)
        let (rows, labels) = Self.sample(count: 200, width: 4, using: &generator)
        for l1 in [0.0, 3] {
            var losses: [Double] = []
            let model = try LogisticRegression.fit(rows: rows, labels: labels, options: .init(l1: l1)) {
                #expect($0.step == losses.count)
                losses.append($0.loss)
                return true
            }
            #expect(losses.count == model.iterations && losses == losses.sorted(by: >))
            let error = #expect(throws: LearningError.self) {
                try LogisticRegression.fit(rows: rows, labels: labels, options: .init(l1: l1)) { $0.step < 2 }
            }
            #expect(error?.code == .cancelled)
        }
    }

    @Test func classesAreFittedStepByStepAndStopWithinOne() throws {
        var generator = SeededGenerator(seed: 15)
        let (rows, _) = Self.sample(count: 200, width: 4, using: &generator)
        // Nothing is of the second class.
        let sets = (0..<200).map { [$0 % 3 == 1 ? 3 : $0 % 3] }
        var reports: [OneVersusRest.Progress] = []
        let whole = try OneVersusRest.fit(rows: rows, labels: sets, classCount: 4) {
            reports.append($0)
            return true
        }
        let classes = whole.classes.enumerated().flatMap { Array(repeating: $0, count: $1?.iterations ?? 0) }
        #expect(reports.map(\.classes) == classes && whole.classes[1] == nil)
        #expect(reports.map(\.step) == whole.classes.flatMap { Array(0..<($0?.iterations ?? 0)) })
        for stop in [reports[0], try #require(reports.first { $0.classes == 2 && $0.step == 1 })] {
            var calls = 0
            let error = #expect(throws: LearningError.self) {
                try OneVersusRest.fit(rows: rows, labels: sets, classCount: 4) {
                    calls += 1
                    return $0 != stop
                }
            }
            #expect(error?.code == .cancelled && error?.message.contains("\(stop.classes) of 4 classes") == true)
            #expect(reports.firstIndex(of: stop) == calls - 1)
        }
    }

    @Test func modelsComeBackFromTheirFigures() throws {
        var generator = SeededGenerator(seed: 16)
        let (rows, labels) = Self.sample(count: 100, width: 3, using: &generator)
        let fitted = try LogisticRegression.fit(rows: rows, labels: labels)
        let again = try LogisticRegression(
            weights: fitted.weights, bias: fitted.bias, loss: fitted.loss, iterations: fitted.iterations,
            converged: fitted.converged)
        #expect(again == fitted)
        let bare = try LogisticRegression(weights: fitted.weights, bias: fitted.bias)
        #expect(bare.logOdds(rows.row(7)) == fitted.logOdds(rows.row(7)))
        let error = #expect(throws: LearningError.self) { try LogisticRegression(weights: [0, .nan], bias: 0) }
        #expect(error?.message.contains("column 1") == true)
        #expect(throws: LearningError.self) { try LogisticRegression(weights: [], bias: .infinity) }
        #expect(throws: LearningError.self) { try LogisticRegression(weights: [1], bias: 0, loss: .nan) }
        #expect(throws: LearningError.self) { try LogisticRegression(weights: [1], bias: 0, iterations: -1) }

        let classes = try OneVersusRest(classes: [nil, fitted, bare])
        #expect(classes.classes == [nil, fitted, bare] && classes.best(rows.row(0), count: 3).last == 0)
        let narrow = try LogisticRegression(weights: [1], bias: 0)
        let uneven = #expect(throws: LearningError.self) { try OneVersusRest(classes: [nil, fitted, nil, narrow]) }
        #expect(uneven?.code == .shapeMismatch && uneven?.message.contains("class 3 has 1 weights") == true)
    }

    @Test func choleskySolvesAndRefuses() throws {
        var generator = SeededGenerator(seed: 13)
        let size = 7
        let root = (0..<size * size).map { _ in generator.normal() }
        var matrix = [Double](repeating: 0, count: size * size)
        for i in 0..<size {
            for j in 0..<size {
                for k in 0..<size { matrix[i * size + j] += root[i * size + k] * root[j * size + k] }
            }
        }
        let x = (0..<size).map { _ in generator.normal() }
        let b = (0..<size).map { i in (0..<size).reduce(0) { $0 + matrix[i * size + $1] * x[$1] } }
        let solved = try #require(CholeskyFactor(size: size, symmetric: matrix)).solve(b)
        for (a, b) in zip(solved, x) { #expect(abs(a - b) < 1e-8) }
        #expect(CholeskyFactor(size: 2, symmetric: [1, 2, 2, 1]) == nil)
        #expect(CholeskyFactor(size: 1, symmetric: [.nan]) == nil)
    }

    static func sample(
        count: Int, width: Int, using generator: inout SeededGenerator
    ) -> (rows: DenseMatrix, labels: [Double]) {
        var rows = DenseMatrix(columnCount: width, reservingRows: count)
        var labels: [Double] = []
        for _ in 0..<count {
            let row = (0..<width).map { _ in generator.normal() }
            rows.append(row)
            labels.append(generator.bernoulli(1 / (1 + exp(-row[0] + 0.5 * row[1] - 0.3))) ? 1 : 0)
        }
        return (rows, labels)
    }

    /// The binary example of LightGBM: the label first, then 28 features.
    static func higgs(_ part: String) throws -> (rows: DenseMatrix, labels: [Double]) {
        let lines = try SharedFiles.lines("data/lightgbm_examples/binary_classification/binary.\(part).gz")
        var rows = DenseMatrix(columnCount: 28, reservingRows: lines.count)
        var labels: [Double] = []
        for line in lines {
            let fields = line.split(separator: "\t").compactMap { Double($0) }
            labels.append(fields[0])
            rows.append(fields.dropFirst())
        }
        return (rows, labels)
    }
}
