import Contracts
import Foundation
import Marketplace
import Operations
import RPC
import Testing

extension IntegrationTests {
    /// What the services know, and when: nothing of the future, and in replay exactly what they knew while serving.
    @Suite struct TimeTests {
        @Test("Whatever happens after a moment, the models trained up to it are the same, byte for byte")
        func nothingOfTheFutureIsLearnt() async throws {
            let until = try #require(Timestamp.parse("2026-02-08T00:00:00Z"))
            let home = try TestHome()
            try await home.tandem("import", try await Sample.largeFolder())
            let facts = try home.log.facts(after: 0, limit: 1_000_000)
            let later = facts.indices.filter { facts[$0].time >= until }
            #expect(later.count > 500 && later.count < facts.count - 1_000)
            // The same moments, but what happens at them in the opposite order.
            var other = facts
            for (place, source) in zip(later, later.reversed()) { other[place].body = facts[source].body }
            #expect(other != facts)
            let otherHome = try TestHome()
            let log = try FactLog.open(url: FactLog.url(path: otherHome.path + "/market.db"), mode: .readWrite)
            for index in other.indices { other[index].sequence = 0 }
            _ = try log.append(other)
            for home in [home, otherHome] {
                try await home.tandem("train", "--until", "2026-02-08", "--decisions", "60")
            }
            let models = try home.models()
            #expect(models.count == 4)
            #expect(try otherHome.models() == models)
        }

        @Test("A replay to the moment of an answer sees the very features that the answer was made of")
        func aReplaySeesWhatServingSaw() async throws {
            let home = try await Sample.trainedHome()
            let suite = try await RunningSuite(home)
            try await suite.settle()
            var answers: [(String, MatchResponse, UInt64)] = []
            for (place, job) in ["j40", "j130", "j200"].enumerated() {
                let sequence = try home.log.lastSequence()
                let answer = try await suite.call(
                    GatewayService.matchFreelancers, .init(jobID: job, limit: 150, features: true))
                #expect(answer.degraded.isEmpty && answer.matches.count == 150)
                answers.append((job, answer, sequence))
                // The market goes on between two answers.
                let applications = (0..<5).map { index in
                    Fact(
                        id: "more-\(place)-\(index)", time: (answer.job?.postedAt ?? 0) + 90 * 86_400_000_000,
                        body: .application(
                            Application(
                                applicationID: "more-\(place)-\(index)", jobID: job,
                                freelancerID: answer.matches[index * 7].id)))
                }
                let recorded = try await suite.call(GatewayService.recordFacts, .init(facts: applications))
                #expect(recorded.appended == 5)
                try await suite.settle()
            }
            #expect(await suite.stop() == .status(0))
            let replayed = try await ReplayedSuite(home)
            for (job, answer, sequence) in answers {
                try await replayed.advance(to: sequence)
                let again = try await replayed.call(
                    GatewayService.matchFreelancers, .init(jobID: job, limit: 150, features: true))
                #expect(again.featureNames == answer.featureNames && again.fusion == answer.fusion)
                for (match, before) in zip(again.matches, answer.matches) {
                    #expect(match.id == before.id)
                    #expect(match.score.bitPattern == before.score.bitPattern)
                    #expect(match.features.map(\.bitPattern) == before.features.map(\.bitPattern))
                    for (side, sideBefore) in [(match.client, before.client), (match.freelancer, before.freelancer)] {
                        #expect(side?.probability.bitPattern == sideBefore?.probability.bitPattern)
                    }
                }
            }
            await replayed.stop()
        }

        @Test("Going back to an older model by command, while serving")
        func rollsBack() async throws {
            let home = try await Sample.trainedHome()
            let suite = try await RunningSuite(home)
            try await suite.settle()
            func models() async throws -> [String] {
                try await suite.call(GatewayService.matchFreelancers, .init(jobID: "j100", fusion: .product)).models
            }
            let before = try await models()
            try await home.tandem("train", "--until", "2026-02-01", "--decisions", "0")
            try await eventually { (try? await models()) != before }
            for service in ["client-model", "freelancer-model"] {
                try await home.tandem("models", "--roll-back", service)
            }
            try await eventually { (try? await models()) == before }
            let listed = try await home.tandem("models").output
            #expect(listed.count(where: { $0.contains(" yes ") }) == 4)
            let wrong = try await home.tandem(
                "models", "--roll-back", "client-model", "--to", "nothere", succeeds: false)
            #expect(wrong.errors.joined().contains("there is no model nothere"))
            #expect(await suite.stop() == .status(0))
        }
    }
}
