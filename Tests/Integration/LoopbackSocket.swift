import Foundation
import Glibc
import JSON
import Testing

/// A blocking socket, for bytes that no client of ours would send.
enum LoopbackSocket {
    static func open() throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        try #require(descriptor >= 0)
        var patience = timeval(tv_sec: 5, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        return descriptor
    }

    static func address(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return address
    }

    /// Sends bytes and reads until the other side closes or falls silent.
    static func exchange(port: Int, _ bytes: [UInt8]) throws -> (answer: [UInt8], isClosed: Bool) {
        let descriptor = try open()
        defer { close(descriptor) }
        var address = address(port)
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(status == 0, "cannot connect to \(port)")
        let noSignal = Int32(MSG_NOSIGNAL)
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, noSignal) }
            // The server may refuse before it has read all.
            guard count > 0 else { break }
            sent += count
        }
        var answer: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count > 0 { answer += chunk[..<count] } else { return (answer, count == 0 || errno == ECONNRESET) }
        }
    }

    /// Gets a page over HTTP.
    static func get(port: Int, _ path: String) throws -> (status: Int, body: String) {
        let head = "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        return parts(of: try exchange(port: port, Array(head.utf8)).answer)
    }

    /// Posts JSON to a method over HTTP.
    static func post(port: Int, _ method: String, _ body: [UInt8]) throws -> (status: Int, body: JSONValue?) {
        let head = """
            POST /tandem.v1.Gateway/\(method) HTTP/1.1\r
            Host: 127.0.0.1\r
            Content-Type: application/json\r
            Connection: close\r
            Content-Length: \(body.count)\r
            \r

            """
        let (status, content) = parts(of: try exchange(port: port, Array(head.utf8) + body).answer)
        return (status, try? JSONValue(parsing: content))
    }

    private static func parts(of answer: [UInt8]) -> (status: Int, body: String) {
        let text = String(decoding: answer, as: UTF8.self)
        let status = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return (status, text.range(of: "\r\n\r\n").map { String(text[$0.upperBound...]) } ?? "")
    }
}
