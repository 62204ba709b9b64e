import Contracts
import ProtobufWire
import Testing

@testable import RPC

@Suite(.timeLimit(.minutes(2)))
struct LifetimeTests {
    @Test("Pings are answered until there are too many; the server's own messages forgive them")
    func pings() async throws {
        let server = try makeEchoServer()
        let peer = RawPeer(port: server.port)
        for round in 0..<3 {
            for number in 0..<3 {
                peer.send(Frame(kind: .ping, payload: [UInt8(number)]))
                let pong = await peer.receive()
                #expect(pong?.kind == .pong && pong?.payload == [UInt8(number)])
            }
            peer.send(RawPeer.request(UInt32(round * 2 + 1), EchoService.echo.name))
            #expect(await peer.receive()?.kind == .response)
        }
        for _ in 0..<3 {
            peer.send(Frame(kind: .ping))
            #expect(await peer.receive()?.kind == .pong)
        }
        peer.send(Frame(kind: .ping))
        let goAway = await peer.receive()
        #expect(goAway?.kind == .goAway)
        #expect(goAway?.status?.code == StatusCode.resourceExhausted.rawValue)
        #expect(goAway?.status?.message == "too_many_pings")
        #expect(await peer.sawClose())
        await server.shutdown()
    }

    @Test("The guard lets pings at the agreed pace pass, slower ones without calls", arguments: [true, false])
    func pace(hasCalls: Bool) {
        var guarding = PingGuard(KeepaliveEnforcement(interval: .seconds(10)))
        func allows(_ now: UInt64) -> Bool { guarding.allows(now: now, hasCalls: hasCalls) }
        let pace: UInt64 = hasCalls ? 10_000_000_000 : 7_200_000_000_000
        for number in 0..<10 { #expect(allows(UInt64(number) * pace)) }
        let early = 10 * pace - 1
        #expect(allows(early))
        #expect(allows(early))
        #expect(!allows(early))
        guarding.served()
        #expect(allows(early))
    }

    @Test("A client that is told of too many pings asks half as often")
    func complaint() async throws {
        let listener = RawListener()
        let channel = try makeChannel(port: listener.port) {
            $0.keepalive = Keepalive(interval: .milliseconds(20), timeout: .seconds(60))
        }
        let call = Task {
            try await channel.call(
                EchoService.echo, StatusDetail(type: "x"),
                options: CallOptions(timeout: .seconds(60), waitForReady: true)
            )
        }
        let first = await listener.accept()
        #expect(await first.receive()?.kind == .request)
        #expect(await first.receive()?.kind == .ping)
        let complaint = Status(code: StatusCode.resourceExhausted.rawValue, message: "too_many_pings")
        first.send(Frame(kind: .goAway, status: complaint))
        first.closeSending()
        #expect(await failure { try await call.value }?.code == .unavailable)
        let transport = channel.transport
        let factor = await withCheckedContinuation { continuation in
            transport.loop.submit { continuation.resume(returning: transport.keepaliveFactor) }
        }
        #expect(factor == 2)
    }

    @Test("An aged connection says goodbye, finishes what runs, and what does not finish in its grace ends")
    func age() async throws {
        var configuration = ServerConfiguration()
        configuration.connectionLifetime = ConnectionLifetime(age: .seconds(1), grace: .milliseconds(100))
        let server = try makeEchoServer(configuration)
        let peer = RawPeer(port: server.port)
        peer.send(
            RawPeer.bytes(RawPeer.request(1, EchoService.echo.name))
                + RawPeer.bytes(RawPeer.request(3, EchoService.hang.name)))
        #expect(await peer.receive()?.kind == .response)
        let goAway = await peer.receive()
        #expect(goAway?.kind == .goAway)
        #expect(goAway?.status?.code == StatusCode.unavailable.rawValue)
        #expect(goAway?.lastStream == 3)
        let status = await peer.receive()
        #expect(status?.stream == 3)
        #expect(status?.status?.code == StatusCode.unavailable.rawValue)
        #expect(await peer.sawClose())

        // A channel goes on over new connections as if nothing had been.
        let channel = try makeChannel(server)
        let end = Deadline.after(.seconds(2))
        while !end.hasPassed { _ = try await channel.call(EchoService.echo, StatusDetail()) }
        await server.shutdown(grace: .zero)
    }

    @Test("A connection without calls ends, one with calls does not")
    func idle() async throws {
        var configuration = ServerConfiguration()
        configuration.connectionLifetime = ConnectionLifetime(idle: .milliseconds(100))
        let server = try makeEchoServer(configuration)
        let busy = RawPeer(port: server.port)
        busy.send(RawPeer.request(1, EchoService.hang.name))
        let idle = RawPeer(port: server.port)
        #expect(await idle.receive()?.kind == .goAway)
        #expect(await idle.sawClose())
        #expect(server.runningCalls == 1)
        busy.send(Frame(stream: 1, kind: .cancel))
        #expect(await busy.receive()?.kind == .goAway)
        #expect(await busy.sawClose())
        await server.shutdown()
    }
}
