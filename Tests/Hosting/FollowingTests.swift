import Contracts
import Foundation
import Marketplace
import RPC
import Testing

@testable import Hosting

@Suite("Following the log", .timeLimit(.minutes(3)))
struct FollowingTests {
    func ids(_ range: Range<Int>) -> [String] { range.map { "f\($0)" } }

    @Test func waitsForALogThenFollowsIt() async throws {
        let home = try Home()
        let service = try home.serve()
        #expect(try await service.eventually { $0.isReady })
        #expect(service.host.status().problem.contains("waiting for the log"))
        let log = try FactLog.open(url: home.url, mode: .readWrite)
        try log.append(home.facts(0..<10))
        #expect(try await service.eventually { $0.appliedSequence == 10 })
        for next in 10..<40 { try log.append(home.facts(next..<next + 1)) }
        #expect(try await service.eventually { $0.appliedSequence == 40 })
        #expect(service.host.read { $0.ids } == ids(0..<40))
        let status = try await service.channel().call(ReplicaService.getStatus, ReplicaStatusRequest())
        #expect((status.service, status.appliedSequence, status.logSequence) == ("recommender", 40, 40))
        #expect(status.counts == [Count(name: "facts", value: 40)])
        #expect(status.problem.isEmpty)
        await service.stop()
    }

    @Test func workPutOffIsDoneOnceCaughtUpAndWithEveryPortionThatFollows() async throws {
        let home = try Home()
        let log = try FactLog.open(url: home.url, mode: .readWrite)
        try log.append(home.facts(0..<2_000))
        let service = try home.serve()
        #expect(try await service.eventually { $0.isReady })
        #expect(service.host.read { $0.settledAt } == [2_000], "not between the portions of catching up")
        try log.append(home.facts(2_000..<2_003))
        #expect(try await service.eventually { $0.read { $0.settledAt } == [2_000, 2_003] })
        await service.stop()
    }

    @Test func marketTimeLeavesOutRankingsServed() async throws {
        let home = try Home()
        let log = try FactLog.open(url: home.url, mode: .readWrite)
        let served = Fact(id: "r", time: 9_000_000, body: .rankingServed(RankingServed(rankingID: "r")))
        try log.append(home.facts(5..<6) + [served] + home.facts(2..<3))
        let service = try home.serve()
        #expect(try await service.eventually { $0.appliedSequence == 3 })
        #expect(service.host.marketTime == 5_000)
        await service.stop()
    }

    @Test func beginsAnewWhenTheLogIsReplaced() async throws {
        let home = try Home()
        var log = try FactLog.open(url: home.url, mode: .readWrite)
        try log.append(home.facts(0..<50))
        let service = try home.serve()
        #expect(try await service.eventually { $0.appliedSequence == 50 })
        _ = try await service.channel().call(ReplicaService.takeSnapshot, TakeSnapshotRequest())
        try home.removeLog()
        log = try FactLog.open(url: home.url, mode: .readWrite)
        try log.append(home.facts(100..<103))
        #expect(try await service.eventually { $0.read { $0.ids } == ids(100..<103) })
        await service.stop()
    }

    @Test func aSnapshotOfAnotherLogIsNotUsed() async throws {
        let home = try Home()
        try FactLog.open(url: home.url, mode: .readWrite).append(home.facts(0..<50))
        let first = try home.serve()
        #expect(try await first.eventually { $0.appliedSequence == 50 })
        await first.stop()
        #expect(FileManager.default.fileExists(atPath: home.snapshot))
        try home.removeLog()
        try FactLog.open(url: home.url, mode: .readWrite).append(home.facts(200..<300))
        let second = try home.serve()
        #expect(try await second.eventually { $0.appliedSequence == 100 })
        #expect(second.host.read { $0.ids } == ids(200..<300))
        await second.stop()
    }

    @Test func replayMovesOnlyWhenTold() async throws {
        let home = try Home()
        try FactLog.open(url: home.url, mode: .readWrite).append(home.facts(0..<100))
        let service = try home.serve("--replay")
        #expect(try await service.eventually { $0.isReady && $0.log != nil })
        let channel = try service.channel()
        func advance(_ sequence: UInt64) async -> StatusCode? {
            do {
                _ = try await channel.call(ReplicaService.advance, AdvanceRequest(sequence: sequence))
                return nil
            } catch {
                return error.code
            }
        }
        #expect(service.host.appliedSequence == 0)
        #expect(await advance(30) == nil)
        #expect(service.host.read { $0.ids } == ids(0..<30))
        #expect(await advance(30) == nil)
        #expect(await advance(29) == .failedPrecondition)
        #expect(await advance(101) == .outOfRange)
        #expect(await advance(100) == nil)
        #expect(service.host.read { $0.ids } == ids(0..<100))
        await service.stop()
        #expect(!FileManager.default.fileExists(atPath: home.snapshot))

        let following = try home.serve()
        let refused = await #expect(throws: RPCError.self) {
            try await following.channel().call(ReplicaService.advance, AdvanceRequest(sequence: 1))
        }
        #expect(refused?.code == .failedPrecondition)
        await following.stop()
    }
}
