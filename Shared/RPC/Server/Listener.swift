internal import CEpoll
internal import Glibc

/// Takes new connections and deals them out to the loops in turn.
final class Listener: LoopHandler, @unchecked Sendable {
    private let loop: EventLoop
    private let descriptor: Int32
    private let accepted: (Int32) -> Void
    private var retry: ActionTimer?
    private var isOpen = true

    /// - Parameter accepted: Takes over each new socket; called on the loop.
    init(loop: EventLoop, descriptor: Int32, accepted: @escaping (Int32) -> Void) {
        self.loop = loop
        self.descriptor = descriptor
        self.accepted = accepted
    }

    /// Begins to listen; on the loop.
    func open() {
        if !loop.register(self, descriptor: descriptor, events: EPOLLIN.rawValue) { pause() }
    }

    override func ready(_ events: UInt32) {
        // As many as wait, but the loop's connections must have their turn too.
        for _ in 0..<64 {
            switch Socket.accept(descriptor) {
            case .success(let socket): accepted(socket)
            case .failure(let failure):
                switch failure.number {
                case EAGAIN: return
                case EMFILE, ENFILE, ENOBUFS, ENOMEM:
                    // The connection stays in the backlog and would wake the loop for ever: look again later.
                    pause()
                    return
                default: continue
                }
            }
        }
    }

    private func pause() {
        loop.remove(self, descriptor: descriptor)
        let timer = ActionTimer { [unowned self] in if isOpen { open() } }
        retry = timer
        loop.set(timer, after: 50_000_000)
    }

    /// Listens no more; on the loop.
    func close() {
        guard isOpen else { return }
        isOpen = false
        if let retry { loop.clear(retry) }
        loop.remove(self, descriptor: descriptor)
        Glibc.close(descriptor)
    }
}
