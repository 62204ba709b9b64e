import Contracts
import ProtobufWire
import Synchronization
import Testing

@testable import RPC

@Suite(.timeLimit(.minutes(2)))
struct RequestStreamTests {
    @Test("All requests arrive in order, and one answer comes", arguments: [0, 1, 1000])
    func clientStreaming(count: Int) async throws {
        let server = try makeEchoServer()
        let channel = try makeChannel(server)
        let answer = try await channel.call(EchoService.collect) { requests in
            for number in 0..<count { try await requests.write(StatusDetail(value: [UInt8(number % 251)])) }
        }
        #expect(answer.type == String(count))
        #expect(answer.value == (0..<count).map { UInt8($0 % 251) })
        await server.shutdown()
    }

    @Test("Both sides talk in turn over one call")
    func conversation() async throws {
        let server = try makeEchoServer()
        let channel = try makeChannel(server)
        let call = channel.open(EchoService.chat)
        var answers = call.responses.makeAsyncIterator()
        for number in 0..<100 {
            try await call.requests.write(StatusDetail(type: String(number)))
            #expect(try await answers.next()?.type == String(number))
        }
        call.requests.finish()
        #expect(try await answers.next() == nil)
        #expect(await eventually { server.runningCalls == 0 })
        await server.shutdown()
    }

    @Test("A handler that stops reading holds its own writer, not the connection")
    func slowHandler() async throws {
        let mayRead = Atomic<Bool>(false)
        let server = RPCServer()
        server.register(EchoService.echo, on: .loop) { request, _ in request }
        server.register(EchoService.collect) { requests, _ in
            while !mayRead.load(ordering: .relaxed) { try await Task.sleep(for: .milliseconds(1)) }
            var size = 0
            for try await request in requests { size += request.value.count }
            return StatusDetail(type: String(size))
        }
        try server.start()
        let channel = try makeChannel(server)
        let written = Atomic<Int>(0)
        let answer = Task {
            try await channel.call(EchoService.collect) { requests in
                for _ in 0..<1000 {
                    try await requests.write(StatusDetail(value: Array(repeating: 0, count: 10_000)))
                    written.add(1, ordering: .relaxed)
                }
            }
        }
        #expect(await eventually { written.load(ordering: .relaxed) >= 26 })
        for _ in 0..<50 { _ = try await channel.call(EchoService.echo, StatusDetail()) }
        // 256 KiB of window are 26 messages of 10 kB, and one more for the credit's last bytes.
        #expect(written.load(ordering: .relaxed) <= 28)
        mayRead.store(true, ordering: .relaxed)
        #expect(try await answer.value.type == "10000000")
        await server.shutdown()
    }

    @Test("Both directions are limited on their own: an echo that nobody reads stops taking requests")
    func unreadEcho() async throws {
        let server = try makeEchoServer()
        let channel = try makeChannel(server)
        let call = channel.open(EchoService.chat)
        let written = Atomic<Int>(0)
        let writer = Task {
            for number in 0..<500 {
                try await call.requests.write(
                    StatusDetail(type: String(number), value: Array(repeating: 0, count: 10_000)))
                written.add(1, ordering: .relaxed)
            }
            call.requests.finish()
        }
        #expect(await eventually { written.load(ordering: .relaxed) >= 50 })
        for _ in 0..<50 { _ = try await channel.call(EchoService.echo, StatusDetail()) }
        // A window of requests and one of responses, and a few that are between them.
        #expect(written.load(ordering: .relaxed) <= 60)
        var next = 0
        for try await answer in call.responses {
            #expect(answer.type == String(next))
            next += 1
        }
        #expect(next == 500)
        try await writer.value
        await server.shutdown()
    }

    @Test("A service may answer before the last request; writing then fails and the answer counts")
    func earlyAnswer() async throws {
        let server = RPCServer()
        server.register(EchoService.collect) { requests, _ in
            for try await request in requests { return request }
            return StatusDetail()
        }
        try server.start()
        let channel = try makeChannel(server)
        let answer = try await channel.call(EchoService.collect) { requests in
            while true { try await requests.write(StatusDetail(type: "first")) }
        }
        #expect(answer.type == "first")
        #expect(await eventually { server.runningCalls == 0 })
        await server.shutdown()
    }

    @Test("A handler's failure reaches writer and reader")
    func failing() async throws {
        let server = RPCServer()
        server.register(EchoService.chat) { requests, responses, context in
            context.addTrailingMetadata("why", "test")
            for try await request in requests {
                try await responses.write(request)
                throw RPCError(.aborted, "enough")
            }
        }
        try server.start()
        let channel = try makeChannel(server)
        let call = channel.open(EchoService.chat)
        try await call.requests.write(StatusDetail(type: "one"))
        var answers = call.responses.makeAsyncIterator()
        #expect(try await answers.next()?.type == "one")
        let readError = await failure { while try await answers.next() != nil {} }
        #expect(readError?.code == .aborted)
        #expect(readError?.metadata["why"] == "test")
        // The writer is told right after the reader, who may be faster than that.
        let writeError = await failure { while true { try await call.requests.write(StatusDetail()) } }
        #expect(writeError?.code == .aborted)
        await server.shutdown()
    }

    @Test("Cancelling reaches a handler that waits for requests, and one that waits for room")
    func cancellation() async throws {
        let ended = Atomic<Int>(0)
        let server = RPCServer()
        server.register(EchoService.collect) { requests, _ in
            defer { ended.add(1, ordering: .relaxed) }
            for try await _ in requests {}
            return StatusDetail()
        }
        server.register(EchoService.chat) { _, responses, _ in
            defer { ended.add(1, ordering: .relaxed) }
            while true { try await responses.write(StatusDetail(value: Array(repeating: 0, count: 1000))) }
        }
        try server.start()
        let channel = try makeChannel(server)
        let waiting = channel.open(EchoService.collect)
        try await waiting.requests.write(StatusDetail())
        let flooded = channel.open(EchoService.chat)
        #expect(await eventually { server.runningCalls == 2 })
        waiting.cancel()
        flooded.cancel()
        #expect(await failure { try await waiting.response() }?.code == .cancelled)
        #expect(await eventually { server.runningCalls == 0 && ended.load(ordering: .relaxed) == 2 })
        #expect(await failure { try await waiting.requests.write(StatusDetail()) }?.code == .cancelled)
        await server.shutdown()
    }

    @Test("A writer that fails cancels its call; letting go of a call does too")
    func abandoned() async throws {
        struct Unreadable: Error {}
        let server = try makeEchoServer()
        let channel = try makeChannel(server)
        let error = await failure {
            try await channel.call(EchoService.collect) { requests in
                try await requests.write(StatusDetail())
                throw Unreadable()
            }
        }
        #expect(error?.code == .cancelled)
        do {
            let call = channel.open(EchoService.chat)
            try await call.requests.write(StatusDetail())
            #expect(await eventually { server.runningCalls > 0 })
        }
        #expect(await eventually { server.runningCalls == 0 })
        await server.shutdown()
    }

    @Test("A stream of requests has a deadline; requests written before there is a connection are sent once there is")
    func deadlineAndConnecting() async throws {
        let server = try makeEchoServer()
        let channel = try makeChannel(server)
        let call = channel.open(EchoService.collect, options: CallOptions(timeout: .milliseconds(100)))
        try await call.requests.write(StatusDetail())
        #expect(await failure { try await call.response() }?.code == .deadlineExceeded)
        #expect(await eventually { server.runningCalls == 0 })
        await server.shutdown()

        let listener = RawListener()
        let later = try makeChannel(port: listener.port)
        let early = later.open(EchoService.collect)
        for number in 0..<3 { try await early.requests.write(StatusDetail(type: String(number))) }
        early.requests.finish()
        let peer = await listener.accept()
        let request = try #require(await peer.receive())
        #expect(request.kind == .request && !request.hasPayload && !request.endOfStream)
        for number in 0..<3 {
            let message = try #require(await peer.receive())
            #expect(message.kind == .message)
            #expect(try StatusDetail(serializedBytes: message.payload).type == String(number))
        }
        #expect(await peer.receive()?.kind == .halfClose)
        peer.send(Frame(stream: 1, kind: .response, payload: StatusDetail(type: "3").serializedBytes()))
        #expect(try await early.response().type == "3")
    }

    @Test("A client that sends more than it was granted, or after the end, is stopped; the connection goes on")
    func rules() async throws {
        var configuration = ServerConfiguration()
        configuration.streamWindow = 64 << 10
        let server = RPCServer(configuration)
        server.register(EchoService.echo, on: .loop) { request, _ in request }
        server.register(EchoService.collect) { _, _ in
            try await Task.sleep(for: .seconds(3600))
            return StatusDetail()
        }
        try server.start()
        let peer = RawPeer(port: server.port)
        func open(_ stream: UInt32) {
            peer.send(Frame(stream: stream, kind: .request, method: EchoService.collect.name))
        }
        let message = StatusDetail(value: Array(repeating: 0, count: 40_000)).serializedBytes()
        open(1)
        for _ in 0..<3 { peer.send(Frame(stream: 1, kind: .message, payload: message)) }
        #expect(await peer.receive()?.status?.code == StatusCode.resourceExhausted.rawValue)
        open(3)
        peer.send(Frame(stream: 3, kind: .message, payload: message, endOfStream: true))
        peer.send(Frame(stream: 3, kind: .message, payload: message))
        #expect(await peer.receive()?.status?.code == StatusCode.internalError.rawValue)
        open(5)
        peer.send(Frame(stream: 5, kind: .message, payload: [0xFF]))
        #expect(await peer.receive()?.status?.code == StatusCode.internalError.rawValue)
        // One request where a stream is expected is a stream of one, and the other way round it is refused.
        peer.send(Frame(stream: 7, kind: .request, method: EchoService.echo.name))
        #expect(await peer.receive()?.status?.code == StatusCode.unimplemented.rawValue)
        peer.send(RawPeer.request(9, EchoService.echo.name))
        #expect(await peer.receive()?.kind == .response)
        await server.shutdown(grace: .zero)
    }

    @Test("The server grants room as its handler reads")
    func grants() async throws {
        var configuration = ServerConfiguration()
        configuration.streamWindow = 64 << 10
        let server = try makeEchoServer(configuration)
        let peer = RawPeer(port: server.port)
        peer.send(Frame(stream: 1, kind: .request, method: EchoService.collect.name))
        let message = StatusDetail(value: Array(repeating: 0, count: 9_996)).serializedBytes()
        var credit = 65_536
        for _ in 0..<100 {
            while credit <= 0 {
                let frame = try #require(await peer.receive())
                #expect(frame.kind == .window)
                credit += Int(frame.window)
            }
            peer.send(Frame(stream: 1, kind: .message, payload: message))
            credit -= message.count
        }
        peer.send(Frame(stream: 1, kind: .halfClose))
        var last = try #require(await peer.receive())
        while last.kind == .window { last = try #require(await peer.receive()) }
        #expect(last.kind == .response)
        #expect(try StatusDetail(serializedBytes: last.payload).type == "100")
        await server.shutdown()
    }
}
