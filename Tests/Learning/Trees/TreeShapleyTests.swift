import Learning
import TestSupport
import Testing

/// Shapley values against LightGBM's and against the definition over all subsets.
struct TreeShapleyTests {
    @Test(.enabled(if: SharedFiles.has("vectors/treeshap.json"), SharedFiles.skipped("vectors/treeshap.json")))
    func contributionsAreThoseOfLightGBM() throws {
        for vector in try ShapleyVector.all() {
            let explainer = try TreeShapley(TreeEnsemble(lightGBMText: vector.model))
            let together = try explainer.contributions(of: DenseMatrix(rows: vector.rows), threads: 2)
            for (index, row) in vector.rows.enumerated() {
                let found = explainer.contributions(ofRow: row)[0]
                let expected = vector.contributions[index]
                #expect(abs(explainer.expectedScores[0] - expected[expected.count - 1]) <= 1e-9)
                for feature in found.indices { #expect(abs(found[feature] - expected[feature]) <= 1e-9) }
                #expect(abs(found.reduce(explainer.expectedScores[0], +) - vector.scores[index]) <= 1e-9)
                #expect(Array(together[index * row.count..<(index + 1) * row.count]) == found)
            }
        }
    }

    /// A model over seven features with missing values, a category and repeated splits, and rows for it.
    private func example() throws -> (model: TreeEnsemble, rows: DenseMatrix) {
        let (rows, labels) = try GradientBoostingTests.mixedRows(800, seed: 21)
        var options = BoostingOptions()
        options.iterations = 6
        options.leaves = 24
        options.minimumRowsInLeaf = 3
        let model = try GradientBoosting(objective: .squaredError, options: options)
            .train(GradientBoostingTests.bins(rows), BoostingData(labels: labels))
        return (model, rows)
    }

    /// The Shapley values of a game over all subsets, told as bits.
    private func shapley(players: Int, _ game: (Int) -> Double) -> [Double] {
        let values = (0..<1 << players).map(game)
        var factorial = [1.0]
        for n in 1...players { factorial.append(factorial[n - 1] * Double(n)) }
        return (0..<players).map { player in
            var sum = 0.0
            for subset in values.indices where subset & (1 << player) == 0 {
                let size = subset.nonzeroBitCount
                let weight = factorial[size] * factorial[players - size - 1] / factorial[players]
                sum += weight * (values[subset | 1 << player] - values[subset])
            }
            return sum
        }
    }

    /// The mean score when only the features of a subset are known.
    private func conditionalScore(_ tree: RegressionTree, _ row: [Double], known: Int, node: Int32 = 0) -> Double {
        guard node >= 0 else { return tree.leafValue[Int(~node)] }
        let index = Int(node)
        let feature = Int(tree.splitFeature[index])
        let children = [tree.leftChild[index], tree.rightChild[index]]
        if known & (1 << feature) != 0 {
            let left = tree.goesLeft(row[feature], node: index)
            return conditionalScore(tree, row, known: known, node: children[left ? 0 : 1])
        }
        let covers = children.map { Double($0 >= 0 ? tree.internalCount[Int($0)] : tree.leafCount[Int(~$0)]) }
        let means = children.map { conditionalScore(tree, row, known: known, node: $0) }
        return (covers[0] * means[0] + covers[1] * means[1]) / (covers[0] + covers[1])
    }

    @Test func contributionsFollowTheDefinition() throws {
        let (model, rows) = try example()
        let explainer = try TreeShapley(model)
        for index in stride(from: 0, to: 800, by: 101) {
            let row = Array(rows.row(index))
            let found = explainer.contributions(ofRow: row)[0]
            let expected = shapley(players: 6) { known in
                model.trees.reduce(0) { $0 + conditionalScore($1, row, known: known) }
            }
            for feature in 0..<6 { #expect(abs(found[feature] - expected[feature]) < 1e-9) }
            #expect(found[5] == 0, "a feature that is never split by gets nothing")
        }
    }

    @Test(arguments: [[3, 50, 51, 333, 700], Array(100..<164), Array(100..<230)])
    func interventionalContributionsFollowTheDefinition(others: [Int]) throws {
        let (model, rows) = try example()
        let explainer = try TreeShapley(model)
        let background = rows.rows(at: others)
        let count = Double(others.count)
        let mean = try model.scores(of: background).reduce(0, +) / count
        let prepared = try explainer.background(background)
        for index in stride(from: 0, to: 800, by: 97) {
            let row = Array(rows.row(index))
            let found = try explainer.contributions(ofRow: row, against: background)[0]
            #expect(try explainer.contributions(ofRow: row, against: prepared)[0] == found)
            let expected = shapley(players: 6) { known in
                others.indices.reduce(0) { sum, other in
                    let mixed = (0..<6).map { known & (1 << $0) != 0 ? row[$0] : background[other, $0] }
                    return sum + model.score(of: mixed) / count
                }
            }
            for feature in 0..<6 { #expect(abs(found[feature] - expected[feature]) < 1e-9) }
            #expect(abs(found.reduce(mean, +) - model.score(of: row)) < 1e-9)
        }
    }

    @Test func aBackgroundOfOtherTreesIsRefused() throws {
        let (rows, labels) = try GradientBoostingTests.mixedRows(300, seed: 22)
        func trained(leaves: Int, labels: [Double]) throws -> TreeEnsemble {
            var options = BoostingOptions.small
            options.leaves = leaves
            return try GradientBoosting(objective: .squaredError, options: options)
                .train(GradientBoostingTests.bins(rows), BoostingData(labels: labels))
        }
        let model = try trained(leaves: 12, labels: labels)
        let explainer = try TreeShapley(model)
        let row = Array(rows.row(7))
        let own = try explainer.contributions(ofRow: row, against: rows)
        // The same number of trees and features, but fewer nodes, and as many nodes with other thresholds and leaves.
        let foreign = [
            try trained(leaves: 3, labels: labels), try trained(leaves: 12, labels: labels.reversed()),
        ]
        for other in foreign {
            let background = try ShapleyBackground(rows, for: other)
            #expect(other.trees.count == model.trees.count && background.featureCount == model.featureCount)
            let error = #expect(throws: LearningError.self) {
                try explainer.contributions(ofRow: row, against: background)
            }
            #expect(error?.code == .shapeMismatch && error?.message.contains("other trees") == true)
        }
        // A copy that was written and read again is the same model.
        let copy = try TreeEnsemble(lightGBMText: model.lightGBMText())
        let background = try ShapleyBackground(rows, for: copy)
        #expect(try explainer.contributions(ofRow: row, against: background) == own)
    }

    @Test func deepTreesStayExact() throws {
        // A chain of forty features: the definition over all subsets is out of reach, the sum is not.
        var rows = DenseMatrix(columnCount: 40)
        var labels: [Double] = []
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<4_000 {
            let row = (0..<40).map { _ in generator.bernoulli(0.9) ? 1.0 : 0.0 }
            rows.append(row)
            labels.append(Double(row.prefix { $0 == 1 }.count))
        }
        var options = BoostingOptions.small
        options.iterations = 3
        options.leaves = 60
        options.minimumRowsInLeaf = 1
        let model = try GradientBoosting(objective: .squaredError, options: options)
            .train(BinnedMatrix(rows), BoostingData(labels: labels))
        let explainer = try TreeShapley(model)
        for index in 0..<50 {
            let found = explainer.contributions(ofRow: rows.row(index))[0]
            let sum = found.reduce(explainer.expectedScores[0], +)
            #expect(abs(sum - model.score(of: rows.row(index))) < 1e-9)
        }
    }
}
