import Foundation
import Learning

/// The generated ranking set: queries of 100 documents with 50 features, graded 0 to 4 by a hidden rule with noise.
///
/// Ten features count linearly, ten are coarse, ten are half zero, twenty are noise; a query's two best documents get
/// grade 4, the next four 3, eight 2 and sixteen 1.
struct RankingSet {
    static let documents = 100
    static let features = 50
    static let training = RankingSet(queries: 2_000, seed: seed, stream: 1)
    static let test = RankingSet(queries: 400, seed: seed, stream: 2)

    /// Features, row by row.
    let values: [Float]
    /// Grades.
    let labels: [UInt8]

    /// Generates queries by seed; the same seed gives the same hidden rule.
    init(queries: Int, seed: UInt64, stream: UInt64) {
        var rule = SeededGenerator(seed: seed)
        let weights = (0..<10).map { _ in rule.normal() }
        var generator = SeededGenerator(seed: seed, stream: stream)
        var values: [Float] = []
        var labels: [UInt8] = []
        values.reserveCapacity(queries * Self.documents * Self.features)
        for _ in 0..<queries {
            var scores: [Double] = []
            for _ in 0..<Self.documents {
                var row = (0..<Self.features).map { _ in generator.normal() }
                for feature in 10..<20 { row[feature] = (row[feature] * 2).rounded() / 2 }
                for feature in 20..<30 { row[feature] = max(row[feature], 0) }
                var score = zip(row, weights).reduce(0) { $0 + $1.0 * $1.1 } * 0.5
                score += sin(2 * row[10]) * 1.2 + row[20] * row[21] - abs(row[0] * row[11])
                if row[12] > 0.5, row[2] > 0 { score += 1.5 }
                scores.append(score + generator.normal())
                values += row.map(Float.init)
            }
            var grades = [UInt8](repeating: 0, count: Self.documents)
            for (rank, document) in scores.indices.sorted(by: { scores[$0] > scores[$1] }).enumerated() {
                grades[document] = rank < 2 ? 4 : rank < 6 ? 3 : rank < 14 ? 2 : rank < 30 ? 1 : 0
            }
            labels += grades
        }
        self.values = values
        self.labels = labels
    }

    /// Writes features as little-endian 32-bit floats and grades as bytes.
    func write(to folder: URL, name: String) throws {
        try values.withUnsafeBytes { try Data($0).write(to: folder.appendingPathComponent("\(name).features")) }
        try Data(labels).write(to: folder.appendingPathComponent("\(name).labels"))
    }

    /// The rows as the trainer takes them.
    func rows() throws -> DenseMatrix {
        try DenseMatrix(rowCount: labels.count, columnCount: Self.features, values: values.map(Double.init))
    }

    /// The grades and queries as the trainer takes them.
    var data: BoostingData {
        BoostingData(
            labels: labels.map(Double.init),
            groupSizes: [Int](repeating: Self.documents, count: labels.count / Self.documents))
    }
}
