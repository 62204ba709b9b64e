import Contracts
import Glibc
import ProtobufWire
import Synchronization
import Testing

@testable import RPC

@Suite(.timeLimit(.minutes(2)))
struct LimitTests {
    @Test("A full worker queue sheds load at once, and what it took is served")
    func workerQueue() async throws {
        let mayFinish = Atomic<Bool>(false)
        var configuration = ServerConfiguration()
        configuration.workerCount = 1
        configuration.workerQueueLimit = 3
        configuration.loadShedding = nil
        let server = RPCServer(configuration)
        server.register(EchoService.echoOnWorker, on: .workers) { request, _ in
            while !mayFinish.load(ordering: .relaxed) { usleep(1000) }
            return request
        }
        try server.start()
        let channel = try makeChannel(server)
        let outcomes = await withTaskGroup(of: StatusCode.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    await failure { try await channel.call(EchoService.echoOnWorker, StatusDetail()) }?.code ?? .ok
                }
            }
            var outcomes: [StatusCode] = []
            for await outcome in group {
                outcomes.append(outcome)
                if outcomes.count == 16 { mayFinish.store(true, ordering: .relaxed) }
            }
            return outcomes
        }
        #expect(outcomes.prefix(16).allSatisfy { $0 == .resourceExhausted })
        #expect(outcomes.suffix(4).allSatisfy { $0 == .ok })
        await server.shutdown()
    }

    @Test("More calls than a connection may have are refused")
    func callsPerConnection() async throws {
        var configuration = ServerConfiguration()
        configuration.callsPerConnection = 5
        let server = try makeEchoServer(configuration)
        let channel = try makeChannel(server)
        let hanging = (0..<5).map { _ in
            Task { await failure { try await channel.call(EchoService.hang, StatusDetail()) } }
        }
        #expect(await eventually { server.runningCalls == 5 })
        #expect(await failure { try await channel.call(EchoService.hang, StatusDetail()) }?.code == .resourceExhausted)
        // Calls that end within their wake-up don't count.
        #expect(await failure { try await channel.call(EchoService.echo, StatusDetail()) } == nil)
        for task in hanging {
            task.cancel()
            _ = await task.value
        }
        #expect(
            await eventually { await failure { try await channel.call(EchoService.echoAsync, StatusDetail()) } == nil })
        await server.shutdown()
    }

    @Test("More connections than allowed are told so")
    func connections() async throws {
        var configuration = ServerConfiguration()
        configuration.connectionLimit = 2
        let server = try makeEchoServer(configuration)
        let kept = [RawPeer(port: server.port), RawPeer(port: server.port)]
        for peer in kept {
            peer.send(RawPeer.request(1, EchoService.echo.name))
            #expect(await peer.receive()?.kind == .response)
        }
        let refused = RawPeer(port: server.port)
        let goAway = await refused.receive()
        #expect(goAway?.kind == .goAway)
        #expect(goAway?.status?.code == StatusCode.resourceExhausted.rawValue)
        #expect(await refused.sawClose())
        // Without this the first two may be closed before the third comes, as nothing uses them any more.
        withExtendedLifetime(kept) {}
        await server.shutdown()
    }

    @Test("Requests and responses over the frame limit are RESOURCE_EXHAUSTED; the connection stays")
    func frameSize() async throws {
        var configuration = ServerConfiguration()
        configuration.frameSizeLimit = 100_000
        let server = RPCServer(configuration)
        server.register(EchoService.echo, on: .loop) { request, _ in
            StatusDetail(value: Array(repeating: 0, count: Int(request.type) ?? 0))
        }
        try server.start()
        let channel = try makeChannel(server) { $0.frameSizeLimit = 100_000 }
        func code(_ request: StatusDetail) async -> StatusCode? {
            await failure { try await channel.call(EchoService.echo, request) }?.code
        }
        #expect(await code(StatusDetail(type: "200000")) == .resourceExhausted)
        #expect(await code(StatusDetail(value: Array(repeating: 0, count: 200_000))) == .resourceExhausted)
        #expect(await code(StatusDetail(type: "80000")) == nil)
        await server.shutdown()
    }

    @Test("While a client does not read, its requests wait; others are served on, and nothing is lost")
    func stalledReader() async throws {
        let served = Atomic<Int>(0)
        let server = RPCServer()
        server.register(EchoService.echo, on: .loop) { request, _ in
            if request.type.isEmpty { served.add(1, ordering: .relaxed) }
            return StatusDetail(type: request.type, value: Array(repeating: 0, count: 1 << 20))
        }
        try server.start()
        let stalled = RawPeer(port: server.port)
        stalled.send((0..<100).flatMap { RawPeer.bytes(RawPeer.request(UInt32($0 * 2 + 1), EchoService.echo.name)) })
        let channel = try makeChannel(server)
        #expect(await eventually { served.load(ordering: .relaxed) > 0 })
        let answer = try await channel.call(EchoService.echo, StatusDetail(type: "others"))
        #expect(answer.type == "others")
        // The system's own buffers hold some megabytes; the server adds one or two.
        #expect(served.load(ordering: .relaxed) < 50)
        for number in 0..<100 {
            let frame = await stalled.receive()
            #expect(frame?.kind == .response)
            #expect(frame?.stream == UInt32(number * 2 + 1))
        }
        await server.shutdown()
    }

    @Test("Answers beyond what may wait for a client are dropped, and it is told")
    func outputLimit() async throws {
        var configuration = ServerConfiguration()
        configuration.outputLimit = 2 << 20
        let server = RPCServer(configuration)
        server.register(EchoService.echoAsync) { request, _ async in
            StatusDetail(value: Array(repeating: 0, count: 1 << 20))
        }
        try server.start()
        let stalled = RawPeer(port: server.port)
        stalled.send(
            (0..<100).flatMap { RawPeer.bytes(RawPeer.request(UInt32($0 * 2 + 1), EchoService.echoAsync.name)) })
        #expect(await eventually { server.runningCalls == 0 })
        var kinds: [Frame.Kind: Int] = [:]
        for _ in 0..<100 {
            let frame = try #require(await stalled.receive())
            kinds[frame.kind, default: 0] += 1
            if frame.kind == .status { #expect(frame.status?.code == StatusCode.resourceExhausted.rawValue) }
        }
        #expect((kinds[.response] ?? 0) > 0)
        #expect((kinds[.status] ?? 0) > 0)
        await server.shutdown()
    }

    @Test("Metadata goes both ways, text and bytes, with success and with failure")
    func metadata() async throws {
        let server = RPCServer()
        server.register(EchoService.echo, on: .loop) { request, context in
            context.addResponseMetadata("echo", context.metadata["say"] ?? "")
            context.addTrailingMetadata("count", String(context.metadata.entries.count))
            #expect(context.metadata[binary: "raw-bin"] == [0, 255])
            #expect(context.metadata.values(of: "say") == ["one", "two"])
            if request.type == "fail" { throw RPCError(.aborted, "no", metadata: CallMetadata([("why", "asked")])) }
            return request
        }
        try server.start()
        let channel = try makeChannel(server)
        var options = CallOptions(metadata: CallMetadata([("say", "one"), ("say", "two")]))
        options.metadata[binary: "raw-bin"] = [0, 255]
        let answer = try await channel.callWithMetadata(EchoService.echo, StatusDetail(), options: options)
        #expect(answer.metadata["echo"] == "one")
        #expect(answer.metadata["count"] == "3")
        let error = await failure {
            try await channel.call(EchoService.echo, StatusDetail(type: "fail"), options: options)
        }
        #expect(error?.code == .aborted)
        #expect(error?.metadata["why"] == "asked")
        #expect(error?.metadata["count"] == "3")
        await server.shutdown()
    }

    @Test("Metadata beyond the limits never leaves")
    func metadataLimits() async throws {
        let server = try makeEchoServer()
        let channel = try makeChannel(server)
        func code(_ pairs: [(String, String)]) async -> StatusCode? {
            let options = CallOptions(metadata: CallMetadata(pairs))
            return await failure { try await channel.call(EchoService.echo, StatusDetail(), options: options) }?.code
        }
        #expect(await code([("fine", "x")]) == nil)
        #expect(await code([("big", String(repeating: "x", count: 8200))]) == .resourceExhausted)
        #expect(await code(Array(repeating: ("k", "v"), count: 129)) == .resourceExhausted)
        #expect(await code([("Upper", "x")]) == .internalError)
        #expect(await code([("", "x")]) == .internalError)
        #expect(await code([("text", "not\nprintable")]) == .internalError)
        await server.shutdown()
    }

    @Test("Statuses carry code, message, details and metadata", arguments: 1...16)
    func statuses(code: UInt32) async throws {
        let server = try makeEchoServer()
        let channel = try makeChannel(server)
        let request = StatusDetail(type: String(code), value: [1, 2])
        let error = await failure { try await channel.call(EchoService.fail, request) }
        #expect(error?.code.rawValue == code)
        #expect(error?.message == "as asked")
        #expect(error?.details == [request])
        #expect(error?.metadata["why"] == "test")
        await server.shutdown()
    }

    @Test("An error that is no status is UNKNOWN to the caller")
    func unknown() async throws {
        struct Surprise: Error {}
        let server = RPCServer()
        server.register(EchoService.echo, on: .loop) { _, _ in throw Surprise() }
        try server.start()
        let channel = try makeChannel(server)
        #expect(await failure { try await channel.call(EchoService.echo, StatusDetail()) }?.code == .unknown)
        await server.shutdown()
    }
}
