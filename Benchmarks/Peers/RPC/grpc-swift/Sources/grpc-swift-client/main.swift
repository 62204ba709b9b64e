// usage: grpc-swift-client LABEL PORT SERVER_PID PAYLOAD OUTSTANDING CONNECTIONS WARM_SECONDS RUN_SECONDS [noflush]
// A closed loop: as many calls are outstanding, spread over the connections. One line of results, as the other peers print.
import BenchClock
import Foundation
import GRPCCore
import GRPCNIOTransportHTTP2Posix
import GRPCProtobuf

typealias Client = GRPCClient<HTTP2ClientTransport.Posix>

/// The latencies of one lane of calls.
struct Latencies: @unchecked Sendable { let histogram: UnsafeMutablePointer<bc_hist> = bc_hist_new() }

func callInTurn(
    _ echo: Bench_Echo.Client<HTTP2ClientTransport.Posix>, _ request: Bench_EchoMsg, from start: UInt64,
    to end: UInt64, _ latencies: Latencies
) async throws {
    while true {
        let began = bc_now()
        let answer = try await echo.unary(request)
        let ended = bc_now()
        precondition(answer.payload.count == request.payload.count)
        if began >= start, ended <= end { bc_add(latencies.histogram, ended - began) }
        if ended >= end { return }
    }
}

func sleep(until time: UInt64) async throws {
    let current = bc_now()
    if current < time { try await Task.sleep(nanoseconds: time - current) }
}

let arguments = CommandLine.arguments
guard arguments.count > 8, let port = Int(arguments[2]), let server = Int32(arguments[3]),
    let payload = Int(arguments[4]), let outstanding = Int(arguments[5]), let connections = Int(arguments[6]),
    let warm = Double(arguments[7]), let run = Double(arguments[8])
else {
    print("LABEL PORT SERVER_PID PAYLOAD OUTSTANDING CONNECTIONS WARM_SECONDS RUN_SECONDS [noflush]")
    exit(2)
}
let label = arguments[1]
let request = {
    var message = Bench_EchoMsg()
    message.payload = Data(repeating: UInt8(ascii: "x"), count: payload)
    return message
}()

let configuration = HTTP2ClientTransport.Posix.Config.defaults {
    if arguments.last == "noflush" { $0.connection.flushCoalescing = nil }
}
let clients = try (0..<connections).map { _ in
    Client(
        transport: try .http2NIOPosix(
            target: .ipv4(address: "127.0.0.1", port: port), transportSecurity: .plaintext, config: configuration))
}
try await withThrowingTaskGroup(of: Void.self) { runners in
    for client in clients { runners.addTask { try await client.runConnections() } }
    let start = bc_now() + UInt64(warm * 1e9)
    let end = start + UInt64(run * 1e9)
    let lanes = (0..<outstanding).map { _ in Latencies() }
    var before = bc_snap()
    var after = bc_snap()
    try await withThrowingTaskGroup(of: Void.self) { group in
        for (number, latencies) in lanes.enumerated() {
            let echo = Bench_Echo.Client(wrapping: clients[number % connections])
            group.addTask { try await callInTurn(echo, request, from: start, to: end, latencies) }
        }
        try await sleep(until: start)
        before = bc_snapshot(server)
        try await sleep(until: end)
        after = bc_snapshot(server)
        try await group.waitForAll()
    }
    for latencies in lanes.dropFirst() { bc_merge(lanes[0].histogram, latencies.histogram) }
    bc_report(label, Int32(payload), Int32(outstanding), Int32(connections), lanes[0].histogram, before, after)
    for client in clients { client.beginGracefulShutdown() }
    try await runners.waitForAll()
}
