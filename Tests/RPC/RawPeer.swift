import Contracts
import Dispatch
import Glibc
import ProtobufWire

/// A plain blocking socket that says whatever a test wants to a server, or plays a server that does.
///
/// Waiting happens on a thread of its own: those of tasks are few, and the servers under test need them.
final class RawPeer: @unchecked Sendable {
    private let descriptor: Int32
    private var received: [UInt8] = []

    init(descriptor: Int32) {
        self.descriptor = descriptor
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    convenience init(port: Int) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = loopback(port)
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        precondition(status == 0, "cannot connect to port \(port)")
        self.init(descriptor: descriptor)
    }

    deinit {
        close(descriptor)
    }

    /// Sends bytes as they are; false when the peer has closed.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Sends a whole frame.
    @discardableResult
    func send(_ frame: Frame) -> Bool {
        send(RawPeer.bytes(frame))
    }

    /// A frame with its header.
    static func bytes(_ frame: Frame) -> [UInt8] {
        let message = frame.serializedBytes()
        return [0] + withUnsafeBytes(of: UInt32(message.count).bigEndian) { Array($0) } + message
    }

    /// The next frame; nil when the peer has closed or says nothing for 20 seconds.
    func receive() async -> Frame? {
        await blocking { self.receiveBlocking() }
    }

    /// The next frame's flag byte and message, as they are on the wire.
    func receiveRaw() async -> (flag: UInt8, message: [UInt8])? {
        await blocking { self.receiveRawBlocking() }
    }

    private func receiveBlocking() -> Frame? {
        receiveRawBlocking().flatMap { try? Frame(serializedBytes: $0.message) }
    }

    private func receiveRawBlocking() -> (flag: UInt8, message: [UInt8])? {
        while true {
            if received.count >= 5 {
                let length = received[1..<5].reduce(0) { $0 << 8 | Int($1) }
                if received.count >= 5 + length {
                    defer { received.removeSubrange(..<(5 + length)) }
                    return (received[0], Array(received[5..<(5 + length)]))
                }
            }
            var buffer = [UInt8](repeating: 0, count: 65_536)
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            received.append(contentsOf: buffer[..<count])
        }
    }

    /// Whether the peer closes within 20 seconds, after whatever it still has to say.
    func sawClose() async -> Bool {
        await blocking { self.sawCloseBlocking() }
    }

    private func sawCloseBlocking() -> Bool {
        while receiveBlocking() != nil {}
        var byte: UInt8 = 0
        let count = recv(descriptor, &byte, 1, 0)
        return count == 0 || (count < 0 && errno != EAGAIN)
    }

    /// Says nothing more, but still listens.
    func closeSending() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// Ends at once: the peer gets a reset.
    func resetNow() {
        var address = sockaddr()
        address.sa_family = sa_family_t(AF_UNSPEC)
        connect(descriptor, &address, socklen_t(MemoryLayout<sockaddr>.size))
    }

    /// Ends abruptly: the peer gets a reset.
    func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
        shutdown(descriptor, Int32(SHUT_RD))
    }

    /// A request frame for a test method.
    static func request(_ stream: UInt32, _ method: String, _ message: StatusDetail = StatusDetail()) -> Frame {
        Frame(
            stream: stream, kind: .request, method: method, payload: message.serializedBytes(), hasPayload: true,
            endOfStream: true)
    }
}

/// A listening socket that a test plays a server with.
final class RawListener: Sendable {
    private let descriptor: Int32
    let port: Int

    init() {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = loopback(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                precondition(bind(descriptor, $0, length) == 0 && listen(descriptor, 16) == 0)
                precondition(getsockname(descriptor, $0, &length) == 0)
            }
        }
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    deinit {
        close(descriptor)
    }

    func accept() async -> RawPeer {
        await blocking { RawPeer(descriptor: Glibc.accept(self.descriptor, nil, nil)) }
    }
}

private func blocking<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
        DispatchQueue(label: "tandem.rpc.tests").async { continuation.resume(returning: body()) }
    }
}

private func loopback(_ port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
}
