import Contracts
import ProtobufWire
import Synchronization
import Testing

@testable import RPC

@Suite(.timeLimit(.minutes(2)))
struct ShutdownTests {
    @Test("A draining server finishes what runs, refuses what is new, and closes")
    func drain() async throws {
        let mayFinish = Atomic<Bool>(false)
        let server = RPCServer()
        server.register(EchoService.echo, on: .loop) { request, _ in request }
        server.register(EchoService.echoAsync) { request, _ in
            while !mayFinish.load(ordering: .relaxed) { try await Task.sleep(for: .milliseconds(1)) }
            return request
        }
        try server.start()
        let channel = try makeChannel(server)
        let peer = RawPeer(port: server.port)
        peer.send(RawPeer.request(1, EchoService.echoAsync.name))
        let running = Task { try await channel.call(EchoService.echoAsync, StatusDetail(type: "finished")) }
        #expect(await eventually { server.runningCalls == 2 })

        let shutdown = Task { await server.shutdown(grace: .seconds(60)) }
        let goAway = await peer.receive()
        #expect(goAway?.kind == .goAway)
        #expect(goAway?.lastStream == 1)
        peer.send(RawPeer.request(3, EchoService.echo.name))
        let refusal = await peer.receive()
        #expect(refusal?.stream == 3)
        #expect(refusal?.status?.code == StatusCode.unavailable.rawValue)
        // The channel's connection is on a loop of its own and hears of it when that loop comes to it.
        #expect(
            await eventually {
                await failure { try await channel.call(EchoService.echo, StatusDetail()) }?.code == .unavailable
            })

        mayFinish.store(true, ordering: .relaxed)
        #expect(try await running.value.type == "finished")
        #expect(await peer.receive()?.kind == .response)
        #expect(await peer.sawClose())
        await shutdown.value
    }

    @Test("What does not finish in time is ended with UNAVAILABLE")
    func hardDeadline() async throws {
        let server = try makeEchoServer()
        let peer = RawPeer(port: server.port)
        peer.send(RawPeer.request(1, EchoService.hang.name))
        #expect(await eventually { server.runningCalls == 1 })
        await server.shutdown(grace: .milliseconds(20))
        #expect(await peer.receive()?.kind == .goAway)
        #expect(await peer.receive()?.status?.code == StatusCode.unavailable.rawValue)
        #expect(await peer.sawClose())
        #expect(server.runningCalls == 0)
    }

    @Test("A call that a draining server has not looked at goes to its successor")
    func sentBack() async throws {
        let listener = RawListener()
        let channel = try makeChannel(port: listener.port)
        let call = Task { try await channel.call(EchoService.echo, StatusDetail(type: "moved")) }
        let old = await listener.accept()
        #expect(await old.receive()?.kind == .request)
        old.send(Frame(kind: .goAway, status: Status(code: StatusCode.unavailable.rawValue), lastStream: 0))
        let new = await listener.accept()
        let request = try #require(await new.receive())
        new.send(Frame(stream: request.stream, kind: .response, payload: request.payload))
        #expect(try await call.value.type == "moved")
    }

    @Test("A server with loops of its own starts, serves and stops; a port in use is an error that says so")
    func ownLoops() async throws {
        var configuration = ServerConfiguration()
        configuration.loopCount = 1
        let server = try makeEchoServer(configuration)
        let channel = try makeChannel(server)
        #expect(try await channel.call(EchoService.echo, StatusDetail(type: "x")).type == "x")
        let error = await failure { try makeEchoServer(ServerConfiguration(port: server.port)) }
        #expect(error?.code == .unavailable)
        await server.shutdown()
        #expect(throws: RPCError.self) { try server.start() }
    }
}
