import Foundation
import Testing

@testable import Learning

/// Trees, factorisations, networks and vectors in files.
struct LearnedModelFilesTests {
    /// Saves, reads back, and then damages the file at every stretch and cuts it: all of that must be refused.
    private func roundTrip<Model: Equatable>(
        _ model: Model, save: (Model, String) throws -> Void, read: (String) throws -> Model
    ) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("model").path
        try save(model, path)
        #expect(try read(path) == model)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        try save(model, path)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
        let damaged = folder.appendingPathComponent("damaged")
        for position in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 61)) {
            var copy = bytes
            copy[position] ^= 0x40
            try copy.write(to: damaged)
            // What fills sections up to whole lines is no part of them.
            if let found = try? read(damaged.path) { #expect(found == model) }
            try bytes.prefix(position).write(to: damaged)
            #expect(throws: LearningError.self) { try read(damaged.path) }
        }
        #expect(throws: LearningError.self) { try read(folder.appendingPathComponent("none").path) }
    }

    @Test func treesComeBack() throws {
        let (rows, labels) = try GradientBoostingTests.mixedRows(200, seed: 12)
        let model = try GradientBoosting(objective: .squaredError, options: .small)
            .train(GradientBoostingTests.bins(rows), BoostingData(labels: labels))
        try roundTrip(model, save: { try $0.write(to: $1) }, read: { try TreeEnsemble(contentsOf: $0) })
    }

    @Test func factorisationsComeBack() throws {
        let ratings = try FactorizationExamples.planted(users: 12, items: 9, share: 0.5, seed: 51)
        let model = try MatrixFactorization.train(
            ratings, options: MatrixFactorization.GradientOptions(factors: 3, epochs: 2))
        try roundTrip(model, save: { try $0.write(to: $1) }, read: { try MatrixFactorization(contentsOf: $0) })
        let seen = try RatingSet(userCount: 3, itemCount: 2, users: [0, 1, 2], items: [0, 1, 1], values: [1, 2, 1])
        let implicit = try ImplicitFactorization.train(seen, options: .init(factors: 5, epochs: 2))
        try roundTrip(implicit, save: { try $0.write(to: $1) }, read: { try ImplicitFactorization(contentsOf: $0) })
        // One kind is not read as another.
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try implicit.write(to: path)
        let error = #expect(throws: LearningError.self) { try MatrixFactorization(contentsOf: path) }
        #expect(error?.code == .damagedModel)
    }

    @Test func vectorsOfNodesComeBack() throws {
        struct Vectors: Equatable {
            let matrix: EmbeddingMatrix

            static func == (left: Vectors, right: Vectors) -> Bool {
                left.matrix.dimensions == right.matrix.dimensions && left.matrix.count == right.matrix.count
                    && (0..<left.matrix.count).allSatisfy { left.matrix[$0] == right.matrix[$0] }
            }
        }
        let graph = try SparseGraph(nodeCount: 6, edges: (0..<6).map { .init($0, ($0 + 1) % 6) })
        let line = try EdgeEmbedding(order: .second, dimensions: 11, samples: 1_000, seed: 1).train(graph)
        // What can be written can be read, however long the vectors are.
        let long = try EmbeddingMatrix(vectors: [[Float](repeating: 0.5, count: 5_000)])
        for matrix in [line, try EmbeddingMatrix(vectors: []), long] {
            try roundTrip(
                Vectors(matrix: matrix), save: { try $0.matrix.write(to: $1) },
                read: { Vectors(matrix: try EmbeddingMatrix(contentsOf: $0)) })
        }
    }

    @Test func networksComeBack() throws {
        let example = try ClickExamples(count: 60, stream: 9)
        for (deep, wide) in [(true, true), (true, false), (false, true)] {
            let model = try WideAndDeepModel.train(
                deep: deep ? example.deep : nil, hidden: [5, 3], wide: wide ? example.wide : nil,
                labels: example.labels,
                training: NetworkTraining(epochs: 1))
            try roundTrip(model, save: { try $0.write(to: $1) }, read: { try WideAndDeepModel(contentsOf: $0) })
        }
        let table = try FeatureTable(
            fields: [CategoryField(vocabulary: 4, dimension: 3)], categories: [0, 1, 2, 3], numberCount: 1,
            numbers: [0, 1, 2, 3])
        let towers = try TwoTowerModel.train(
            queries: table, candidates: table, pairs: (0..<4).map { (query: $0, candidate: 3 - $0) },
            options: .init(hidden: [3], outputCount: 2, training: .init(epochs: 1)))
        try roundTrip(towers, save: { try $0.write(to: $1) }, read: { try TwoTowerModel(contentsOf: $0) })
    }
}
