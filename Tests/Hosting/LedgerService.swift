import Contracts
import Foundation
import Marketplace
import Operations
import RPC

@testable import Hosting

/// A state that remembers the id of every fact in order: any slip in what is applied shows.
final class Ledger: LogState {
    static let formatVersion: UInt32 = 3

    private(set) var ids: [String] = []
    /// How many facts there were whenever Hosting gave time for what was put off.
    private(set) var settledAt: [Int] = []

    init() {}

    init(from reader: inout SnapshotReader) throws(SnapshotError) { ids = try reader.strings() }

    func apply(_ fact: Fact) { ids.append(fact.id) }

    func settle() { settledAt.append(ids.count) }

    func encode(to writer: inout SnapshotWriter) { writer.strings(ids) }

    var counts: [(name: String, value: Int)] { [("facts", ids.count)] }
}

/// The smallest service.
enum LedgerService: HostedService {
    typealias State = Ledger

    static let entry = ServiceDirectory.recommender

    static func makeModel(from artifact: Artifact) throws -> String {
        if artifact.logisticModels.isEmpty { throw HostingError("it holds no model") }
        return artifact.version
    }

    static func register(on server: RPCServer, host: ServiceHost<LedgerService>) throws {}
}

/// A home folder that goes away with the test, and services in it.
final class Home {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "tandem-home-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var url: String { ServeSettings.defaultLog(home: path) }
    var snapshot: String { path + "/snapshots/recommender.snapshot" }

    func removeLog() throws {
        for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + "/market.db" + suffix) {
            try FileManager.default.removeItem(atPath: path + "/market.db" + suffix)
        }
    }

    func facts(_ range: Range<Int>) -> [Fact] {
        range.map { Fact(id: "f\($0)", time: Int64($0) * 1_000, body: .signup(Signup(userID: "u\($0)"))) }
    }

    func serve(_ options: String...) throws -> RunningService<LedgerService> {
        let specification = CommandSpecification(
            "serve", summary: "",
            options: [
                .option("home", value: "DIR", help: ""), .option("log", value: "URL", help: ""),
                .option("listen", value: "HOST:PORT", help: ""), .switch("replay", help: ""),
                .option("snapshot-every", value: "FACTS", help: ""),
            ])
        let words = ["--home", path, "--listen", "127.0.0.1:0"] + options
        guard case .run(let arguments) = try specification.parse(words) else { throw HostingError("help") }
        let settings = try ServeSettings(arguments, entry: LedgerService.entry)
        return try RunningService(settings: settings, logger: Logger(service: "test", level: .error) { _ in })
    }
}

extension RunningService {
    /// Waits until a condition holds, at most half a minute.
    func eventually(_ condition: @escaping (ServiceHost<Service>) -> Bool) async throws -> Bool {
        for _ in 0..<3_000 {
            if condition(host) { return true }
            try await Task.sleep(for: .milliseconds(10))
        }
        return false
    }

    func channel() throws -> RPCChannel { try RPCChannel(target: addresses[0]) }
}
