import Foundation
import Learning

/// What the second level looks at: a row a candidate.
///
/// What ranks within one list is how a candidate stands among the others, not how high a share or a score is: markets grow
/// and shrink, first levels are trained again, and their figures shift. So of both sides' log-odds, the text score, the
/// recommender's affinity and every feature that the models offer there is the standing among the candidates alone: the distance from their mean in
/// standard deviations, and ln(1 + candidates that have more).
struct StandingTable: Sendable {
    /// Of the columns.
    let names: [String]
    /// In the order of the candidates; nan for what is not known.
    let rows: DenseMatrix

    /// Puts both sides' answers together.
    ///
    /// - Complexity: O(candidates x features x ln(candidates)).
    init(_ ranking: Ranking) {
        let count = ranking.candidates.count
        var columns: [(name: String, values: [Double])] = [
            ("client_log_odds", ranking.client.probabilities.map(Self.logOdds)),
            ("freelancer_log_odds", ranking.freelancer.probabilities.map(Self.logOdds)),
            ("product", ranking.candidates.indices.map { ranking.logarithmicProduct($0) }),
            ("text_score", ranking.candidates.map(\.textScore)),
            ("affinity", ranking.affinities.isEmpty ? Array(repeating: .nan, count: count) : ranking.affinities),
        ]
        for (side, answer) in [("client", ranking.client), ("freelancer", ranking.freelancer)] {
            let width = answer.featureNames.count
            for (column, name) in answer.featureNames.enumerated() {
                columns.append(("\(side).\(name)", (0..<count).map { Double(answer.features[$0 * width + column]) }))
            }
        }
        let names = columns.flatMap { ["z(\($0.name))", "rank(\($0.name))"] }
        self.names = names
        var standing = Standing(count: count)
        rows = DenseMatrix(rowCount: count, columnCount: names.count) { rows in
            guard let base = rows.baseAddress else { return }
            for (place, column) in columns.enumerated() {
                standing.write(column.values, to: base + 2 * place, stride: names.count)
            }
        }
    }

    /// The column of ln(P(client) x P(freelancer)), in standard deviations from the candidates' mean.
    static let productName = "z(product)"

    private static func logOdds(_ probability: Double) -> Double {
        Logistic.logOdds(probability: min(max(probability, Ranking.smallest), 1 - Ranking.smallest))
    }
}

/// How values stand among themselves, column by column.
private struct Standing {
    private struct Known {
        let value: Double
        let row: Int
    }

    private var known: [Known] = []
    /// ln(1 + n) of every number that can have more.
    private let logarithms: [Double]

    init(count: Int) {
        logarithms = (0..<max(1, count)).map { log(1 + Double($0)) }
        known.reserveCapacity(count)
    }

    /// Writes two columns of a row-major table: the distance from the mean in standard deviations, and ln(1 + values that
    /// are larger); nan where a value is not known.
    mutating func write(_ values: [Double], to target: UnsafeMutablePointer<Double>, stride: Int) {
        precondition(values.count <= logarithms.count, "more values than candidates")
        known.removeAll(keepingCapacity: true)
        var sum = 0.0
        for (row, value) in values.enumerated() {
            guard !value.isNaN else {
                (target[row * stride], target[row * stride + 1]) = (.nan, .nan)
                continue
            }
            known.append(Known(value: value, row: row))
            sum += value
        }
        let mean = sum / Double(max(1, known.count))
        let variance =
            known.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) } / Double(max(1, known.count))
        let scale = variance > 0 ? 1 / variance.squareRoot() : 0
        known.sort { $0.value > $1.value }
        var more = 0
        for (place, one) in known.enumerated() {
            if place > 0, one.value < known[place - 1].value { more = place }
            target[one.row * stride] = (one.value - mean) * scale
            target[one.row * stride + 1] = logarithms[more]
        }
    }
}
