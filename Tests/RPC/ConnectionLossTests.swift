import Contracts
import Testing

@testable import RPC

@Suite(.timeLimit(.minutes(2)))
struct ConnectionLossTests {
    @Test("A server that dies in mid-call makes it UNAVAILABLE; one that comes back on its port is found again")
    func recovery() async throws {
        let server = try makeEchoServer()
        let port = server.port
        let channel = try makeChannel(server)
        _ = try await channel.call(EchoService.echo, StatusDetail())
        let running = Task { await failure { try await channel.call(EchoService.hang, StatusDetail()) } }
        #expect(await eventually { server.runningCalls == 1 })
        await server.shutdown(grace: .zero)
        #expect(await running.value?.code == .unavailable)
        #expect(await failure { try await channel.call(EchoService.echo, StatusDetail()) }?.code == .unavailable)

        // One waits for the server, whatever it takes.
        let patient = Task {
            try await channel.call(
                EchoService.echo, StatusDetail(type: "patience"),
                options: CallOptions(timeout: .seconds(60), waitForReady: true))
        }
        let successor = try makeEchoServer(ServerConfiguration(port: port))
        #expect(try await patient.value.type == "patience")
        #expect(
            await eventually { await failure { try await channel.call(EchoService.echo, StatusDetail()) } == nil })
        await successor.shutdown()
    }

    @Test("A peer that resets the connection in mid-frame costs the call, not the channel")
    func reset() async throws {
        let listener = RawListener()
        let channel = try makeChannel(port: listener.port)
        let call = Task { await failure { try await channel.call(EchoService.echo, StatusDetail()) } }
        let peer = await listener.accept()
        #expect(await peer.receive()?.kind == .request)
        peer.send([0, 0, 0, 1, 0, 42])
        _ = consume peer
        #expect(await call.value?.code == .unavailable)

        let second = Task {
            try await channel.call(
                EchoService.echo, StatusDetail(type: "again"),
                options: CallOptions(timeout: .seconds(60), waitForReady: true))
        }
        let next = await listener.accept()
        let request = try #require(await next.receive())
        next.send(Frame(stream: request.stream, kind: .response, payload: request.payload))
        #expect(try await second.value.type == "again")
    }

    @Test("A server that accepts and hangs up is not called in a tight loop")
    func hangUp() async throws {
        let listener = RawListener()
        let channel = try makeChannel(port: listener.port) { $0.backoff = Backoff(initial: .seconds(3600)) }
        let first = Task { await failure { try await channel.call(EchoService.echo, StatusDetail()) } }
        _ = await listener.accept()
        #expect(await first.value?.code == .unavailable)
        // Now in the pause, which outlasts the test: at once, without another connection.
        #expect(await failure { try await channel.call(EchoService.echo, StatusDetail()) }?.code == .unavailable)
    }

    @Test(
        "Targets that are none are refused with a reason", arguments: ["", "nohost", ":80", "a:b", "a:70000", "::1:80"])
    func targets(target: String) {
        #expect(throws: RPCError.self) { try RPCChannel(target: target) }
    }

    @Test("A name that has no address is UNAVAILABLE")
    func unknownName() async throws {
        let channel = try RPCChannel(target: "no-such-host.invalid:1", configuration: .loopback)
        #expect(await failure { try await channel.call(EchoService.echo, StatusDetail()) }?.code == .unavailable)
    }

    @Test("Names and IPv6 addresses lead there too")
    func names() async throws {
        let server = try makeEchoServer()
        let byName = try RPCChannel(target: "localhost:\(server.port)", configuration: .loopback)
        #expect(try await byName.call(EchoService.echo, StatusDetail(type: "name")).type == "name")
        await server.shutdown()

        var configuration = ServerConfiguration()
        configuration.host = "::1"
        guard let six = try? makeEchoServer(configuration) else { return }
        let bySix = try RPCChannel(target: "[::1]:\(six.port)", configuration: .loopback)
        #expect(try await bySix.call(EchoService.echo, StatusDetail(type: "six")).type == "six")
        await six.shutdown()
    }

    @Test("A channel that is closed ends its calls")
    func closing() async throws {
        let server = try makeEchoServer()
        let channel = try makeChannel(server)
        let running = Task { await failure { try await channel.call(EchoService.hang, StatusDetail()) } }
        #expect(await eventually { server.runningCalls == 1 })
        channel.close()
        #expect(await running.value?.code == .unavailable)
        #expect(await failure { try await channel.call(EchoService.echo, StatusDetail()) }?.code == .unavailable)
        #expect(await eventually { server.runningCalls == 0 })
        await server.shutdown()
    }

    @Test("A server that falls silent is found out by keepalive")
    func keepalive() async throws {
        let listener = RawListener()
        let channel = try makeChannel(port: listener.port) {
            $0.keepalive = Keepalive(interval: .milliseconds(20), timeout: .milliseconds(50))
        }
        let call = Task { await failure { try await channel.call(EchoService.echo, StatusDetail()) } }
        let silent = await listener.accept()
        #expect(await silent.receive()?.kind == .request)
        #expect(await silent.receive()?.kind == .ping)
        #expect(await call.value?.code == .unavailable)
    }

    @Test("Pauses grow by the factor, stay within the jitter, and end at the maximum")
    func backoff() {
        let backoff = Backoff()
        #expect(backoff.pause(afterFailures: 1, random: 0.5) == 1_000_000_000)
        #expect(backoff.pause(afterFailures: 2, random: 0.5) == 1_600_000_000)
        #expect(backoff.pause(afterFailures: 1, random: 0) == 800_000_000)
        #expect(backoff.pause(afterFailures: 1, random: 1) == 1_200_000_000)
        #expect(backoff.pause(afterFailures: 1000, random: 0.5) == 120_000_000_000)
    }
}
