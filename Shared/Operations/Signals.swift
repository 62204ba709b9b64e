import Dispatch
import Glibc
import Synchronization

/// The wish that the process ends, from SIGTERM, SIGINT or the program itself.
///
/// The first signal asks for an orderly end; a second one ends the process at once with status 128 + signal.
public final class ShutdownSignal: Sendable {
    private struct State {
        var isRequested = false
        var waiting: [CheckedContinuation<Void, Never>] = []
        var actions: [@Sendable () -> Void] = []
    }

    private let state = Mutex(State())

    /// A wish not yet uttered, heedless of signals; see `install()`.
    public init() {}

    /// Listens for SIGTERM and SIGINT from now on, and makes SIGPIPE harmless (a write then fails instead).
    ///
    /// Installed again, the newest one listens.
    public static func install() -> ShutdownSignal {
        let shutdown = ShutdownSignal()
        SignalPipe.shared.listen(shutdown)
        return shutdown
    }

    /// Whether the process should end.
    public var isRequested: Bool { state.withLock { $0.isRequested } }

    /// Asks for the end, as a signal would.
    public func request() {
        let (waiting, actions) = state.withLock { state in
            state.isRequested = true
            defer {
                state.waiting = []
                state.actions = []
            }
            return (state.waiting, state.actions)
        }
        for action in actions { action() }
        for continuation in waiting { continuation.resume() }
    }

    /// Runs an action once the end is asked for; at once if it is already.
    public func onRequest(_ action: @escaping @Sendable () -> Void) {
        let isRequested = state.withLock { state in
            if !state.isRequested { state.actions.append(action) }
            return state.isRequested
        }
        if isRequested { action() }
    }

    /// Waits until the end is asked for.
    public func wait() async {
        await withCheckedContinuation { continuation in
            let isRequested = state.withLock { state in
                if !state.isRequested { state.waiting.append(continuation) }
                return state.isRequested
            }
            if isRequested { continuation.resume() }
        }
    }
}

/// Carries signals from their handler, where almost nothing is allowed, to an ordinary thread, through a pipe.
///
/// Dispatch's own signal sources miss signals here: on Linux an ignored signal never reaches them, and one that is not
/// ignored ends the process first.
private final class SignalPipe: Sendable {
    static let shared = SignalPipe()
    static let numbers = [SIGTERM, SIGINT]

    let writeEnd: Int32
    private let current = Mutex<ShutdownSignal?>(nil)

    private init() {
        var ends: [Int32] = [-1, -1]
        let status = pipe(&ends)
        precondition(status == 0, "no file descriptors left")
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        writeEnd = ends[1]
        let readEnd = ends[0]
        let thread = DispatchQueue(label: "tandem.signals")
        thread.async {
            while true {
                var number: UInt8 = 0
                let count = read(readEnd, &number, 1)
                if count == 1 { SignalPipe.shared.deliver(Int32(number)) }
            }
        }
    }

    func listen(_ shutdown: ShutdownSignal) {
        current.withLock { $0 = shutdown }
        signal(SIGPIPE, SIG_IGN)
        for number in Self.numbers {
            signal(number) { number in
                let saved = errno
                var byte = UInt8(truncatingIfNeeded: number)
                write(SignalPipe.shared.writeEnd, &byte, 1)
                errno = saved
            }
        }
    }

    private func deliver(_ number: Int32) {
        let shutdown = current.withLock { $0 }
        if let shutdown, !shutdown.isRequested { shutdown.request() } else { _exit(128 + number) }
    }
}
