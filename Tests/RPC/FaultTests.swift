import Contracts
import Foundation
import Glibc
import ProtobufWire
import Synchronization
import Testing

@testable import RPC

/// Faults of networks and peers, on real sockets.
@Suite(.timeLimit(.minutes(5)))
struct FaultTests {
    @Test("A client that has closed its sending side still gets what the server queued, and then the end")
    func halfClosedClient() async throws {
        let server = try makeEchoServer()
        let peer = RawPeer(port: server.port)
        peer.send(RawPeer.request(1, EchoService.echo.name, StatusDetail(type: "last words")))
        peer.closeSending()
        #expect(await peer.receive()?.kind == .response)
        #expect(await peer.sawClose())
        // A call that runs on behalf of one who will say no more is cancelled.
        let other = RawPeer(port: server.port)
        other.send(RawPeer.request(1, EchoService.hang.name))
        #expect(await eventually { server.runningCalls == 1 })
        other.closeSending()
        #expect(await eventually { server.runningCalls == 0 })
        #expect(await other.sawClose())
        await server.shutdown()
    }

    @Test("A server that has closed its sending side costs the calls that wait for it, and is not used again")
    func halfClosedServer() async throws {
        let listener = RawListener()
        let channel = try makeChannel(port: listener.port)
        let first = Task { await failure { try await channel.call(EchoService.echo, StatusDetail()) } }
        let peer = await listener.accept()
        #expect(await peer.receive()?.kind == .request)
        // It has spoken before, so that it counts as a service.
        peer.send(Frame(kind: .pong))
        peer.closeSending()
        #expect(await first.value?.code == .unavailable)
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

    @Test("A reset in mid-frame, at every byte of a frame, costs nobody else anything", arguments: [0, 1, 4, 5, 6, 20])
    func resetMidFrame(at cut: Int) async throws {
        let server = try makeEchoServer()
        let channel = try makeChannel(server)
        let frame = RawPeer.bytes(RawPeer.request(3, EchoService.echo.name, StatusDetail(type: "never read")))
        for _ in 0..<20 {
            let peer = RawPeer(port: server.port)
            peer.send(RawPeer.bytes(RawPeer.request(1, EchoService.hang.name)) + frame.prefix(cut))
            peer.resetNow()
        }
        #expect(try await channel.call(EchoService.echo, StatusDetail(type: "x")).type == "x")
        #expect(await eventually { server.runningCalls == 0 })
        await server.shutdown()
    }

    @Test("Frames that come out of order are refused or ignored as the rules say, never mixed up")
    func outOfOrder() async throws {
        let server = try makeEchoServer()
        let peer = RawPeer(port: server.port)
        // What belongs to a call that has ended crossed its end, and is ignored.
        peer.send(RawPeer.request(1, EchoService.echo.name))
        #expect(await peer.receive()?.kind == .response)
        peer.send(Frame(stream: 1, kind: .message, payload: [1]))
        peer.send(Frame(stream: 1, kind: .halfClose))
        peer.send(Frame(stream: 1, kind: .window, window: 5))
        peer.send(Frame(stream: 1, kind: .cancel))
        // A half-close before any message is a stream of none; a second one changes nothing.
        peer.send(Frame(stream: 3, kind: .request, method: EchoService.collect.name))
        peer.send(Frame(stream: 3, kind: .halfClose))
        peer.send(Frame(stream: 3, kind: .halfClose))
        var answer = try #require(await peer.receive())
        while answer.kind == .window { answer = try #require(await peer.receive()) }
        #expect(answer.stream == 3 && answer.kind == .response)
        #expect(try StatusDetail(serializedBytes: answer.payload).type == "0")
        // A second answer for one call is ignored by the client, one for a call never made ends the connection.
        let listener = RawListener()
        let channel = try makeChannel(port: listener.port)
        let call = Task { try await channel.call(EchoService.echo, StatusDetail()) }
        let fake = await listener.accept()
        #expect(await fake.receive()?.stream == 1)
        let response = Frame(stream: 1, kind: .response, payload: StatusDetail(type: "1").serializedBytes())
        fake.send(RawPeer.bytes(response) + RawPeer.bytes(response))
        #expect(try await call.value.type == "1")
        let second = Task { await failure { try await channel.call(EchoService.echo, StatusDetail()) } }
        #expect(await fake.receive()?.stream == 3)
        fake.send(Frame(stream: 5, kind: .response))
        #expect(await second.value?.code == .unavailable)
        await server.shutdown(grace: .zero)
    }

    @Test("One byte at a time works for streams too, both ways")
    func byteByByte() async throws {
        let server = try makeEchoServer()
        let peer = RawPeer(port: server.port)
        var bytes = RawPeer.bytes(Frame(stream: 1, kind: .request, method: EchoService.chat.name))
        for text in ["one", "two"] {
            let message = StatusDetail(type: text).serializedBytes()
            bytes += RawPeer.bytes(Frame(stream: 1, kind: .message, payload: message))
        }
        bytes += RawPeer.bytes(Frame(stream: 1, kind: .halfClose))
        for byte in bytes { peer.send([byte]) }
        var texts: [String] = []
        while let frame = await peer.receive(), frame.kind != .status {
            if frame.kind == .message { texts.append(try StatusDetail(serializedBytes: frame.payload).type) }
        }
        #expect(texts == ["one", "two"])
        await server.shutdown()
    }

    @Test("A client that stops reading a stream holds that stream's credit only, whatever else it asks for")
    func stalledStream() async throws {
        let server = try makeEchoServer()
        let peer = RawPeer(port: server.port)
        let big = StatusDetail(type: "1000000", value: Array(repeating: 1, count: 1000))
        peer.send(RawPeer.request(1, EchoService.count.name, big))
        for stream in 1..<50 {
            peer.send(RawPeer.request(UInt32(stream * 2 + 1), EchoService.echo.name, StatusDetail(type: "x")))
        }
        var answered = 0
        var messages = 0
        while answered < 49, let frame = await peer.receive() {
            if frame.kind == .response { answered += 1 } else if frame.kind == .message { messages += 1 }
        }
        #expect(answered == 49)
        // 64 KiB in messages of a little over 1,000 bytes.
        #expect(messages <= 66)
        peer.send(Frame(stream: 1, kind: .cancel))
        #expect(await eventually { server.runningCalls == 0 })
        await server.shutdown()
    }

    @Test("Nothing in this room reads a clock that can jump")
    func wallClock() throws {
        let room = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "../../Shared/RPC").standardized
        let files = try #require(FileManager.default.enumerator(at: room, includingPropertiesForKeys: nil))
        var count = 0
        for case let file as URL in files where file.pathExtension == "swift" {
            let text = try String(contentsOf: file, encoding: .utf8)
            count += 1
            for clock in ["CLOCK_REALTIME", "gettimeofday", "DispatchWallTime", "Date()", "time(nil)"] {
                #expect(!text.contains(clock), "\(file.lastPathComponent) uses \(clock)")
            }
        }
        #expect(count > 30)
    }

    @Test("Ten thousand connections opened and dropped, in every way, leave nothing behind")
    func manyConnections() async throws {
        var configuration = ServerConfiguration()
        configuration.loopCount = 1
        let server = try makeEchoServer(configuration)
        let hello = RawPeer.bytes(RawPeer.request(1, EchoService.echo.name))
        let begun = RawPeer.bytes(RawPeer.request(1, EchoService.hang.name))
        for round in 0..<100 {
            let peers = (0..<100).map { _ in RawPeer(port: server.port) }
            for (index, peer) in peers.enumerated() {
                switch (index + round) % 5 {
                case 0: break
                case 1: peer.send(hello)
                case 2: peer.send(begun)
                case 3: peer.send(Array(begun.prefix(7)))
                default:
                    peer.send(begun)
                    peer.resetNow()
                }
            }
        }
        let channel = try makeChannel(server)
        #expect(try await channel.call(EchoService.echo, StatusDetail(type: "alive")).type == "alive")
        #expect(await eventually { server.runningCalls == 0 && server.connectionCount == 1 })
        await server.shutdown()
    }

    @Test(
        "Calls and streams come through a network that loses, delays and reorders packets",
        .enabled(if: LossyNetwork.isAvailable, "needs root, iproute2, and netem in the kernel"))
    func lossyNetwork() async throws {
        let network = try LossyNetwork("delay 10ms 5ms loss 3% reorder 10%")
        let server = RPCServer()
        server.register(EchoService.echo, on: .loop) { request, _ in request }
        server.register(EchoService.chat) { requests, responses, _ in
            for try await request in requests { try await responses.write(request) }
        }
        try network.run { try server.start() }
        let group = try EventLoopGroup(count: 1)
        for loop in group.loops { loop.submit { network.enter() } }
        let channel = try RPCChannel(
            target: "127.0.0.1:\(server.port)", configuration: .loopback, group: group)
        for size in [10, 1000, 100_000, 500_000] {
            let request = StatusDetail(type: String(size), value: (0..<size).map { UInt8($0 % 251) })
            #expect(try await channel.call(EchoService.echo, request) == request)
        }
        let call = channel.open(EchoService.chat)
        let writer = Task {
            for number in 0..<200 {
                try await call.requests.write(
                    StatusDetail(type: String(number), value: Array(repeating: 7, count: 5000)))
            }
            call.requests.finish()
        }
        var next = 0
        for try await answer in call.responses {
            #expect(answer.type == String(next))
            next += 1
        }
        #expect(next == 200)
        try await writer.value
        channel.close()
        await server.shutdown(grace: .zero)
        group.stop()
    }
}
