import Glibc

/// A listening TCP socket.
struct HTTPListener {
    let descriptor: Int32
    /// The port, chosen by the system when 0 was asked for.
    let port: Int

    /// Listens on the first address of a host that can be listened on.
    ///
    /// - Parameter requiresLoopback: Whether an address that other machines can reach is refused.
    init(host: String, port: Int, requiresLoopback: Bool) throws(HTTPServerError) {
        var hints = addrinfo()
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, String(port), &hints, &list)
        guard status == 0 else {
            throw HTTPServerError(
                description: "cannot listen on \(host):\(port): \(String(cString: gai_strerror(status)))")
        }
        defer { freeaddrinfo(list) }
        var problem = "the host has no address"
        var next = list
        while let address = next?.pointee {
            next = address.ai_next
            guard let name = address.ai_addr else { continue }
            guard !requiresLoopback || Self.isLoopback(name) else {
                throw HTTPServerError(
                    description:
                        "\(host):\(port) is beyond loopback, where everybody could call: set TANDEM_TOKEN to a "
                        + "long random string, or listen on 127.0.0.1")
            }
            let descriptor = socket(address.ai_family, address.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), 0)
            guard descriptor >= 0 else {
                problem = String(cString: strerror(errno))
                continue
            }
            var on: Int32 = 1
            setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
            if bind(descriptor, name, address.ai_addrlen) == 0, listen(descriptor, 512) == 0 {
                self.descriptor = descriptor
                self.port = Self.port(of: descriptor)
                return
            }
            problem = String(cString: strerror(errno))
            close(descriptor)
        }
        throw HTTPServerError(description: "cannot listen on \(host):\(port): \(problem)")
    }

    private static func isLoopback(_ name: UnsafeMutablePointer<sockaddr>) -> Bool {
        let raw = UnsafeRawPointer(name)
        switch Int32(name.pointee.sa_family) {
        case AF_INET:
            return UInt32(bigEndian: raw.loadUnaligned(as: sockaddr_in.self).sin_addr.s_addr) >> 24 == 127
        case AF_INET6:
            var address = raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr
            return withUnsafeBytes(of: &address) { $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1 }
        default: return false
        }
    }

    private static func port(of descriptor: Int32) -> Int {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &storage) { storage in
            storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(descriptor, $0, &length) }
            // The port has the same place in the addresses of both families.
            return storage.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                Int(UInt16(bigEndian: $0.pointee.sin_port))
            }
        }
    }
}
