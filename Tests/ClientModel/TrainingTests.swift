import Contracts
import Foundation
import Hosting
import Learning
import MarketState
import Marketplace
import Operations
import ProtobufWire
import Testing

@testable import ClientModel

@Suite struct TrainingTests {
    /// Clients who nearly always take the applicant of the better reputation, and the lower bid among equals.
    private func facts(jobs: Int, seed: UInt64) -> [Fact] {
        var generator = SeededGenerator(seed: seed)
        var facts: [Fact] = []
        var time: Int64 = 1_700_000_000_000_000
        func add(_ body: Fact.Body) {
            time += 60_000_000
            facts.append(Fact(id: "f\(facts.count)", time: time, body: body))
        }
        for number in 0..<12 { add(.freelancer(Freelancer(id: "p\(number)", joinedAt: time, skills: ["Swift"]))) }
        for number in 0..<jobs {
            time += 86_400_000_000
            let job = "j\(number)"
            add(
                .job(
                    Job(
                        id: job, clientID: "c\(number % 5)", title: "app", skills: ["Swift"], pay: .fixed,
                        budget: 100_000, postedAt: time)))
            let applicants = generator.sampledIndices(count: 4, of: 12)
            for person in applicants {
                add(
                    .application(
                        Application(
                            applicationID: "a\(number).\(person)", jobID: job, freelancerID: "p\(person)",
                            bid: Int64(generator.integer(in: 60_000...140_000)), coverLetterLength: 500)))
            }
            // The lower the number, the better they are at it.
            guard generator.bernoulli(0.8), let best = applicants.min() else { continue }
            add(
                .hire(
                    Hire(
                        applicationID: "a\(number).\(best)", jobID: job, freelancerID: "p\(best)",
                        clientID: "c\(number % 5)")))
            add(.feedback(Feedback(jobID: job, freelancerID: "p\(best)", from: .client, rating: best < 6 ? 5 : 3)))
        }
        return facts
    }

    private func train(_ facts: [Fact], until: Int64 = .max) throws -> Artifact? {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tandem-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let log = try FactLog.open(url: FactLog.url(path: folder + "/market.db"), mode: .readWrite)
        try log.append(facts)
        return try HostedClientModel.train(
            TrainingContext(log: log, until: until, seed: 1, logger: Logger(service: "test", level: .error)))
    }

    @Test func sameLogGivesTheSameBytes() throws {
        let facts = facts(jobs: 150, seed: 1)
        #expect(try train(facts)?.serializedBytes() == train(facts)?.serializedBytes())
    }

    @Test func factsAtOrAfterTheEndOfTrainingChangeNoWeight() throws {
        let facts = facts(jobs: 150, seed: 2)
        let cut = facts[facts.count * 2 / 3].time
        let whole = try #require(try train(facts, until: cut))
        let part = try #require(try train(facts.filter { $0.time < cut }, until: cut))
        #expect(whole.logisticModels == part.logisticModels)
    }

    @Test func whoWinsIsLearnt() throws {
        let facts = facts(jobs: 300, seed: 3)
        let artifact = try #require(try train(facts))
        let area = try #require(artifact.metrics.first { $0.name == "auc" })
        #expect(area.value > 0.8)
        let model = try HostedClientModel.makeModel(from: artifact)
        var market = MarketState()
        for fact in facts { market.apply(fact) }
        let context = JobContext(
            market.view(ofUnposted: Job(title: "app", skills: ["Swift"])), number: nil, in: market)
        func probability(_ id: String) -> Double {
            model.probability(market.signals(context, freelancer: market.freelancerNumbers[id]))
        }
        #expect(probability("p0") > probability("p8"))
    }

    /// What is said of an application on arrival is of the features that training saw.
    @Test func anArrivingApplicationIsScoredAsInTraining() throws {
        let facts = facts(jobs: 120, seed: 6)
        let model = try HostedClientModel.makeModel(from: try #require(try train(facts)))
        var market = MarketState()
        var compared = 0
        for (index, fact) in facts.enumerated() {
            if case .application(let application)? = fact.body, let job = market.jobNumbers[application.jobID] {
                let scorer = PairScorer(
                    market: market, model: model, identifier: "m", sequence: UInt64(index), untrainedPrior: 0.5)
                let signals = market.signals(
                    JobContext(number: job, in: market, now: fact.time),
                    freelancer: market.freelancerNumbers[application.freelancerID], arriving: application,
                    at: fact.time)
                let request = ScoreApplicationsRequest(
                    applications: [application], reasonLimit: 3, time: fact.time)
                let response = try scorer.score(request)
                #expect(response.probabilities == [model.probability(signals)])
                #expect(response.explanations.count == 1)
                #expect(throws: PairScoringError.unknownJob("none")) {
                    try scorer.score(ScoreApplicationsRequest(applications: [Application(jobID: "none")]))
                }
                let many = [Application](repeating: application, count: PairScorer.maximumApplications + 1)
                #expect(throws: PairScoringError.self) {
                    try scorer.score(ScoreApplicationsRequest(applications: many))
                }
                compared += 1
            }
            market.apply(fact)
        }
        #expect(compared > 400)
    }

    @Test func fewHiresGiveTheirShare() throws {
        let facts = facts(jobs: 8, seed: 4)
        let artifact = try #require(try train(facts))
        let hires = facts.count { if case .hire? = $0.body { true } else { false } }
        let applications = facts.count { if case .application? = $0.body { true } else { false } }
        let model = try HostedClientModel.makeModel(from: artifact)
        let share = Double(hires + 1) / Double(applications + 3)
        #expect(abs(model.probability(PairSignals()) - share) < 1e-12)
    }
}
