import Foundation
import Learning

/// Logistic regression on 7,000 rows of 28 features: those of the generated set for the time, and LightGBM's example for
/// how well it tells classes apart.
func measureLinear(_ folder: URL) throws {
    let training = RankingSet.training
    let rows = try DenseMatrix(
        rowCount: 7_000, columnCount: 28,
        values: (0..<7_000).flatMap { training.values[$0 * 50..<$0 * 50 + 28].map(Double.init) })
    let isRelevant = training.labels.prefix(7_000).map { $0 > 0 ? 1.0 : 0 }
    report("logistic_ms", try median(of: 21) { _ = try LogisticRegression.fit(rows: rows, labels: isRelevant) } * 1e3)
    guard let train = try BinaryExample(folder, "train"), let test = try BinaryExample(folder, "test") else { return }
    let scale = try Standardization(measuring: train.rows)
    var model: LogisticRegression?
    let fitting = try median(of: 21) {
        model = try LogisticRegression.fit(rows: train.rows, labels: train.labels, standardization: scale)
    }
    report("logistic_example_ms", fitting * 1e3)
    guard let model else { return }
    let prepared = scale.applied(to: test.rows)
    let scores = (0..<prepared.rowCount).map { model.logOdds(prepared.row($0)) }
    report(
        "logistic_auc",
        ProbabilityMetrics.areaUnderCurve(scores: scores, labels: test.labels.map { $0 > 0 }) ?? .nan)
}

/// Two hundred thousand matches of two among a thousand players.
func measureRating() {
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
}
