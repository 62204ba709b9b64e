// Unary echo over loopback, server and client in processes of their own: calls a second, latency, CPU of both sides.
//
//     rpc-benchmark [SECONDS]        every case, as a table
//     rpc-benchmark serve            the server alone; prints its port and serves until its input ends
import Foundation
import RPC

do {
    if CommandLine.arguments.dropFirst().first == "serve" {
        try serve()
    } else {
        try await measure(seconds: CommandLine.arguments.dropFirst().first.flatMap(Double.init) ?? 2)
    }
} catch {
    FileHandle.standardError.write(Data("rpc-benchmark: \(error)\n".utf8))
    exit(1)
}
