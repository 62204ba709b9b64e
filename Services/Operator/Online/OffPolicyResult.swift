import Foundation
import Learning

/// What another fusion would have come to, from rankings of one fusion that were explored.
struct OffPolicyResult: Sendable {
    let question: Exposure.Question
    /// The fusion that served.
    let served: String
    /// The one that is judged.
    let target: String
    let outcome: Exposure.Outcome
    let evaluation: OffPolicyEvaluation
    /// What it did come to where it served without shuffling, if it did anywhere.
    let measured: ClusteredMean?

    /// - Parameters:
    ///   - exposures: Of one question and fusion, explored with some share.
    ///   - target: One of the orders that they know of.
    ///   - measured: Exposures of the target itself.
    init?(
        _ exposures: [Exposure], target: String, outcome: Exposure.Outcome, measured: [Exposure]
    ) throws(LearningError) {
        let usable = exposures.filter { $0.targets.contains(target) && $0.shown > 0 }
        guard let first = usable.first else { return nil }
        question = first.question
        served = first.fusion
        self.target = target
        self.outcome = outcome
        let model = RewardModel(usable, outcome)
        let samples = usable.map { Self.sample($0, target, outcome, model) }
        evaluation = try OffPolicyEvaluation(samples)
        var mean = ClusteredMean()
        for exposure in measured where !exposure.isExplored { mean.add(exposure.count(outcome), unit: exposure.unit) }
        self.measured = mean.count > 0 ? mean : nil
    }

    private static func sample(
        _ exposure: Exposure, _ target: String, _ outcome: Exposure.Outcome, _ model: RewardModel
    ) -> RankingSample {
        let column = exposure.targets.firstIndex(of: target) ?? 0
        func wanted(_ item: Exposure.Item) -> Int { Int(item.targetPlaces[safe: column] ?? 0) }
        let policy = TopShuffle(share: exposure.exploration, depth: max(1, exposure.depth))
        let count = max(exposure.items.map(\.rank).max() ?? 0, exposure.items.count)
        let placements = exposure.items.prefix(exposure.shown).enumerated().map { place, item in
            RankingSample.Placement(
                propensity: item.propensity, outcome: item.has(outcome) ? 1 : 0, isTarget: wanted(item) == place + 1,
                prediction: model.expected(item, place: place + 1, of: exposure))
        }
        var covered = 0
        var prediction = 0.0
        for item in exposure.items where (1...exposure.shown).contains(wanted(item)) && item.rank > 0 {
            guard policy.propensity(rank: item.rank - 1, place: wanted(item) - 1, count: count) > 0 else { continue }
            covered += 1
            prediction += model.expected(item, place: wanted(item), of: exposure)
        }
        return RankingSample(
            unit: exposure.unit, placements: placements, targetPlaces: exposure.shown, coveredPlaces: covered,
            targetPrediction: prediction)
    }
}

/// What is expected of an item at a place: a logistic regression on the place and on both sides' probabilities.
///
/// Fitted on one half of the units for the other half, so that no expectation knows its own outcome.
private struct RewardModel {
    /// The model for units of an even number, and for the others; nil where there is nothing to learn from.
    private var halves: [StandardizedLogisticModel?] = [nil, nil]

    private static let names = ["ln(place)", "client_log_odds", "freelancer_log_odds"]
    /// Rows of a half at most.
    private static let rowLimit = 200_000

    init(_ exposures: [Exposure], _ outcome: Exposure.Outcome) {
        for half in 0..<2 {
            var rows = DenseMatrix(columnCount: Self.names.count)
            var labels: [Double] = []
            for exposure in exposures where exposure.unit % 2 != half && labels.count < Self.rowLimit {
                for (place, item) in exposure.items.prefix(exposure.shown).enumerated() {
                    rows.append(Self.row(item, place: place + 1))
                    labels.append(item.has(outcome) ? 1 : 0)
                }
            }
            guard labels.contains(1), labels.contains(0) else { continue }
            halves[half] = try? StandardizedLogisticModel.fit(features: Self.names, rows: rows, labels: labels)
        }
    }

    func expected(_ item: Exposure.Item, place: Int, of exposure: Exposure) -> Double {
        halves[exposure.unit % 2]?.probability(Self.row(item, place: place)) ?? 0
    }

    private static func row(_ item: Exposure.Item, place: Int) -> [Double] {
        func logOdds(_ probability: Double) -> Double {
            Logistic.logOdds(probability: min(max(probability, 1e-9), 1 - 1e-9))
        }
        return [log(Double(place)), logOdds(item.client), logOdds(item.freelancer)]
    }
}

extension Array {
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
