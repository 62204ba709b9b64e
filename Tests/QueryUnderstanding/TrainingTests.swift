import Contracts
import Foundation
import Hosting
import Learning
import Marketplace
import Operations
import ProtobufWire
import TestSupport
import Testing

@testable import QueryUnderstanding

@Suite("Training")
struct TrainingTests {
    static let words = [
        "Kitchens": ["tiles", "oven", "counter", "sink"], "Gardens": ["lawn", "hedge", "roses", "soil"],
        "Roofs": ["shingle", "gutter", "chimney", "slate"],
    ]

    /// Posts whose words tell their category, by words that no concept has.
    static func log(_ count: Int, in folder: TemporaryFolder, noise: UInt64 = 10) throws -> FactLog {
        let log = try FactLog.open(url: FactLog.url(path: "\(folder.path)/training.db"), mode: .readWrite)
        var random = SeededGenerator(seed: 5)
        let categories = words.keys.sorted()
        let facts = (0..<count).map { number in
            let category = categories[Int(random.next() % 3)]
            let own = words[category] ?? []
            let title = (0..<5).map { _ in own[Int(random.next() % UInt64(own.count))] }.joined(separator: " ")
            let stated = random.next() % noise == 0 ? categories[Int(random.next() % 3)] : category
            return Fact(
                id: "p\(number)", time: Int64(number) * 1_000,
                body: .job(Job(id: "\(number)", title: title, category: stated)))
        }
        try log.append(facts)
        return log
    }

    func train(_ log: FactLog, until: Int64 = .max, seed: UInt64 = 1) throws -> Artifact? {
        let context = try TrainingContext(
            log: log, until: until, seed: seed, logger: Logger(service: "test", level: .error) { _ in })
        return try CategoryTraining(context).train()
    }

    @Test func learnsCategoriesFromPosts() throws {
        let folder = try TemporaryFolder()
        let artifact = try #require(try train(Self.log(600, in: folder)))
        let metrics = Dictionary(uniqueKeysWithValues: artifact.metrics.map { ($0.name, $0) })
        let accuracy = try #require(metrics["accuracy_at_1"])
        #expect(accuracy.count == 120, "the last fifth is held back")
        #expect(accuracy.value > 0.85, "\(accuracy.value)")
        #expect(try #require(metrics["most_frequent_accuracy_at_1"]).value < 0.5)
        let model = try QueryUnderstandingHost.makeModel(from: artifact)
        #expect(Set(model.labels) == ["Kitchens", "Gardens", "Roofs"])
        let answer = UnderstandingState().understand("slate and gutter repair", model: model, categoryLimit: 50)
        #expect(answer.categories.first?.name == "Roofs")
        #expect(abs(answer.categories.map(\.score).reduce(0, +) - 1) < 1e-6)
    }

    @Test func sameLogAndSeedGiveTheSameBytes() throws {
        let folder = try TemporaryFolder()
        let log = try Self.log(200, in: folder)
        let first = try #require(try train(log)).serializedBytes()
        #expect(try train(log)?.serializedBytes() == first)
        #expect(try train(log, seed: 2)?.serializedBytes() != first)
        let untilThen = try #require(try train(log, until: 100_000))
        #expect(untilThen.trainedUntil == 100_000)
        #expect(untilThen.metrics.first?.count == 20)
    }

    @Test func tooFewPostsTrainNothing() throws {
        let folder = try TemporaryFolder()
        #expect(try train(Self.log(19, in: folder)) == nil)
    }

    @Test func rareCategoriesAreNoLabels() throws {
        let folder = try TemporaryFolder()
        let log = try Self.log(100, in: folder)
        try log.append([
            Fact(id: "rare", time: 1, body: .job(Job(id: "rare", title: "one of a kind", category: "Rarities")))
        ])
        #expect(try train(log)?.textClassifier?.labels.contains("Rarities") == false)
    }

    @Test func artifactsThatDoNotFitAreRefused() throws {
        #expect(throws: (any Error).self) { try QueryUnderstandingHost.makeModel(from: Artifact()) }
        let wrong = TextClassifierModel(labels: ["a", "b"], buckets: 8, weights: [1, 2, 3], biases: [0, 0])
        #expect(throws: LearningError.self) {
            try QueryUnderstandingHost.makeModel(from: Artifact(textClassifier: wrong))
        }
    }

    @Test func weightsStayWithinTheirLimit() {
        for labels in [2, 16, 17, 100, 500] {
            let buckets = CategoryTraining.buckets(labels: labels)
            #expect(buckets >= 1 << 12 && buckets <= 1 << 18)
            #expect(buckets * labels <= CategoryTraining.Limit.weights)
        }
    }
}
