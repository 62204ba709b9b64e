import Contracts
import ProtobufWire
import Synchronization
import Testing

@testable import RPC

@Suite(.timeLimit(.minutes(2)))
struct RetryTests {
    private func makeChannel(
        _ servers: [NamedServer], _ policy: FailurePolicy, _ change: (inout ChannelConfiguration) -> Void = { _ in }
    ) throws -> RPCChannel {
        try RPCTests.makeChannel(to: servers) {
            $0.service.methods = [MethodConfiguration(names: ["test.Named"], policy: policy)]
            change(&$0)
        }
    }

    private let quick = RetryPolicy(
        maximumAttempts: 4, initialBackoff: .milliseconds(1), maximumBackoff: .milliseconds(4))

    private func unavailable(pushback: String? = nil) -> RPCError {
        var metadata = CallMetadata()
        if let pushback { metadata.add("grpc-retry-pushback-ms", pushback) }
        return RPCError(.unavailable, "as asked", metadata: metadata)
    }

    @Test("A retryable failure is tried again, and the server hears how often before")
    func again() async throws {
        let servers = try makeNamedServers(1)
        servers[0].behaviour.withLock { $0.failures = [unavailable(), unavailable()] }
        let channel = try makeChannel(servers, .retry(quick))
        #expect(try await channel.call(NamedServer.who, StatusDetail()).type == "\(servers[0].port)")
        #expect(servers[0].behaviour.withLock { $0.calls.map(\.attempt) } == [nil, "1", "2"])
        await servers.shutdown()
    }

    @Test("Another server gets the next attempt where balancing says so")
    func elsewhere() async throws {
        let servers = try makeNamedServers(2)
        servers[0].behaviour.withLock { $0.failsAlways = unavailable() }
        let channel = try makeChannel(servers, .retry(quick)) { $0.service.balancing = .roundRobin }
        for _ in 0..<20 {
            #expect(try await channel.call(NamedServer.who, StatusDetail()).type == "\(servers[1].port)")
        }
        await servers.shutdown()
    }

    @Test("Attempts end with the policy's number, which is 5 at most", arguments: [(2, 2), (5, 5), (50, 5)])
    func limit(asked: Int, made: Int) async throws {
        let servers = try makeNamedServers(1)
        servers[0].behaviour.withLock { $0.failsAlways = unavailable() }
        var policy = quick
        policy.maximumAttempts = asked
        let channel = try makeChannel(servers, .retry(policy))
        let error = await failure { try await channel.call(NamedServer.who, StatusDetail()) }
        #expect(error?.code == .unavailable && error?.message == "as asked")
        #expect(servers[0].callCount == made)
        await servers.shutdown()
    }

    @Test("Other failures are final")
    func otherCodes() async throws {
        let servers = try makeNamedServers(1)
        servers[0].behaviour.withLock { $0.failures = [RPCError(.notFound, "no such thing")] }
        let channel = try makeChannel(servers, .retry(quick))
        #expect(await failure { try await channel.call(NamedServer.who, StatusDetail()) }?.code == .notFound)
        #expect(servers[0].callCount == 1)
        await servers.shutdown()
    }

    @Test("A server that pushes back is obeyed: at once, or never", arguments: [("0", 2), ("-1", 1), ("soon", 1)])
    func pushback(text: String, calls: Int) async throws {
        let servers = try makeNamedServers(1)
        servers[0].behaviour.withLock { $0.failures = [unavailable(pushback: text)] }
        // Only pushback can make the second attempt come within the deadline.
        var slow = quick
        slow.initialBackoff = .seconds(1000)
        slow.maximumBackoff = .seconds(1000)
        let channel = try makeChannel(servers, .retry(slow))
        let error = await failure {
            try await channel.call(NamedServer.who, StatusDetail(), options: CallOptions(timeout: .seconds(60)))
        }
        #expect((error == nil) == (calls == 2))
        #expect(servers[0].callCount == calls)
        await servers.shutdown()
    }

    @Test("A pause that outlasts the deadline ends the call with the failure itself")
    func deadline() async throws {
        let servers = try makeNamedServers(1)
        servers[0].behaviour.withLock { $0.failsAlways = unavailable() }
        var slow = quick
        slow.initialBackoff = .seconds(1000)
        slow.maximumBackoff = .seconds(1000)
        let channel = try makeChannel(servers, .retry(slow))
        let error = await failure {
            try await channel.call(NamedServer.who, StatusDetail(), options: CallOptions(timeout: .seconds(60)))
        }
        #expect(error?.message == "as asked")
        await servers.shutdown()
    }

    @Test("A call that waits for its next attempt can be cancelled")
    func cancelledInPause() async throws {
        let servers = try makeNamedServers(1)
        servers[0].behaviour.withLock { $0.failsAlways = unavailable() }
        var slow = quick
        slow.initialBackoff = .seconds(1000)
        slow.maximumBackoff = .seconds(1000)
        let channel = try makeChannel(servers, .retry(slow))
        let call = Task { await failure { try await channel.call(NamedServer.who, StatusDetail()) } }
        #expect(await eventually { servers[0].callCount == 1 })
        call.cancel()
        #expect(await call.value?.code == .cancelled)
        await servers.shutdown()
    }

    @Test("With half the tokens gone nothing is tried again, until successes bring them back")
    func throttle() async throws {
        let servers = try makeNamedServers(1)
        servers[0].behaviour.withLock { $0.failsAlways = unavailable() }
        let channel = try makeChannel(servers, .retry(quick)) {
            $0.service.retryThrottling = RetryThrottling(maximumTokens: 4, tokenRatio: 1)
        }
        // 4 → 3: tried again; 3 → 2: at the half, so no more.
        _ = await failure { try await channel.call(NamedServer.who, StatusDetail()) }
        #expect(servers[0].callCount == 2)
        _ = await failure { try await channel.call(NamedServer.who, StatusDetail()) }
        #expect(servers[0].callCount == 3)
        servers[0].behaviour.withLock { $0.failsAlways = nil }
        for _ in 0..<4 { _ = try await channel.call(NamedServer.who, StatusDetail()) }
        servers[0].behaviour.withLock { $0.failures = [unavailable()] }
        _ = try await channel.call(NamedServer.who, StatusDetail())
        await servers.shutdown()
    }

    @Test("A connection that is lost under a call is tried again; a stream whose first message has come is not")
    func commitment() async throws {
        let listener = RawListener()
        var configuration = ChannelConfiguration.loopback
        configuration.service.methods = [MethodConfiguration(names: [""], policy: .retry(quick))]
        let channel = try RPCChannel(target: "127.0.0.1:\(listener.port)", configuration: configuration)
        let call = Task { await failure { try await channel.call(EchoService.echo, StatusDetail(type: "x")) } }
        var peer: RawPeer? = await listener.accept()
        #expect(await peer?.receive()?.kind == .request)
        // A word first, or the channel would pause before it connects again.
        peer?.send(Frame(kind: .ping))
        _ = await peer?.receive()
        peer = nil
        let second = await listener.accept()
        let request = try #require(await second.receive())
        #expect(request.metadata.contains { $0.key == "grpc-previous-rpc-attempts" && $0.text == "1" })
        second.send(Frame(stream: request.stream, kind: .response, payload: request.payload))
        #expect(await call.value == nil)

        let stream = Task {
            await failure {
                var count = 0
                for try await _ in channel.stream(EchoService.count, StatusDetail()) { count += 1 }
                return count
            }
        }
        let opened = try #require(await second.receive())
        #expect(opened.kind == .request)
        second.send(Frame(stream: opened.stream, kind: .message, payload: []))
        second.send(
            Frame(stream: opened.stream, kind: .status, status: Status(code: StatusCode.unavailable.rawValue)))
        #expect(await stream.value?.code == .unavailable)
    }

    @Test("A stream of requests is sent again from its first message, however much credit it takes")
    func requestStream() async throws {
        let listener = RawListener()
        var configuration = ChannelConfiguration.loopback
        configuration.service.methods = [MethodConfiguration(names: [""], policy: .retry(quick))]
        let channel = try RPCChannel(target: "127.0.0.1:\(listener.port)", configuration: configuration)
        let upload = ClientStreamingMethod<StatusDetail, StatusDetail>("test.Raw/Upload")
        let call = Task {
            try await channel.call(upload) { requests in
                for number in 0..<6 {
                    try await requests.write(
                        StatusDetail(type: "\(number)", value: [UInt8](repeating: 1, count: 30_000)))
                }
            }
        }
        var peer: RawPeer? = await listener.accept()
        let opened = try #require(await peer?.receive())
        #expect(opened.kind == .request && !opened.endOfStream)
        peer?.send(Frame(stream: opened.stream, kind: .window, window: 60_000))
        // 125,536 bytes of credit: five of six messages.
        for number in 0..<5 {
            let message = try #require(await peer?.receive())
            #expect(try StatusDetail(serializedBytes: message.payload).type == "\(number)")
        }
        peer?.send(
            Frame(stream: opened.stream, kind: .status, status: Status(code: StatusCode.unavailable.rawValue)))
        var second = try #require(await peer?.receive())
        #expect(second.kind == .request && second.stream > opened.stream)
        for number in 0..<6 {
            // Nothing beyond the credit, which begins anew: three messages, and one for each 30,000 granted.
            if number >= 3 { peer?.send(Frame(stream: second.stream, kind: .window, window: 30_010)) }
            let message = try #require(await peer?.receive())
            #expect(message.kind == .message && message.stream == second.stream)
            #expect(try StatusDetail(serializedBytes: message.payload).type == "\(number)")
        }
        #expect(await peer?.receive()?.kind == .halfClose)
        second.payload = StatusDetail(type: "done").serializedBytes()
        peer?.send(Frame(stream: second.stream, kind: .response, payload: second.payload))
        #expect(try await call.value.type == "done")
        peer = nil
    }

    @Test("Hedged calls: the first answer counts, the others are cancelled")
    func hedging() async throws {
        let servers = try makeNamedServers(2)
        servers[0].behaviour.withLock { $0.hangs = true }
        let policy = HedgingPolicy(maximumAttempts: 3, delay: .milliseconds(1))
        let channel = try makeChannel(servers, .hedge(policy)) { $0.service.balancing = .roundRobin }
        for _ in 0..<10 {
            #expect(try await channel.call(NamedServer.who, StatusDetail()).type == "\(servers[1].port)")
        }
        #expect(await eventually { servers[0].behaviour.withLock { $0.cancelled == $0.calls.count } })
        #expect(servers[0].callCount > 0)
        await servers.shutdown()
    }

    @Test("Hedged calls: a failure that is not fatal brings the next attempt at once, another ends the call")
    func hedgingFailures() async throws {
        let servers = try makeNamedServers(1)
        servers[0].behaviour.withLock { $0.failures = [unavailable(), unavailable()] }
        let policy = HedgingPolicy(maximumAttempts: 3, delay: .seconds(1000))
        let channel = try makeChannel(servers, .hedge(policy))
        _ = try await channel.call(NamedServer.who, StatusDetail())
        #expect(servers[0].behaviour.withLock { $0.calls.map(\.attempt) } == [nil, "1", "2"])

        servers[0].behaviour.withLock { $0.failures = [RPCError(.notFound, "no"), unavailable()] }
        #expect(await failure { try await channel.call(NamedServer.who, StatusDetail()) }?.code == .notFound)
        servers[0].behaviour.withLock { $0.failures = [unavailable(pushback: "-1")] }
        #expect(await failure { try await channel.call(NamedServer.who, StatusDetail()) }?.code == .unavailable)
        servers[0].behaviour.withLock { $0.failsAlways = unavailable() }
        #expect(await failure { try await channel.call(NamedServer.who, StatusDetail()) }?.code == .unavailable)
        await servers.shutdown()
    }

    @Test("A hedged call that is cancelled or late ends all of its attempts")
    func hedgingEnds() async throws {
        let servers = try makeNamedServers(1)
        servers[0].behaviour.withLock { $0.hangs = true }
        let channel = try makeChannel(servers, .hedge(HedgingPolicy(maximumAttempts: 2, delay: .zero)))
        let call = Task { await failure { try await channel.call(NamedServer.who, StatusDetail()) } }
        #expect(await eventually { servers[0].callCount == 2 })
        call.cancel()
        #expect(await call.value?.code == .cancelled)
        let late = await failure {
            try await channel.call(NamedServer.who, StatusDetail(), options: CallOptions(timeout: .milliseconds(50)))
        }
        #expect(late?.code == .deadlineExceeded)
        #expect(await eventually { servers[0].behaviour.withLock { $0.cancelled == $0.calls.count } })
        await servers.shutdown()
    }

    @Test("Settings of a method, its service, or all: the most exact holds; limits and times are kept")
    func settings() async throws {
        let server = try makeEchoServer()
        let channel = try RPCTests.makeChannel(server) {
            $0.service.methods = [
                MethodConfiguration(names: [""], timeout: .milliseconds(20)),
                MethodConfiguration(names: ["test.Echo"], maximumRequestBytes: 100),
                MethodConfiguration(names: ["test.Echo/EchoAsync"], maximumResponseBytes: 50),
            ]
        }
        let big = StatusDetail(value: [UInt8](repeating: 1, count: 99))
        #expect(await failure { try await channel.call(EchoService.echo, big) }?.code == .resourceExhausted)
        #expect(await failure { try await channel.call(EchoService.echoAsync, big) }?.code == .resourceExhausted)
        let small = StatusDetail(value: [UInt8](repeating: 1, count: 40))
        #expect(try await channel.call(EchoService.echo, small) == small)
        #expect(try await channel.call(EchoService.echoAsync, small) == small)
        let other = UnaryMethod<StatusDetail, StatusDetail>("test.Other/Hang")
        let hanging = RawListener()
        let slow = try RPCTests.makeChannel(port: hanging.port) {
            $0.service.methods = [MethodConfiguration(names: [""], timeout: .milliseconds(20))]
        }
        #expect(await failure { try await slow.call(other, StatusDetail()) }?.code == .deadlineExceeded)
        await server.shutdown()
    }
}
