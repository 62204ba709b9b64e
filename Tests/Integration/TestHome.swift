import Foundation
import Glibc
import JSON
import Marketplace
import Operations
import Testing

/// All of Tandem as its users have it: the built executables as processes, real sockets, real files.
///
/// One test at a time, since each has six services.
@Suite(.serialized, .timeLimit(.minutes(10))) enum IntegrationTests {}

/// The executables that stand beside the tests.
enum Built {
    /// Where the build put them.
    static let folder: String = {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: own).deletingLastPathComponent().path
    }()

    static let services = [
        "query-understanding", "semantic-search", "freelancer-model", "client-model", "recommender", "gateway",
    ]

    /// Starts one of them without a token or home of the environment's.
    static func start(
        _ name: String, _ arguments: [String], output: Collected, errors: Collected
    ) throws -> ChildProcess {
        try start(path: "\(folder)/\(name)", arguments, output: output, errors: errors)
    }

    /// Starts any executable so.
    static func start(
        path: String, _ arguments: [String], output: Collected, errors: Collected
    ) throws -> ChildProcess {
        try ChildProcess.start(
            path, arguments,
            environment: ["TANDEM_TOKEN": "", "TANDEM_HOME": "", "TANDEM_LOG": "", "TANDEM_GATEWAY": ""],
            output: .lines { output.add($0) }, errors: .lines { errors.add($0) })
    }
}

/// Lines that a process has written so far.
final class Collected: Sendable {
    private let lines = Locked<[String]>([])
    var all: [String] { lines.value }
    func add(_ line: String) { lines.change { $0.append(line) } }
}

/// A value that several threads change.
final class Locked<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var stored: Value
    init(_ value: Value) { stored = value }
    var value: Value { lock.withLock { stored } }
    func change<Result>(_ body: (inout Value) -> Result) -> Result { lock.withLock { body(&stored) } }
}

/// What a command of `tandem` did.
struct CommandResult {
    let end: ChildProcess.End
    let output: [String]
    let errors: [String]

    /// The result as JSON.
    func json() throws -> JSONValue { try JSONValue(parsing: output.joined(separator: "\n")) }
}

/// Removes what static values keep until the process ends.
private enum Leftovers {
    static let folders = Locked<[String]>([])
    static let atEnd: Void = {
        atexit { for folder in Leftovers.folders.value { try? FileManager.default.removeItem(atPath: folder) } }
    }()
}

/// A home folder of its own, removed when the test is done.
final class TestHome: Sendable {
    let path: String

    /// - Parameter isShared: whether it is kept for all tests.
    init(isShared: Bool = false) throws {
        defer {
            if isShared {
                Leftovers.atEnd
                Leftovers.folders.change { $0.append(path) }
            }
        }
        path = FileManager.default.temporaryDirectory.appending(path: "tandem-integration-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Runs `tandem` in this home.
    @discardableResult
    func tandem(_ arguments: String..., succeeds: Bool = true) async throws -> CommandResult {
        let (output, errors) = (Collected(), Collected())
        let child = try Built.start("tandem", arguments + ["--home", path], output: output, errors: errors)
        child.closeInput()
        let result = CommandResult(end: await child.end(), output: output.all, errors: errors.all)
        if succeeds {
            try #require(result.end == .status(0), "tandem \(arguments.joined(separator: " ")): \(errors.all)")
        }
        return result
    }

    var log: FactLog { get throws { try FactLog.open(url: FactLog.url(path: path + "/market.db"), mode: .readOnly) } }

    func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
    }

    /// The newest model of each service that has one.
    func models() throws -> [String: [UInt8]] {
        var models: [String: [UInt8]] = [:]
        for service in Built.services {
            let folder = "\(path)/models/\(service)"
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            if let newest = names.filter({ $0.hasSuffix(".model") }).max() {
                models[service] = try bytes("models/\(service)/\(newest)")
            }
        }
        return models
    }
}

/// A small simulated marketplace, made once for all tests.
enum Sample {
    private static let home = Task { () -> TestHome in
        let home = try TestHome(isShared: true)
        let (output, errors) = (Collected(), Collected())
        let child = try Built.start(
            "tandem",
            [
                "simulate", "\(home.path)/sample", "--freelancers", "150", "--clients", "60", "--jobs", "220", "--days",
                "45", "--seed", "7",
            ], output: output, errors: errors)
        try #require(await child.end() == .status(0), "simulate: \(errors.all)")
        return home
    }

    /// The folder with its files.
    static func folder() async throws -> String { try await home.value.path + "/sample" }

    private static let large = Task { () -> TestHome in
        let home = try TestHome(isShared: true)
        let child = try Built.start(
            "tandem",
            [
                "simulate", "\(home.path)/sample", "--freelancers", "400", "--clients", "150", "--jobs", "1000",
                "--days",
                "60", "--seed", "8",
            ], output: Collected(), errors: Collected())
        try #require(await child.end() == .status(0))
        return home
    }

    /// The folder of a marketplace that takes a second or so to import and to catch up with.
    static func largeFolder() async throws -> String { try await large.value.path + "/sample" }

    private static let trained = Task { () -> TestHome in
        let home = try TestHome(isShared: true)
        try await home.tandem("import", try await folder())
        try await home.tandem("train", "--seed", "3", "--decisions", "60")
        return home
    }

    /// A home into which the sample is imported and whose models are trained; a copy, for one test to use up.
    static func trainedHome() async throws -> TestHome {
        try await copyOfTrained(["market.db", "models"])
    }

    /// A home with the same models, but without a log.
    static func homeWithModelsOnly() async throws -> TestHome { try await copyOfTrained(["models"]) }

    private static func copyOfTrained(_ names: [String]) async throws -> TestHome {
        let original = try await trained.value
        let copy = try TestHome()
        for name in names {
            try FileManager.default.copyItem(atPath: "\(original.path)/\(name)", toPath: "\(copy.path)/\(name)")
        }
        return copy
    }
}

/// Seeded random numbers (SplitMix64), so that a failure can be had again.
struct SeededNumbers {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ mixed >> 31) % UInt64(bound))
    }
}
