import Contracts
import Foundation
import Operations

/// A model's card: what it was trained on, what it is made of and how good it is, in Markdown.
///
/// It is made of the artifact alone, so that the same artifact has the same card, byte by byte.
struct ModelCard: Sendable {
    private let artifact: Artifact

    init(_ artifact: Artifact) { self.artifact = artifact }

    /// The whole card.
    var markdown: String {
        var parts = ["# \(artifact.identifier)\n", origin]
        if !artifact.metrics.isEmpty { parts.append(metrics) }
        if !artifact.calibrationBins.isEmpty { parts.append(calibration) }
        parts += artifact.logisticModels.map(Self.description(of:))
        parts += artifact.rankingModels.map(Self.description(of:))
        if let classifier = artifact.textClassifier { parts.append(Self.description(of: classifier)) }
        return parts.joined(separator: "\n")
    }

    private var origin: String {
        var rows = [
            ["facts from", Timestamp.format(artifact.trainedFrom)],
            ["facts before", Timestamp.format(artifact.trainedUntil)],
        ]
        if artifact.factCount > 0 { rows.append(["facts", "\(artifact.factCount)"]) }
        rows.append(["log read up to", "\(artifact.logSequence)"])
        rows.append(["seed", "\(artifact.seed)"])
        return Self.table(["trained on", ""], rows)
    }

    private var metrics: String {
        "## Metrics\nMeasured on data held back from fitting.\n\n"
            + Self.table(
                ["measure", "value", "over"],
                artifact.metrics.map { [$0.name, Self.figure($0.value), "\($0.count)"] })
    }

    private var calibration: String {
        "## Calibration\nOn data held back from fitting and from calibration, in bins of nearly equal weight.\n\n"
            + Self.table(
                ["predicted", "observed", "rows"],
                artifact.calibrationBins.map {
                    [Self.figure($0.predicted), Self.figure($0.observed), Self.figure($0.count, digits: 6)]
                })
    }

    private static func description(of model: LogisticModel) -> String {
        let slope = model.calibrationSlope
        // Whoever loads a model checks that these are of one length; a card only shows what is there.
        let count = min(model.features.count, model.weights.count, model.means.count, model.deviations.count)
        let order = (0..<count).sorted {
            let (first, second) = (abs(model.weights[$0]), abs(model.weights[$1]))
            return first != second ? first > second : $0 < $1
        }
        let limit = model.limit > 0 ? ", standardised values within ±\(figure(model.limit))" : ""
        return "## \(model.name): logistic regression\n"
            + "Share of positives \(figure(model.prior)); log-odds where every feature is at its mean "
            + "\(figure(slope * model.bias + model.calibrationIntercept))\(limit). Calibration (Platt): slope "
            + "\(figure(slope)), intercept \(figure(model.calibrationIntercept)). A weight is what one standard deviation "
            + "adds to the calibrated log-odds.\n\n"
            + table(
                ["feature", "family", "weight", "mean", "deviation"],
                order.map {
                    [
                        model.features[$0], model.families.count > $0 ? model.families[$0] : "",
                        figure(slope * model.weights[$0]), figure(model.means[$0]),
                        figure(model.deviations[$0]),
                    ]
                })
    }

    private static func description(of model: RankingModel) -> String {
        let trees = model.trees.split(separator: "\n").count { $0.hasPrefix("Tree=") }
        return "## \(model.name): second level\n"
            + "\(trees) trees over these features, and \(figure(model.productWeight)) times the product's standing: "
            + "\(model.features.joined(separator: ", ")).\n"
    }

    private static func description(of model: TextClassifierModel) -> String {
        "## Categories: text classifier\n\(model.labels.count) labels, \(model.buckets) rows of weights.\n"
    }

    private static func table(_ header: [String], _ rows: [[String]]) -> String {
        let rule = header.map { _ in "---" }
        return ([header, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |\n" }.joined()
    }

    private static func figure(_ value: Double, digits: Int = 4) -> String { String(format: "%.\(digits)g", value) }
}
