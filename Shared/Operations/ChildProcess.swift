import Dispatch
import Foundation
import Glibc
import Synchronization

/// A program that this one started.
///
/// Its standard input is a pipe that closes when this process ends, however it ends: a program that watches for that
/// (`StandardStream.whenInputEnds`) never outlives its parent. It has a process group of its own, so that Ctrl-C reaches
/// this process alone, which then ends its children in order.
///
/// ```swift
/// let service = try ChildProcess.start("/usr/bin/client-model", ["serve"], output: .lines { print($0) })
/// service.send(SIGTERM)
/// let end = await service.end()
/// ```
public final class ChildProcess: Sendable {
    /// How a process ended.
    public enum End: Equatable, Sendable, CustomStringConvertible {
        /// By itself, with a status; 0 for success.
        case status(Int32)
        /// By a signal.
        case signal(Int32)

        /// "status 1", "signal 9".
        public var description: String {
            switch self {
            case .status(let status): "status \(status)"
            case .signal(let number): "signal \(number)"
            }
        }
    }

    /// Where what a process writes goes.
    public enum Output: Sendable {
        /// To where this process writes.
        case inherited
        /// To the end of a file, which is made when it is not there.
        case file(String)
        /// Line by line, without line feeds, to a closure on a thread of the process's own; a line longer than
        /// `lineLimit` comes in parts.
        case lines(@Sendable (String) -> Void)
    }

    /// Bytes of the longest line passed in one piece.
    public static let lineLimit = 16 << 20

    private struct State {
        var end: End?
        var waiting: [CheckedContinuation<End, Never>] = []
        var actions: [@Sendable (End) -> Void] = []
        /// Write end of the pipe that is its standard input; -1 once closed.
        var input: Int32
    }

    /// Of the process; another one's after it has ended.
    public let processID: Int32
    private let state: Mutex<State>

    private init(processID: Int32, input: Int32) {
        self.processID = processID
        state = Mutex(State(input: input))
    }

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - path: of the executable.
    ///   - arguments: without the program's own name.
    ///   - environment: what differs from this process's; an empty value takes a variable away.
    ///   - output: where its standard output goes.
    ///   - errors: where its standard error goes.
    /// - Throws: when the program or a file can't be opened, or the system has no room.
    public static func start(
        _ path: String, _ arguments: [String], environment: [String: String] = [:], output: Output = .inherited,
        errors: Output = .inherited
    ) throws(ChildProcessError) -> ChildProcess {
        // A pipe is closed on exec only in a second step: no other child may start between the two.
        try starting.withLock { _ throws(ChildProcessError) in
            try startAlone(path, arguments, environment, output, errors)
        }
    }

    private static let starting = Mutex(())

    private static func startAlone(
        _ path: String, _ arguments: [String], _ environment: [String: String], _ output: Output, _ errors: Output
    ) throws(ChildProcessError) -> ChildProcess {
        let input = try Pipe.make()
        defer { close(input.readEnd) }
        do throws(ChildProcessError) {
            let outputEnd = try Destination(output, stream: STDOUT_FILENO)
            defer { outputEnd.closeChildEnd() }
            let errorEnd = try Destination(errors, stream: STDERR_FILENO)
            defer { errorEnd.closeChildEnd() }
            let processID = try spawn(
                path, arguments, environment, descriptors: [input.readEnd, outputEnd.descriptor, errorEnd.descriptor])
            let child = ChildProcess(processID: processID, input: input.writeEnd)
            let readers = DispatchGroup()
            outputEnd.read(in: readers)
            errorEnd.read(in: readers)
            DispatchQueue(label: "tandem.child").async { child.waitForEnd(readers) }
            return child
        } catch {
            close(input.writeEnd)
            throw error
        }
    }

    /// How the process ended; nil while it runs.
    public var hasEnded: End? { state.withLock { $0.end } }

    /// Waits until the process has ended and what it wrote has been passed on.
    public func end() async -> End {
        await withCheckedContinuation { continuation in
            let end = state.withLock { state in
                if state.end == nil { state.waiting.append(continuation) }
                return state.end
            }
            if let end { continuation.resume(returning: end) }
        }
    }

    /// Runs an action once the process has ended; at once if it has.
    public func onEnd(_ action: @escaping @Sendable (End) -> Void) {
        let end = state.withLock { state in
            if state.end == nil { state.actions.append(action) }
            return state.end
        }
        if let end { action(end) }
    }

    /// Sends a signal; nothing happens when the process has ended.
    public func send(_ signal: Int32) {
        // Under the lock the process can't be reaped, so its number is still its own.
        state.withLock { state in
            if state.end == nil { _ = kill(processID, signal) }
        }
    }

    /// Closes the process's standard input.
    public func closeInput() {
        state.withLock { state in
            if state.input >= 0 { close(state.input) }
            state.input = -1
        }
    }

    /// Asks the process to end by SIGTERM, and kills it when it has not ended in time.
    @discardableResult
    public func stop(within limit: Duration) async -> End {
        send(SIGTERM)
        let killer = Task { [self] in
            try await Task.sleep(for: limit)
            send(SIGKILL)
        }
        let end = await end()
        killer.cancel()
        return end
    }

    private func waitForEnd(_ readers: DispatchGroup) {
        // First without reaping: until the lock is held, `send` must not meet a number that is free again.
        var info = siginfo_t()
        while waitid(P_PID, id_t(processID), &info, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        // A grandchild may hold the pipes open for longer than anybody wants to wait.
        _ = readers.wait(timeout: .now() + 2)
        let (end, waiting, actions) = state.withLock { state in
            var status: Int32 = 0
            while waitpid(processID, &status, 0) < 0, errno == EINTR {}
            let signal = status & 0x7F
            let end: End = signal == 0 ? .status((status >> 8) & 0xFF) : .signal(signal)
            state.end = end
            if state.input >= 0 { close(state.input) }
            state.input = -1
            defer {
                state.waiting = []
                state.actions = []
            }
            return (end, state.waiting, state.actions)
        }
        for action in actions { action(end) }
        for continuation in waiting { continuation.resume(returning: end) }
    }

    private static func spawn(
        _ path: String, _ arguments: [String], _ environment: [String: String], descriptors: [Int32]
    ) throws(ChildProcessError) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (stream, descriptor) in descriptors.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(stream))
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // What this process does with signals is its own affair: the child begins with the usual.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for number in [SIGTERM, SIGINT, SIGPIPE, SIGHUP] { sigaddset(&signals, number) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        var variables = ProcessInfo.processInfo.environment
        for (name, value) in environment { variables[name] = value.isEmpty ? nil : value }
        let words = ([path] + arguments).map { strdup($0) }
        let settings = variables.map { strdup("\($0.key)=\($0.value)") }
        defer { for text in words + settings { free(text) } }
        var processID: pid_t = 0
        let status = posix_spawn(&processID, path, &actions, &attributes, words + [nil], settings + [nil])
        guard status == 0 else {
            throw ChildProcessError("cannot start \(path): \(String(cString: strerror(status)))")
        }
        return processID
    }
}

/// A program that could not be started, and why.
public struct ChildProcessError: Error, Equatable, Sendable, CustomStringConvertible {
    /// For a person.
    public let description: String

    init(_ description: String) { self.description = description }
}

/// Both ends of a pipe, which other children don't inherit.
private struct Pipe {
    let readEnd: Int32
    let writeEnd: Int32

    static func make() throws(ChildProcessError) -> Pipe {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw ChildProcessError("no file descriptors left: \(String(cString: strerror(errno)))")
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return Pipe(readEnd: ends[0], writeEnd: ends[1])
    }
}

/// What a child's stream is connected to.
private struct Destination {
    /// For the child.
    let descriptor: Int32
    private let isOwned: Bool
    private let reader: (descriptor: Int32, body: @Sendable (String) -> Void)?

    init(_ output: ChildProcess.Output, stream: Int32) throws(ChildProcessError) {
        switch output {
        case .inherited:
            (descriptor, isOwned, reader) = (stream, false, nil)
        case .file(let path):
            let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
            guard file >= 0 else {
                throw ChildProcessError("cannot write \(path): \(String(cString: strerror(errno)))")
            }
            (descriptor, isOwned, reader) = (file, true, nil)
        case .lines(let body):
            let pipe = try Pipe.make()
            (descriptor, isOwned, reader) = (pipe.writeEnd, true, (pipe.readEnd, body))
        }
    }

    /// The child has its own by now, or never will.
    func closeChildEnd() { if isOwned { close(descriptor) } }

    func read(in group: DispatchGroup) {
        guard let (descriptor, body) = reader else { return }
        DispatchQueue(label: "tandem.child.output").async(group: group) {
            Self.readLines(descriptor, body)
            close(descriptor)
        }
    }

    private static func readLines(_ descriptor: Int32, _ body: (String) -> Void) {
        var pending: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            var rest = chunk[..<count]
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                pending += rest[..<end]
                body(String(decoding: pending, as: UTF8.self))
                pending.removeAll(keepingCapacity: true)
                rest = rest[(end + 1)...]
            }
            pending += rest
            while pending.count > ChildProcess.lineLimit {
                body(String(decoding: pending[..<ChildProcess.lineLimit], as: UTF8.self))
                pending.removeFirst(ChildProcess.lineLimit)
            }
        }
        if !pending.isEmpty { body(String(decoding: pending, as: UTF8.self)) }
    }
}
