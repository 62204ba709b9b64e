import Foundation
public import Operations
public import RPC

/// How a service process was asked to run.
public struct ServeSettings: Sendable {
    /// The log: `sqlite:///path`.
    public var logURL: String
    /// Where models and snapshots are.
    public var home: String
    /// Name or address to listen on.
    public var host: String
    /// Port to listen on; 0 lets the system choose.
    public var port: Int
    /// Stand still and move only when told to (`Replica.Advance`).
    public var isReplay: Bool
    /// Facts between two snapshots.
    public var snapshotInterval: UInt64
    /// Secret that callers must show and that is shown to other services; nil on loopback when none is set.
    public var token: SharedToken?
    /// All arguments, for options of a service's own.
    public var arguments: Arguments

    /// Reads the arguments of `serve`.
    ///
    /// - Throws: for an address that can't be one, and for one beyond loopback without a token.
    init(_ arguments: Arguments, entry: ServiceDirectory.Entry) throws(ArgumentError) {
        self.arguments = arguments
        home = arguments["home"] ?? "./var"
        logURL = arguments["log"] ?? Self.defaultLog(home: home)
        let address = arguments["listen"] ?? entry.defaultAddress
        (host, port) = try Self.hostAndPort(address, option: "listen")
        isReplay = arguments.has("replay")
        snapshotInterval = UInt64(try arguments.integer("snapshot-every", in: 1...Int.max) ?? 200_000)
        token = try Self.token(Environment["TANDEM_TOKEN"])
        guard Self.isLoopback(host) || token != nil else {
            throw ArgumentError(
                "--listen \(address): beyond loopback everybody could call; set TANDEM_TOKEN to a long random string, "
                    + "the same for all services, or listen on 127.0.0.1")
        }
    }

    /// The parts of an address such as "127.0.0.1:7700" or "[::1]:7700".
    public static func hostAndPort(
        _ address: String, option: String
    ) throws(ArgumentError) -> (host: String, port: Int) {
        guard let colon = address.lastIndex(of: ":"), let port = Int(address[address.index(after: colon)...]),
            (0...65535).contains(port), colon > address.startIndex
        else { throw ArgumentError("--\(option): expected host:port, found \"\(address)\"") }
        return (String(address[..<colon]).trimmingCharacters(in: CharacterSet(charactersIn: "[]")), port)
    }

    /// The token that `TANDEM_TOKEN` has; nil when it is empty or not set.
    public static func token(_ text: String?) throws(ArgumentError) -> SharedToken? {
        guard let text, !text.isEmpty else { return nil }
        do throws(RPCError) {
            return try SharedToken(text)
        } catch {
            throw ArgumentError("TANDEM_TOKEN: \(error.message)")
        }
    }

    /// Whether only this machine can reach a host.
    static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }

    /// Where the log of a home folder is.
    public static func defaultLog(home: String) -> String {
        home.hasPrefix("/") ? "sqlite://\(home)/market.db" : "sqlite:\(home)/market.db"
    }
}
