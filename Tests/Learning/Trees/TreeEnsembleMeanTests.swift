import Testing

@testable import Learning

@Suite struct TreeEnsembleMeanTests {
    private func trained(seed: UInt64, columns: Int = 3) throws -> (model: TreeEnsemble, rows: DenseMatrix) {
        var generator = SeededGenerator(seed: 5)
        var rows = DenseMatrix(columnCount: columns)
        var labels: [Double] = []
        for _ in 0..<400 {
            let row = (0..<columns).map { _ in generator.uniform() }
            rows.append(row)
            labels.append(row[0] > 0.5 ? row[1] : -row[2 % columns])
        }
        var options = BoostingOptions()
        options.iterations = 20
        options.baggingFraction = 0.7
        options.baggingFrequency = 1
        options.seed = seed
        let trainer = GradientBoosting(objective: .squaredError, options: options)
        return (try trainer.train(try BinnedMatrix(rows), BoostingData(labels: labels)), rows)
    }

    @Test("Scores and Shapley values of a mean are the means of those of its models")
    func means() throws {
        let parts = try (1...3).map { try trained(seed: $0) }
        let rows = parts[0].rows
        let mean = try TreeEnsemble.mean(of: parts.map(\.model))
        let scores = try parts.map { try $0.model.scores(of: rows) }
        let shapley = try TreeShapley(mean)
        let each = try parts.map { try TreeShapley($0.model) }
        for (row, score) in try mean.scores(of: rows).enumerated() {
            #expect(abs(score - scores.reduce(0) { $0 + $1[row] } / 3) < 1e-12)
            guard row < 20 else { continue }
            let values = shapley.contributions(ofRow: rows.row(row))[0]
            let expected = each.map { $0.contributions(ofRow: rows.row(row))[0] }
            for (feature, value) in values.enumerated() {
                #expect(abs(value - expected.reduce(0) { $0 + $1[feature] } / 3) < 1e-12)
            }
        }
        #expect(try TreeEnsemble(lightGBMText: mean.lightGBMText()).scores(of: rows) == mean.scores(of: rows))
    }

    @Test func onlyModelsOfOneKindHaveAMean() throws {
        #expect(throws: LearningError.self) { try TreeEnsemble.mean(of: []) }
        let models = [try trained(seed: 1).model, try trained(seed: 1, columns: 4).model]
        #expect(throws: LearningError.self) { try TreeEnsemble.mean(of: models) }
    }
}
