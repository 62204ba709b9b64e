import Contracts
import Foundation
import Hosting
import Learning
import MarketState
import Marketplace
import Operations
import ProtobufWire
import Testing

@testable import FreelancerModel

@Suite struct TrainingTests {
    /// A market where whoever knows the skill applies: ten freelancers, two trades, a job every few hours.
    private func facts(jobs: Int, seed: UInt64) -> [Fact] {
        var generator = SeededGenerator(seed: seed)
        var facts: [Fact] = []
        var time: Int64 = 1_700_000_000_000_000
        func add(_ body: Fact.Body) {
            time += 1_000_000
            facts.append(Fact(id: "f\(facts.count)", time: time, body: body))
        }
        for number in 0..<10 {
            add(
                .freelancer(
                    Freelancer(id: "p\(number)", joinedAt: time, skills: [number < 5 ? "Swift" : "Logo Design"])))
        }
        for number in 0..<jobs {
            time += Int64(generator.integer(in: 3_600...36_000)) * 1_000_000
            let isCode = generator.bernoulli(0.5)
            let skill = isCode ? "Swift" : "Logo Design"
            add(
                .job(
                    Job(
                        id: "j\(number)", clientID: "c\(number % 7)", title: "\(skill) wanted", skills: [skill],
                        postedAt: time)))
            for person in (isCode ? 0..<5 : 5..<10) where generator.bernoulli(0.4) {
                add(
                    .application(
                        Application(
                            applicationID: "a\(number).\(person)", jobID: "j\(number)", freelancerID: "p\(person)")))
            }
        }
        return facts
    }

    private func train(_ facts: [Fact], until: Int64 = .max, seed: UInt64 = 1) throws -> Artifact? {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tandem-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let log = try FactLog.open(url: FactLog.url(path: folder + "/market.db"), mode: .readWrite)
        try log.append(facts)
        return try HostedFreelancerModel.train(
            TrainingContext(log: log, until: until, seed: seed, logger: Logger(service: "test", level: .error)))
    }

    @Test func sameLogAndSeedGiveTheSameBytes() throws {
        let facts = facts(jobs: 120, seed: 3)
        let first = try #require(try train(facts))
        let second = try #require(try train(facts))
        #expect(first.serializedBytes() == second.serializedBytes())
    }

    @Test func factsAtOrAfterTheEndOfTrainingChangeNoWeight() throws {
        let facts = facts(jobs: 120, seed: 4)
        let cut = facts[facts.count * 2 / 3].time
        let before = facts.filter { $0.time < cut }
        let whole = try #require(try train(facts, until: cut))
        let part = try #require(try train(before, until: cut))
        #expect(whole.logisticModels == part.logisticModels)
        #expect(whole.metrics == part.metrics)
    }

    @Test func thoseOfTheTradeAreLikelier() throws {
        let facts = facts(jobs: 200, seed: 5)
        let model = try HostedFreelancerModel.makeModel(from: try #require(try train(facts)))
        var market = MarketState()
        for fact in facts { market.apply(fact) }
        let job = market.view(ofUnposted: Job(title: "Swift wanted", skills: ["Swift"]))
        let context = JobContext(job, number: nil, in: market)
        let probabilities = (0..<10).map { number in
            model.probability(market.signals(context, freelancer: market.freelancerNumbers["p\(number)"]))
        }
        #expect((probabilities[..<5].min() ?? 0) > (probabilities[5...].max() ?? 1))
    }

    @Test func nothingIsLearntFromAnEmptyLog() throws {
        #expect(try train([Fact(id: "c", time: 1, body: .client(Client(id: "c")))]) == nil)
    }

    @Test(arguments: ["ai", "beer", "cardano"])
    func realMarketsAreLearnt(site: String) throws {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let data = package.deletingLastPathComponent().appending(path: "shared/data/stackexchange_\(site)").path
        guard FileManager.default.fileExists(atPath: data) else {
            print("skipped: no data set at ../shared/data/stackexchange_\(site)")
            return
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "tandem-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let log = try FactLog.open(url: FactLog.url(path: folder + "/market.db"), mode: .readWrite)
        _ = try JSONLinesImport(directory: data).run(into: log, rejectsPath: folder + "/rejects.jsonl")
        let artifact = try #require(
            try HostedFreelancerModel.train(
                TrainingContext(log: log, until: .max, seed: 1, logger: Logger(service: "test", level: .error))))
        let area = try #require(artifact.metrics.first { $0.name == "auc" })
        #expect(area.value > 0.9)
        let loss = try #require(artifact.metrics.first { $0.name == "log_loss" })
        let constant = try #require(artifact.metrics.first { $0.name == "log_loss_of_constant" })
        #expect(loss.value < 0.8 * constant.value)
    }
}
