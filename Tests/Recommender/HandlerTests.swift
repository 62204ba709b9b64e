import Contracts
import Foundation
import Marketplace
import Operations
import ProtobufWire
import RPC
import Testing

@testable import Hosting
@testable import Recommender

@Suite("The recommender's RPCs", .timeLimit(.minutes(3)))
struct HandlerTests {
    let state = RandomMarket.state(RandomMarket.facts(2_000, seed: 5))

    func code(_ body: () throws -> Void) -> StatusCode? {
        do {
            try body()
            return nil
        } catch {
            return (error as? RPCError)?.code
        }
    }

    @Test func limitsAndEmptyIDsAreRefused() {
        let tooMany = SimilarFreelancersRequest(freelancerID: "f1", limit: 1_001)
        #expect(code { _ = try Handlers.similarFreelancers(tooMany, state, 1) } == .invalidArgument)
        #expect(code { _ = try Handlers.jobFeed(.init(freelancerID: "f1", limit: .max), state, 1) } == .invalidArgument)
        #expect(code { _ = try Handlers.similarFreelancers(.init(), state, 1) } == .invalidArgument)
        #expect(code { _ = try Handlers.jobAffinity(.init(jobIDs: ["j1"]), state, 1) } == .invalidArgument)
        let noJob = FreelancerAffinityRequest(freelancerIDs: ["f1"])
        #expect(code { _ = try Handlers.freelancerAffinity(noJob, state, 1) } == .invalidArgument)
        let many = Array(repeating: "f1", count: 10_001)
        let job = Job(skills: ["swift"])
        let people = FreelancerAffinityRequest(job: job, freelancerIDs: many)
        #expect(code { _ = try Handlers.freelancerAffinity(people, state, 1) } == .invalidArgument)
        let jobs = JobAffinityRequest(freelancerID: "f1", jobIDs: many)
        #expect(code { _ = try Handlers.jobAffinity(jobs, state, 1) } == .invalidArgument)
        let long = Job(description: String(repeating: "x", count: 1 << 20 + 1))
        #expect(code { _ = try Handlers.freelancerAffinity(.init(job: long), state, 1) } == .invalidArgument)
    }

    @Test func unknownIDsAreNotFoundOrZero() throws {
        #expect(code { _ = try Handlers.similarFreelancers(.init(freelancerID: "nobody"), state, 1) } == .notFound)
        #expect(code { _ = try Handlers.jobFeed(.init(freelancerID: "nobody"), state, 1) } == .notFound)
        let onlyAClient = RandomMarket.state([
            Fact(sequence: 1, id: "1", time: 1, body: .job(Job(id: "j", clientID: "c")))
        ])
        #expect(code { _ = try Handlers.jobFeed(.init(freelancerID: "c"), onlyAClient, 1) } == .notFound)
        #expect(code { _ = try Handlers.freelancerAffinity(.init(job: Job(id: "nothing")), state, 1) } == .notFound)
        let jobs = try Handlers.jobAffinity(.init(freelancerID: "nobody", jobIDs: ["j1", "", "nothing"]), state, 9)
        #expect(jobs == AffinityResponse(affinities: [0, 0, 0], appliedSequence: 9))
        let people = try Handlers.freelancerAffinity(
            .init(job: Job(skills: ["Swift"]), freelancerIDs: ["nobody", "f1", ""]), state, 9)
        #expect(people.affinities.count == 3 && people.affinities[0] == 0 && people.affinities[2] == 0)
        #expect(people.affinities[1] > 0)
    }

    @Test func tenIsTheDefault() throws {
        #expect(try Handlers.similarFreelancers(.init(freelancerID: "f1"), state, 1).items.count == 10)
        #expect(try Handlers.jobFeed(.init(freelancerID: "f1", limit: 3), state, 1).items.count == 3)
    }

    @Test func answersOverTheWireFromTheLog() async throws {
        let home = NSTemporaryDirectory() + "tandem-recommender-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: home) }
        // The log takes no facts without the ids that they need.
        let facts = RandomMarket.facts(2_000, seed: 5).filter { FactLimits.problem(with: $0) == nil }
        let state = RandomMarket.state(facts)
        let last = UInt64(facts.count)
        #expect(last > 1_000)
        try FactLog.open(url: ServeSettings.defaultLog(home: home), mode: .readWrite).append(facts)
        let service = try RunningService<HostedRecommender>(
            settings: ServeSettings.loopback(home: home), logger: Logger(service: "test", level: .error) { _ in })
        let channel = try RPCChannel(target: service.addresses[0])
        for _ in 0..<3_000 where !service.host.isReady { try await Task.sleep(for: .milliseconds(10)) }
        let similar = try await channel.call(RecommenderService.similarFreelancers, .init(freelancerID: "f1"))
        #expect(similar == (try Handlers.similarFreelancers(.init(freelancerID: "f1"), state, last)))
        let feed = try await channel.call(RecommenderService.jobFeed, .init(freelancerID: "u1", limit: 30))
        #expect(feed == (try Handlers.jobFeed(.init(freelancerID: "u1", limit: 30), state, last)))
        let jobs = JobAffinityRequest(freelancerID: "f2", jobIDs: (0..<60).map { "j\($0)" })
        let toJobs = try await channel.call(RecommenderService.jobAffinity, jobs)
        #expect(toJobs == (try Handlers.jobAffinity(jobs, state, last)))
        let people = FreelancerAffinityRequest(job: Job(id: "j30"), freelancerIDs: (0..<12).map { "f\($0)" })
        let affinities = try await channel.call(RecommenderService.freelancerAffinity, people)
        #expect(affinities == (try Handlers.freelancerAffinity(people, state, last)))
        do {
            _ = try await channel.call(RecommenderService.jobFeed, .init(freelancerID: "f1", limit: 5_000))
            Issue.record("a limit of 5,000 was taken")
        } catch {
            #expect(error.code == .invalidArgument)
            let detail = try #require(error.details.first)
            #expect(try InvalidField(serializedBytes: detail.value).field == "limit")
        }
        await service.stop()
    }
}

extension ServeSettings {
    /// Settings as the command line makes them.
    static func loopback(home: String) throws -> ServeSettings {
        let options: [CommandOption] = ["home", "log", "listen", "snapshot-every"].map {
            .option($0, value: "VALUE", help: "")
        }
        let specification = CommandSpecification("serve", summary: "", options: options + [.switch("replay", help: "")])
        guard case .run(let arguments) = try specification.parse(["--home", home, "--listen", "127.0.0.1:0"]) else {
            throw HostingError("help")
        }
        return try ServeSettings(arguments, entry: HostedRecommender.entry)
    }
}
