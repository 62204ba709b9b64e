import Contracts
import Hosting
import JSON
import Learning
import Operations

/// The first levels' figures, as tables and as JSON.
struct FirstLevelReport: Sendable {
    private let sides: [(name: String, groups: Int, figures: ProbabilityFigures?)]
    private let artifacts: [Artifact]

    /// - Parameter artifacts: that served, with the figures of their training.
    init(
        _ evaluation: FirstLevelEvaluation, artifacts: [Artifact], confidence: Double, resamples: Int, seed: UInt64
    ) {
        sides = [("P(apply)", evaluation.interest), ("P(hire | application)", evaluation.engagement)].map {
            (
                $0.0, $0.1.groupCount,
                $0.1.figures(confidence: confidence, resamples: resamples, seed: seed)
            )
        }
        self.artifacts = artifacts
    }

    /// What the figures mean, for whoever reads them.
    static let definition = """
        P(apply): at each posting, of every freelancer who had applied to some job before. P(hire | application): of each
        application to these jobs as it arrived. Calibration error: mean distance of predicted from observed over ten bins of
        equal count; by chance: what exactly true probabilities would show on so many rows.
        """

    // MARK: For people

    func text() -> String {
        var table = TextTable([
            .left("first level"), .left("AUC"), .left("log-loss"), .right("of constant"), .left("calibration error"),
            .right("by chance"), .right("foretold"), .right("happened"), .right("rows"), .right("jobs"),
        ])
        for side in sides {
            guard let figures = side.figures else {
                table.add([side.name, "nothing to tell apart", "", "", "", "", "", "", "", "\(side.groups)"])
                continue
            }
            table.add([
                side.name, EvaluationReport.bracketed(figures.areaUnderCurve),
                EvaluationReport.bracketed(figures.logLoss, decimals: 4), decimals(figures.constantLogLoss, 4),
                EvaluationReport.bracketed(figures.calibrationError, decimals: 4), decimals(figures.errorByChance, 4),
                oneDecimal(figures.expected), "\(figures.positives)", grouped(UInt64(figures.rows)),
                grouped(UInt64(side.groups)),
            ])
        }
        return "FIRST LEVELS\n\(Self.definition)\n" + table.render() + storedMetrics()
    }

    private func storedMetrics() -> String {
        guard artifacts.contains(where: { !$0.metrics.isEmpty }) else { return "" }
        var table = TextTable([.left("measured in training"), .left("measure"), .right("value"), .right("over")])
        for artifact in artifacts {
            for metric in artifact.metrics {
                table.add([artifact.identifier, metric.name, decimals(metric.value, 4), grouped(metric.count)])
            }
        }
        return "\n" + table.render()
    }

    // MARK: For programs

    func json() -> JSONValue {
        let sides = sides.map { side in
            (side.name, side.figures.map { Self.json($0, jobs: side.groups) } ?? .null)
        }
        let stored = artifacts.map { artifact in
            (
                artifact.identifier, artifact.metricsJSON
            )
        }
        return [
            "definition": .string(Self.definition), "sides": JSONValue(sides),
            "measured_in_training": JSONValue(stored),
        ]
    }

    private static func json(_ figures: ProbabilityFigures, jobs: Int) -> JSONValue {
        [
            "jobs": .integer(Int64(jobs)), "rows": .integer(Int64(figures.rows)),
            "positives": .integer(Int64(figures.positives)), "positives_foretold": JSONValue(figures.expected),
            "auc": EvaluationReport.json(figures.areaUnderCurve), "log_loss": EvaluationReport.json(figures.logLoss),
            "log_loss_of_constant": JSONValue(figures.constantLogLoss),
            "calibration_error": EvaluationReport.json(figures.calibrationError),
            "calibration_error_by_chance": JSONValue(figures.errorByChance),
            "calibration": .array(
                figures.bins.map {
                    [
                        "predicted": JSONValue($0.meanProbability), "observed": JSONValue($0.positiveShare),
                        "count": JSONValue($0.count),
                    ]
                }),
        ]
    }
}
