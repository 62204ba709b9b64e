// Unary echo over loopback, server and client in processes of their own: calls a second, latency, CPU of both sides.
//
//     rpc-benchmark [SECONDS]                      every kind of handler and caller, as a table
//     rpc-benchmark compare FOLDER [ROUNDS [SECONDS [PAYLOAD]]]   beside the peers whose programs are in FOLDER, with ratios
//     rpc-benchmark overload [SECONDS]             goodput beyond the capacity; fails if it falls
//     rpc-benchmark idle [CONNECTIONS]             memory of idle connections; fails over 30 kB each
//     rpc-benchmark serve [PORT]                   the server alone; prints its port and serves until its input ends
//     rpc-benchmark client …                       the client alone (PeerClient.swift)
//
// SPIN_MICROSECONDS, where set, is for how long the loops of our programs look for events before they sleep.
import Foundation
import RPC

do {
    if let limit = ProcessInfo.processInfo.environment["SPIN_MICROSECONDS"].flatMap(Int.init) {
        EventLoopOptions.spinLimit = .microseconds(limit)
    }
    let arguments = Array(CommandLine.arguments.dropFirst())
    func number(_ index: Int) -> Double? { arguments.count > index ? Double(arguments[index]) : nil }
    switch arguments.first {
    case "serve": try serve(port: Int(number(1) ?? 0))
    case "serve-work": try serveWork()
    case "client": try runPeerClient(Array(arguments.dropFirst()))
    case "compare" where arguments.count > 1:
        try compare(
            folder: arguments[1], rounds: Int(number(2) ?? 3), seconds: number(3) ?? 1,
            payloads: number(4).map { [Int($0)] } ?? [64, 4096])
    case "overload": if try !measureOverload(seconds: number(1) ?? 5) { exit(1) }
    case "idle": if try !measureIdleConnections(count: Int(number(1) ?? 5000)) { exit(1) }
    default: try await measure(seconds: number(0) ?? 2)
    }
} catch {
    FileHandle.standardError.write(Data("rpc-benchmark: \(error)\n".utf8))
    exit(1)
}
