import Dispatch
import Glibc

/// HTTP by hand over a socket, so that anything can be sent.
///
/// Whatever blocks does so on a queue of its own: the server's handlers need the threads of Swift's pool.
final class SocketClient: @unchecked Sendable {
    struct Response: Sendable {
        var status: Int
        var headers: [String: String]
        var body: [UInt8]

        var text: String { String(decoding: body, as: UTF8.self) }
    }

    struct Failure: Error {
        let description: String
    }

    private let descriptor: Int32
    private let queue = DispatchQueue(label: "SocketClient")
    /// Used on `queue` only.
    private var received: [UInt8] = []

    init(port: Int, host: String = "127.0.0.1") throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var limit = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        inet_pton(AF_INET, host, &address.sin_addr)
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw Failure(description: "connect: \(String(cString: strerror(errno)))") }
    }

    deinit { close(descriptor) }

    private func onQueue<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: work)) }
        }
    }

    /// Sends all of it; false when the server takes no more.
    @discardableResult
    func send(_ bytes: [UInt8]) async throws -> Bool { try await onQueue { self.write(bytes) } }

    @discardableResult
    func send(_ text: String) async throws -> Bool { try await send(Array(text.utf8)) }

    /// The next response on the connection; nil when it was closed before any byte of one.
    func receive(bodyless: Bool = false) async throws -> Response? {
        try await onQueue { try self.read(bodyless: bodyless) }
    }

    /// Whether the server has closed the connection; waits for it.
    func isClosed() async throws -> Bool {
        try await onQueue { self.received.isEmpty ? try !self.more() : false }
    }

    private func write(_ bytes: [UInt8]) -> Bool {
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            start += count
        }
        return true
    }

    private func read(bodyless: Bool) throws -> Response? {
        while true {
            if let end = received.firstRange(of: Array("\r\n\r\n".utf8)) {
                let lines = String(decoding: received[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
                let status = Int(lines[0].split(separator: " ")[1]) ?? 0
                var headers: [String: String] = [:]
                for line in lines.dropFirst() {
                    let colon = line.firstIndex(of: ":") ?? line.endIndex
                    headers[line[..<colon].lowercased()] = line[colon...].dropFirst().drop { $0 == " " }.description
                }
                let length = bodyless || status < 200 ? 0 : Int(headers["content-length"] ?? "") ?? 0
                if received.count >= end.upperBound + length {
                    let body = Array(received[end.upperBound..<end.upperBound + length])
                    received.removeFirst(end.upperBound + length)
                    return Response(status: status, headers: headers, body: body)
                }
            }
            guard try more() else {
                if received.isEmpty { return nil }
                throw Failure(description: "closed within a response")
            }
        }
    }

    private func more() throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count > 0 { received.append(contentsOf: buffer[..<count]) }
        guard count >= 0 || errno == ECONNRESET else {
            throw Failure(description: "recv: \(String(cString: strerror(errno)))")
        }
        return count > 0
    }

    /// One request on a connection of its own.
    static func request(
        _ port: Int, _ method: String, _ path: String, _ headers: [(String, String)] = [], _ body: [UInt8] = []
    ) async throws -> Response {
        let client = try SocketClient(port: port)
        var head = "\(method) \(path) HTTP/1.1\r\n"
        if !headers.contains(where: { $0.0 == "host" }) { head += "host: localhost:\(port)\r\n" }
        if !body.isEmpty { head += "content-length: \(body.count)\r\n" }
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        try await client.send(Array((head + "\r\n").utf8) + body)
        guard let response = try await client.receive(bodyless: method == "HEAD") else {
            throw Failure(description: "no response")
        }
        return response
    }
}
