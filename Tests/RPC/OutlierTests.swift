import Contracts
import ProtobufWire
import Synchronization
import Testing

@testable import RPC

@Suite(.timeLimit(.minutes(2)))
struct OutlierTests {
    private typealias Host = OutlierDetection.Host

    private func hosts(_ counts: [(Int, Int)]) -> [Host] {
        counts.enumerated().map { Host(address: "\($0)", successes: $1.0, failures: $1.1) }
    }

    @Test("By success rate: far below the mean is out, a little below is not, few calls don't count")
    func successRate() {
        let rule = OutlierDetection(maximumEjectionPercent: 50)
        var far = hosts([(100, 0), (100, 0), (98, 2), (99, 1), (100, 0), (20, 80), (1, 50)])
        rule.sweep(&far, now: 1, random: { 0 })
        #expect(far.map { $0.ejectedAt != nil } == [false, false, false, false, false, true, false])
        var near = hosts([(100, 0), (98, 2), (97, 3), (99, 1), (96, 4), (97, 3)])
        rule.sweep(&near, now: 1, random: { 0 })
        #expect(near.allSatisfy { $0.ejectedAt == nil })
        // Four are too few to compare.
        var few = hosts([(100, 0), (100, 0), (100, 0), (0, 100)])
        rule.sweep(&few, now: 1, random: { 0 })
        #expect(few.allSatisfy { $0.ejectedAt == nil })
    }

    @Test("By failures: above the threshold is out, with the chance that is configured")
    func failurePercentage() {
        let failures = OutlierDetection.FailurePercentage(enforcementPercentage: 30)
        let rule = OutlierDetection(
            maximumEjectionPercent: 100, successRate: nil, failurePercentage: failures)
        var lucky = hosts([(15, 85), (14, 86), (100, 0), (100, 0), (100, 0)])
        rule.sweep(&lucky, now: 1, random: { 0.31 })
        #expect(lucky.allSatisfy { $0.ejectedAt == nil })
        var unlucky = hosts([(15, 85), (14, 86), (100, 0), (100, 0), (100, 0)])
        rule.sweep(&unlucky, now: 1, random: { 0.29 })
        #expect(unlucky.map { $0.ejectedAt != nil } == [false, true, false, false, false])
    }

    @Test("At most the configured share is out, and one in any case; counts begin anew with each sweep")
    func share() {
        let failures = OutlierDetection.FailurePercentage()
        var rule = OutlierDetection(successRate: nil, failurePercentage: failures)
        let bad = [(Int, Int)](repeating: (0, 100), count: 30)
        var all = hosts(bad)
        rule.sweep(&all, now: 1, random: { 0 })
        #expect(all.count { $0.ejectedAt != nil } == 3)
        #expect(all.allSatisfy { $0.volume == 0 })
        rule.maximumEjectionPercent = 1
        var one = hosts(bad)
        rule.sweep(&one, now: 1, random: { 0 })
        #expect(one.count { $0.ejectedAt != nil } == 1)
    }

    @Test("Each ejection lasts longer than the one before, up to the maximum; good behaviour is rewarded")
    func duration() {
        let second: UInt64 = 1_000_000_000
        let rule = OutlierDetection(
            maximumEjectionPercent: 100, successRate: nil, failurePercentage: OutlierDetection.FailurePercentage())
        var list = hosts([(0, 100), (100, 0), (100, 0), (100, 0), (100, 0)])
        func fill(_ isBad: Bool) {
            for index in list.indices { list[index].successes = index == 0 && isBad ? 0 : 100 }
            list[0].failures = isBad ? 100 : 0
        }
        rule.sweep(&list, now: 0, random: { 0 })
        #expect(list[0].multiplier == 1)
        rule.sweep(&list, now: 29 * second, random: { 0 })
        #expect(list[0].ejectedAt == 0)
        rule.sweep(&list, now: 30 * second, random: { 0 })
        #expect(list[0].ejectedAt == nil && list[0].multiplier == 1)
        fill(true)
        rule.sweep(&list, now: 40 * second, random: { 0 })
        #expect(list[0].multiplier == 2)
        rule.sweep(&list, now: 99 * second, random: { 0 })
        #expect(list[0].ejectedAt != nil)
        rule.sweep(&list, now: 100 * second, random: { 0 })
        #expect(list[0].ejectedAt == nil)
        fill(false)
        rule.sweep(&list, now: 110 * second, random: { 0 })
        #expect(list[0].multiplier == 1)
        list[0].multiplier = 1000
        fill(true)
        rule.sweep(&list, now: 1000 * second, random: { 0 })
        rule.sweep(&list, now: 1299 * second, random: { 0 })
        #expect(list[0].ejectedAt != nil)
        rule.sweep(&list, now: 1300 * second, random: { 0 })
        #expect(list[0].ejectedAt == nil)
    }

    @Test("A server that fails gets no calls for a while, and gets them again when its time is over")
    func ejection() async throws {
        let servers = try makeNamedServers(5)
        servers[2].behaviour.withLock { $0.failsAlways = RPCError(.internalError, "broken") }
        let channel = try makeChannel(to: servers) {
            $0.service.balancing = .roundRobin
            $0.service.outlierDetection = OutlierDetection(
                interval: .milliseconds(300), baseEjectionTime: .seconds(1), maximumEjectionTime: .seconds(1),
                successRate: OutlierDetection.SuccessRate(requestVolume: 5))
        }
        // A whole round that meets only good servers: the bad one is out.
        let isOut = await eventually {
            for _ in 0..<20 { _ = try? await channel.call(NamedServer.who, StatusDetail()) }
            let before = servers[2].callCount
            for _ in 0..<20 { _ = try? await channel.call(NamedServer.who, StatusDetail()) }
            return servers[2].callCount == before && before > 0
        }
        #expect(isOut)
        servers[2].behaviour.withLock { $0.failsAlways = nil }
        let count = servers[2].callCount
        #expect(
            await eventually {
                _ = try? await channel.call(NamedServer.who, StatusDetail())
                return servers[2].callCount > count
            })
        await servers.shutdown()
    }

    @Test("A server whose service says it is not serving gets no calls until it says otherwise")
    func health() async throws {
        let servers = try makeNamedServers(3)
        servers[1].server.health.set(.notServing, service: "test.Named")
        let channel = try makeChannel(to: servers) {
            $0.service.balancing = .roundRobin
            $0.service.healthCheckService = "test.Named"
        }
        #expect(
            await eventually {
                _ = try? await channel.call(NamedServer.who, StatusDetail())
                return servers[0].callCount > 0 && servers[2].callCount > 0
            })
        for _ in 0..<12 { _ = try await channel.call(NamedServer.who, StatusDetail()) }
        #expect(servers[1].callCount == 0)
        servers[1].server.health.set(.serving, service: "test.Named")
        #expect(
            await eventually {
                _ = try? await channel.call(NamedServer.who, StatusDetail())
                return servers[1].callCount > 0
            })
        servers[0].server.health.set(.notServing, service: "test.Named")
        #expect(
            await eventually {
                let before = servers[0].callCount
                for _ in 0..<6 { _ = try? await channel.call(NamedServer.who, StatusDetail()) }
                return servers[0].callCount == before
            })
        await servers.shutdown()
    }

    @Test("A server without a health service counts as healthy")
    func noHealthService() async throws {
        let listener = RawListener()
        let channel = try makeChannel(port: listener.port) {
            $0.service.balancing = .roundRobin
            $0.service.healthCheckService = "test.Named"
        }
        let call = Task { try await channel.call(EchoService.echo, StatusDetail(type: "hello")) }
        let peer = await listener.accept()
        let watch = try #require(await peer.receive())
        #expect(watch.method == "tandem.v1.Health/Watch")
        peer.send(
            Frame(stream: watch.stream, kind: .status, status: Status(code: StatusCode.unimplemented.rawValue)))
        let request = try #require(await peer.receive())
        #expect(request.method == EchoService.echo.name)
        peer.send(Frame(stream: request.stream, kind: .response, payload: request.payload))
        #expect(try await call.value.type == "hello")
    }
}
