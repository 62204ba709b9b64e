import Contracts
import Foundation
import Hosting
import Operations
import RPC
import Synchronization

/// How one service is started: its executable and arguments.
struct ServiceLaunch: Sendable {
    let entry: ServiceDirectory.Entry
    let executable: String
    let arguments: [String]

    /// `serve` on an address, with the settings of a home.
    ///
    /// - Parameter extra: further options, of this service or for all.
    init(
        _ entry: ServiceDirectory.Entry, home: Home, address: String, extra: [String] = []
    ) throws(OperatorError) {
        self.entry = entry
        executable = try Self.executable(of: entry)
        arguments = ["serve", "--attached", "--listen", address] + home.serviceArguments + extra
    }

    /// A service's executable: it stands beside this one.
    static func executable(of entry: ServiceDirectory.Entry) throws(OperatorError) -> String {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        let path = URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent(entry.name).path
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw OperatorError("there is no executable \(path): build all of Tandem, or install it in one folder")
        }
        return path
    }
}

/// A service that runs as a child of this process.
final class RunningChild: Sendable {
    let launch: ServiceLaunch
    let process: ChildProcess
    private let listening = Mutex<(address: String?, waiting: [CheckedContinuation<String?, Never>])>((nil, []))

    /// Starts the service.
    ///
    /// - Parameter logPath: file that what it logs goes to.
    init(_ launch: ServiceLaunch, logPath: String) throws {
        self.launch = launch
        let found = AddressLine()
        process = try ChildProcess.start(
            launch.executable, launch.arguments, output: .lines { found.take($0) }, errors: .file(logPath))
        found.tell { [weak self] address in self?.resolve(address) }
        process.onEnd { [weak self] _ in self?.resolve(nil) }
    }

    /// The address that the service listens on; nil when it has ended before it did.
    func address() async -> String? {
        await withCheckedContinuation { continuation in
            let address: String?? = listening.withLock { state in
                if let address = state.address { return address }
                if process.hasEnded != nil { return .some(nil) }
                state.waiting.append(continuation)
                return nil
            }
            if let address { continuation.resume(returning: address) }
        }
    }

    private func resolve(_ address: String?) {
        let waiting = listening.withLock { state in
            if let address { state.address = state.address ?? address }
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume(returning: address) }
    }
}

/// Finds "listening HOST:PORT" among the lines of a service, and passes it on once somebody wants it.
private final class AddressLine: Sendable {
    private let state = Mutex<(address: String?, listener: (@Sendable (String) -> Void)?)>((nil, nil))

    func take(_ line: String) {
        guard line.hasPrefix("listening ") else { return }
        let address = String(line.dropFirst("listening ".count))
        let listener = state.withLock { state in
            state.address = state.address ?? address
            return state.listener
        }
        listener?(address)
    }

    func tell(_ listener: @escaping @Sendable (String) -> Void) {
        let address = state.withLock { state in
            state.listener = listener
            return state.address
        }
        if let address { listener(address) }
    }
}

/// The last lines of a file, for a person who asks why something ended.
func lastLines(of path: String, count: Int = 5) -> String {
    guard let file = FileHandle(forReadingAtPath: path), let end = try? file.seekToEnd() else { return "" }
    try? file.seek(toOffset: end > 4_096 ? end - 4_096 : 0)
    let text = String(decoding: (try? file.readToEnd()) ?? Data(), as: UTF8.self)
    return text.split(separator: "\n").suffix(count).map { "  \($0)" }.joined(separator: "\n")
}
