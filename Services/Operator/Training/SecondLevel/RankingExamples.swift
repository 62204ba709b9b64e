import Contracts
import Learning

/// What the gateway showed at many decisions, with the features that it looked at and how far each pair then went.
struct RankingExamples: Sendable {
    /// Of the columns; empty while there are no rows.
    private(set) var names: [String] = []
    /// One row a hit.
    private(set) var rows = DenseMatrix(columnCount: 0)
    /// Grades, as LambdaMART takes them.
    private(set) var labels: [Double] = []
    /// For how many like it a hit counts (``PositionBias``).
    private(set) var weights: [Double] = []
    /// Hits of each decision.
    private(set) var groupSizes: [Int] = []
    /// First row of each decision, and the count of all.
    private var starts = [0]

    /// Adds a ranking, if it has something to tell apart.
    ///
    /// - Parameters:
    ///   - grade: how far the pair with that hit went.
    ///   - weight: for how many like it a hit counts.
    /// - Throws: when it has other features than those before.
    mutating func add(
        _ response: MatchResponse, grade: (String) -> Grade, weight: (String) -> Double = { _ in 1 }
    ) throws(OperatorError) {
        let matches = response.matches.filter { !$0.features.isEmpty }
        let grades = matches.map { grade($0.id) }
        guard let best = grades.max(), best >= .applied, grades.contains(where: { $0 < best }) else { return }
        if names.isEmpty {
            names = response.featureNames
            rows = DenseMatrix(columnCount: names.count)
        }
        guard names == response.featureNames, matches.allSatisfy({ $0.features.count == names.count }) else {
            throw OperatorError("the services answer with other features than before; are all of one build?")
        }
        for (match, grade) in zip(matches, grades) {
            rows.append(match.features.map(Double.init))
            labels.append(Double(grade.rawValue))
            weights.append(weight(match.id))
        }
        groupSizes.append(matches.count)
        starts.append(labels.count)
    }

    /// The rows of the decisions of a range.
    func rows(ofDecisions range: Range<Int>) -> Range<Int> {
        starts[range.lowerBound]..<starts[range.upperBound]
    }
}
