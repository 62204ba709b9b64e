import Contracts
import Foundation
import Glibc
import JSON
import Operations
import RPC
import Testing

extension IntegrationTests {
    /// `kill -9` of a training with all that it started: models are whole or not there, the next run goes on, and whoever
    /// serves meanwhile goes on serving.
    @Suite struct TrainingKillTests {
        private static let options = ["--seed", "5", "--decisions", "40"]

        @Test func aTrainingThatIsKilledEndsAsIfNothingHadHappened() async throws {
            let calm = try TestHome()
            try await calm.tandem("import", try await Sample.folder())
            let watch = Stopwatch()
            try await calm.tandem("train", "--seed", "5", "--decisions", "40")
            let undisturbed = watch.seconds
            let expected = try calm.models()
            #expect(expected.count == 4)

            // Serves with models of another seed, from a log of its own: what it serves is recorded there.
            let home = try await Sample.trainedHome()
            try FileManager.default.copyItem(atPath: "\(home.path)/market.db", toPath: "\(home.path)/served.db")
            let suite = try await RunningSuite(home, "--log", "sqlite://\(home.path)/served.db")
            try await suite.settle()
            let before = try home.models()
            let callers = Callers(suite)
            var numbers = SeededNumbers(seed: 41)
            var killed = 0
            for round in 0..<3 {
                let (output, errors) = (Collected(), Collected())
                let training = try Built.start(
                    "tandem", ["train", "--home", home.path] + Self.options, output: output, errors: errors)
                try await Task.sleep(for: .milliseconds(numbers.below(Int(undisturbed * 1_000))))
                ProcessTree.kill(training.processID)
                if await training.end() == .signal(SIGKILL) { killed += 1 }
                let models = try #require(
                    try await home.tandem("models", "--json").json()["models"]?.arrayValue, "round \(round)")
                #expect(models.count >= before.count)
                for model in models {
                    #expect(model["problem"] == nil, "round \(round): \(model)")
                    let card = try #require(model["card"]?.stringValue)
                    #expect(FileManager.default.fileExists(atPath: card), "round \(round): \(card)")
                }
            }
            #expect(killed > 0)
            try await home.tandem("train", "--seed", "5", "--decisions", "40")
            #expect(try home.models() == expected)
            #expect(!FileManager.default.fileExists(atPath: "\(home.path)/training"))

            // Those that serve have taken the new ones into use, and have answered every call.
            let wanted = try await home.tandem("models", "--json").json()["models"]?.arrayValue ?? []
            let serving = Set(
                wanted.filter { $0["serves"]?.boolValue == true }.compactMap { $0["version"]?.stringValue })
            #expect(serving.count == expected.count)
            try await eventually {
                guard let status = try? await suite.call(GatewayService.getSystemStatus, SystemStatusRequest()) else {
                    return false
                }
                let versions = status.services.compactMap {
                    $0.replica?.model.split(separator: "@").last.map(String.init)
                }
                return serving.isSubset(of: Set(versions))
            }
            let (answered, problems) = await callers.stop()
            #expect(problems.isEmpty, "\(problems.prefix(3))")
            #expect(answered > 20)
            #expect(await suite.stop() == .status(0))
        }
    }
}

/// Callers who ask for matches without end.
private final class Callers: Sendable {
    private let tasks: [Task<(answered: Int, problems: [String]), Never>]

    init(_ suite: RunningSuite) {
        tasks = (0..<2).map { number in
            Task {
                var answered = 0
                var problems: [String] = []
                while !Task.isCancelled {
                    do throws(RPCError) {
                        let match = try await suite.channel.call(
                            GatewayService.matchFreelancers, .init(jobID: "j\(100 + number)", limit: 10),
                            options: CallOptions(timeout: .seconds(30)))
                        answered += 1
                        if !match.degraded.isEmpty { problems.append("degraded: \(match.degraded)") }
                        if match.matches.count < 10 { problems.append("\(match.matches.count) hits") }
                    } catch {
                        if !Task.isCancelled { problems.append("\(error)") }
                    }
                    try? await Task.sleep(for: .milliseconds(50))
                }
                return (answered, problems)
            }
        }
    }

    func stop() async -> (answered: Int, problems: [String]) {
        for task in tasks { task.cancel() }
        var all = (answered: 0, problems: [String]())
        for task in tasks {
            let (answered, problems) = await task.value
            all.answered += answered
            all.problems += problems
        }
        return all
    }
}

/// A process with all that it started.
private enum ProcessTree {
    /// Ends them all by SIGKILL; each is stopped first, so that none starts another meanwhile.
    static func kill(_ root: Int32) {
        var all = [root]
        var next = 0
        while next < all.count {
            Glibc.kill(all[next], SIGSTOP)
            all += children(of: all[next])
            next += 1
        }
        for process in all { Glibc.kill(process, SIGKILL) }
    }

    private static func children(of parent: Int32) -> [Int32] {
        let numbers = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return numbers.compactMap(Int32.init).filter { number in
            guard let status = try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8),
                // The name stands in parentheses and may hold anything; then state and parent.
                let fields = status.split(separator: ")").last?.split(separator: " "), fields.count > 1
            else { return false }
            return Int32(fields[1]) == parent
        }
    }
}
