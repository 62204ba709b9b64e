import Foundation
import Learning
import Testing

/// Metrics against their definitions, written out slowly, on random cases with ties, weights and weights of 0.
struct MetricDefinitionTests {
    private struct Case {
        var scores: [Double] = []
        var labels: [Bool] = []
        var weights: [Double] = []
        var grades: [Double] = []

        /// Few distinct scores in every other case, so that many are tied.
        init(_ number: Int, using generator: inout SeededGenerator) {
            let values = number % 2 == 0 ? 6 : 1_000
            for _ in 0..<1 + generator.integer(below: 40) {
                scores.append((Double(generator.integer(below: values)) + 0.5) / Double(values))
                labels.append(generator.bernoulli(0.4))
                weights.append(generator.bernoulli(0.2) ? 0 : generator.uniform(in: 0.1..<3))
                grades.append(Double(generator.integer(below: 4)))
            }
        }
    }

    private func forEachCase(_ count: Int, seed: UInt64, _ body: (Case, inout SeededGenerator) throws -> Void) rethrows
    {
        var generator = SeededGenerator(seed: seed)
        for number in 0..<count { try body(Case(number, using: &generator), &generator) }
    }

    private func expectEqual(_ found: Double?, _ expected: Double?, _ comment: Comment? = nil) {
        guard let found, let expected else {
            #expect(found == expected, comment)
            return
        }
        #expect(abs(found - expected) <= 1e-12 * max(1, abs(expected)), comment)
    }

    /// Σ weight · loss / Σ weight; nil without weight.
    private func mean(_ losses: [Double], _ weights: [Double]?) -> Double? {
        let weights = weights ?? losses.map { _ in 1 }
        let mass = weights.reduce(0, +)
        return mass > 0 ? zip(losses, weights).map(*).reduce(0, +) / mass : nil
    }

    @Test func areasCountPairs() {
        forEachCase(400, seed: 1) { rows, _ in
            for weights in [nil, rows.weights] {
                var (wins, pairs) = (0.0, 0.0)
                for one in rows.scores.indices where rows.labels[one] {
                    for other in rows.scores.indices where !rows.labels[other] {
                        let weight = (weights?[one] ?? 1) * (weights?[other] ?? 1)
                        pairs += weight
                        wins += weight * (rows.scores[one] > rows.scores[other] ? 1 : 0)
                        wins += weight * (rows.scores[one] == rows.scores[other] ? 0.5 : 0)
                    }
                }
                expectEqual(
                    ProbabilityMetrics.areaUnderCurve(scores: rows.scores, labels: rows.labels, weights: weights),
                    pairs > 0 ? wins / pairs : nil)
            }
        }
    }

    @Test func lossesAreMeansOfRows() {
        forEachCase(400, seed: 2) { rows, generator in
            let values = rows.scores.map { _ in generator.normal(deviation: 3) }
            // Some predictions are right to the bit.
            let predictions = values.map { generator.bernoulli(0.1) ? $0 : generator.normal(deviation: 3) }
            let quantile = generator.uniform()
            for weights in [nil, rows.weights] {
                expectEqual(
                    ProbabilityMetrics.logLoss(probabilities: rows.scores, labels: rows.labels, weights: weights),
                    mean(zip(rows.scores, rows.labels).map { -log($1 ? $0 : 1 - $0) }, weights))
                expectEqual(
                    ProbabilityMetrics.brierScore(probabilities: rows.scores, labels: rows.labels, weights: weights),
                    mean(zip(rows.scores, rows.labels).map { pow($0 - ($1 ? 1 : 0), 2) }, weights))
                let differences = zip(values, predictions).map { $0 - $1 }
                expectEqual(
                    ValueMetrics.pinballLoss(
                        predictions: predictions, values: values, quantile: quantile, weights: weights),
                    mean(differences.map { max(quantile * $0, (quantile - 1) * $0) }, weights))
                expectEqual(
                    ValueMetrics.squaredError(predictions: predictions, values: values, weights: weights),
                    mean(differences.map { $0 * $0 }, weights))
                expectEqual(
                    ValueMetrics.absoluteError(predictions: predictions, values: values, weights: weights),
                    mean(differences.map { max($0, -$0) }, weights))
            }
        }
    }

    /// The places of rows: one more than the rows of a higher score and, of an equal one, those before.
    private func places(_ scores: [Double]) -> [Int] {
        scores.indices.map { row in
            1 + scores.indices.count { scores[$0] > scores[row] || (scores[$0] == scores[row] && $0 < row) }
        }
    }

    @Test func gainsAreSharesOfTheBestOrder() {
        forEachCase(400, seed: 3) { rows, generator in
            let places = places(rows.scores)
            let ranked = RankingMetrics.ranked(rows.grades, byScores: rows.scores)
            for (row, place) in places.enumerated() { #expect(ranked[place - 1] == rows.grades[row]) }
            let left = (0..<generator.integer(below: 3)).map { _ in Double(generator.integer(below: 4)) }
            for cutoff in [1, 3, 10, 100] {
                for gain in RankingMetrics.Gain.allCases {
                    func worth(_ grade: Double) -> Double { gain == .linear ? grade : pow(2, grade) - 1 }
                    func sum(_ grades: [Double], _ places: [Int]) -> Double {
                        zip(grades, places).reduce(0) {
                            $0 + ($1.1 <= cutoff ? worth($1.0) * log(2) / log(Double($1.1) + 1) : 0)
                        }
                    }
                    let all = rows.grades + left
                    let best = sum(all, self.places(all))
                    expectEqual(
                        RankingMetrics.normalizedDiscountedCumulativeGain(
                            ranked, unranked: left, at: cutoff, gain: gain),
                        best > 0 ? sum(rows.grades, places) / best : nil)
                }
            }
        }
    }

    @Test func precisionsAreMeansOverRelevantOnes() {
        var perQuery: [Double?] = []
        var expected: [(precision: Double?, rank: Double?)] = []
        var ranks: [Double?] = []
        forEachCase(400, seed: 4) { rows, generator in
            let places = places(rows.scores)
            let relevant = rows.labels.indices.filter { rows.labels[$0] }.map { places[$0] }
            let left = generator.integer(below: 3)
            let count = relevant.count + left
            // The precision at each relevant place, 0 for those left out.
            let sum = relevant.reduce(0.0) { sum, place in
                sum + Double(relevant.count { $0 <= place }) / Double(place)
            }
            let first = relevant.min().map { 1 / Double($0) } ?? 0
            expected.append(count > 0 ? (sum / Double(count), first) : (nil, nil))
            let ranked = RankingMetrics.ranked(rows.labels.map { $0 ? 1 : 0 }, byScores: rows.scores)
            perQuery.append(RankingMetrics.averagePrecision(ranked, unrankedRelevant: left))
            ranks.append(RankingMetrics.reciprocalRank(ranked, unrankedRelevant: left))
            for cutoff in [1, 5, 50] {
                let within = Double(relevant.count { $0 <= cutoff })
                expectEqual(
                    RankingMetrics.recall(ranked, unrankedRelevant: left, at: cutoff),
                    count > 0 ? within / Double(count) : nil)
                expectEqual(
                    RankingMetrics.precision(ranked, unrankedRelevant: left, at: cutoff),
                    count > 0 ? within / Double(cutoff) : nil)
                expectEqual(
                    RankingMetrics.reciprocalRank(ranked, unrankedRelevant: left, at: cutoff),
                    count > 0 ? (first * Double(cutoff) >= 1 ? first : 0) : nil)
            }
        }
        for (found, expected) in zip(perQuery, expected) { expectEqual(found, expected.precision) }
        for (found, expected) in zip(ranks, expected) { expectEqual(found, expected.rank) }
        // MAP and MRR: the means over queries with something relevant.
        let (precisions, firsts) = (expected.compactMap(\.precision), expected.compactMap(\.rank))
        #expect(precisions.count < 400 && MetricSummary(perQuery).count == precisions.count)
        expectEqual(MetricSummary(perQuery).mean, precisions.reduce(0, +) / Double(precisions.count))
        expectEqual(MetricSummary(ranks).mean, firsts.reduce(0, +) / Double(firsts.count))
        expectEqual(MetricSummary(perQuery, withoutRelevant: .zero).mean, precisions.reduce(0, +) / 400)
    }

    /// The bin of each row, in the order of probability: what its number is does not matter, only who shares it.
    private func bins(_ rows: Case, _ weights: [Double], _ binning: CalibrationCurve.Binning) -> [[Int]] {
        let places = places(rows.scores.map(-))
        let order = places.indices.sorted { places[$0] < places[$1] }
        var members: [Int: [Int]] = [:]
        for (index, row) in order.enumerated() {
            switch binning {
            case .equalWidth(let count):
                members[(0..<count).last { rows.scores[row] * Double(count) >= Double($0) } ?? 0, default: []].append(
                    row)
            case .equalCount(let count):
                // How many multiples of total / count were reached before this row.
                let before = order[..<index].reduce(0) { $0 + weights[$1] }
                let total = order.reduce(0) { $0 + weights[$1] }
                let bin = (1..<count).count { before >= total * Double($0) / Double(count) }
                members[bin, default: []].append(row)
            }
        }
        return members.sorted { $0.key < $1.key }.map(\.value).filter { bin in bin.contains { weights[$0] > 0 } }
    }

    @Test func calibrationErrorsAreThoseOfTheBins() throws {
        try forEachCase(400, seed: 5) { rows, generator in
            let count = 1 + generator.integer(below: 12)
            // Now and then one row is as heavy as many others, and fills several bins.
            var heavy = rows.weights
            heavy[generator.integer(below: heavy.count)] = 25
            for weights in [nil, rows.weights, heavy] {
                for binning in [CalibrationCurve.Binning.equalWidth(count), .equalCount(count)] {
                    let curve = CalibrationCurve(
                        probabilities: rows.scores, labels: rows.labels, weights: weights, binning: binning)
                    let masses = weights ?? rows.scores.map { _ in 1 }
                    let total = masses.reduce(0, +)
                    let bins = bins(rows, masses, binning)
                    try #require(curve.bins.count == bins.count, "\(binning) of \(rows)")
                    var (error, largest) = (0.0, 0.0)
                    for (bin, members) in zip(curve.bins, bins) {
                        let mass = members.reduce(0) { $0 + masses[$1] }
                        let stated = members.reduce(0) { $0 + masses[$1] * rows.scores[$1] } / mass
                        let observed = members.reduce(0) { $0 + (rows.labels[$1] ? masses[$1] : 0) } / mass
                        expectEqual(bin.count, mass)
                        expectEqual(bin.meanProbability, stated)
                        expectEqual(bin.positiveShare, observed)
                        error += mass / total * abs(stated - observed)
                        largest = max(largest, abs(stated - observed))
                    }
                    expectEqual(curve.expectedError, error)
                    expectEqual(curve.maximumError, largest)
                }
            }
        }
    }

    @Test func aHeavyRowIsOneBinAndTheOthersStayWhole() {
        let probabilities = (0..<10).map { (Double($0) + 0.5) / 10 }
        let labels = probabilities.map { $0 > 0.5 }
        let curve = CalibrationCurve(
            probabilities: probabilities, labels: labels, weights: [11, 1, 1, 1, 1, 1, 1, 1, 1, 1],
            binning: .equalCount(5))
        // Multiples of 4: the first row passes 4 and 8; 12, 16 and 20 are reached by rows 2, 6 and 10.
        #expect(curve.bins.map(\.count) == [11, 1, 4, 4])
    }

    @Test func giniIsHalfTheMeanDifference() {
        var generator = SeededGenerator(seed: 6)
        for _ in 0..<300 {
            let amounts = (0..<1 + generator.integer(below: 30)).map { _ in
                generator.bernoulli(0.3) ? Double(generator.integer(below: 3)) : generator.exponential()
            }
            let count = Double(amounts.count)
            let total = amounts.reduce(0, +)
            let differences = amounts.reduce(0.0) { sum, one in amounts.reduce(sum) { $0 + abs(one - $1) } }
            expectEqual(ValueMetrics.gini(amounts), total > 0 ? differences / (2 * count * total) : nil)
        }
    }

    @Test func setsAreComparedClassByClass() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<300 {
            let classCount = 1 + generator.integer(below: 5)
            func sets(_ count: Int) -> [[Int]] {
                (0..<count).map { _ in (0..<classCount).filter { _ in generator.bernoulli(0.4) } }
            }
            let count = generator.integer(below: 12)
            let (predicted, actual) = (sets(count), sets(count))
            func f1(_ classes: Range<Int>) -> Double {
                var (both, either) = (0, 0)
                for row in 0..<count {
                    for label in classes {
                        let (guess, truth) = (predicted[row].contains(label), actual[row].contains(label))
                        both += guess && truth ? 2 : 0
                        either += (guess ? 1 : 0) + (truth ? 1 : 0)
                    }
                }
                return either > 0 ? Double(both) / Double(either) : 0
            }
            let found = LabelSetMetrics.f1(predicted: predicted, actual: actual, classCount: classCount)
            expectEqual(found.micro, f1(0..<classCount))
            expectEqual(found.macro, (0..<classCount).reduce(0) { $0 + f1($1..<$1 + 1) } / Double(classCount))
        }
    }
}
