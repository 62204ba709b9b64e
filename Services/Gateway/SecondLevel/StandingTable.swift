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
        var table = Columns(rowCount: count)
        let client = ranking.client.probabilities.map(Self.logOdds)
        let freelancer = ranking.freelancer.probabilities.map(Self.logOdds)
        table.addStanding(of: client, "client_log_odds")
        table.addStanding(of: freelancer, "freelancer_log_odds")
        table.addStanding(of: ranking.candidates.indices.map { ranking.logarithmicProduct($0) }, "product")
        table.addStanding(of: ranking.candidates.map(\.textScore), "text_score")
        let unknown = Array(repeating: Double.nan, count: ranking.affinities.isEmpty ? count : 0)
        table.addStanding(of: ranking.affinities + unknown, "affinity")
        for (side, answer) in [("client", ranking.client), ("freelancer", ranking.freelancer)] {
            let width = answer.featureNames.count
            for (column, name) in answer.featureNames.enumerated() {
                let values = (0..<count).map { Double(answer.features[$0 * width + column]) }
                table.addStanding(of: values, "\(side).\(name)")
            }
        }
        names = table.names
        rows = table.matrix()
    }

    /// The column of ln(P(client) x P(freelancer)), in standard deviations from the candidates' mean.
    static let productName = "z(product)"

    private static func logOdds(_ probability: Double) -> Double {
        Logistic.logOdds(probability: min(max(probability, Ranking.smallest), 1 - Ranking.smallest))
    }
}

/// A table while it grows, column by column.
private struct Columns {
    let rowCount: Int
    var names: [String] = []
    var columns: [[Double]] = []

    init(rowCount: Int) { self.rowCount = rowCount }

    private mutating func add(_ name: String, _ values: [Double]) {
        names.append(name)
        columns.append(values)
    }

    /// Adds how the values stand among themselves; those not known stay so.
    mutating func addStanding(of values: [Double], _ name: String) {
        let known = values.filter { !$0.isNaN }
        let mean = known.reduce(0, +) / Double(max(1, known.count))
        let variance = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, known.count))
        let scale = variance > 0 ? 1 / variance.squareRoot() : 0
        add("z(\(name))", values.map { ($0 - mean) * scale })
        let descending = known.sorted(by: >)
        add("rank(\(name))", values.map { $0.isNaN ? .nan : log(1 + Double(Self.more(than: $0, in: descending))) })
    }

    /// How many of the values, largest first, are larger.
    private static func more(than value: Double, in descending: [Double]) -> Int {
        var (low, high) = (0, descending.count)
        while low < high {
            let middle = (low + high) / 2
            if descending[middle] > value { low = middle + 1 } else { high = middle }
        }
        return low
    }

    func matrix() -> DenseMatrix {
        var matrix = DenseMatrix(rowCount: rowCount, columnCount: columns.count)
        for (column, values) in columns.enumerated() {
            for row in 0..<rowCount { matrix[row, column] = values[row] }
        }
        return matrix
    }
}
