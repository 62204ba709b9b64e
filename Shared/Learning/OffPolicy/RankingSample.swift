/// One ranking as it was shown, seen from another order: what an estimate of that order's worth is made of.
public struct RankingSample: Sendable, Equatable {
    /// One place that was shown.
    public struct Placement: Sendable, Equatable {
        /// Probability with which just this item came to stand at just this place, in (0, 1].
        public var propensity: Double
        /// What came of it, such as 1 for a click.
        public var outcome: Double
        /// Whether the other order has the same item at the same place.
        public var isTarget: Bool
        /// What a model expected to come of it; 0 without a model.
        public var prediction: Double

        /// One place; without a model's prediction it is 0.
        public init(propensity: Double, outcome: Double, isTarget: Bool, prediction: Double = 0) {
            self.propensity = propensity
            self.outcome = outcome
            self.isTarget = isTarget
            self.prediction = prediction
        }
    }

    /// Number of the person whom it was shown to; rankings of one person count as one observation of chance.
    public var unit: Int
    /// The places shown, from the first.
    public var placements: [Placement]
    /// Places that the other order would have filled.
    public var targetPlaces: Int
    /// Those of them whose item could have come to stand there: its chance is positive.
    public var coveredPlaces: Int
    /// What a model expects of the covered places of the other order, summed; 0 without a model.
    public var targetPrediction: Double

    /// One ranking.
    public init(
        unit: Int, placements: [Placement], targetPlaces: Int, coveredPlaces: Int, targetPrediction: Double = 0
    ) {
        self.unit = unit
        self.placements = placements
        self.targetPlaces = targetPlaces
        self.coveredPlaces = coveredPlaces
        self.targetPrediction = targetPrediction
    }
}
