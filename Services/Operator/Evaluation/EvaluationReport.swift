import Contracts
import JSON
import Learning
import Operations

/// An evaluation's figures with their intervals, as tables and as JSON.
struct EvaluationReport: Sendable {
    let evaluation: Evaluation
    let start: Int64
    let fusionName: String
    let candidates: Int
    let resamples: Int
    let seed: UInt64
    let seconds: Double

    private typealias Ranker = Evaluation.Ranker
    private typealias Label = Evaluation.Label
    private typealias Measure = Evaluation.Measure

    private static let confidence = 0.9

    /// What the figures mean, for whoever reads them.
    static let definition = """
        For every job posted since then, all freelancers who had applied to some job before are ranked as of its posting.
        Relevant are those who then applied (apply) or were hired (hire); jobs without a known relevant one are left out.
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

    /// The simple ranker with the best nDCG@10, and by how much the merged score is better.
    private func difference(_ label: Label) -> (against: String, interval: BootstrapInterval)? {
        func mean(_ ranker: Ranker) -> Double {
            let values = values(label, ranker, .gain)
            return values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
        }
        let simple = SimpleRankers.Ranker.allCases.map(Ranker.simple)
        guard let best = simple.max(by: { mean($0) < mean($1) }) else { return nil }
        let (merged, other) = (values(label, .merged, .gain), values(label, best, .gain))
        guard !merged.isEmpty, merged.count == other.count else { return nil }
        var generator = SeededGenerator(seed: seed)
        let interval = BootstrapInterval.pairedDifference(
            merged, other, confidence: Self.confidence, resamples: resamples, using: &generator)
        return (best.name, interval)
    }

    // MARK: For people

    func text() -> String {
        var text =
            "Jobs since \(Timestamp.format(start)): \(evaluation.postedJobs); fusion \(fusionName); \(candidates) candidates; "
        text += "\(evaluation.models.isEmpty ? "untrained" : evaluation.models.joined(separator: ", "))\n"
        text += Self.definition + "\n"
        for label in Label.allCases {
            let count = values(label, .merged, .gain).count
            text += "\n\(label.rawValue.uppercased()) (\(count) jobs)\n"
            text += count == 0 ? "no job has a known relevant freelancer\n" : table(label)
            if let (against, interval) = difference(label) {
                text += "merged - \(against), nDCG@10: \(Self.bracketed(interval, signed: true)); "
                text += "above 0 in \(Int((interval.positiveShare * 100).rounded())) % of samples\n"
            }
        }
        return text + "\n" + winnerTable()
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

    private static func bracketed(_ interval: BootstrapInterval?, signed: Bool = false) -> String {
        guard let interval else { return "-" }
        func figure(_ value: Double) -> String { (signed && value >= 0 ? "+" : "") + threeDecimals(value) }
        return "\(figure(interval.estimate)) [\(figure(interval.lower)), \(figure(interval.upper))]"
    }

    // MARK: For programs

    func json() -> JSONValue {
        var labels: [(String, JSONValue)] = []
        for label in Label.allCases {
            let rankers = Ranker.all.map { ranker in
                let figures = Measure.allCases.map { ($0.rawValue, Self.json(interval(values(label, ranker, $0)))) }
                return (ranker.name, JSONValue(figures))
            }
            var members: [(String, JSONValue)] = [
                ("jobs", .integer(Int64(values(label, .merged, .gain).count))), ("rankers", JSONValue(rankers)),
            ]
            if let (against, interval) = difference(label) {
                members.append(("merged_less_best_simple", Self.json(interval, against: against)))
            }
            labels.append((label.rawValue, JSONValue(members)))
        }
        let winners = Ranker.all.compactMap { ranker in
            evaluation.winners[ranker].map { (ranker.name, Self.json(interval($0))) }
        }
        return [
            "from": .string(Timestamp.format(start)), "jobs": .integer(Int64(evaluation.postedJobs)),
            "fusion": .string(fusionName), "candidates": .integer(Int64(candidates)),
            "models": .array(evaluation.models.map(JSONValue.string)),
            "definition": .string(Self.definition), "confidence": .double(Self.confidence),
            "resamples": .integer(Int64(resamples)), "seed": JSONValue(seed), "labels": JSONValue(labels),
            "winner": [
                "hires": .integer(Int64(evaluation.chances.count)), "rankers": JSONValue(winners),
                "drawing_lots": JSONValue(chance),
            ],
            "seconds": JSONValue(seconds),
        ]
    }

    private static func json(_ interval: BootstrapInterval?, against: String? = nil) -> JSONValue {
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
