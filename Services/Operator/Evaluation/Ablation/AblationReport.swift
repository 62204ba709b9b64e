import JSON
import Learning
import Operations

/// What each family of features is worth, as a table and as JSON.
struct AblationReport: Sendable {
    let variants: [AblationStudy.Variant]
    let plan: Evaluation.Plan
    let resamples: Int
    let seconds: Double

    private static let confidence = 0.9

    /// What the figures mean, for whoever reads them.
    static let definition = """
        Both sides' models trained anew without a family of features, everything else alike. Rankings by the product of both
        sides. What a family is worth: the figure with all less that without it, above 0 where it helps; in brackets 90 %
        bootstrap intervals over the same jobs. The trained models are held fixed: training has its own noise.
        """

    /// One figure that a family can be worth something in.
    private enum Figure: String, CaseIterable {
        case apply = "nDCG@10 apply"
        case hire = "nDCG@10 hire"
        case interest = "AUC P(apply)"
        case engagement = "AUC P(hire | application)"
    }

    private var whole: Evaluation? { variants.first { $0.family == nil }?.evaluation }

    private func interval(_ figure: Figure, _ full: Evaluation, less other: Evaluation?) -> BootstrapInterval? {
        var generator = SeededGenerator(seed: plan.seed)
        switch figure {
        case .apply, .hire:
            let label = figure == .apply ? Evaluation.Label.apply : .hire
            func values(_ evaluation: Evaluation) -> [Double] { evaluation.values[label]?[.merged]?[.gain] ?? [] }
            let first = values(full)
            guard !first.isEmpty else { return nil }
            guard let other else {
                return .mean(of: first, confidence: Self.confidence, resamples: resamples, using: &generator)
            }
            let second = values(other)
            guard second.count == first.count else { return nil }
            return .pairedDifference(
                first, second, confidence: Self.confidence, resamples: resamples, using: &generator)
        case .interest, .engagement:
            func record(_ evaluation: Evaluation) -> ProbabilityRecord {
                figure == .interest ? evaluation.firstLevel.interest : evaluation.firstLevel.engagement
            }
            return record(full).areaUnderCurve(
                less: other.map(record), confidence: Self.confidence, resamples: resamples, seed: plan.seed)
        }
    }

    /// For people.
    func text() -> String {
        guard let whole else { return "" }
        var table = TextTable([.left("features")] + Figure.allCases.map { .left($0.rawValue) })
        table.add(
            ["all"] + Figure.allCases.map { EvaluationReport.bracketed(interval($0, whole, less: nil), decimals: 4) })
        for variant in variants {
            guard let family = variant.family else { continue }
            table.add(
                [family]
                    + Figure.allCases.map {
                        EvaluationReport.bracketed(
                            interval($0, whole, less: variant.evaluation), signed: true, decimals: 4)
                    })
        }
        return "Jobs since \(Timestamp.format(plan.start)): \(whole.postedJobs), of which \(whole.judgedJobs) judged\n"
            + Self.definition + "\n" + table.render()
    }

    /// For programs.
    func json() -> JSONValue {
        guard let whole else { return .null }
        let rows = variants.map { variant in
            (
                variant.family ?? "all",
                JSONValue(
                    Figure.allCases.map {
                        let other = variant.family == nil ? nil : variant.evaluation
                        return ($0.rawValue, EvaluationReport.json(interval($0, whole, less: other)))
                    })
            )
        }
        return [
            "from": .string(Timestamp.format(plan.start)), "jobs": .integer(Int64(whole.postedJobs)),
            "jobs_judged": .integer(Int64(whole.judgedJobs)), "definition": .string(Self.definition),
            "confidence": .double(Self.confidence), "resamples": .integer(Int64(resamples)),
            "seed": JSONValue(plan.seed), "families": JSONValue(rows), "seconds": JSONValue(seconds),
        ]
    }
}
