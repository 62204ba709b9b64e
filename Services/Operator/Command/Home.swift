import Hosting
import Marketplace
import Operations

/// The home folder: the log, models, snapshots, and what the operator's commands leave there.
struct Home: Sendable {
    /// Options that say where it is; all commands have them.
    static let options: [CommandOption] = [
        .option("home", value: "DIR", help: "where all data is", default: "./var", environment: "TANDEM_HOME"),
        .option(
            "log", value: "URL", help: "the log of facts (default: market.db in the home)", environment: "TANDEM_LOG"),
    ]

    /// The folder.
    let path: String
    /// The log of facts.
    let logURL: String

    init(_ arguments: Arguments) throws(ArgumentError) {
        path = try arguments.required("home")
        logURL = arguments["log"] ?? ServeSettings.defaultLog(home: path)
    }

    /// A folder with a log of its own, or with another's.
    init(path: String, logURL: String? = nil) {
        self.path = path
        self.logURL = logURL ?? ServeSettings.defaultLog(home: path)
    }

    /// What services need to be told to use this home.
    var serviceArguments: [String] { ["--home", path, "--log", logURL] }

    /// The log, to read.
    func openLog() throws -> FactLog {
        do {
            return try FactLog.open(url: logURL, mode: .readOnly)
        } catch {
            guard error.reason == .missing else { throw error }
            throw OperatorError("there is no log at \(logURL) yet: `tandem import DIR` makes it")
        }
    }

    /// The log, to append to; the home is made when it is not there.
    func openLogForWriting() throws -> FactLog {
        try makeFolder()
        return try FactLog.open(url: logURL, mode: .readWrite)
    }

    /// A folder of the home, made when it is not there.
    func makeFolder(_ name: String? = nil) throws(OperatorError) {
        let folder = name.map { "\(path)/\($0)" } ?? path
        do throws(FolderError) { try Folder.make(folder) } catch { throw OperatorError(error.description) }
    }
}
