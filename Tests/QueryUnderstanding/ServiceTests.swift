import Contracts
import Foundation
import Marketplace
import Operations
import RPC
import TestSupport
import Testing

@testable import Hosting
@testable import QueryUnderstanding

@Suite("The service over RPC", .timeLimit(.minutes(3)))
struct ServiceTests {
    let folder: TemporaryFolder
    let log: FactLog
    let service: RunningService<QueryUnderstandingHost>
    let channel: RPCChannel

    init() throws {
        folder = try TemporaryFolder()
        log = try FactLog.open(url: ServeSettings.defaultLog(home: folder.path), mode: .readWrite)
        let specification = CommandSpecification(
            "serve", summary: "",
            options: [
                .option("home", value: "DIR", help: ""), .option("log", value: "URL", help: ""),
                .option("listen", value: "HOST:PORT", help: ""), .switch("replay", help: ""),
                .option("snapshot-every", value: "FACTS", help: ""),
            ])
        guard
            case .run(let arguments) = try specification.parse(["--home", folder.path, "--listen", "127.0.0.1:0"])
        else { throw HostingError("help") }
        let settings = try ServeSettings(arguments, entry: QueryUnderstandingHost.entry)
        service = try RunningService(settings: settings, logger: Logger(service: "test", level: .error) { _ in })
        channel = try RPCChannel(target: service.addresses[0])
    }

    func understand(_ text: String, categories: UInt32 = 0) async throws -> UnderstandResponse {
        try await channel.call(
            QueryUnderstandingService.understand, UnderstandRequest(text: text, categoryLimit: categories))
    }

    func failure(_ body: () async throws -> Void) async -> StatusCode? {
        do {
            try await body()
            return nil
        } catch {
            return (error as? RPCError)?.code
        }
    }

    func until(_ condition: () async throws -> Bool) async throws -> Bool {
        for _ in 0..<3_000 {
            if try await condition() { return true }
            try await Task.sleep(for: .milliseconds(10))
        }
        return false
    }

    @Test func answersAndFollowsTheLog() async throws {
        #expect(try await until { service.host.isReady })
        let before = try await understand("Plutus scripts and React", categories: 50)
        #expect(before.skills == ["React"])
        #expect(before.appliedSequence == 0)
        try log.append([Fact(id: "1", time: 1, body: .job(Job(id: "j", skills: ["Plutus"], category: "Blockchain")))])
        #expect(try await until { service.host.appliedSequence == 1 })
        let after = try await understand("Plutus scripts and React", categories: 50)
        #expect(after.concepts.map(\.id).contains("plutus"))
        #expect(after.appliedSequence == 1)
        #expect(after.categories.first?.name == "Blockchain")
        let concept = try await channel.call(
            QueryUnderstandingService.describeConcept, DescribeConceptRequest(name: "PLUTUS"))
        #expect((concept.learned, concept.jobs) == (true, 1))
        await service.stop()
    }

    @Test func servesWithTheTrainedModel() async throws {
        let training = try TemporaryFolder()
        let context = try TrainingContext(
            log: TrainingTests.log(300, in: training), until: .max, seed: 1,
            logger: Logger(service: "test", level: .error) { _ in })
        let artifact = try #require(try QueryUnderstandingHost.train(context))
        _ = try ArtifactStore(home: folder.path, service: "query-understanding").save(artifact)
        #expect(try await until { service.host.model != nil })
        #expect(try await understand("hedge and roses").categories.first?.name == "Gardens")
        await service.stop()
    }

    @Test func refusesWhatItCannotAnswer() async throws {
        #expect(try await until { service.host.isReady })
        #expect(await failure { _ = try await understand("") } == .invalidArgument)
        #expect(await failure { _ = try await understand("x", categories: 51) } == .invalidArgument)
        let large = String(repeating: "react ", count: 200_000)
        #expect(await failure { _ = try await understand(large) } == .invalidArgument)
        // One character of three bytes that becomes eighteen, of thirty-three.
        let swelling = String(repeating: "\u{FDFA}", count: 70_000)
        #expect(await failure { _ = try await understand(swelling) } == .invalidArgument)
        for name in ["", String(repeating: "x", count: 257)] {
            let code = await failure {
                _ = try await channel.call(
                    QueryUnderstandingService.describeConcept, DescribeConceptRequest(name: name))
            }
            #expect(code == .invalidArgument)
        }
        let unknown = await failure {
            _ = try await channel.call(
                QueryUnderstandingService.describeConcept, DescribeConceptRequest(name: "never heard of"))
        }
        #expect(unknown == .notFound)
        #expect(try await understand("!?!").mentions.isEmpty)
        await service.stop()
    }

    @Test func tenMegabytesAreRefusedAndTheServiceGoesOn() async throws {
        #expect(try await until { service.host.isReady })
        let code = await failure { _ = try await understand(String(repeating: "a", count: 10 << 20)) }
        #expect(code == .invalidArgument || code == .resourceExhausted, "\(String(describing: code))")
        #expect(try await understand("logo").mentions.count == 1)
        await service.stop()
    }

    @Test func theLongestTextIsAnswered() async throws {
        #expect(try await until { service.host.isReady })
        let unit = "senior react developer for a logo, seo and video editing in Berlin. "
        let text = String(repeating: unit, count: (1 << 20) / unit.utf8.count)
        let answer = try await understand(text)
        #expect(answer.mentions.count == MentionFinder.maximumCandidates)
        await service.stop()
    }
}
