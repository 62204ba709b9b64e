import Contracts
import ProtobufWire
import Testing

@testable import RPC

@Suite(.timeLimit(.minutes(2)))
struct SleepTests {
    private static let limit: UInt64 = 50_000

    @Test("A loop looks for events once they come soon one after the other, and sleeps when they don't")
    func prediction() {
        var predictor = SleepPredictor()
        #expect(!predictor.expectsEventSoon)
        for _ in 0..<8 { predictor.slept(20_000, limit: Self.limit) }
        #expect(predictor.expectsEventSoon)
        predictor.looked(found: true)
        #expect(predictor.expectsEventSoon)
        for _ in 0..<3 { predictor.looked(found: false) }
        #expect(!predictor.expectsEventSoon)
    }

    @Test("Events that come soon and late in turn are slept for")
    func alternation() {
        var predictor = SleepPredictor()
        for _ in 0..<1_000 {
            predictor.slept(20_000, limit: Self.limit)
            #expect(!predictor.expectsEventSoon)
            predictor.slept(5_000_000, limit: Self.limit)
        }
    }

    @Test("A loop whose processor others want sleeps for many events, however soon they come, and then tries again")
    func hindrance() {
        var predictor = SleepPredictor()
        for _ in 0..<8 { predictor.slept(20_000, limit: Self.limit) }
        predictor.hindered()
        var sleeps = 0
        while !predictor.expectsEventSoon, sleeps < 1_000 {
            predictor.slept(20_000, limit: Self.limit)
            sleeps += 1
        }
        #expect((20..<1_000).contains(sleeps))
    }

    @Test("The limit is kept, within a millisecond, and calls, timers and other threads are served while loops look")
    func limit() async throws {
        let before = EventLoopOptions.spinLimit
        defer { EventLoopOptions.spinLimit = before }
        EventLoopOptions.spinLimit = .seconds(1)
        #expect(EventLoopOptions.spinLimit == .milliseconds(1))
        let server = try makeEchoServer()
        let channel = try makeChannel(server)
        try await withTaskExecutorPreference(channel.executor) {
            for number in 0..<1_000 {
                let answer = try await channel.call(EchoService.echo, StatusDetail(type: String(number)))
                #expect(answer.type == String(number))
            }
        }
        for number in 0..<200 {
            #expect(try await channel.call(EchoService.echo, StatusDetail(type: String(number))).type == String(number))
            guard number.isMultiple(of: 20) else { continue }
            let options = CallOptions(timeout: .microseconds(200))
            let error = await failure { try await channel.call(EchoService.hang, StatusDetail(), options: options) }
            #expect(error?.code == .deadlineExceeded)
        }
        EventLoopOptions.spinLimit = .zero
        #expect(EventLoopOptions.spinLimit == .zero)
        #expect(try await channel.call(EchoService.echo, StatusDetail(type: "asleep")).type == "asleep")
        await server.shutdown()
    }
}
