import JSON
import Learning
import Operations

/// How estimates stand beside the hidden truth, as a table and as JSON.
struct TruthReport: Sendable {
    private let rows: [(name: String, count: Int, interval: BootstrapInterval?)]

    init(_ evaluation: TruthEvaluation, confidence: Double, resamples: Int, seed: UInt64) {
        rows = TruthEvaluation.Comparison.allCases.map { comparison in
            let (estimates, truths) = evaluation.pairs[comparison] ?? ([], [])
            var generator = SeededGenerator(seed: seed)
            let interval = RankCorrelation(estimates, truths)
                .interval(confidence: confidence, resamples: resamples, using: &generator)
            return (comparison.rawValue, estimates.count, interval)
        }
    }

    /// For people.
    func text() -> String {
        var table = TextTable([.left("estimate - hidden truth"), .left("rank correlation"), .right("pairs")])
        for row in rows {
            table.add([
                row.name, EvaluationReport.bracketed(row.interval, signed: true), grouped(UInt64(row.count)),
            ])
        }
        return "HIDDEN TRUTH\n" + table.render()
    }

    /// For programs.
    func json() -> JSONValue {
        JSONValue(
            rows.map { row in
                (
                    row.name,
                    [
                        "rank_correlation": EvaluationReport.json(row.interval), "pairs": .integer(Int64(row.count)),
                    ] as JSONValue
                )
            })
    }
}
