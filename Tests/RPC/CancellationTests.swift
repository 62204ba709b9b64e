import Contracts
import Glibc
import ProtobufWire
import Synchronization
import Testing

@testable import RPC

@Suite(.timeLimit(.minutes(2)))
struct CancellationTests {
    @Test("A cancelled task cancels its call through a chain of three servers")
    func chain() async throws {
        let reached = Atomic<Int>(0)
        let cancelled = Atomic<Int>(0)
        let last = RPCServer()
        last.register(EchoService.hang) { request, context in
            context.onCancel { cancelled.add(1, ordering: .relaxed) }
            reached.add(1, ordering: .relaxed)
            try await Task.sleep(for: .seconds(3600))
            return request
        }
        try last.start()
        let toLast = try makeChannel(last)

        // The middle one makes its call by callback, so that only the context's token can carry the cancellation.
        let middle = RPCServer()
        middle.registerDeferred(EchoService.hang) { request, context, responder in
            context.onCancel { cancelled.add(1, ordering: .relaxed) }
            toLast.start(EchoService.hang, request, options: context.childOptions()) { responder.finish($0) }
        }
        try middle.start()
        let toMiddle = try makeChannel(middle)

        let first = RPCServer()
        first.register(EchoService.hang) { request, context in
            context.onCancel { cancelled.add(1, ordering: .relaxed) }
            return try await toMiddle.call(EchoService.hang, request, options: context.childOptions())
        }
        try first.start()
        let channel = try makeChannel(first)

        let call = Task { await failure { try await channel.call(EchoService.hang, StatusDetail()) } }
        #expect(await eventually { reached.load(ordering: .relaxed) == 1 })
        call.cancel()
        #expect(await call.value?.code == .cancelled)
        #expect(await eventually { cancelled.load(ordering: .relaxed) == 3 })
        #expect(await eventually { first.runningCalls + middle.runningCalls + last.runningCalls == 0 })
        for server in [first, middle, last] { await server.shutdown() }
    }

    @Test("A worker sees that its caller has gone away")
    func worker() async throws {
        let seen = Atomic<Bool>(false)
        let started = Atomic<Bool>(false)
        let server = RPCServer()
        server.register(EchoService.echoOnWorker, on: .workers) { request, context in
            started.store(true, ordering: .relaxed)
            while true {
                do throws(RPCError) {
                    try context.checkCancellation()
                } catch {
                    seen.store(error.code == .cancelled, ordering: .relaxed)
                    throw error
                }
                usleep(1000)
            }
        }
        try server.start()
        let peer = RawPeer(port: server.port)
        peer.send(RawPeer.request(1, EchoService.echoOnWorker.name))
        #expect(await eventually { started.load(ordering: .relaxed) })
        peer.reset()
        withExtendedLifetime(peer) {}
        _ = consume peer
        #expect(await eventually { seen.load(ordering: .relaxed) })
        await server.shutdown()
    }

    @Test("A handle cancels; a task cancelled before its call never makes it")
    func handle() async throws {
        let server = try makeEchoServer()
        let channel = try makeChannel(server)
        let outcome = await withCheckedContinuation { continuation in
            let handle = channel.start(EchoService.hang, StatusDetail()) { continuation.resume(returning: $0) }
            handle.cancel()
        }
        guard case .failure(let error) = outcome else {
            Issue.record("a hanging call succeeded")
            return
        }
        #expect(error.code == .cancelled)
        // Often, since the cancellation runs on the loop while the call is still being made: none may lose its outcome.
        for _ in 0..<2_000 {
            let task = Task {
                while !Task.isCancelled { await Task.yield() }
                return await failure { try await channel.call(EchoService.echo, StatusDetail()) }
            }
            task.cancel()
            #expect(await task.value?.code == .cancelled)
        }
        await server.shutdown()
    }

    @Test("A token runs each action once, and none that was removed")
    func token() {
        let token = CancellationToken()
        let runs = Atomic<Int>(0)
        let removed = token.onCancel { runs.add(100, ordering: .relaxed) }
        token.onCancel { runs.add(1, ordering: .relaxed) }
        token.remove(removed)
        #expect(!token.isCancelled)
        token.cancel()
        token.cancel()
        token.onCancel { runs.add(10, ordering: .relaxed) }
        #expect(token.isCancelled)
        #expect(runs.load(ordering: .relaxed) == 11)
    }
}
