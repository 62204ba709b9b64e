import Contracts
import Hosting
import Operations
import RPC

/// The front door: asks the five services, merges both sides, and writes to the log.
enum HostedGateway: HostedService {
    typealias State = LogCounts

    static let entry = ServiceDirectory.gateway

    static let options: [CommandOption] =
        [
            .option(
                "peers", value: "LIST",
                help: "addresses of services, as name=host:port,…; others are at their defaults",
                environment: "TANDEM_PEERS"),
            .option(
                "http", value: "HOST:PORT",
                help: "where HTTP comes in, or off (default \(HTTPEntrance.defaultAddress); off with --replay)"),
            .switch("no-record", help: "don't append the rankings served to the log"),
        ] + Trials.options

    static func makeModel(from artifact: Artifact) throws -> SecondLevels { try SecondLevels(artifact) }

    static func register(on server: RPCServer, host: ServiceHost<Self>) throws {
        let door = try FrontDoor(host: host)
        Handlers.register(on: server, door)
        try HTTPEntrance.open(door)
    }
}

/// All that the gateway's handlers use.
struct FrontDoor: Sendable {
    let host: ServiceHost<HostedGateway>
    let peers: Peers
    let matcher: Matcher
    let searcher: Searcher
    let log: LogAccess
    /// Cancelled when the process begins to shut down.
    let ending = CancellationToken()

    init(host: ServiceHost<HostedGateway>) throws {
        self.host = host
        let settings = host.settings
        peers = try Peers(
            addresses: try ServiceDirectory.addresses(settings.arguments["peers"] ?? ""), token: settings.token)
        log = LogAccess(url: settings.logURL)
        host.whileDraining { [ending] in ending.cancel() }
        let isRecording = !settings.isReplay && !settings.arguments.has("no-record")
        let recorder = isRecording ? RankingRecorder(log: log, logger: host.logger, metrics: host.metrics) : nil
        if let recorder { host.afterDraining { await recorder.finish() } }
        let degradation = DegradationLog(logger: host.logger, metrics: host.metrics)
        matcher = Matcher(
            peers: peers, recorder: recorder, degradation: degradation, trials: try Trials(settings.arguments),
            secondLevels: { host.model?.model })
        searcher = Searcher(peers: peers, recorder: recorder, degradation: degradation)
    }
}
