import Contracts
import Foundation
import JSON
import Learning
import Operations

/// An evaluation's figures with their intervals, as tables and as JSON.
struct EvaluationReport: Sendable {
    let evaluation: Evaluation
    let plan: Evaluation.Plan
    let fusionName: String
    /// Models that served.
    let artifacts: [Artifact]
    let resamples: Int
    let seconds: Double

    private var seed: UInt64 { plan.seed }

    private typealias Ranker = Evaluation.Ranker
    private typealias Label = Evaluation.Label
    private typealias Measure = Evaluation.Measure

    private static let confidence = 0.9

    /// What the figures mean, for whoever reads them.
    static let definition = """
        For every job posted since then, all freelancers who had applied to some job before are ranked as of its posting.
        Relevant are those who then applied (apply), were hired (hire), or applied or accepted an invitation and were interviewed
        or hired (mutual, where the log has interviews); jobs without a known relevant one are left out.
        Winner: of at least two applicants, the one hired is ranked first just before the hire. Gains are 1 or 0.
        In brackets: 90 % bootstrap intervals over jobs.
        """

    /// The interval of a mean over jobs; the same jobs are drawn for every figure.
    private func interval(_ values: [Double]) -> BootstrapInterval? {
        guard !values.isEmpty else { return nil }
        var generator = SeededGenerator(seed: seed)
        return .mean(of: values, confidence: Self.confidence, resamples: resamples, using: &generator)
    }

    private func values(_ label: Label, _ ranker: Ranker, _ measure: Measure) -> [Double] {
        evaluation.values[label]?[ranker]?[measure] ?? []
    }

    /// The best of some rankings by nDCG@10, and by how much the merged score is better.
    private func difference(
        _ label: Label, from rankers: [Ranker]
    ) -> (against: String, mean: Double, interval: BootstrapInterval)? {
        func mean(_ ranker: Ranker) -> Double {
            let values = values(label, ranker, .gain)
            return values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
        }
        guard let best = rankers.max(by: { mean($0) < mean($1) }) else { return nil }
        let (merged, other) = (values(label, .merged, .gain), values(label, best, .gain))
        guard !merged.isEmpty, merged.count == other.count else { return nil }
        var generator = SeededGenerator(seed: seed)
        let interval = BootstrapInterval.pairedDifference(
            merged, other, confidence: Self.confidence, resamples: resamples, using: &generator)
        return (best.name, mean(best), interval)
    }

    private static let simple = SimpleRankers.Ranker.allCases.map(Ranker.simple)
    private static let oneSided: [Ranker] = [.client, .freelancer]

    private var firstLevels: FirstLevelReport {
        FirstLevelReport(
            evaluation.firstLevel, artifacts: artifacts, confidence: Self.confidence, resamples: resamples, seed: seed)
    }

    private var truth: TruthReport? {
        evaluation.truth.map { TruthReport($0, confidence: Self.confidence, resamples: resamples, seed: seed) }
    }

    // MARK: For people

    func text() -> String {
        var text = "Jobs since \(Timestamp.format(plan.start)): \(evaluation.postedJobs)"
        if evaluation.judgedJobs < evaluation.postedJobs { text += ", of which \(evaluation.judgedJobs) drawn" }
        text += "; fusion \(fusionName); \(plan.candidates) candidates; "
        text += "\(evaluation.models.isEmpty ? "untrained" : evaluation.models.joined(separator: ", "))\n"
        text += Self.definition + "\n"
        for label in evaluation.labels {
            let count = values(label, .merged, .gain).count
            text += "\n\(label.rawValue.uppercased()) (\(count) jobs)\n"
            text += count == 0 ? "no job has a known relevant freelancer\n" : table(label)
            for rankers in [Self.simple, Self.oneSided] {
                guard let (against, mean, interval) = difference(label, from: rankers) else { continue }
                text += "merged - \(against), nDCG@10: \(Self.bracketed(interval, signed: true))"
                if mean > 0 { text += String(format: " (%+.1f %%)", 100 * interval.estimate / mean) }
                text += "; above 0 in \(Int((interval.positiveShare * 100).rounded())) % of samples\n"
            }
        }
        text += "\n" + winnerTable() + "\n" + firstLevels.text()
        if let truth { text += "\n" + truth.text() }
        return text
    }

    private func table(_ label: Label) -> String {
        var table = TextTable([.left("ranked by")] + Measure.allCases.map { .left($0.rawValue) })
        for ranker in Ranker.all {
            table.add([ranker.name] + Measure.allCases.map { Self.bracketed(interval(values(label, ranker, $0))) })
        }
        return table.render()
    }

    private func winnerTable() -> String {
        guard !evaluation.chances.isEmpty else { return "WINNER\nno hire out of several applicants\n" }
        var table = TextTable([.left("ranked by"), .left("winner first")])
        for ranker in Ranker.all {
            guard let winners = evaluation.winners[ranker] else { continue }
            table.add([ranker.name, Self.bracketed(interval(winners))])
        }
        table.add(["drawing lots", threeDecimals(chance)])
        return "WINNER (\(evaluation.chances.count) hires)\n" + table.render()
    }

    private var chance: Double { evaluation.chances.reduce(0, +) / Double(max(evaluation.chances.count, 1)) }

    /// "0.123 [0.100, 0.150]".
    static func bracketed(_ interval: BootstrapInterval?, signed: Bool = false, decimals count: Int = 3) -> String {
        guard let interval else { return "-" }
        func figure(_ value: Double) -> String { (signed && value >= 0 ? "+" : "") + decimals(value, count) }
        return "\(figure(interval.estimate)) [\(figure(interval.lower)), \(figure(interval.upper))]"
    }

    // MARK: For programs

    func json() -> JSONValue {
        var labels: [(String, JSONValue)] = []
        for label in evaluation.labels {
            let rankers = Ranker.all.map { ranker in
                let figures = Measure.allCases.map { ($0.rawValue, Self.json(interval(values(label, ranker, $0)))) }
                return (ranker.name, JSONValue(figures))
            }
            var members: [(String, JSONValue)] = [
                ("jobs", .integer(Int64(values(label, .merged, .gain).count))), ("rankers", JSONValue(rankers)),
            ]
            for (name, rankers) in [
                ("merged_less_best_simple", Self.simple), ("merged_less_better_side", Self.oneSided),
            ] {
                guard let (against, _, interval) = difference(label, from: rankers) else { continue }
                members.append((name, Self.json(interval, against: against)))
            }
            labels.append((label.rawValue, JSONValue(members)))
        }
        let winners = Ranker.all.compactMap { ranker in
            evaluation.winners[ranker].map { (ranker.name, Self.json(interval($0))) }
        }
        return [
            "from": .string(Timestamp.format(plan.start)), "jobs": .integer(Int64(evaluation.postedJobs)),
            "jobs_judged": .integer(Int64(evaluation.judgedJobs)),
            "fusion": .string(fusionName), "candidates": .integer(Int64(plan.candidates)),
            "models": .array(evaluation.models.map(JSONValue.string)),
            "definition": .string(Self.definition), "confidence": .double(Self.confidence),
            "resamples": .integer(Int64(resamples)), "seed": JSONValue(seed), "labels": JSONValue(labels),
            "winner": [
                "hires": .integer(Int64(evaluation.chances.count)), "rankers": JSONValue(winners),
                "drawing_lots": JSONValue(chance),
            ],
            "first_levels": firstLevels.json(), "truth": truth?.json() ?? .null, "seconds": JSONValue(seconds),
        ]
    }

    static func json(_ interval: BootstrapInterval?, against: String? = nil) -> JSONValue {
        guard let interval else { return .null }
        var members: [(String, JSONValue)] = [
            ("estimate", JSONValue(interval.estimate)), ("lower", JSONValue(interval.lower)),
            ("upper", JSONValue(interval.upper)),
        ]
        if let against {
            members.insert(("against", .string(against)), at: 0)
            members.append(("positive_share", JSONValue(interval.positiveShare)))
        }
        return JSONValue(members)
    }
}
