import Contracts
import Glibc
import ProtobufWire
import Synchronization
import Testing

@testable import RPC

@Suite(.timeLimit(.minutes(2)))
struct SheddingTests {
    /// A server with one worker, whose handler holds it until released.
    private final class Gate: Sendable {
        let isOpen = Atomic<Bool>(false)
        let entered = Atomic<Int>(0)

        func pass() {
            entered.add(1, ordering: .relaxed)
            while !isOpen.load(ordering: .relaxed) { usleep(1000) }
        }
    }

    @Test("A call that would wait for more than half of its time is refused at once, one with more time is not")
    func byDeadline() async {
        let gate = Gate()
        let pool = WorkerPool(width: 1, limit: 100, shedding: LoadShedding(delay: .seconds(3600)))
        let usual = ServiceTime()
        usual.record(10_000_000_000)
        let served = Atomic<Int>(0)
        let refused = Mutex<[RPCError]>([])
        func submit(_ deadline: Deadline) {
            pool.submit(
                WorkItem(
                    run: {
                        gate.pass()
                        served.add(1, ordering: .relaxed)
                        return true
                    },
                    refuse: { error in refused.withLock { $0.append(error) } }, deadline: deadline, serviceTime: usual))
        }
        submit(.never)
        #expect(await eventually { gate.entered.load(ordering: .relaxed) == 1 })
        // One that waits takes 10 s: this one would be done after 20 s.
        submit(.after(.seconds(3600)))
        submit(.after(.seconds(39)))
        submit(.after(.seconds(3600)))
        submit(.never)
        let errors = refused.withLock { $0 }
        #expect(errors.map(\.code) == [.resourceExhausted])
        #expect(errors.first?.metadata["grpc-retry-pushback-ms"] == "10000")
        gate.isOpen.store(true, ordering: .relaxed)
        #expect(await eventually { served.load(ordering: .relaxed) == 4 })
        #expect(refused.withLock { $0.count } == 1)
    }

    @Test("A call that comes while a worker looks at the clock has not waited for ages")
    func justArrived() async {
        let pool = WorkerPool(width: 2, limit: .max, shedding: LoadShedding())
        let usual = ServiceTime()
        let done = Atomic<Int>(0)
        let refused = Atomic<Int>(0)
        // One after the other, so that workers go idle and are woken all the time, and no call waits for long.
        for number in 1...200_000 {
            pool.submit(
                WorkItem(
                    run: {
                        done.add(1, ordering: .relaxed)
                        return true
                    },
                    refuse: { _ in
                        refused.add(1, ordering: .relaxed)
                        done.add(1, ordering: .relaxed)
                    }, deadline: .never, serviceTime: usual))
            while number - done.load(ordering: .relaxed) > 4 { sched_yield() }
        }
        #expect(await eventually { done.load(ordering: .relaxed) == 200_000 })
        #expect(refused.load(ordering: .relaxed) == 0)
    }

    @Test("Once the queue has stood for long, who has waited for too long is refused and the others are served")
    func byDelay() async throws {
        let gate = Gate()
        var configuration = ServerConfiguration()
        configuration.workerCount = 1
        configuration.loadShedding = LoadShedding(delay: .milliseconds(20), interval: .milliseconds(40))
        let server = RPCServer(configuration)
        server.register(EchoService.echoOnWorker, on: .workers) { request, _ in
            gate.pass()
            return request
        }
        try server.start()
        let channel = try makeChannel(server)
        func call() -> Task<RPCError?, Never> {
            Task { await failure { try await channel.call(EchoService.echoOnWorker, StatusDetail()) } }
        }
        let first = call()
        #expect(await eventually { gate.entered.load(ordering: .relaxed) == 1 })
        let late = [call(), call(), call()]
        #expect(await eventually { server.runningCalls == 4 })
        try await Task.sleep(for: .milliseconds(100))
        gate.isOpen.store(true, ordering: .relaxed)
        #expect(await first.value == nil)
        for task in late { #expect(await task.value?.code == .resourceExhausted) }
        #expect(gate.entered.load(ordering: .relaxed) == 1)
        #expect(await call().value == nil)
        await server.shutdown()
    }

    @Test("A call whose turn comes with too little time left is refused, though it was taken when it came")
    func byTurn() async {
        let gate = Gate()
        let pool = WorkerPool(width: 1, limit: 100, shedding: LoadShedding(delay: .seconds(3600)))
        let usual = ServiceTime()
        let served = Mutex<[Int]>([])
        let refused = Mutex<[RPCError]>([])
        func submit(_ number: Int, _ deadline: Deadline) {
            pool.submit(
                WorkItem(
                    run: {
                        gate.pass()
                        served.withLock { $0.append(number) }
                        return false
                    },
                    refuse: { error in refused.withLock { $0.append(error) } }, deadline: deadline, serviceTime: usual))
        }
        submit(0, .never)
        #expect(await eventually { gate.entered.load(ordering: .relaxed) == 1 })
        submit(1, .after(.seconds(3600)))
        submit(2, .never)
        // Only now the server learns that the work takes longer than the second's time.
        usual.record(3_600_000_000_000)
        gate.isOpen.store(true, ordering: .relaxed)
        #expect(await eventually { served.withLock { $0.count } + refused.withLock { $0.count } == 3 })
        #expect(served.withLock { $0 } == [0, 2])
        #expect(refused.withLock { $0.map(\.code) } == [.resourceExhausted])
    }

    @Test("Without the rule calls wait for as long as they may")
    func off() async throws {
        let gate = Gate()
        var configuration = ServerConfiguration()
        configuration.workerCount = 1
        configuration.loadShedding = nil
        let server = RPCServer(configuration)
        server.register(EchoService.echoOnWorker, on: .workers) { request, _ in
            gate.pass()
            return request
        }
        try server.start()
        let channel = try makeChannel(server)
        let calls = (0..<4).map { _ in
            Task { await failure { try await channel.call(EchoService.echoOnWorker, StatusDetail()) } }
        }
        #expect(await eventually { server.runningCalls == 4 })
        try await Task.sleep(for: .milliseconds(50))
        gate.isOpen.store(true, ordering: .relaxed)
        for task in calls { #expect(await task.value == nil) }
        await server.shutdown()
    }
}
