import Foundation
import Learning
import TestSupport
import Testing

private let vectors = "vectors/lambdamart.json"
private let example = "data/lightgbm_examples/lambdarank"

/// Models that LightGBM wrote, scores that LightGBM gave.
struct LightGBMModelTests {
    @Test(.enabled(if: SharedFiles.has(vectors), SharedFiles.skipped(vectors)))
    func scoresAreThoseOfLightGBM() throws {
        let answers = try SharedFiles.json(vectors)
        let text = try #require(answers["small_model"] as? String)
        let expected = try #require(answers["small_model_test_scores"] as? [Double])
        let model = try TreeEnsemble(lightGBMText: text)
        let set = try RankingExample(part: "test")
        let scores = try model.scores(of: set.rows)
        #expect(scores.count == expected.count)
        for (score, other) in zip(scores, expected) { #expect(abs(score - other) <= 1e-12) }
        // What is written is read back as the same model, by either side.
        let again = try TreeEnsemble(lightGBMText: model.lightGBMText())
        #expect(again == model)
        #expect(try again.scores(of: set.rows) == scores)
    }

    @Test(.enabled(if: SharedFiles.has("vectors/treeshap.json"), SharedFiles.skipped("vectors/treeshap.json")))
    func rowsWithMissingValuesAndCategoriesScoreAsInLightGBM() throws {
        for vector in try ShapleyVector.all() {
            let model = try TreeEnsemble(lightGBMText: vector.model)
            for (row, expected) in zip(vector.rows, vector.scores) {
                #expect(abs(model.score(of: row) - expected) <= 1e-9, "\(vector.name)")
            }
            let together = try model.scores(of: DenseMatrix(rows: vector.rows), threads: 2)
            #expect(together == vector.rows.map { model.score(of: $0) })
        }
    }

    @Test func everyDecisionIsTakenAsWritten() throws {
        // One node each: missing kinds none, zero and NaN, either default, and a set of categories {1, 33}.
        func model(type: Int, threshold: String, extra: String = "num_cat=0") throws -> TreeEnsemble {
            try TreeEnsemble(
                lightGBMText: """
                    tree
                    version=v4
                    num_class=1
                    num_tree_per_iteration=1
                    max_feature_idx=0
                    objective=regression

                    Tree=0
                    num_leaves=2
                    \(extra)
                    split_feature=0
                    threshold=\(threshold)
                    decision_type=\(type)
                    left_child=-1
                    right_child=-2
                    leaf_value=1 2

                    end of trees
                    """)
        }
        func answers(_ model: TreeEnsemble, _ values: [Double]) -> [Double] { values.map { model.score(of: [$0]) } }
        let values = [-1, 0, 1e-40, 0.5, 0.6, .nan, .infinity, -.infinity]
        #expect(answers(try model(type: 0, threshold: "0.5"), values) == [1, 1, 1, 1, 2, 1, 2, 1])
        #expect(answers(try model(type: 0, threshold: "-0.5"), values) == [1, 2, 2, 2, 2, 2, 2, 1])
        #expect(answers(try model(type: 4, threshold: "0.5"), values) == [1, 2, 2, 1, 2, 2, 2, 1])
        #expect(answers(try model(type: 6, threshold: "-0.5"), values) == [1, 1, 1, 2, 2, 1, 2, 1])
        #expect(answers(try model(type: 8, threshold: "0.5"), values) == [1, 1, 1, 1, 2, 2, 2, 1])
        #expect(answers(try model(type: 10, threshold: "-0.5"), values) == [1, 2, 2, 2, 2, 1, 2, 1])
        let sets = "num_cat=1\ncat_boundaries=0 2\ncat_threshold=2 2"
        let categories: [Double] = [0, 1, 1.7, 2, 33, 64, -1, .nan]
        #expect(answers(try model(type: 1, threshold: "0", extra: sets), categories) == [2, 1, 1, 2, 1, 2, 2, 2])
    }

    @Test func damagedModelsAreRefused() throws {
        let rows = try DenseMatrix(rows: (0..<100).map { [Double($0), Double($0 % 7)] })
        let model = try GradientBoosting(objective: .squaredError, options: .small)
            .train(BinnedMatrix(rows), BoostingData(labels: (0..<100).map { Double($0 * $0 % 17) }))
        let text = model.lightGBMText()
        #expect(try TreeEnsemble(lightGBMText: text) == model)
        func refusal(_ text: String) -> LearningError.Code? {
            do throws(LearningError) {
                _ = try TreeEnsemble(lightGBMText: text)
                return nil
            } catch {
                return error.code
            }
        }
        #expect(refusal("") == .damagedModel)
        #expect(refusal(String(text.prefix(text.count / 2))) == .damagedModel)
        #expect(refusal(text.replacing("is_linear=0", with: "is_linear=1")) == .damagedModel)
        #expect(refusal(text.replacing("left_child=", with: "left_child=0 ")) == .damagedModel)
        #expect(refusal(text.replacing("split_feature=", with: "split_feature=9 ")) == .damagedModel)
        #expect(refusal(text.replacing("leaf_value=", with: "leaf_value=nan ")) == .damagedModel)
        #expect(refusal(text.replacing("left_child=-1", with: "left_child=-99")) == .damagedModel)
    }
}
