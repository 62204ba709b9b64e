internal import CEpoll
internal import Glibc

/// The few socket calls this room needs; every descriptor is non-blocking and not inherited by child processes.
enum Socket {
    private static let flags =
        Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)

    /// What came of an attempt to read or write.
    enum Transfer {
        /// So many bytes, at least 1.
        case bytes(Int)
        /// Nothing now; wait for the next event.
        case wouldBlock
        /// The peer has closed its side (reading only).
        case closed
        case failed(SystemFailure)
    }

    /// A socket that listens on an address.
    static func listen(on address: SocketAddress, backlog: Int32) throws(SystemFailure) -> Int32 {
        let descriptor = socket(address.family, flags, 0)
        guard descriptor >= 0 else { throw SystemFailure(of: "socket") }
        // A restarted service gets its port back although connections of its predecessor linger in TIME_WAIT.
        set(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
        if address.family == AF_INET6 { set(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, 1) }
        guard address.withPointer({ bind(descriptor, $0, $1) }) == 0 else {
            let failure = SystemFailure(errno, of: "bind to \(address)")
            close(descriptor)
            throw failure
        }
        guard Glibc.listen(descriptor, backlog) == 0 else {
            let failure = SystemFailure(errno, of: "listen on \(address)")
            close(descriptor)
            throw failure
        }
        return descriptor
    }

    /// Begins to connect; the socket becomes writable when that has succeeded or failed (``connectResult(_:)``).
    static func connect(to address: SocketAddress) throws(SystemFailure) -> Int32 {
        let descriptor = socket(address.family, flags, 0)
        guard descriptor >= 0 else { throw SystemFailure(of: "socket") }
        prepare(descriptor)
        let status = address.withPointer { Glibc.connect(descriptor, $0, $1) }
        guard status == 0 || errno == EINPROGRESS || errno == EINTR else {
            let failure = SystemFailure(errno, of: "connect to \(address)")
            close(descriptor)
            throw failure
        }
        return descriptor
    }

    /// The error number of a connection attempt that is over; 0 for success.
    static func connectResult(_ descriptor: Int32) -> Int32 {
        var number: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        guard getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &number, &length) == 0 else { return errno }
        return number
    }

    /// Takes the next waiting connection.
    static func accept(_ listener: Int32) -> Result<Int32, SystemFailure> {
        while true {
            let descriptor = accept4(listener, nil, nil, Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue))
            if descriptor >= 0 {
                prepare(descriptor)
                return .success(descriptor)
            }
            if errno != EINTR { return .failure(SystemFailure(of: "accept")) }
        }
    }

    /// Frames leave at once: they are coalesced here, and Nagle's algorithm would hold the last one back.
    private static func prepare(_ descriptor: Int32) {
        set(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
    }

    private static func set(_ descriptor: Int32, _ level: Int32, _ option: Int32, _ value: Int32) {
        var value = value
        setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Reads what is there, up to the room given (which must not be empty).
    static func receive(_ descriptor: Int32, into room: UnsafeMutableRawBufferPointer) -> Transfer {
        while true {
            let count = recv(descriptor, room.baseAddress, room.count, 0)
            if count > 0 { return .bytes(count) }
            if count == 0 { return .closed }
            switch errno {
            case EINTR: continue
            case EAGAIN: return .wouldBlock
            default: return .failed(SystemFailure(of: "read"))
            }
        }
    }

    /// Writes as much as the socket takes now.
    ///
    /// A peer that is gone is an error, never a signal.
    static func send(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Transfer {
        while true {
            let count = Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
            if count >= 0 { return .bytes(count) }
            switch errno {
            case EINTR: continue
            case EAGAIN: return .wouldBlock
            default: return .failed(SystemFailure(of: "write"))
            }
        }
    }
}
