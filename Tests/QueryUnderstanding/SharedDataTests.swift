import Contracts
import Foundation
import Hosting
import Marketplace
import Operations
import TestSupport
import Testing

@testable import QueryUnderstanding

/// Whole marketplaces beside the package, where they are.
@Suite("Real marketplaces")
struct SharedDataTests {
    static let names = ["stackexchange_ai", "stackexchange_cardano", "stackexchange_beer"]

    @Test(.enabled(if: names.allSatisfy(SharedData.has), "../shared/data has no stackexchange sets"), arguments: names)
    func everyTagIsAConceptAndCategoriesAreLearnt(_ name: String) throws {
        let folder = try TemporaryFolder()
        let log = try SharedData.log(of: name, in: folder)
        var facts: [Fact] = []
        try log.forEach(after: 0, through: try log.lastSequence()) { fact in
            facts.append(fact)
            return true
        }
        let start = ContinuousClock.now
        let state = UnderstandingState(facts)
        let applying = (ContinuousClock.now - start) / .seconds(1)
        let jobs = facts.compactMap { fact -> Job? in
            if case .job(let job) = fact.body { job } else { nil }
        }
        let tags = Set(jobs.flatMap(\.skills)).sorted()
        #expect(!tags.isEmpty)
        for tag in tags {
            #expect(state.describe(tag) != nil, "\(tag) is no concept")
            #expect(!state.understand(tag).concepts.isEmpty, "\(tag) is not found in a text")
        }

        let asking = ContinuousClock.now
        let mentions = jobs.reduce(0) { $0 + state.understand($1.title + "\n" + $1.description).mentions.count }
        let understanding = (ContinuousClock.now - asking) / .seconds(1)
        #expect(mentions > jobs.count / 2)

        let context = try TrainingContext(
            log: log, until: .max, seed: 1, logger: Logger(service: "test", level: .error) { _ in })
        let artifact = try #require(try CategoryTraining(context).train())
        let metrics = Dictionary(uniqueKeysWithValues: artifact.metrics.map { ($0.name, $0.value) })
        let (both, most) = (metrics["accuracy_at_3"] ?? 0, metrics["most_frequent_accuracy_at_3"] ?? 1)
        #expect(both > most)
        let figures = artifact.metrics.map { "\($0.name) \(String(format: "%.3f", $0.value))" }.joined(separator: ", ")
        let learned = state.vocabulary.learnedIDs.count
        print(
            "\(name): \(tags.count) tags, \(learned) of them learnt; \(Int(Double(facts.count) / applying)) facts/s;"
                + " \(Int(understanding / Double(jobs.count) * 1e6)) µs a post; \(figures)")
    }
}
