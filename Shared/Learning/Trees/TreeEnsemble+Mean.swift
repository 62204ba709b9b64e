extension TreeEnsemble {
    /// The mean of models that were trained alike but for their seeds: it varies less than each of them.
    ///
    /// - Throws: ``LearningError`` for no models, and for models of different features, outputs or objectives.
    public static func mean(of models: [TreeEnsemble]) throws(LearningError) -> TreeEnsemble {
        guard let first = models.first else { throw LearningError(.emptyData, "there is no model to take a mean of") }
        for (index, model) in models.enumerated() {
            guard model.featureNames == first.featureNames, model.outputCount == first.outputCount,
                model.objective == first.objective, !model.isAveraged
            else { throw LearningError(.shapeMismatch, "model \(index) is not of the kind of the first") }
        }
        let share = 1 / Double(models.count)
        return try TreeEnsemble(
            trees: models.flatMap(\.trees).map { $0.scaled(by: share) }, featureCount: first.featureCount,
            outputCount: first.outputCount, objective: first.objective, featureNames: first.featureNames,
            featureInformation: first.featureInformation)
    }
}

extension RegressionTree {
    /// A tree whose answers are multiplied with a factor.
    func scaled(by factor: Double) -> RegressionTree {
        var tree = self
        tree.leafValue = leafValue.map { $0 * factor }
        tree.internalValue = internalValue.map { $0 * factor }
        tree.shrinkage = shrinkage * factor
        return tree
    }
}
