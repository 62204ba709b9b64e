// usage: grpc-swift-server PORT [noflush]
// "noflush": without the flush coalescing that delays each write, by default, by up to 100 us.
import GRPCCore
import GRPCNIOTransportHTTP2Posix
import GRPCProtobuf

struct EchoService: Bench_Echo.SimpleServiceProtocol {
    func unary(request: Bench_EchoMsg, context: ServerContext) async throws -> Bench_EchoMsg { request }
}

let arguments = CommandLine.arguments
guard arguments.count > 1, let port = Int(arguments[1]) else { preconditionFailure("PORT [noflush]") }
let configuration = HTTP2ServerTransport.Posix.Config.defaults {
    if arguments.last == "noflush" { $0.connection.flushCoalescing = nil }
}
let server = GRPCServer(
    transport: .http2NIOPosix(
        address: .ipv4(host: "127.0.0.1", port: port), transportSecurity: .plaintext,
        config: configuration),
    services: [EchoService()])
try await server.serve()
