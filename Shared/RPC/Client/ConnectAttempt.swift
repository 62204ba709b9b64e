internal import CEpoll
internal import Glibc

/// One attempt to reach a target: tries its addresses in order and takes the first that answers.
final class ConnectAttempt: LoopHandler, @unchecked Sendable {
    /// A socket, and the address that it leads to.
    typealias Connected = (descriptor: Int32, address: SocketAddress)

    private let target: String
    private let loop: EventLoop
    private let done: (Result<Connected, RPCError>) -> Void
    /// Those left to try, last first.
    private var addresses: [SocketAddress]
    private var current: SocketAddress?
    private var descriptor: Int32 = -1
    private var lastFailure = ""
    private var isOver = false
    private var timer: ActionTimer?
    private var addressTimer: ActionTimer?
    private var timeForEach: UInt64 = 0
    private let timeout: Duration

    /// - Parameter done: Called once on the loop, unless cancelled: a connected socket, or why there is none.
    init(
        target: String, addresses: [SocketAddress], timeout: Duration, loop: EventLoop,
        done: @escaping (Result<Connected, RPCError>) -> Void
    ) {
        self.target = target
        self.addresses = addresses.reversed()
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
        // One address that swallows everything must not take the time of the others.
        timeForEach = timeout.nanoseconds / UInt64(max(1, addresses.count))
        connectNext()
    }

    private func connectNext() {
        while let address = addresses.popLast() {
            current = address
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
        guard number == 0, !isItself, let current else {
            lastFailure =
                SystemFailure(number == 0 ? ECONNREFUSED : number, of: "connect to \(current?.description ?? target)")
                .description
            closeDescriptor()
            connectNext()
            return
        }
        loop.remove(self, descriptor: descriptor)
        let connected = descriptor
        descriptor = -1
        finish(.success((connected, current)))
    }

    private func closeDescriptor() {
        guard descriptor >= 0 else { return }
        loop.remove(self, descriptor: descriptor)
        Glibc.close(descriptor)
        descriptor = -1
    }

    private func finish(_ result: Result<Connected, RPCError>) {
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
