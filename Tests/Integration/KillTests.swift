import Contracts
import Foundation
import Glibc
import JSON
import Marketplace
import Operations
import RPC
import Testing

extension IntegrationTests {
    /// `kill -9` at random moments: what was acknowledged is there once, and every answer is as it would be without.
    @Suite struct KillTests {
        /// While callers record facts and ask for matches.
        @Test func whoeverIsKilledAtWorkAnswersAsBefore() async throws {
            let home = try await Sample.trainedHome()
            let suite = try await RunningSuite(home)
            var numbers = SeededNumbers(seed: 6)
            var acknowledged: [String] = []
            // All at one time, since probabilities follow the market's clock.
            let now = Clock.wallMicroseconds()
            for round in 0..<3 {
                // The market moves on before each round, so that no snapshot is up to date.
                let facts = (0..<200).map { index in
                    let view = View(userID: "f\(index % 50)", freelancerID: "f\(index % 50)", jobID: "j\(index)")
                    return Fact(id: "test:\(round):\(index)", time: now, body: .view(view))
                }
                _ = try await suite.call(GatewayService.recordFacts, .init(facts: facts))
                acknowledged += facts.map(\.id)
                try await suite.settle()
                let before = try await Answers(suite)
                #expect(before.forJob.matches.count == 20 && !before.proposals.matches.isEmpty)
                #expect(!before.freelancers.hits.isEmpty && !before.feed.items.isEmpty)

                let traffic = Traffic(suite, name: "round \(round)", time: now)
                var killed: [String: Int32] = [:]
                for service in Built.services {
                    try await Task.sleep(for: .milliseconds(numbers.below(150)))
                    killed[service] = try suite.processID(service)
                    kill(try suite.processID(service), SIGKILL)
                }
                try await eventually {
                    killed.allSatisfy { service, former in (try? suite.processID(service)).map { $0 != former } ?? false
                    }
                }
                let recorded = await traffic.stop()
                #expect(recorded.count > 1)
                acknowledged += recorded
                try await suite.settle()
                #expect(try await Answers(suite) == before, "round \(round)")
            }
            #expect(suite.notes.count { $0.contains("ended with signal 9; starting it again") } == 18)
            var times: [String: Int] = [:]
            for fact in try home.log.facts(after: 0, limit: .max) { times[fact.id, default: 0] += 1 }
            #expect(times.values.allSatisfy { $0 == 1 })
            #expect(acknowledged.allSatisfy { times[$0] == 1 })
            #expect(await suite.stop() == .status(0))
        }

        /// While the log grows by an import that is killed too, and while they start and catch up with it.
        @Test func whoeverIsKilledWhileTheLogGrowsAnswersAsIfNothingHadHappened() async throws {
            let files = try await Sample.largeFolder()
            let calm = try await Sample.homeWithModelsOnly()
            try await calm.tandem("import", files)
            let expected = try calm.log.facts(after: 0, limit: .max)
            let undisturbed = try await RunningSuite(calm)
            try await undisturbed.settle()
            let answers = try await Answers(undisturbed)
            #expect(await undisturbed.stop() == .status(0))

            let home = try await Sample.homeWithModelsOnly()
            let suite = try await RunningSuite(home)
            let killers = Task {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for (index, service) in Built.services.enumerated() {
                        group.addTask {
                            var numbers = SeededNumbers(seed: UInt64(index))
                            var former: Int32 = 0
                            for _ in 0..<3 {
                                try await eventually {
                                    (try? suite.processID(service)).map { $0 != former } ?? false
                                }
                                former = try suite.processID(service)
                                try await Task.sleep(for: .milliseconds(numbers.below(400)))
                                kill(former, SIGKILL)
                            }
                        }
                    }
                    try await group.waitForAll()
                }
            }
            var numbers = SeededNumbers(seed: 20)
            for _ in 0..<4 {
                let importer = try Built.start(
                    "tandem", ["import", files, "--home", home.path], output: Collected(), errors: Collected())
                try await Task.sleep(for: .milliseconds(numbers.below(1_200)))
                importer.send(SIGKILL)
                _ = await importer.end()
            }
            try await home.tandem("import", files)
            try await killers.value
            #expect(suite.notes.count { $0.contains("ended with signal 9; starting it again") } == 18)
            try await suite.settle()
            let facts = try home.log.facts(after: 0, limit: .max)
            #expect(facts == expected)
            #expect(try await Answers(suite) == answers)
            #expect(await suite.stop() == .status(0))
        }
    }
}

/// A caller that records facts and asks for matches without end, and remembers what was acknowledged.
private final class Traffic: Sendable {
    private let task: Task<[String], Never>

    init(_ suite: RunningSuite, name: String, time: Int64) {
        task = Task {
            var acknowledged: [String] = []
            let options = CallOptions(timeout: .seconds(2))
            while !Task.isCancelled {
                // What was not acknowledged is sent again: it may be there already, and must not be there twice.
                let id = "test:\(name):\(acknowledged.count)"
                let fact = Fact(id: id, time: time, body: .signup(Signup(userID: "visitor")))
                let outcome = try? await suite.channel.call(
                    GatewayService.recordFacts, .init(facts: [fact]), options: options)
                if outcome != nil { acknowledged.append(id) } else { try? await Task.sleep(for: .milliseconds(5)) }
                _ = try? await suite.channel.call(
                    GatewayService.matchFreelancers, .init(jobID: "j200"), options: options)
            }
            return acknowledged
        }
    }

    /// Ends the calls.
    ///
    /// - Returns: Ids of the facts acknowledged.
    func stop() async -> [String] {
        task.cancel()
        return await task.value
    }
}
