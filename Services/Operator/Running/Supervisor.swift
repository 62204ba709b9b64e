import Contracts
import Glibc
import Hosting
import Operations
import RPC

/// Keeps services running as children of this process: starts them, starts them again when they crash, ends them.
actor Supervisor {
    private let launches: [ServiceLaunch]
    private let logFolder: String
    private let restarts: Bool
    private let note: @Sendable (String) -> Void
    private var children: [String: RunningChild] = [:]
    private var watches: [Task<Void, Never>] = []
    private var isReady = false
    private var isStopping = false
    /// What services that answer lack, such as a log, as of getting ready.
    private(set) var problems: [String] = []
    /// Why the services never got ready.
    private var failure: OperatorError?

    /// Services that run this long count as sound: the next pause is short again.
    private static let soundSeconds = 60.0
    private static let firstPause = 0.5
    private static let longestPause = 30.0
    /// Time to finish running calls and write a snapshot.
    private static let stopTime = Duration.seconds(30)

    /// - Parameters:
    ///   - launches: in the order of starting; the last is ended first.
    ///   - logFolder: where each service's log goes, as NAME.log.
    ///   - restarts: whether a service that ends by itself is started again.
    ///   - note: tells the operator what happens.
    init(
        _ launches: [ServiceLaunch], logFolder: String, restarts: Bool, note: @escaping @Sendable (String) -> Void
    ) {
        self.launches = launches
        self.logFolder = logFolder
        self.restarts = restarts
        self.note = note
    }

    /// Starts all services.
    func start() throws {
        for launch in launches {
            let child = try startChild(launch)
            watches.append(Task { await watch(launch, child) })
        }
    }

    /// Process ids by service; a service that is down just now has none.
    var processIDs: [String: Int32] { children.mapValues(\.process.processID) }

    /// Waits until all services answer calls.
    ///
    /// - Parameters:
    ///   - shutdown: makes it give up.
    ///   - progress: told how many facts are applied, of how many, over all services.
    /// - Returns: Addresses by name; nil when it gave up.
    /// - Throws: when a service ends before it is ready.
    func waitUntilReady(
        unless shutdown: ShutdownSignal, progress: (UInt64, UInt64) -> Void
    ) async throws -> [String: String]? {
        var addresses: [String: String] = [:]
        var channels: [String: RPCChannel] = [:]
        for launch in launches {
            guard let child = children[launch.entry.name], let address = await child.address() else {
                throw failure ?? OperatorError("\(launch.entry.name) ended before it was ready")
            }
            addresses[launch.entry.name] = address
            channels[launch.entry.name] = try Connection.channel(address)
        }
        while !shutdown.isRequested {
            if let failure { throw failure }
            var waiting = false
            var (applied, total): (UInt64, UInt64) = (0, 0)
            problems = []
            for launch in launches {
                guard let channel = channels[launch.entry.name] else { continue }
                let health = await Connection.health(channel, timeout: .seconds(2))
                if (try? health.get()) != true { waiting = true }
                let status = try? await channel.call(
                    ReplicaService.getStatus, ReplicaStatusRequest(), options: CallOptions(timeout: .seconds(2)))
                applied += status?.appliedSequence ?? 0
                total += status?.logSequence ?? 0
                if let problem = status?.problem, !problem.isEmpty, !problems.contains(problem) {
                    problems.append(problem)
                }
            }
            if !waiting {
                isReady = true
                return addresses
            }
            progress(applied, total)
            try await Task.sleep(for: .milliseconds(50))
        }
        return nil
    }

    /// Ends all services, the last one started first, and waits until they are gone.
    func stop() async {
        isStopping = true
        for watch in watches { watch.cancel() }
        // The gateway asks the others while it finishes its calls.
        if let last = launches.last, let child = children[last.entry.name] {
            await child.process.stop(within: Self.stopTime)
        }
        await withTaskGroup(of: Void.self) { group in
            for child in children.values {
                group.addTask { _ = await child.process.stop(within: Self.stopTime) }
            }
        }
        for watch in watches { await watch.value }
        children = [:]
    }

    private func startChild(_ launch: ServiceLaunch) throws -> RunningChild {
        let child = try RunningChild(launch, logPath: logPath(launch))
        children[launch.entry.name] = child
        return child
    }

    private func logPath(_ launch: ServiceLaunch) -> String { "\(logFolder)/\(launch.entry.name).log" }

    private func watch(_ launch: ServiceLaunch, _ first: RunningChild) async {
        var child = first
        var crashes = 0
        while true {
            let watch = Stopwatch()
            let end = await child.process.end()
            guard !isStopping else { return }
            children[launch.entry.name] = nil
            let name = launch.entry.name
            guard isReady else {
                failure =
                    failure
                    ?? OperatorError(
                        "\(name) ended with \(end) before it was ready:\n\(lastLines(of: logPath(launch)))")
                return
            }
            guard restarts else {
                note("\(name) ended with \(end); it is not started again")
                return
            }
            crashes = watch.seconds > Self.soundSeconds ? 1 : crashes + 1
            while true {
                let pause = min(Self.firstPause * exp2(Double(crashes - 1)), Self.longestPause)
                note("\(name) ended with \(end); starting it again in \(oneDecimal(pause)) s")
                try? await Task.sleep(for: .seconds(pause))
                guard !isStopping else { return }
                do {
                    child = try startChild(launch)
                    break
                } catch {
                    crashes += 1
                    note("\(name) can't be started: \(error)")
                }
            }
        }
    }
}

/// Ports of this machine.
enum LocalPort {
    /// Whether a program could listen there on loopback now.
    static func isFree(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { return true }
        defer { close(descriptor) }
        // As servers do: the remains of closed connections don't hold a port.
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
