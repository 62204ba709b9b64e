import Contracts
import ProtobufWire
import Testing

@testable import RPC

/// Bytes that are not all alike, made quickly.
private func pattern(_ size: Int) -> [UInt8] {
    Array(unsafeUninitializedCapacity: size) { buffer, count in
        for index in 0..<size { buffer[index] = UInt8(truncatingIfNeeded: index &* 7) }
        count = size
    }
}

@Suite(.timeLimit(.minutes(2)))
struct UnaryCallTests {
    @Test("Every kind of handler echoes every size", arguments: EchoService.unary)
    func sizes(method: UnaryMethod<StatusDetail, StatusDetail>) async throws {
        let server = try makeEchoServer()
        let channel = try makeChannel(server)
        for size in [0, 1, 100, 4091, 4096, 65_536, 262_139, 262_144, 262_145, 1_000_003, 4_150_000] {
            let request = StatusDetail(
                type: "size \(size)", value: pattern(size))
            let response = try await channel.call(method, request, options: CallOptions(timeout: .seconds(60)))
            #expect(response == request)
        }
        await server.shutdown()
    }

    @Test("1000 calls are outstanding on one connection at once")
    func outstanding() async throws {
        let server = try makeEchoServer()
        let channel = try makeChannel(server)
        let answers = try await withThrowingTaskGroup(of: (Int, StatusDetail).self) { group in
            for number in 0..<1000 {
                let method = EchoService.unary[number % EchoService.unary.count]
                group.addTask {
                    let request = StatusDetail(type: String(number), value: Array(repeating: 1, count: number))
                    return (number, try await channel.call(method, request))
                }
            }
            var answers: [(Int, StatusDetail)] = []
            for try await answer in group { answers.append(answer) }
            return answers
        }
        #expect(answers.count == 1000)
        for (number, answer) in answers {
            #expect(answer.type == String(number))
            #expect(answer.value.count == number)
        }
        await server.shutdown()
    }
}
