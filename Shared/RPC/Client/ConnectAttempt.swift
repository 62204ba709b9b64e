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

    /// - Parameter done: Called once on the loop, unless cancelled: a connected socket, or why there is none.
    init(target: HostAndPort, loop: EventLoop, done: @escaping (Result<Int32, RPCError>) -> Void) {
        self.target = target
        self.loop = loop
        self.done = done
    }

    /// Begins; on the loop.
    func start(timeout: Duration) {
        let timer = ActionTimer { [weak self] in
            self?.finish(.failure(RPCError(.unavailable, "no connection within \(timeout)")))
        }
        self.timer = timer
        loop.set(timer, after: timeout.nanoseconds)
        if target.isNumeric {
            resolved(ConnectAttempt.resolve(target))
        } else {
            DispatchQueue.global().async { [target, loop] in
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
            connectNext()
        case .failure(let error): finish(.failure(error))
        }
    }

    private func connectNext() {
        while let address = addresses.popLast() {
            do throws(SystemFailure) {
                descriptor = try Socket.connect(to: address)
                if loop.register(self, descriptor: descriptor, events: EPOLLOUT.rawValue) { return }
                lastFailure = "the system has no room for another connection"
                Glibc.close(descriptor)
                descriptor = -1
            } catch {
                lastFailure = error.description
            }
        }
        finish(.failure(RPCError(.unavailable, lastFailure)))
    }

    override func ready(_ events: UInt32) {
        let number = Socket.connectResult(descriptor)
        loop.remove(self, descriptor: descriptor)
        let connected = descriptor
        descriptor = -1
        if number == 0 {
            finish(.success(connected))
        } else {
            Glibc.close(connected)
            lastFailure = SystemFailure(number, of: "connect to \(target)").description
            connectNext()
        }
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
        timer = nil
        if descriptor >= 0 {
            loop.remove(self, descriptor: descriptor)
            Glibc.close(descriptor)
            descriptor = -1
        }
    }
}
