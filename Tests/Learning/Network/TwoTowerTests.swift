import Testing

@testable import Learning

struct TwoTowerTests {
    /// Queries of a group want candidates of the same group; some candidates come far more often.
    private static func example(
        pairs count: Int, seed: UInt64
    ) throws -> (queries: FeatureTable, candidates: FeatureTable, pairs: [(query: Int, candidate: Int)]) {
        var generator = SeededGenerator(seed: seed)
        let queries = try FeatureTable(
            fields: [CategoryField(vocabulary: 200, dimension: 8)], categories: Array(0..<200))
        let candidates = try FeatureTable(
            fields: [CategoryField(vocabulary: 100, dimension: 8)], categories: Array(0..<100))
        // Of a group's ten candidates the first come more often.
        let weights = (0..<10).map { 1 / Double($0 + 1) }
        let pairs = (0..<count).map { _ in
            let query = generator.integer(below: 200)
            let rank = generator.weightedIndex(weights)
            return (query: query, candidate: query % 10 + 10 * rank)
        }
        return (queries, candidates, pairs)
    }

    @Test func candidatesOfTheRightGroupAreNearest() throws {
        let (queries, candidates, pairs) = try Self.example(pairs: 4_000, seed: 31)
        var losses: [Double] = []
        let options = TwoTowerModel.Options(
            hidden: [16], outputCount: 12,
            training: NetworkTraining(epochs: 12, batchSize: 64, optimizer: .adam(learningRate: 0.01)))
        let model = try TwoTowerModel.train(queries: queries, candidates: candidates, pairs: pairs, options: options) {
            losses.append($0.loss)
            return true
        }
        #expect(losses.count == 12)
        #expect((losses.last ?? .infinity) < (losses.first ?? 0) * 0.8)
        let query = try model.vectors(ofQueries: queries)
        let candidate = try model.vectors(ofCandidates: candidates)
        for row in 0..<100 {
            #expect(abs(candidate[row].reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
        }
        var right = 0
        for row in 0..<200 {
            let best = Recommendation.best(10, of: candidate.products(with: query[row]), excluding: [])
            right += best.count { $0.item % 10 == row % 10 }
        }
        #expect(Double(right) / 2_000 > 0.95, "\(right) of 2,000")
    }

    @Test func theSameSeedGivesTheSameBytes() throws {
        let (queries, candidates, pairs) = try Self.example(pairs: 300, seed: 32)
        func model(_ seed: UInt64) throws -> TwoTowerModel {
            try TwoTowerModel.train(
                queries: queries, candidates: candidates, pairs: pairs,
                options: .init(hidden: [8], outputCount: 4, training: .init(epochs: 2, dropout: 0.1, seed: seed)))
        }
        #expect(try model(1) == model(1))
        #expect(try model(1) != model(2))
    }

    @Test func unfitInputIsRefused() throws {
        let (queries, candidates, pairs) = try Self.example(pairs: 50, seed: 33)
        func message(_ pairs: [(query: Int, candidate: Int)], _ options: TwoTowerModel.Options = .init()) -> String? {
            do {
                _ = try TwoTowerModel.train(queries: queries, candidates: candidates, pairs: pairs, options: options)
                return nil
            } catch { return error.description }
        }
        #expect(message(pairs) == nil)
        #expect(message([])?.contains("emptyData") == true)
        #expect(message(pairs + [(200, 0)])?.contains("row 50: query 200") == true)
        #expect(message(pairs + [(0, -1)])?.contains("row 50: candidate -1") == true)
        #expect(message(pairs, .init(temperature: 0))?.contains("invalidOption") == true)
        #expect(message(pairs, .init(outputCount: 0))?.contains("invalidOption") == true)
        #expect(message(pairs, .init(training: .init(batchSize: 1)))?.contains("invalidOption") == true)
        #expect(throws: LearningError.self) {
            try TwoTowerModel.train(queries: queries, candidates: candidates, pairs: pairs) { _ in false }
        }
    }
}
