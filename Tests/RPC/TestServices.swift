import Contracts
import ProtobufWire

@testable import RPC

/// Methods that the tests serve; `StatusDetail` serves as a message with a text and bytes.
enum EchoService {
    /// On the loop.
    static let echo = UnaryMethod<StatusDetail, StatusDetail>("test.Echo/Echo")
    /// On a worker.
    static let echoOnWorker = UnaryMethod<StatusDetail, StatusDetail>("test.Echo/EchoOnWorker")
    /// As a task.
    static let echoAsync = UnaryMethod<StatusDetail, StatusDetail>("test.Echo/EchoAsync")
    /// By a responder.
    static let echoDeferred = UnaryMethod<StatusDetail, StatusDetail>("test.Echo/EchoDeferred")
    /// Never answers; ends when cancelled.
    static let hang = UnaryMethod<StatusDetail, StatusDetail>("test.Echo/Hang")
    /// Fails with the code in `type`.
    static let fail = UnaryMethod<StatusDetail, StatusDetail>("test.Echo/Fail")
    /// As many messages as `type` says, of the size of `value`.
    static let count = ServerStreamingMethod<StatusDetail, StatusDetail>("test.Echo/Count")
    /// Answers with the number of requests in `type`, and their `value`s one after the other.
    static let collect = ClientStreamingMethod<StatusDetail, StatusDetail>("test.Echo/Collect")
    /// Answers each request with itself.
    static let chat = BidirectionalMethod<StatusDetail, StatusDetail>("test.Echo/Chat")

    static let unary = [echo, echoOnWorker, echoAsync, echoDeferred]
}

/// A server of ``EchoService`` on a free port.
func makeEchoServer(_ configuration: ServerConfiguration = ServerConfiguration()) throws -> RPCServer {
    let server = RPCServer(configuration)
    server.register(EchoService.echo, on: .loop) { request, _ in request }
    server.register(EchoService.echoOnWorker, on: .workers) { request, _ in request }
    server.register(EchoService.echoAsync) { request, _ in
        await Task.yield()
        return request
    }
    server.registerDeferred(EchoService.echoDeferred) { request, _, responder in responder.succeed(request) }
    server.register(EchoService.hang) { request, _ in
        try await Task.sleep(for: .seconds(3600))
        return request
    }
    server.register(EchoService.fail, on: .loop) { request, _ in
        throw RPCError(
            StatusCode(rawValue: UInt32(request.type) ?? 2), "as asked", details: [request],
            metadata: CallMetadata([("why", "test")]))
    }
    server.register(EchoService.count) { request, writer, _ in
        for number in 0..<(Int(request.type) ?? 0) {
            try await writer.write(StatusDetail(type: String(number), value: request.value))
        }
    }
    server.register(EchoService.collect) { requests, _ in
        var answer = StatusDetail()
        var count = 0
        for try await request in requests {
            count += 1
            answer.value += request.value
        }
        answer.type = String(count)
        return answer
    }
    server.register(EchoService.chat) { requests, responses, _ in
        for try await request in requests { try await responses.write(request) }
    }
    try server.start()
    return server
}

/// A channel to a server on this machine that reconnects quickly.
func makeChannel(_ server: RPCServer, _ change: (inout ChannelConfiguration) -> Void = { _ in }) throws -> RPCChannel {
    try makeChannel(port: server.port, change)
}

func makeChannel(port: Int, _ change: (inout ChannelConfiguration) -> Void = { _ in }) throws -> RPCChannel {
    var configuration = ChannelConfiguration.loopback
    change(&configuration)
    return try RPCChannel(target: "127.0.0.1:\(port)", configuration: configuration)
}

/// The error that a call fails with, or nil if it succeeds.
func failure<Value>(_ body: () async throws -> Value) async -> RPCError? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error as? RPCError
    }
}

/// Waits until something holds; false after some seconds in which it did not.
func eventually(within seconds: Int = 60, _ condition: () async -> Bool) async -> Bool {
    let end = Deadline.after(.seconds(seconds))
    while !end.hasPassed {
        if await condition() { return true }
        try? await Task.sleep(for: .milliseconds(5))
    }
    return await condition()
}
