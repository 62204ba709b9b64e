import Foundation

/// One kind of server and client that echoes.
private struct Peer {
    var name: String
    /// Program and arguments; "PORT" stands for the port.
    var server: [String]
    /// Program and the arguments that follow the common ones.
    var client: [String]
    var extra: [String] = []
}

private struct Cell {
    var payload: Int
    var outstanding: Int
    var connections: Int
    var isPinned = false
}

private struct Sample {
    var rate: Double
    var median: Double
    var tail: Double
    var clientMicroseconds: Double
    var serverMicroseconds: Double
    var others: Double

    init?(_ line: String) {
        let fields = line.split(separator: "\t").dropFirst(5).compactMap { Double($0) }
        guard line.hasPrefix("RPC\t"), fields.count == 6 else { return nil }
        (rate, median, tail) = (fields[0], fields[1], fields[2])
        (clientMicroseconds, serverMicroseconds, others) = (fields[3], fields[4], fields[5])
    }
}

/// Runs our echo and the peers' that are there, in turn, and prints a table with ratios.
///
/// Our client calls in each of its forms (``CallForm``), and the table has how many times as many calls a second as each
/// row's the callbacks make. Our server answers on the loop.
///
/// - Parameters:
///   - folder: Where the peers' programs are (`scripts/bench-rpc` builds them); one that is missing is left out and named.
///   - rounds: How often every case is measured; the table has medians.
///   - seconds: Length of one measurement.
///   - payloads: Bytes of a message.
func compare(folder: String, rounds: Int, seconds: Double, payloads: [Int]) throws {
    let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let known = [
        Peer(
            name: "Tandem, callbacks", server: [own, "serve", "PORT"], client: [own, "client"], extra: ["callbacks"]),
        Peer(name: "Tandem, await", server: [own, "serve", "PORT"], client: [own, "client"], extra: ["executor"]),
        Peer(
            name: "Tandem, await elsewhere", server: [own, "serve", "PORT"], client: [own, "client"], extra: ["tasks"]),
        Peer(name: "raw epoll C", server: ["\(folder)/raw-server", "PORT"], client: ["\(folder)/raw-client"]),
        Peer(
            name: "gRPC C++ async", server: ["\(folder)/grpc-server", "PORT", "async", "1"],
            client: ["\(folder)/grpc-client"], extra: ["async"]),
        Peer(
            name: "grpc-swift-2", server: ["\(folder)/grpc-swift-server", "PORT"],
            client: ["\(folder)/grpc-swift-client"]),
        Peer(
            name: "grpc-swift-2, flushing at once", server: ["\(folder)/grpc-swift-server", "PORT", "noflush"],
            client: ["\(folder)/grpc-swift-client"], extra: ["noflush"]),
    ]
    let peers = known.filter { FileManager.default.isExecutableFile(atPath: $0.server[0]) }
    let missing = known.map(\.name).filter { name in !peers.contains { $0.name == name } }
    for name in missing { print("skipped: \(name) (not in \(folder))") }
    var cells: [Cell] = []
    for payload in payloads {
        for (outstanding, connections) in [(1, 1), (16, 1), (64, 1), (16, 16), (64, 64)] {
            cells.append(Cell(payload: payload, outstanding: outstanding, connections: connections))
        }
        cells.append(Cell(payload: payload, outstanding: 1, connections: 1, isPinned: true))
    }
    var samples: [[[Sample]]] = cells.map { _ in peers.map { _ in [] } }
    for _ in 0..<rounds {
        for (row, cell) in cells.enumerated() {
            for (column, peer) in peers.enumerated() {
                samples[row][column].append(try measure(peer, cell, seconds: seconds, port: 7450 + column))
            }
        }
    }
    printTable(cells, peers, samples)
}

private func measure(_ peer: Peer, _ cell: Cell, seconds: Double, port: Int) throws -> Sample {
    let server = Process()
    configure(server, peer.server.map { $0 == "PORT" ? String(port) : $0 }, isPinned: cell.isPinned)
    let input = Pipe()
    server.standardInput = input
    server.standardOutput = FileHandle.nullDevice
    try server.run()
    defer {
        server.terminate()
        server.waitUntilExit()
    }
    usleep(300_000)
    let client = Process()
    let common = [
        peer.name, String(port), String(server.processIdentifier), String(cell.payload), String(cell.outstanding),
        String(cell.connections), "0.2", String(seconds),
    ]
    configure(client, peer.client + common + peer.extra, isPinned: cell.isPinned)
    let output = Pipe()
    client.standardOutput = output
    try client.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    client.waitUntilExit()
    guard let sample = text.split(separator: "\n").compactMap({ Sample(String($0)) }).first else {
        throw BenchmarkFailure("\(peer.name) gave no result at \(cell): \(text.prefix(200))")
    }
    return sample
}

/// Pinned means both processes on one core: then no core is woken, and only the work counts.
private func configure(_ process: Process, _ command: [String], isPinned: Bool) {
    process.executableURL = URL(fileURLWithPath: isPinned ? "/usr/bin/taskset" : command[0])
    process.arguments = isPinned ? ["-c", "0"] + command : Array(command.dropFirst())
}

private func printTable(_ cells: [Cell], _ peers: [Peer], _ samples: [[[Sample]]]) {
    print(
        "| payload | outstanding | connections | peer | calls/s | callbacks are | p50 us | p99 us | CPU us client | server |"
    )
    print("|--:|--:|--:|---|--:|--:|--:|--:|--:|--:|")
    for (row, cell) in cells.enumerated() {
        func median(_ column: Int, _ value: (Sample) -> Double) -> Double {
            let sorted = samples[row][column].map(value).sorted()
            return sorted[sorted.count / 2]
        }
        let own = median(0, \.rate)
        for (column, peer) in peers.enumerated() {
            let rate = median(column, \.rate)
            print(
                String(
                    format: "| %d | %d | %d%@ | %@ | %.0f | %@ | %.0f | %.0f | %.2f | %.2f |", cell.payload,
                    cell.outstanding, cell.connections, cell.isPinned ? ", one core" : "", peer.name, rate,
                    column == 0 ? "" : String(format: "%.2f x", own / rate), median(column, \.median),
                    median(column, \.tail), median(column, \.clientMicroseconds), median(column, \.serverMicroseconds)))
        }
    }
    let others = samples.flatMap { $0.flatMap { $0.map(\.others) } }.sorted()
    if let middle = others.isEmpty ? nil : others[others.count / 2] {
        print(
            String(
                format: "Other processes used %.0f %% of one core (median), at most %.0f %%.", middle, others.last ?? 0)
        )
    }
}
