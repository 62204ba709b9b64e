public import Contracts
import Foundation
public import Marketplace
public import Operations
public import RPC
import Synchronization

/// A running service: its state, its model and its place in the log, for handlers to use.
public final class ServiceHost<Service: HostedService>: Sendable {
    /// A model with the name it is shown under.
    public struct Served: Sendable {
        /// The model.
        public let model: Service.Model
        /// "client-model@4f2a9c01".
        public let identifier: String
        /// The artifact without its weights' use: data range, metrics.
        public let artifact: Artifact
    }

    /// How the process was asked to run.
    public let settings: ServeSettings
    /// For what a person should know.
    public let logger: Logger
    /// Counters and gauges of this process.
    public let metrics = MetricsRegistry()
    /// Calls by method; those that come in otherwise than over RPC are counted here by whoever takes them.
    public let calls = CallMetrics()
    let artifacts: ArtifactStore
    let snapshots: SnapshotFile
    let start = Stopwatch()
    let state = GuardedState<Service.State>()
    private let served = Mutex<(value: Served?, file: String)>((nil, ""))
    private let standing = Mutex(Standing())

    private let endings = Mutex<(draining: [Ending], drained: [Ending])>(([], []))

    private let lines = Mutex<[String]>([])

    /// Something to do when the service ends.
    public typealias Ending = @Sendable () async -> Void

    struct Standing {
        var log: FactLog?
        var isReady = false
        var addresses: [String] = []
        var snapshotSequence: UInt64 = 0
        /// Identity of the log that the state was made from.
        var stateIdentity = ""
        /// Why the log can't be followed; empty when it can.
        var problem = ""
        /// Why the newest model can't be used; empty when it can.
        var modelProblem = ""
    }

    /// A host that has read nothing yet; also what a test of handlers uses.
    public init(settings: ServeSettings, logger: Logger) {
        self.settings = settings
        self.logger = logger
        artifacts = ArtifactStore(home: settings.home, service: Service.entry.name)
        snapshots = SnapshotFile(home: settings.home, service: Service.entry.name)
    }

    /// Reads the state; nothing is applied meanwhile.
    ///
    /// Must not be called again inside.
    public func read<Result>(_ body: (Service.State) throws -> Result) rethrows -> Result {
        try state.read { state, _ in try body(state) }
    }

    /// Reads the state together with the last fact that it holds.
    public func readWithSequence<Result>(_ body: (Service.State, UInt64) throws -> Result) rethrows -> Result {
        try state.read { state, position in try body(state, position.sequence) }
    }

    /// Last fact applied.
    public var appliedSequence: UInt64 { state.read { $1.sequence } }

    /// The market's clock.
    public var marketTime: Int64 { state.read { $1.marketTime } }

    /// The model that serves now; nil while none is trained.
    public var model: Served? { served.withLock { $0.value } }

    /// The log, once it is open.
    public var log: FactLog? { standing.withLock { $0.log } }

    /// Whether the service has caught up and answers.
    public var isReady: Bool { standing.withLock { $0.isReady } }

    /// Host and port of every socket that calls come in by; as asked for, until the service listens.
    public var addresses: [String] {
        let addresses = standing.withLock { $0.addresses }
        let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
        return addresses.isEmpty ? ["\(host):\(settings.port)"] : addresses
    }

    /// Last fact in the newest snapshot of the log; 0 when there is none.
    var snapshotSequence: UInt64 { standing.withLock { $0.snapshotSequence } }

    /// Identity of the log that the state was made from; empty when it is from none.
    var stateIdentity: String { standing.withLock { $0.stateIdentity } }

    func update(_ change: (inout Standing) -> Void) { standing.withLock { change(&$0) } }

    /// Applies facts as the log follower does; for tests of handlers.
    public func apply(_ facts: [Fact]) { state.apply(facts) }

    /// Serves with an artifact from now on.
    public func use(_ artifact: Artifact) throws {
        let model = try Service.makeModel(from: artifact)
        served.withLock { $0.value = Served(model: model, identifier: artifact.identifier, artifact: artifact) }
    }

    /// Takes the newest artifact into use when it is another than the one that serves.
    func refreshModel() {
        guard let newest = artifacts.names.last, newest != served.withLock({ $0.file }) else { return }
        served.withLock { $0.file = newest }
        guard let found = artifacts.newest(problem: { logger.warning($0) }) else { return }
        do {
            try use(found.artifact)
            update { $0.modelProblem = "" }
            logger.info("serving with \(found.artifact.identifier)")
        } catch {
            update { $0.modelProblem = "\(found.name): \(error)" }
            logger.error("can't use \(found.name): \(error)")
        }
    }

    /// Writes a snapshot of the state as it is now.
    func takeSnapshot() throws {
        guard let log else { throw HostingError("there is no log yet") }
        let (bytes, sequence) = state.read { state, position in
            (snapshots.save(state, position, logIdentity: log.identity), position.sequence)
        }
        try DurableFile.write(bytes, to: snapshots.path)
        update { $0.snapshotSequence = sequence }
        logger.debug("snapshot written", ["sequence": "\(sequence)", "bytes": "\(bytes.count)"])
    }

    /// Leaves a line to print once the service listens: where else it can be reached, say.
    public func announce(_ line: String) { lines.withLock { $0.append(line) } }

    /// Lines to print once the service listens.
    var announcements: [String] { lines.withLock { $0 } }

    /// Leaves something to do while the server finishes its last calls: to close another way in, say.
    public func whileDraining(_ action: @escaping Ending) { endings.withLock { $0.draining.append(action) } }

    /// Leaves something to do when no call runs any more: to write what is still in memory, say.
    public func afterDraining(_ action: @escaping Ending) { endings.withLock { $0.drained.append(action) } }

    /// Runs what was left to do, around the server's own end.
    func end(_ drain: @escaping Ending) async {
        let (draining, drained) = endings.withLock { ($0.draining, $0.drained) }
        await withTaskGroup { group in
            for action in draining + [drain] { group.addTask { await action() } }
        }
        for action in drained { await action() }
    }

    /// Figures of this process in Prometheus' text format.
    public func metricsText() -> String { ServiceMetrics.text(self) }

    /// Where the service stands, for `tandem status`.
    public func status() -> ReplicaStatus {
        let standing = standing.withLock { $0 }
        let (position, counts) = state.read { ($1, $0.counts) }
        return ReplicaStatus(
            service: Service.entry.name, appliedSequence: position.sequence,
            logSequence: (try? standing.log?.lastSequence()) ?? 0, marketTime: position.marketTime,
            ready: standing.isReady, snapshotSequence: standing.snapshotSequence, model: model?.identifier ?? "",
            uptimeSeconds: start.seconds,
            counts: counts.map { Count(name: $0.name, value: UInt64(max(0, $0.value))) },
            problem: [standing.problem, standing.modelProblem].filter { !$0.isEmpty }.joined(separator: "; "))
    }
}
