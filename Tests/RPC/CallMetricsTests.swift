import Contracts
import ProtobufWire
import Testing

@testable import RPC

@Suite(.timeLimit(.minutes(2)))
struct CallMetricsTests {
    @Test("Both sides count calls, outcomes and times of every method")
    func counts() async throws {
        let serverMetrics = CallMetrics()
        let clientMetrics = CallMetrics()
        var configuration = ServerConfiguration()
        configuration.observer = serverMetrics
        let server = try makeEchoServer(configuration)
        let channel = try makeChannel(server) { $0.observer = clientMetrics }
        for _ in 0..<5 { _ = try await channel.call(EchoService.echo, StatusDetail()) }
        for method in EchoService.unary.dropFirst() { _ = try await channel.call(method, StatusDetail()) }
        _ = await failure { try await channel.call(EchoService.fail, StatusDetail(type: "9")) }
        let hanging = Task { await failure { try await channel.call(EchoService.hang, StatusDetail()) } }
        #expect(await eventually { server.runningCalls == 1 })

        for metrics in [serverMetrics, clientMetrics] {
            let snapshot = metrics.snapshot()
            func method(_ name: String) -> CallMetrics.MethodSnapshot? { snapshot.first { $0.method == name } }
            let echo = method(EchoService.echo.name)
            #expect(echo?.started == 5)
            #expect(echo?.inFlight == 0)
            #expect(echo?.finished.map(\.count) == [5])
            #expect(echo?.finished.first?.code == .ok)
            #expect(echo?.buckets.reduce(0, +) == 5)
            #expect((echo?.totalSeconds ?? 0) > 0)
            #expect(method(EchoService.fail.name)?.finished.first?.code == .failedPrecondition)
            #expect(method(EchoService.hang.name)?.inFlight == 1)
            for other in EchoService.unary.dropFirst() { #expect(method(other.name)?.started == 1) }
        }
        hanging.cancel()
        _ = await hanging.value
        #expect(
            await eventually {
                serverMetrics.snapshot().first { $0.method == EchoService.hang.name }?.finished.first?.code
                    == .cancelled
            })
        await server.shutdown()
    }
}
