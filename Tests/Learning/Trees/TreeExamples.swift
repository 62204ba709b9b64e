import Foundation
import Learning
import TestSupport
import Testing

extension BoostingOptions {
    /// Few small trees, for few rows.
    static var small: BoostingOptions {
        var options = BoostingOptions()
        options.iterations = 10
        options.leaves = 7
        options.minimumRowsInLeaf = 5
        return options
    }
}

/// LightGBM's ranking example: rows, grades and queries.
struct RankingExample {
    let rows: DenseMatrix
    let data: BoostingData

    init(part: String) throws {
        let folder = "data/lightgbm_examples/lambdarank/rank.\(part)"
        var labels: [Double] = []
        var rows: [[Double]] = []
        for line in try SharedFiles.lines(folder + ".gz") {
            let words = line.split(separator: " ")
            labels.append(try #require(Double(words[0])))
            var row = [Double](repeating: 0, count: 301)
            for word in words.dropFirst() {
                let parts = word.split(separator: ":")
                row[try #require(Int(parts[0]))] = try #require(Double(parts[1]))
            }
            rows.append(row)
        }
        self.rows = try DenseMatrix(rows: rows)
        let sizes = try SharedFiles.lines(folder + ".query.gz").map { try #require(Int($0)) }
        data = BoostingData(labels: labels, groupSizes: sizes)
    }

    /// Mean nDCG as LightGBM counts it: a query without relevant rows counts 1.
    func gain(_ scores: [Double], at cutoff: Int) -> Double {
        var start = 0
        var values: [Double?] = []
        for size in data.groupSizes {
            let range = start..<start + size
            let ranked = RankingMetrics.ranked(Array(data.labels[range]), byScores: Array(scores[range]))
            values.append(RankingMetrics.normalizedDiscountedCumulativeGain(ranked, at: cutoff))
            start += size
        }
        return MetricSummary(values, withoutRelevant: .one).mean
    }
}

/// LightGBM's example of two classes.
struct BinaryExample {
    let rows: DenseMatrix
    let data: BoostingData

    init(part: String) throws {
        let folder = "data/lightgbm_examples/binary_classification/binary.\(part)"
        let table = try SharedFiles.lines(folder + ".gz").map { line in
            try line.split(separator: "\t").map { try #require(Double($0)) }
        }
        rows = try DenseMatrix(rows: table.map { Array($0.dropFirst()) })
        data = BoostingData(labels: table.map { $0[0] })
    }
}

/// One model with rows and the Shapley values that LightGBM computes for them.
struct ShapleyVector {
    let name: String
    let model: String
    let rows: [[Double]]
    let scores: [Double]
    let contributions: [[Double]]

    static func all() throws -> [ShapleyVector] {
        let cases = try #require(try SharedFiles.json("vectors/treeshap.json")["cases"] as? [[String: Any]])
        return try cases.map { item in
            let rows = try #require(item["rows"] as? [[Any]])
            return ShapleyVector(
                name: try #require(item["name"] as? String), model: try #require(item["model"] as? String),
                rows: rows.map { $0.map { $0 as? Double ?? .nan } },
                scores: try #require(item["raw_score"] as? [Double]),
                contributions: try #require(item["expected_contributions"] as? [[Double]]))
        }
    }
}
