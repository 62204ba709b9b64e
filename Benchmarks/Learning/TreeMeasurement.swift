import Foundation
import Learning

/// Boosted trees and their Shapley values on the generated ranking set, and LightGBM's examples where the folder has them.
func measureTrees(_ folder: URL) throws {
    let rows = try RankingSet.training.rows()
    var bins = try BinnedMatrix(rows.rows(at: [0]))
    report("trees_bin_s", try seconds { bins = try BinnedMatrix(rows) })
    var model = try TreeEnsemble(trees: [], featureCount: RankingSet.features, objective: "lambdarank")
    let trainer = GradientBoosting(objective: .lambdaMART(LambdaMARTOptions()))
    report("trees_train_s", try seconds { model = try trainer.train(bins, RankingSet.training.data) })
    try model.lightGBMText().write(to: folder.appendingPathComponent("model.txt"), atomically: true, encoding: .utf8)

    let test = RankingSet.test
    let testRows = try test.rows()
    var scores: [Double] = []
    let scoring = try median(of: 5) { scores = try model.scores(of: testRows) }
    report("trees_score_us", scoring / Double(test.labels.count) * 1e6)
    try scores.withUnsafeBytes { try Data($0).write(to: folder.appendingPathComponent("scores")) }
    for cutoff in [1, 3, 5, 10] { report("trees_ndcg@\(cutoff)", gain(scores, test.data, at: cutoff)) }

    let explainer = try TreeShapley(model)
    let explained = testRows.rows(at: Array(0..<500))
    var contributions: [Double] = []
    let explaining = try median(of: 3) { contributions = try explainer.contributions(of: explained) }
    report("shapley_us", explaining / 500 * 1e6)
    try contributions.withUnsafeBytes { try Data($0).write(to: folder.appendingPathComponent("contributions")) }
    let against = try median(of: 3) {
        let background = try explainer.background(testRows.rows(at: Array(500..<600)))
        for row in 0..<50 { _ = try explainer.contributions(ofRow: Array(testRows.row(row)), against: background) }
    }
    report("interventional_us", against / 50 * 1e6)
    try measureExamples(folder)
}

/// LightGBM's examples: the ranking one with its `train.conf` over twenty seeds, the one of two classes with 63 leaves.
private func measureExamples(_ folder: URL) throws {
    if let train = try RankingExample(folder, "train"), let test = try RankingExample(folder, "test") {
        let bins = try BinnedMatrix(train.rows)
        var options = BoostingOptions()
        options.minimumRowsInLeaf = 50
        options.minimumHessianInLeaf = 5
        options.baggingFraction = 0.9
        options.baggingFrequency = 1
        var gains: [Int: [Double]] = [:]
        for seed in 100..<120 {
            options.seed = UInt64(seed)
            let scores = try GradientBoosting(objective: .lambdaMART(LambdaMARTOptions()), options: options)
                .train(bins, train.data).scores(of: test.rows)
            for cutoff in [1, 3, 5, 10] { gains[cutoff, default: []].append(gain(scores, test.data, at: cutoff)) }
        }
        for (cutoff, values) in gains { report("example_ndcg@\(cutoff)", over: values) }
    }
    if let train = try BinaryExample(folder, "train"), let test = try BinaryExample(folder, "test") {
        var options = BoostingOptions()
        options.leaves = 63
        let scores = try GradientBoosting(objective: .logistic, options: options)
            .train(BinnedMatrix(train.rows), BoostingData(labels: train.labels)).scores(of: test.rows)
        report(
            "binary_auc",
            ProbabilityMetrics.areaUnderCurve(scores: scores, labels: test.labels.map { $0 > 0 }) ?? .nan)
    }
}

/// Mean nDCG as LightGBM counts it: a query without relevant rows counts 1.
private func gain(_ scores: [Double], _ data: BoostingData, at cutoff: Int) -> Double {
    var start = 0
    let values = data.groupSizes.map { size in
        defer { start += size }
        let range = start..<start + size
        let ranked = RankingMetrics.ranked(Array(data.labels[range]), byScores: Array(scores[range]))
        return RankingMetrics.normalizedDiscountedCumulativeGain(ranked, at: cutoff)
    }
    return MetricSummary(values, withoutRelevant: .one).mean
}

/// LightGBM's ranking example.
private struct RankingExample {
    let rows: DenseMatrix
    let data: BoostingData

    init?(_ folder: URL, _ part: String) throws {
        guard let table = try lines(folder, "rank.\(part)"), let sizes = try lines(folder, "rank.\(part).query") else {
            return nil
        }
        var rows = DenseMatrix(columnCount: 301, reservingRows: table.count)
        var labels: [Double] = []
        for line in table {
            let words = line.split(separator: " ")
            labels.append(Double(words[0]) ?? .nan)
            var row = [Double](repeating: 0, count: 301)
            for word in words.dropFirst() {
                let numbers = word.split(separator: ":").compactMap { Double($0) }
                row[Int(numbers[0])] = numbers[1]
            }
            rows.append(row)
        }
        self.rows = rows
        data = BoostingData(labels: labels, groupSizes: sizes.compactMap { Int($0) })
    }
}

/// LightGBM's example of two classes.
struct BinaryExample {
    let rows: DenseMatrix
    let labels: [Double]

    init?(_ folder: URL, _ part: String) throws {
        guard let table = try lines(folder, "binary.\(part)") else { return nil }
        let numbers = table.map { $0.split(separator: "\t").compactMap { Double($0) } }
        rows = try DenseMatrix(rows: numbers.map { Array($0.dropFirst()) })
        labels = numbers.map { $0[0] }
    }
}
