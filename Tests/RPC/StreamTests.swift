import Contracts
import ProtobufWire
import Synchronization
import Testing

@testable import RPC

@Suite(.timeLimit(.minutes(2)))
struct StreamTests {
    @Test("A stream brings all messages in order", arguments: [0, 1, 1000])
    func order(count: Int) async throws {
        let server = try makeEchoServer()
        let channel = try makeChannel(server)
        var next = 0
        let request = StatusDetail(type: String(count), value: Array(repeating: 5, count: 1000))
        for try await message in channel.stream(EchoService.count, request) {
            #expect(message.type == String(next))
            #expect(message.value.count == 1000)
            next += 1
        }
        #expect(next == count)
        await server.shutdown()
    }

    @Test("A reader that stops holds its own writer, not the connection")
    func slowReader() async throws {
        let written = Atomic<Int>(0)
        let server = RPCServer()
        server.register(EchoService.echo, on: .loop) { request, _ in request }
        server.register(EchoService.count) { request, writer, _ in
            for _ in 0..<1000 {
                try await writer.write(StatusDetail(value: Array(repeating: 0, count: 10_000)))
                written.add(1, ordering: .relaxed)
            }
        }
        try server.start()
        let channel = try makeChannel(server)
        var reader = channel.stream(EchoService.count, StatusDetail()).makeAsyncIterator()
        #expect(try await reader.next() != nil)
        // 256 KiB of window are 26 messages of 10 kB, and one more for the credit's last bytes.
        #expect(await eventually { written.load(ordering: .relaxed) >= 26 })
        for _ in 0..<50 { _ = try await channel.call(EchoService.echo, StatusDetail()) }
        #expect(written.load(ordering: .relaxed) <= 30)
        for _ in 0..<999 { #expect(try await reader.next() != nil) }
        #expect(try await reader.next() == nil)
        #expect(written.load(ordering: .relaxed) == 1000)
        await server.shutdown()
    }

    @Test("Letting go of a stream cancels it on the server")
    func abandoned() async throws {
        let server = try makeEchoServer()
        let channel = try makeChannel(server)
        for try await _ in channel.stream(EchoService.count, StatusDetail(type: "1000000000")) { break }
        #expect(await eventually { server.runningCalls == 0 })
        await server.shutdown()
    }

    @Test("A cancelled reader ends with CANCELLED")
    func cancelledReader() async throws {
        let server = RPCServer()
        server.register(EchoService.count) { _, writer, _ in
            try await writer.write(StatusDetail())
            try await Task.sleep(for: .seconds(3600))
        }
        try server.start()
        let channel = try makeChannel(server)
        let seen = Atomic<Int>(0)
        let reader = Task {
            await failure {
                for try await _ in channel.stream(EchoService.count, StatusDetail()) { seen.add(1, ordering: .relaxed) }
            }
        }
        #expect(await eventually { seen.load(ordering: .relaxed) == 1 })
        reader.cancel()
        #expect(await reader.value?.code == .cancelled)
        #expect(await eventually { server.runningCalls == 0 })
        await server.shutdown()
    }

    @Test("A stream ends with its handler's error, after the messages before it; metadata comes at both ends")
    func failing() async throws {
        let server = RPCServer()
        server.register(EchoService.count) { _, writer, context in
            context.addResponseMetadata("first", "1")
            try await writer.write(StatusDetail(type: "only"))
            context.addTrailingMetadata("last", "2")
            throw RPCError(.aborted, "enough")
        }
        try server.start()
        let channel = try makeChannel(server)
        let stream = channel.stream(EchoService.count, StatusDetail())
        var reader = stream.makeAsyncIterator()
        #expect(try await reader.next()?.type == "only")
        #expect(stream.initialMetadata["first"] == "1")
        let error = await failure { while try await reader.next() != nil {} }
        #expect(error?.code == .aborted)
        #expect(error?.message == "enough")
        #expect(error?.metadata["last"] == "2")
        #expect(stream.trailingMetadata["last"] == "2")
        await server.shutdown()
    }

    @Test("A stream has a deadline too")
    func deadline() async throws {
        let server = RPCServer()
        server.register(EchoService.count) { _, _, _ in try await Task.sleep(for: .seconds(3600)) }
        try server.start()
        let channel = try makeChannel(server)
        let error = await failure {
            let options = CallOptions(timeout: .milliseconds(50))
            for try await _ in channel.stream(EchoService.count, StatusDetail(), options: options) {}
        }
        #expect(error?.code == .deadlineExceeded)
        #expect(await eventually { server.runningCalls == 0 })
        await server.shutdown()
    }

    @Test("A client that grants nothing gets no more than the first window")
    func noCredit() async throws {
        let server = try makeEchoServer()
        let peer = RawPeer(port: server.port)
        let message = StatusDetail(type: "1000", value: Array(repeating: 1, count: 10_000))
        peer.send(RawPeer.request(1, EchoService.count.name, message))
        var got = 0
        // 64 KiB are six messages of 10 kB and one that overdraws.
        while got < 7, let frame = await peer.receive(), frame.kind == .message { got += 1 }
        peer.send(Frame(kind: .ping, payload: [7]))
        #expect(await peer.receive()?.kind == .pong)
        peer.send(Frame(stream: 1, kind: .window, window: 10_000))
        #expect(await peer.receive()?.kind == .message)
        #expect(got == 7)
        await server.shutdown(grace: .zero)
    }
}
