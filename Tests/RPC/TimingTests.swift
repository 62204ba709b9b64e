import Contracts
import ProtobufWire
import Testing

@testable import RPC

@Suite(.timeLimit(.minutes(2)))
struct TimingTests {
    private static let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    private static let outer = UnaryMethod<StatusDetail, StatusDetail>("test.Outer/Relay")

    /// Calls the echo server so many times, one after the other, and fails as often as asked.
    private func makeRelay(to echo: RPCServer, _ seen: SeenMetadata) throws -> RPCServer {
        let server = RPCServer(ServerConfiguration())
        let channel = try makeChannel(echo)
        server.register(TimingTests.outer) { request, context in
            await seen.add(context.metadata)
            for _ in 0..<(Int(request.type) ?? 0) {
                _ = try await channel.call(EchoService.echoOnWorker, StatusDetail(), options: context.childOptions())
            }
            _ = await failure {
                try await channel.call(EchoService.fail, StatusDetail(type: "5"), options: context.childOptions())
            }
            return request
        }
        try server.start()
        return server
    }

    private actor SeenMetadata {
        var all: [CallMetadata] = []
        func add(_ metadata: CallMetadata) { all.append(metadata) }
    }

    @Test("A call with `debug` brings back the tree of all calls below it, with times that fit into each other")
    func tree() async throws {
        let echo = try makeEchoServer()
        let relay = try makeRelay(to: echo, SeenMetadata())
        let channel = try makeChannel(relay)
        let options = CallOptions(metadata: CallMetadata([("debug", "1"), ("traceparent", TimingTests.parent)]))
        let answer = try await channel.callWithMetadata(
            TimingTests.outer, StatusDetail(type: "2"), options: options)
        let root = try #require(answer.metadata.callTiming)
        #expect(root.method == TimingTests.outer.name && root.address.isEmpty)
        #expect(root.traceID == "0af7651916cd43dd8448eb211c80319c")
        #expect(root.queueMicroseconds + root.serviceMicroseconds <= root.durationMicroseconds + 1)
        #expect(
            root.calls.map(\.method)
                == [EchoService.echoOnWorker, EchoService.echoOnWorker, EchoService.fail].map(\.name))
        #expect(root.calls.map(\.code) == [0, 0, 5])
        #expect(root.calls.allSatisfy { $0.address == echo.addresses[0] })
        var end: UInt64 = 0
        for call in root.calls {
            #expect(call.startMicroseconds + 1 >= end)
            end = call.startMicroseconds + call.durationMicroseconds
            #expect(call.queueMicroseconds + call.serviceMicroseconds <= call.durationMicroseconds + 1)
        }
        #expect(end <= root.durationMicroseconds + 1)
        await relay.shutdown()
        await echo.shutdown()
    }

    @Test("Nobody is told who did not ask, and failures bring their tree too")
    func asked() async throws {
        let echo = try makeEchoServer()
        let channel = try makeChannel(echo)
        let plain = try await channel.callWithMetadata(EchoService.echo, StatusDetail())
        #expect(plain.metadata.isEmpty)
        let debug = CallOptions(metadata: CallMetadata([("debug", "1")]))
        let error = await failure { try await channel.call(EchoService.fail, StatusDetail(type: "9"), options: debug) }
        #expect(error?.metadata.callTiming?.method == EchoService.fail.name)
        #expect(error?.metadata["why"] == "test")
        let stream = channel.stream(EchoService.count, StatusDetail(type: "3"), options: debug)
        var count = 0
        for try await _ in stream { count += 1 }
        #expect(count == 3 && stream.trailingMetadata.callTiming?.method == EchoService.count.name)
        await echo.shutdown()
    }

    @Test("The trace goes along every hop, each with a span of its own")
    func trace() async throws {
        let seen = SeenMetadata()
        let echo = try makeEchoServer()
        let inner = try makeRelay(to: echo, seen)
        let channel = try makeChannel(inner)
        let context = CallContext(
            metadata: CallMetadata([("traceparent", TimingTests.parent), ("tracestate", "a=1"), ("other", "x")]))
        for _ in 0..<2 {
            _ = try await channel.call(TimingTests.outer, StatusDetail(), options: context.childOptions())
        }
        let all = await seen.all
        #expect(all.count == 2)
        for metadata in all {
            let trace = try #require(metadata["traceparent"])
            #expect(TraceParent.traceID(of: trace) == "0af7651916cd43dd8448eb211c80319c")
            #expect(trace.hasSuffix("-01") && trace != TimingTests.parent)
            #expect(metadata["tracestate"] == "a=1" && metadata["other"] == nil && metadata["debug"] == nil)
        }
        #expect(all[0]["traceparent"] != all[1]["traceparent"])
        await inner.shutdown()
        await echo.shutdown()
    }

    @Test(
        "What is no trace context is not taken for one",
        arguments: [
            "", "00", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331", parent.uppercased(), parent + "-x",
            "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "00-00000000000000000000000000000000-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        ])
    func invalid(text: String) {
        #expect(TraceParent.traceID(of: text) == nil)
        #expect(TraceParent.child(of: text) == nil)
    }

    @Test("A tree that is too large is cut from its leaves, and says how much is missing")
    func cut() throws {
        let timings = CallTimings()
        let leaf = CallTiming(calls: (0..<10).map { CallTiming(method: "test.Leaf/\($0)") })
        for number in 0..<130 {
            var metadata = CallMetadata()
            metadata[binary: CallTimings.responseKey] = leaf.serializedBytes()
            timings.note(
                method: "test.Branch/\(number)", address: "127.0.0.1:1", startedAt: MonotonicClock.now(), code: .ok,
                metadata: metadata)
        }
        let metadata = timings.metadata(method: "test.Root/Call")
        #expect(metadata.binary.count <= 6 << 10)
        let tree = try CallTiming(serializedBytes: metadata.binary)
        #expect(tree.calls.count + Int(tree.callsLeftOut) == 130)
        #expect(!tree.calls.isEmpty)
        #expect(tree.calls.allSatisfy { $0.calls.isEmpty && $0.callsLeftOut == 10 })
    }
}
