import Contracts
import ProtobufWire
import Synchronization
import Testing

@testable import RPC

@Suite(.timeLimit(.minutes(2)))
struct ExecutorTests {
    private static let relay = UnaryMethod<StatusDetail, StatusDetail>("test.Relay/Relay")

    @Test("A task on a channel's executor is on its loop before and after every call")
    func client() async throws {
        let server = try makeEchoServer()
        let channel = try makeChannel(server)
        let loop = channel.transport.loop
        try await withTaskExecutorPreference(channel.executor) {
            #expect(loop.isCurrent)
            for number in 0..<100 {
                let method = EchoService.unary[number % EchoService.unary.count]
                #expect(try await channel.call(method, StatusDetail(type: String(number))).type == String(number))
                #expect(loop.isCurrent)
            }
            try await Task.sleep(for: .milliseconds(1))
            #expect(loop.isCurrent)
            let timeout = CallOptions(timeout: .milliseconds(20))
            #expect(
                await failure { try await channel.call(EchoService.hang, StatusDetail(), options: timeout) }?.code
                    == .deadlineExceeded)
            #expect(loop.isCurrent)
        }
        await server.shutdown()
    }

    @Test("A handler on the loop calls others and answers without leaving it, and is cancelled with its call")
    func handler() async throws {
        let backend = try makeEchoServer()
        let onward = try makeChannel(backend)
        let cancelled = OutcomeBox<Bool>()
        let server = RPCServer()
        server.register(Self.relay, onLoop: true) { request, context in
            let loop = EventLoop.current
            if request.type == "hang" {
                let outcome = await failure {
                    try await onward.call(EchoService.hang, request, options: context.childOptions())
                }
                cancelled.set(.success(outcome?.code == .cancelled && loop != nil && EventLoop.current === loop))
                return request
            }
            let answer = try await onward.call(EchoService.echo, request, options: context.childOptions())
            guard let loop, EventLoop.current === loop else { throw RPCError(.internalError, "elsewhere") }
            return answer
        }
        try server.start()
        let channel = try makeChannel(server)
        for number in 0..<50 {
            #expect(try await channel.call(Self.relay, StatusDetail(type: String(number))).type == String(number))
        }
        let waiting = Task { try await channel.call(Self.relay, StatusDetail(type: "hang")) }
        while backend.runningCalls == 0 { await Task.yield() }
        waiting.cancel()
        #expect(try await cancelled.value().get())
        #expect(await failure { try await waiting.value }?.code == .cancelled)
        await server.shutdown()
        await backend.shutdown()
    }

    @Test("A channel whose last holder is the completion of its last call closes after it")
    func letGoInCompletion() async throws {
        let server = try makeEchoServer()
        for _ in 0..<200 {
            let holder = Mutex<RPCChannel?>(try makeChannel(server))
            await withCheckedContinuation { continuation in
                let channel = holder.withLock { $0 }
                channel?.start(EchoService.echo, StatusDetail(type: "x")) { result in
                    #expect(throws: Never.self) { try result.get() }
                    holder.withLock { $0 = nil }
                    continuation.resume()
                }
            }
        }
        await server.shutdown()
        #expect(server.runningCalls == 0)
    }
}
