import Contracts
import ProtobufWire
import Synchronization
import Testing

@testable import RPC

@Suite(.timeLimit(.minutes(2)))
struct DeadlineTests {
    @Test("A call that gets no answer ends with DEADLINE_EXCEEDED, and its handler is told")
    func client() async throws {
        let handlerCancelled = Atomic<Bool>(false)
        let server = RPCServer()
        server.register(EchoService.hang) { request, context in
            do {
                try await Task.sleep(for: .seconds(3600))
            } catch {
                handlerCancelled.store(true, ordering: .relaxed)
                throw error
            }
            return request
        }
        try server.start()
        let channel = try makeChannel(server)
        // On a busy machine the time may be up before the call has left: then the handler never hears of it.
        let isTold = await eventually {
            let error = await failure {
                try await channel.call(
                    EchoService.hang, StatusDetail(), options: CallOptions(timeout: .milliseconds(50)))
            }
            #expect(error?.code == .deadlineExceeded)
            return handlerCancelled.load(ordering: .relaxed)
        }
        #expect(isTold)
        await server.shutdown()
    }

    @Test("The server enforces the deadline by itself, for a client that does not")
    func server() async throws {
        let server = try makeEchoServer()
        let peer = RawPeer(port: server.port)
        var request = RawPeer.request(1, EchoService.hang.name)
        request.timeoutMicroseconds = 30_000
        peer.send(request)
        let answer = await peer.receive()
        #expect(answer?.kind == .status)
        #expect(answer?.status?.code == StatusCode.deadlineExceeded.rawValue)
        #expect(await eventually { server.runningCalls == 0 })
        await server.shutdown()
    }

    @Test("A response that is ready too late is a DEADLINE_EXCEEDED")
    func lateOnLoop() async throws {
        let server = RPCServer()
        server.register(EchoService.echo, on: .loop) { request, context in
            while !context.deadline.hasPassed {}
            return request
        }
        try server.start()
        let peer = RawPeer(port: server.port)
        var request = RawPeer.request(1, EchoService.echo.name)
        request.timeoutMicroseconds = 1000
        peer.send(request)
        #expect(await peer.receive()?.status?.code == StatusCode.deadlineExceeded.rawValue)
        await server.shutdown()
    }

    @Test("A deadline in the past fails without a connection")
    func past() async throws {
        let channel = try makeChannel(port: 1)
        let error = await failure {
            try await channel.call(EchoService.echo, StatusDetail(), options: CallOptions(timeout: .zero))
        }
        #expect(error?.code == .deadlineExceeded)
    }

    @Test("A child call has no more time than its parent")
    func shrinks() async throws {
        let back = RPCServer()
        back.register(EchoService.echo, on: .loop) { _, context in
            let left = context.remaining.map { $0.nanoseconds / 1000 } ?? 0
            return StatusDetail(type: String(left))
        }
        try back.start()
        let toBack = try makeChannel(back)
        let front = RPCServer()
        front.register(EchoService.echo) { request, context in
            try await Task.sleep(for: .milliseconds(20))
            return try await toBack.call(EchoService.echo, request, options: context.childOptions())
        }
        try front.start()
        let channel = try makeChannel(front)
        let answer = try await channel.call(
            EchoService.echo, StatusDetail(), options: CallOptions(timeout: .seconds(30)))
        let left = Int(answer.type) ?? 0
        #expect(left > 0)
        #expect(left <= 29_980_000)
        let unlimited = try await channel.call(EchoService.echo, StatusDetail())
        #expect(unlimited.type == "0")
        await front.shutdown()
        await back.shutdown()
    }

    @Test("Timers fire in order of time, and cleared ones never", arguments: [1, 7, 1000])
    func timerQueue(seed: UInt64) {
        var random = JitterGenerator(seed: seed)
        var queue = TimerQueue()
        var waiting: [(time: UInt64, timer: LoopTimer)] = []
        for _ in 0..<2000 {
            switch Int(random.next() * 3) {
            case 0 where !waiting.isEmpty:
                let index = Int(random.next() * Double(waiting.count))
                queue.clear(waiting.remove(at: index).timer)
            case 1 where !waiting.isEmpty:
                let index = Int(random.next() * Double(waiting.count))
                waiting[index].time = UInt64(random.next() * 1000)
                queue.set(waiting[index].timer, at: waiting[index].time)
            default:
                let timer = LoopTimer()
                let time = UInt64(random.next() * 1000)
                queue.set(timer, at: time)
                waiting.append((time, timer))
            }
            #expect(queue.nextTime == waiting.map(\.time).min())
        }
        var fired: [UInt64] = []
        while let timer = queue.popDue(.max) { fired.append(timer.time) }
        #expect(fired == waiting.map(\.time).sorted())
    }
}
