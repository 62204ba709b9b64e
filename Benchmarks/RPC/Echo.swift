import Contracts
import Foundation
import ProtobufWire
import RPC

/// The methods under measurement: the same echo, served in each of the ways a server offers.
enum Echo {
    static let onLoop = UnaryMethod<StatusDetail, StatusDetail>("benchmark.Echo/OnLoop")
    static let onWorker = UnaryMethod<StatusDetail, StatusDetail>("benchmark.Echo/OnWorker")
    static let asTask = UnaryMethod<StatusDetail, StatusDetail>("benchmark.Echo/AsTask")
}

/// Serves until standard input ends.
func serve(port: Int) throws {
    raiseFileLimit()
    let server = RPCServer(ServerConfiguration(port: port))
    server.register(Echo.onLoop, on: .loop) { request, _ in request }
    server.register(Echo.onWorker, on: .workers) { request, _ in request }
    server.register(Echo.asTask) { request, _ async in request }
    try server.start()
    print(server.port)
    fflush(nil)
    while readLine() != nil {}
}
