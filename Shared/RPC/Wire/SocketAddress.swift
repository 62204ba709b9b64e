internal import Glibc

/// One IPv4 or IPv6 address with its port, as the system's calls want it.
struct SocketAddress: Sendable, CustomStringConvertible {
    private var storage: sockaddr_storage
    let length: socklen_t
    let family: Int32

    init(copying address: UnsafePointer<sockaddr>, length: socklen_t) {
        storage = sockaddr_storage()
        let count = min(Int(length), MemoryLayout<sockaddr_storage>.size)
        withUnsafeMutableBytes(of: &storage) {
            $0.copyMemory(from: UnsafeRawBufferPointer(start: address, count: count))
        }
        self.length = socklen_t(count)
        family = Int32(address.pointee.sa_family)
    }

    /// The address that a socket is bound to, or that its peer has.
    init?(of socket: Int32, peer: Bool) {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let status = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                peer ? getpeername(socket, $0, &length) : getsockname(socket, $0, &length)
            }
        }
        guard status == 0 else { return nil }
        self.storage = storage
        self.length = length
        family = Int32(storage.ss_family)
    }

    /// Lends the address to a system call.
    func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        withUnsafePointer(to: storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }

    /// Port, or 0 for families that have none.
    var port: Int {
        withUnsafeBytes(of: storage) { bytes in
            switch family {
            case AF_INET, AF_INET6: Int(UInt16(bigEndian: bytes.load(fromByteOffset: 2, as: UInt16.self)))
            default: 0
            }
        }
    }

    /// Replaces the port.
    mutating func setPort(_ port: Int) {
        guard family == AF_INET || family == AF_INET6 else { return }
        withUnsafeMutableBytes(of: &storage) {
            $0.storeBytes(of: UInt16(truncatingIfNeeded: port).bigEndian, toByteOffset: 2, as: UInt16.self)
        }
    }

    /// Whether only this machine has the address: 127.0.0.0/8, ::1, or the former written as the latter.
    var isLoopback: Bool {
        withUnsafeBytes(of: storage) { bytes in
            switch family {
            case AF_INET: bytes[4] == 127
            case AF_INET6:
                bytes[8..<23].allSatisfy { $0 == 0 } && bytes[23] == 1
                    || bytes[8..<18].allSatisfy { $0 == 0 } && bytes[18] == 0xFF && bytes[19] == 0xFF
                        && bytes[20] == 127
            default: false
            }
        }
    }

    /// "127.0.0.1:7700" or "[::1]:7700".
    var description: String {
        var host = [CChar](repeating: 0, count: 64)
        let status = withPointer { pointer, length in
            getnameinfo(pointer, length, &host, socklen_t(host.count), nil, 0, NI_NUMERICHOST)
        }
        let name =
            status == 0 ? String(decoding: host.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) : "?"
        return family == AF_INET6 ? "[\(name)]:\(port)" : "\(name):\(port)"
    }
}

/// Host and port before they are looked up: "client-model:7704", "127.0.0.1:7704", "[::1]:7704".
struct HostAndPort: Hashable, Sendable, CustomStringConvertible {
    let host: String
    let port: Int

    init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Reads "host:port"; an IPv6 address stands in brackets.
    ///
    /// - Throws: ``RPCError`` with INVALID_ARGUMENT, saying what is wrong.
    init(_ target: String) throws(RPCError) {
        guard let colon = target.lastIndex(of: ":") else {
            throw RPCError(.invalidArgument, "'\(target)' has no port; write host:port, such as 127.0.0.1:7700")
        }
        var host = target[..<colon]
        guard let port = Int(target[target.index(after: colon)...]), (0...65_535).contains(port) else {
            throw RPCError(.invalidArgument, "'\(target)' does not end in a port from 0 to 65535")
        }
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            throw RPCError(.invalidArgument, "'\(target)': write an IPv6 address in brackets, such as [::1]:\(port)")
        }
        guard !host.isEmpty else {
            throw RPCError(.invalidArgument, "'\(target)' has no host; write host:port, such as 127.0.0.1:\(port)")
        }
        self.init(host: String(host), port: port)
    }

    var description: String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    /// All addresses of the host, in the system's order of preference.
    ///
    /// Blocks while a name server is asked.
    ///
    /// - Throws: ``RPCError`` with UNAVAILABLE when the name has no address.
    func resolve(passive: Bool = false) throws(RPCError) -> [SocketAddress] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = passive ? AI_PASSIVE : 0
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, String(port), &hints, &list)
        guard status == 0, let list else {
            let reason = status == EAI_SYSTEM ? String(cString: strerror(errno)) : String(cString: gai_strerror(status))
            throw RPCError(.unavailable, "no address for '\(host)': \(reason)")
        }
        defer { freeaddrinfo(list) }
        var addresses: [SocketAddress] = []
        var entry: UnsafeMutablePointer<addrinfo>? = list
        while let current = entry, addresses.count < 64 {
            if let address = current.pointee.ai_addr {
                addresses.append(SocketAddress(copying: address, length: current.pointee.ai_addrlen))
            }
            entry = current.pointee.ai_next
        }
        return addresses
    }

    /// Whether looking up needs no name server.
    var isNumeric: Bool {
        var buffer = in6_addr()
        return inet_pton(AF_INET, host, &buffer) == 1 || inet_pton(AF_INET6, host, &buffer) == 1
    }
}
