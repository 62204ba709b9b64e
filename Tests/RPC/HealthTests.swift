import Contracts
import Testing

@testable import RPC

@Suite(.timeLimit(.minutes(2)))
struct HealthTests {
    @Test("Check tells the state of the server and of each service")
    func check() async throws {
        let server = try makeEchoServer()
        let channel = try makeChannel(server)
        func state(_ service: String) async throws -> HealthCheckResponse.State {
            try await channel.call(HealthService.check, HealthCheckRequest(service: service)).state
        }
        #expect(try await state("") == .serving)
        #expect(try await state("test.Echo") == .serving)
        #expect(await failure { try await state("test.Other") }?.code == .notFound)
        server.health.set(.notServing, service: "test.Echo")
        #expect(try await state("test.Echo") == .notServing)
        #expect(try await state("") == .serving)
        server.health.setAll(.notServing)
        #expect(try await state("") == .notServing)
        await server.shutdown()
    }

    @Test("Watch tells every change, and that the server goes")
    func watch() async throws {
        let server = try makeEchoServer()
        let channel = try makeChannel(server)
        var changes = channel.stream(HealthService.watch, HealthCheckRequest(service: "test.Echo")).makeAsyncIterator()
        #expect(try await changes.next()?.state == .serving)
        server.health.set(.notServing, service: "test.Echo")
        #expect(try await changes.next()?.state == .notServing)
        server.health.set(.serving, service: "test.Echo")
        #expect(try await changes.next()?.state == .serving)

        var unknown = channel.stream(HealthService.watch, HealthCheckRequest(service: "later")).makeAsyncIterator()
        #expect(try await unknown.next()?.state == .serviceUnknown)
        server.health.set(.serving, service: "later")
        #expect(try await unknown.next()?.state == .serving)

        let shutdown = Task { await server.shutdown(grace: .seconds(60)) }
        #expect(try await changes.next()?.state == .notServing)
        #expect(await failure { try await changes.next() }?.code == .unavailable)
        await shutdown.value
    }
}
