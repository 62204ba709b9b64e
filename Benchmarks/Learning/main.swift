import Foundation
import Learning

// Measures the learning algorithms on one thread. `generate FOLDER` writes the generated sets for other programs,
// `run FOLDER` prints one `name value` line for each figure; the script `run` beside this file runs both sides and compares.

/// The processor seconds that a body takes.
func seconds(_ body: () throws -> Void) rethrows -> Double {
    func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    try body()
    return now() - start
}

/// The median of so many measurements.
func median(of count: Int, _ body: () throws -> Void) rethrows -> Double {
    var all: [Double] = []
    for _ in 0..<count { all.append(try seconds(body)) }
    return all.sorted()[count / 2]
}

func report(_ name: String, _ value: Double) {
    print("\(name) \(value)")
    fflush(nil)
}

let seed: UInt64 = 20_240_601
let training = RankingSet(queries: 2_000, seed: seed, stream: 1)
let test = RankingSet(queries: 400, seed: seed, stream: 2)
let arguments = CommandLine.arguments
guard arguments.count == 3, ["generate", "run"].contains(arguments[1]) else {
    print("usage: LearningBenchmark generate|run FOLDER")
    exit(64)
}
let folder = URL(fileURLWithPath: arguments[2])

if arguments[1] == "generate" {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try training.write(to: folder, name: "train")
    try test.write(to: folder, name: "test")
    try RatingSplit(folder: folder)?.write(to: folder)
} else {
    let rows = try training.rows()
    var bins = try BinnedMatrix(rows.rows(at: [0]))
    report("trees_bin_s", try seconds { bins = try BinnedMatrix(rows) })
    var model = try TreeEnsemble(trees: [], featureCount: RankingSet.features, objective: "lambdarank")
    let trainer = GradientBoosting(objective: .lambdaMART(LambdaMARTOptions()))
    report("trees_train_s", try seconds { model = try trainer.train(bins, training.data) })
    try model.lightGBMText().write(to: folder.appendingPathComponent("model.txt"), atomically: true, encoding: .utf8)

    let testRows = try test.rows()
    var scores: [Double] = []
    let scoring = try median(of: 5) { scores = try model.scores(of: testRows) }
    report("trees_score_us", scoring / Double(test.labels.count) * 1e6)
    try scores.withUnsafeBytes { try Data($0).write(to: folder.appendingPathComponent("scores")) }
    for cutoff in [1, 3, 5, 10] {
        let values = stride(from: 0, to: test.labels.count, by: RankingSet.documents).map { start in
            let range = start..<start + RankingSet.documents
            let ranked = RankingMetrics.ranked(test.labels[range].map(Double.init), byScores: Array(scores[range]))
            return RankingMetrics.normalizedDiscountedCumulativeGain(ranked, at: cutoff)
        }
        report("trees_ndcg@\(cutoff)", MetricSummary(values, withoutRelevant: .one).mean)
    }

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

    let linear = try DenseMatrix(
        rowCount: 7_000, columnCount: 28,
        values: (0..<7_000).flatMap { training.values[$0 * 50..<$0 * 50 + 28].map(Double.init) })
    let isRelevant = training.labels.prefix(7_000).map { $0 > 0 ? 1.0 : 0 }
    report("logistic_ms", try median(of: 9) { _ = try LogisticRegression.fit(rows: linear, labels: isRelevant) } * 1e3)

    let rating = TrueSkill()
    var players = [SkillRating](repeating: rating.initialRating, count: 1_000)
    var generator = SeededGenerator(seed: seed)
    let pairs = (0..<200_000).map { _ in
        let pair = generator.sampledIndices(count: 2, of: 1_000)
        return generator.bernoulli(0.5) ? (pair[0], pair[1]) : (pair[1], pair[0])
    }
    let matches = seconds {
        for (winner, loser) in pairs {
            let rated = rating.rate(winner: players[winner], loser: players[loser])
            players[winner] = rated.winner
            players[loser] = rated.loser
        }
    }
    report("rating_us", matches / Double(pairs.count) * 1e6)
    try measureFactorization(folder)
    try measureNetworks()
    try measureTextClassification(folder)
    try measureGraphEmbeddings(folder)
}
