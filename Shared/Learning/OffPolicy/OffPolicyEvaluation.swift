/// What an order would have been worth that was not the one shown, from rankings shown with known chances.
///
/// The value is the mean over rankings of the sum over places of what comes of the item there, under the assumption that this
/// depends on the item and its place alone (the item-position model):
/// - IPS: mean of Σ w · outcome, w = [the order has the item there] / propensity: unbiased, wide;
/// - SNIPS: at each place Σ w · outcome / Σ w, summed over places: a little biased, narrower;
/// - doubly robust: mean of (what a model expects of the order + Σ w · (outcome - what it expected)): unbiased whatever the model,
///   narrower the better the model.
/// Errors are those of clusters: rankings of one person are one observation.
///
/// Sources: Li et al., "Offline Evaluation of Ranking Policies with Click Models", KDD 2018 (item-position model); Swaminathan
/// and Joachims, "The Self-Normalized Estimator for Counterfactual Learning", NIPS 2015; Dudík, Langford and Li, "Doubly Robust Policy
/// Evaluation and Learning", ICML 2011.
public struct OffPolicyEvaluation: Sendable, Equatable {
    /// When an estimate is refused.
    public struct Thresholds: Sendable, Equatable {
        /// Least share of the order's places that could have been shown.
        public var coverage = 0.9
        /// Least effective sample size.
        public var effectiveSampleSize = 100.0
        /// Largest share that one placement may have of all weight.
        public var largestWeight = 0.05
        /// Fewest persons.
        public var units = 20

        /// The defaults.
        public init() {}
    }

    /// An estimate with its standard error.
    public struct Estimate: Sendable, Equatable {
        /// Worth of one ranking.
        public let value: Double
        /// Of the value, over persons.
        public let standardError: Double

        /// Bounds that hold the truth with a probability, by the normal distribution.
        public func interval(confidence: Double = 0.95) -> (lower: Double, upper: Double) {
            let reach = NormalDistribution.quantile(0.5 + confidence / 2) * standardError
            return (value - reach, value + reach)
        }
    }

    /// Rankings looked at.
    public let rankings: Int
    /// Persons who saw them.
    public let units: Int
    /// Share of the order's places that could have been shown; what is not covered counts as worth nothing.
    public let coverage: Double
    /// (Σ w)² / Σ w² over all places: how many equally weighted ones would tell as much (Kish, 1965).
    public let effectiveSampleSize: Double
    /// Share of the heaviest placement in all weight.
    public let largestWeight: Double
    /// Inverse propensity scores.
    public let inversePropensity: Estimate
    /// Self-normalised, place by place.
    public let selfNormalized: Estimate
    /// With the model's predictions; inverse propensity scores when there are none.
    public let doublyRobust: Estimate
    /// Why the estimates should not be believed; empty when they may be.
    public let refusals: [String]

    /// Estimates the worth of an order; O(placements).
    ///
    /// - Throws: `LearningError` for no rankings, or a propensity outside of (0, 1] or an outcome or prediction that is not
    ///   finite, naming the ranking and the place, both from 0.
    public init(_ samples: [RankingSample], thresholds: Thresholds = Thresholds()) throws(LearningError) {
        guard !samples.isEmpty else { throw LearningError(.emptyData, "no rankings to estimate from") }
        var weights = WeightSums()
        var (covered, places) = (0, 0)
        for (index, sample) in samples.enumerated() {
            for (place, placement) in sample.placements.enumerated() {
                guard placement.propensity > 0, placement.propensity <= 1 else {
                    throw LearningError(
                        .invalidValue,
                        "ranking \(index), place \(place): the propensity \(placement.propensity) is not in (0, 1]")
                }
                for (name, value) in [("outcome", placement.outcome), ("prediction", placement.prediction)]
                where !value.isFinite {
                    throw LearningError(
                        .invalidValue, "ranking \(index), place \(place): the \(name) \(value) is not a finite number")
                }
            }
            guard sample.targetPrediction.isFinite else {
                throw LearningError(
                    .invalidValue,
                    "ranking \(index): the prediction \(sample.targetPrediction) of the other order is not a finite number"
                )
            }
            weights.add(sample)
            covered += sample.coveredPlaces
            places += sample.targetPlaces
        }
        rankings = samples.count
        coverage = places > 0 ? Double(covered) / Double(places) : 0
        effectiveSampleSize = weights.squares > 0 ? weights.sum * weights.sum / weights.squares : 0
        largestWeight = weights.sum > 0 ? weights.largest / weights.sum : 1
        var propensity = ClusteredMean()
        var robust = ClusteredMean()
        for sample in samples {
            propensity.add(weights.value(sample), unit: sample.unit)
            robust.add(weights.robustValue(sample), unit: sample.unit)
        }
        units = propensity.units
        inversePropensity = Estimate(value: propensity.value, standardError: propensity.standardError)
        doublyRobust = Estimate(value: robust.value, standardError: robust.standardError)
        selfNormalized = weights.selfNormalized(samples)
        var refusals: [String] = []
        func refuse(_ reason: String) { refusals.append(reason) }
        if coverage < thresholds.coverage {
            refuse(
                "only \(percent(coverage)) of its places could have been shown; \(percent(thresholds.coverage)) needed")
        }
        if effectiveSampleSize < thresholds.effectiveSampleSize {
            refuse(
                "an effective sample of \(Int(effectiveSampleSize)) places; \(Int(thresholds.effectiveSampleSize)) needed"
            )
        }
        if largestWeight > thresholds.largestWeight {
            refuse(
                "one place has \(percent(largestWeight)) of all weight; \(percent(thresholds.largestWeight)) at most")
        }
        if units < thresholds.units { refuse("\(units) persons; \(thresholds.units) needed") }
        self.refusals = refusals
    }
}

private func percent(_ share: Double) -> String { "\((share * 1_000).rounded() / 10) %" }

/// Sums of weights over all placements, and what each place comes to.
private struct WeightSums {
    var sum = 0.0
    var squares = 0.0
    var largest = 0.0
    /// By place from 0: Σ w, Σ w · outcome, and rankings in which the order fills it.
    private var places: [(weight: Double, outcome: Double, filled: Int)] = []

    static func weight(_ placement: RankingSample.Placement) -> Double {
        placement.isTarget ? 1 / placement.propensity : 0
    }

    mutating func add(_ sample: RankingSample) {
        while places.count < max(sample.placements.count, sample.targetPlaces) { places.append((0, 0, 0)) }
        for (place, placement) in sample.placements.enumerated() {
            let weight = Self.weight(placement)
            sum += weight
            squares += weight * weight
            largest = max(largest, weight)
            places[place].weight += weight
            places[place].outcome += weight * placement.outcome
        }
        for place in 0..<sample.targetPlaces { places[place].filled += 1 }
    }

    func value(_ sample: RankingSample) -> Double {
        sample.placements.reduce(0) { $0 + Self.weight($1) * $1.outcome }
    }

    func robustValue(_ sample: RankingSample) -> Double {
        sample.placements.reduce(sample.targetPrediction) { $0 + Self.weight($1) * ($1.outcome - $1.prediction) }
    }

    /// Σ over places of the share of rankings that fill it times its weighted mean, with the error of its linear part.
    func selfNormalized(_ samples: [RankingSample]) -> OffPolicyEvaluation.Estimate {
        let means = places.map { $0.weight > 0 ? $0.outcome / $0.weight : 0 }
        let filled = places.map { Double($0.filled) / Double(samples.count) }
        var deviations = ClusteredMean()
        for sample in samples {
            var deviation = 0.0
            for (place, placement) in sample.placements.enumerated() where places[place].weight > 0 {
                let part = Self.weight(placement) * (placement.outcome - means[place])
                deviation += filled[place] * part * Double(samples.count) / places[place].weight
            }
            deviations.add(deviation, unit: sample.unit)
        }
        return OffPolicyEvaluation.Estimate(
            value: zip(means, filled).reduce(0) { $0 + $1.0 * $1.1 }, standardError: deviations.standardError)
    }
}
