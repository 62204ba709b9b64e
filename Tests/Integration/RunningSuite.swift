import Contracts
import Foundation
import Glibc
import JSON
import Operations
import ProtobufWire
import RPC
import Testing

/// A running `tandem up`.
final class RunningSuite: Sendable {
    let home: TestHome
    let gateway: String
    let http: Int
    let process: ChildProcess
    let channel: RPCChannel
    private let output = Collected()
    private let errors: Collected

    /// Starts all services and waits until they are ready.
    init(_ home: TestHome, _ options: String...) async throws {
        self.home = home
        let base = try Ports.row(of: 7)
        gateway = "127.0.0.1:\(base)"
        http = base + 6
        errors = Collected()
        process = try Built.start(
            "tandem",
            ["up", "--json", "--attached", "--port-base", "\(base)", "--http", "\(http)", "--home", home.path]
                + options,
            output: output, errors: errors)
        channel = try RPCChannel(target: gateway, configuration: .loopback)
        while output.all.isEmpty {
            if let end = process.hasEnded { throw RPCError(.unavailable, "up ended with \(end): \(errors.all)") }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    deinit { process.send(SIGTERM) }

    /// What `up` said when all were ready.
    func announcement() throws -> JSONValue { try JSONValue(parsing: output.all[0]) }

    /// What `up` told its operator.
    var notes: [String] { errors.all }

    /// The process of a service now; another one after a restart.
    func processID(_ service: String) throws -> Int32 {
        guard let found = ServiceProcesses.find(service, home: home.path) else {
            throw RPCError(.unavailable, "\(service) does not run")
        }
        return found
    }

    func call<Request: Message, Response: Message>(
        _ method: UnaryMethod<Request, Response>, _ request: Request
    ) async throws -> Response {
        try await channel.call(method, request, options: CallOptions(timeout: .seconds(30), waitForReady: true))
    }

    /// Waits until all services have applied the whole log.
    func settle() async throws {
        try await eventually {
            guard let status = try? await self.call(GatewayService.getSystemStatus, SystemStatusRequest()) else {
                return false
            }
            return status.services.count == 6
                && status.services.allSatisfy {
                    $0.reachable && $0.replica?.ready == true && $0.replica?.appliedSequence == status.logSequence
                }
        }
    }

    /// Ends as by Ctrl-C.
    func stop() async -> ChildProcess.End {
        channel.close()
        process.send(SIGINT)
        return await process.end()
    }
}

/// Waits until a condition holds; fails after a time that only a broken service needs.
func eventually(_ seconds: Double = 60, _ condition: () async -> Bool) async throws {
    let watch = Stopwatch()
    while await !condition() {
        try #require(watch.seconds < seconds, "it never came to be")
        try await Task.sleep(for: .milliseconds(20))
    }
}

/// Processes of services, as the system lists them.
enum ServiceProcesses {
    /// The process of a service that serves a home.
    static func find(_ service: String, home: String) -> Int32? {
        let numbers = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        for number in numbers.compactMap(Int32.init) {
            guard let line = try? Data(contentsOf: URL(fileURLWithPath: "/proc/\(number)/cmdline")) else { continue }
            let words = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
            if words.first == "\(Built.folder)/\(service)", words.contains(home) { return number }
        }
        return nil
    }
}

/// Ports that nobody uses.
enum Ports {
    private static let next = Locked(20_000 + Int(getpid()) % 200 * 100)

    /// The first of some free ports in a row.
    static func row(of count: Int) throws -> Int {
        for _ in 0..<1_000 {
            let first = next.change { next in
                defer { next = next + count > 60_000 ? 20_000 : next + count }
                return next
            }
            if (first..<first + count).allSatisfy(isFree) { return first }
        }
        throw RPCError(.resourceExhausted, "no free ports")
    }

    private static func isFree(_ port: Int) -> Bool {
        guard let socket = try? LoopbackSocket.open() else { return false }
        defer { close(socket) }
        var address = LoopbackSocket.address(port)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
