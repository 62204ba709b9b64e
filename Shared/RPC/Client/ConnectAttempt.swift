internal import CEpoll
internal import Dispatch
internal import Glibc

/// One attempt to reach a name: looks it up, then tries its addresses in order, and takes the first that answers.
final class ConnectAttempt: LoopHandler, @unchecked Sendable {
    private let target: HostAndPort
    private let loop: EventLoop
    private let done: (Result<Int32, RPCError>) -> Void
    private var addresses: [SocketAddress] = []
    private var descriptor: Int32 = -1
    private var lastFailure = ""
    private var isOver = false
    private var timer: ActionTimer?
    private var addressTimer: ActionTimer?
    private var timeForEach: UInt64 = 0
    private let timeout: Duration

    /// - Parameter done: Called once on the loop, unless cancelled: a connected socket, or why there is none.
    init(target: HostAndPort, timeout: Duration, loop: EventLoop, done: @escaping (Result<Int32, RPCError>) -> Void) {
        self.target = target
        self.timeout = timeout
        self.loop = loop
        self.done = done
    }

    /// Begins; on the loop.
    func start() {
        let timer = ActionTimer { [weak self, timeout] in
            self?.finish(.failure(RPCError(.unavailable, "no connection within \(timeout)")))
        }
        self.timer = timer
        loop.set(timer, after: timeout.nanoseconds)
        if target.isNumeric {
            resolved(ConnectAttempt.resolve(target))
        } else {
            // A queue of its own: a name server that is slow must hold up neither tasks nor other lookups.
            DispatchQueue(label: "tandem.rpc.resolve").async { [target, loop] in
                let result = ConnectAttempt.resolve(target)
                loop.submit { self.resolved(result) }
            }
        }
    }

    private static func resolve(_ target: HostAndPort) -> Result<[SocketAddress], RPCError> {
        do throws(RPCError) {
            return .success(try target.resolve())
        } catch {
            return .failure(error)
        }
    }

    private func resolved(_ result: Result<[SocketAddress], RPCError>) {
        guard !isOver else { return }
        switch result {
        case .success(let found):
            addresses = found.reversed()
            // One address that swallows everything must not take the time of the others.
            timeForEach = timeout.nanoseconds / UInt64(max(1, found.count))
            connectNext()
        case .failure(let error): finish(.failure(error))
        }
    }

    private func connectNext() {
        while let address = addresses.popLast() {
            do throws(SystemFailure) {
                descriptor = try Socket.connect(to: address)
                if loop.register(self, descriptor: descriptor, events: EPOLLOUT.rawValue) {
                    limitTime(address)
                    return
                }
                lastFailure = "the system has no room for another connection"
                Glibc.close(descriptor)
                descriptor = -1
            } catch {
                lastFailure = error.description
            }
        }
        finish(.failure(RPCError(.unavailable, lastFailure)))
    }

    private func limitTime(_ address: SocketAddress) {
        guard !addresses.isEmpty else { return }
        let timer = ActionTimer { [weak self] in
            guard let self else { return }
            lastFailure = "no answer from \(address)"
            closeDescriptor()
            connectNext()
        }
        addressTimer = timer
        loop.set(timer, after: timeForEach)
    }

    override func ready(_ events: UInt32) {
        if let addressTimer { loop.clear(addressTimer) }
        let number = Socket.connectResult(descriptor)
        // While nobody listens, the system may choose the very port we want to reach as our own, and connect us to us.
        let isItself =
            SocketAddress(of: descriptor, peer: false)?.description
            == SocketAddress(of: descriptor, peer: true)?.description
        guard number == 0, !isItself else {
            lastFailure = SystemFailure(number == 0 ? ECONNREFUSED : number, of: "connect to \(target)").description
            closeDescriptor()
            connectNext()
            return
        }
        loop.remove(self, descriptor: descriptor)
        let connected = descriptor
        descriptor = -1
        finish(.success(connected))
    }

    private func closeDescriptor() {
        guard descriptor >= 0 else { return }
        loop.remove(self, descriptor: descriptor)
        Glibc.close(descriptor)
        descriptor = -1
    }

    private func finish(_ result: Result<Int32, RPCError>) {
        guard !isOver else { return }
        cancel()
        done(result)
    }

    /// Gives up; on the loop.
    func cancel() {
        isOver = true
        if let timer { loop.clear(timer) }
        if let addressTimer { loop.clear(addressTimer) }
        timer = nil
        addressTimer = nil
        closeDescriptor()
    }
}
