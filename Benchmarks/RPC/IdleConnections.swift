import Contracts
import Foundation
import ProtobufWire

/// Measures the memory that connections cost which have made one call and then say nothing.
///
/// - Returns: Whether each costs the server at most 30 kB.
func measureIdleConnections(count: Int) throws -> Bool {
    raiseFileLimit()
    let server = try ServerProcess(["serve"])
    defer { server.stop() }
    func open(_ number: Int) throws -> [Int32] { try (0..<number).map { _ in try connectAndCall(server.port) } }
    // What the first ones bring to life belongs to the server, not to them.
    var sockets = try open(100)
    let before = residentMemory(of: server.identifier)
    sockets += try open(count)
    let after = residentMemory(of: server.identifier)
    for socket in sockets { close(socket) }
    let each = Double(after - before) / Double(count) / 1000
    print(
        String(
            format: "%d idle connections: %.1f kB each (server: %d MB before, %d MB after)", count, each, before >> 20,
            after >> 20))
    return each <= 30
}

private func connectAndCall(_ port: Int) throws -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let status = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
    guard status == 0 else { throw BenchmarkFailure("cannot connect: \(String(cString: strerror(errno)))") }
    let frame = Frame(
        stream: 1, kind: .request, method: Echo.onLoop.name,
        payload: StatusDetail(value: Array(repeating: 1, count: 64)).serializedBytes(), hasPayload: true,
        endOfStream: true
    ).serializedBytes()
    let bytes = [0] + withUnsafeBytes(of: UInt32(frame.count).bigEndian) { Array($0) } + frame
    var answer = [UInt8](repeating: 0, count: 4096)
    guard send(descriptor, bytes, bytes.count, 0) == bytes.count, recv(descriptor, &answer, answer.count, 0) > 0 else {
        throw BenchmarkFailure("a call on a new connection got no answer")
    }
    return descriptor
}
