internal import Dispatch

/// Finds the addresses behind a channel's target: for targets that the system's name service doesn't know.
public protocol NameResolver: Sendable {
    /// The addresses of a target now, such as "10.0.0.7:7704", in order of preference.
    ///
    /// Runs on a thread of its own: it may block.
    ///
    /// - Throws: ``RPCError`` with the reason when there is none.
    func addresses(of target: String) throws(RPCError) -> [String]
}

/// A channel's target, read: a name to look up, or addresses as they are.
enum ChannelTarget: Sendable {
    /// "host:port", "dns:host:port", or "dns:///host:port".
    case name(HostAndPort)
    /// "ipv4:10.0.0.1:7704,10.0.0.2:7704", or "ipv6:[::1]:7704,[::2]:7704".
    case addresses([SocketAddress])
    /// Whatever a resolver makes of it.
    case custom(String, any NameResolver)

    /// Reads a target.
    ///
    /// - Throws: ``RPCError`` with INVALID_ARGUMENT, saying what is wrong.
    init(_ target: String, resolver: (any NameResolver)?) throws(RPCError) {
        if let resolver {
            self = .custom(target, resolver)
        } else if target.hasPrefix("ipv4:") || target.hasPrefix("ipv6:") {
            self = .addresses(try ChannelTarget.literals(target.dropFirst(5).split(separator: ",").map(String.init)))
        } else if target.hasPrefix("dns:///") {
            self = .name(try HostAndPort(String(target.dropFirst(7))))
        } else if target.hasPrefix("dns:"), target.dropFirst(4).contains(":") {
            self = .name(try HostAndPort(String(target.dropFirst(4))))
        } else {
            self = .name(try HostAndPort(target))
        }
    }

    private static func literals(_ list: [String]) throws(RPCError) -> [SocketAddress] {
        var addresses: [SocketAddress] = []
        for item in list {
            let address = try HostAndPort(item)
            guard address.isNumeric else {
                throw RPCError(.invalidArgument, "'\(item)' is no address; write names as host:port without a scheme")
            }
            addresses += try address.resolve()
        }
        guard !addresses.isEmpty else { throw RPCError(.invalidArgument, "the target lists no address") }
        return addresses
    }

    /// Whether asking again may give another answer.
    var mayChange: Bool {
        switch self {
        case .name(let name): !name.isNumeric
        case .addresses: false
        case .custom: true
        }
    }

    /// The addresses now, without repeats.
    ///
    /// Blocks while a name server is asked.
    ///
    /// - Throws: ``RPCError`` with UNAVAILABLE when there are none.
    func resolve() throws(RPCError) -> [SocketAddress] {
        let found =
            switch self {
            case .name(let name): try name.resolve()
            case .addresses(let list): list
            case .custom(let target, let resolver):
                try ChannelTarget.literals(try resolver.addresses(of: target))
            }
        var seen: Set<String> = []
        return found.filter { seen.insert($0.description).inserted }
    }
}

/// One look-up of a target's addresses, within a time.
final class Resolution: @unchecked Sendable {
    private let target: ChannelTarget
    private let loop: EventLoop
    private let done: (Result<[SocketAddress], RPCError>) -> Void
    private var timer: ActionTimer?
    private var isOver = false

    /// - Parameter done: Called once on the loop, unless cancelled.
    init(target: ChannelTarget, loop: EventLoop, done: @escaping (Result<[SocketAddress], RPCError>) -> Void) {
        self.target = target
        self.loop = loop
        self.done = done
    }

    /// Begins; on the loop.
    func start(timeout: Duration) {
        guard target.mayChange else {
            finish(Resolution.resolve(target))
            return
        }
        let timer = ActionTimer { [weak self] in
            self?.finish(.failure(RPCError(.unavailable, "no address within \(timeout)")))
        }
        self.timer = timer
        loop.set(timer, after: timeout.nanoseconds)
        // A queue of its own: a name server that is slow must hold up neither tasks nor other look-ups.
        DispatchQueue(label: "tandem.rpc.resolve").async { [target, loop] in
            let result = Resolution.resolve(target)
            loop.submit { self.finish(result) }
        }
    }

    private static func resolve(_ target: ChannelTarget) -> Result<[SocketAddress], RPCError> {
        do throws(RPCError) {
            return .success(try target.resolve())
        } catch {
            return .failure(error)
        }
    }

    private func finish(_ result: Result<[SocketAddress], RPCError>) {
        guard !isOver else { return }
        cancel()
        done(result)
    }

    /// Gives up; on the loop.
    func cancel() {
        isOver = true
        if let timer { loop.clear(timer) }
        timer = nil
    }
}
