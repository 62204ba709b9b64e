public import Operations

/// The six services: their names and where each listens unless told otherwise.
public enum ServiceDirectory {
    /// One service as others know it.
    public struct Entry: Sendable, Equatable {
        /// Name of the executable and of the service's folders: "client-model".
        public let name: String
        /// Name in the contract: "tandem.v1.ClientModel".
        public let protobufName: String
        /// Port on loopback.
        public let defaultPort: Int
        /// "127.0.0.1:7704".
        public var defaultAddress: String { "127.0.0.1:\(defaultPort)" }
    }

    /// The front door.
    public static let gateway = Entry(name: "gateway", protobufName: "tandem.v1.Gateway", defaultPort: 7700)
    /// Text to concepts.
    public static let queryUnderstanding = Entry(
        name: "query-understanding", protobufName: "tandem.v1.QueryUnderstanding", defaultPort: 7701)
    /// The indexes.
    public static let semanticSearch = Entry(
        name: "semantic-search", protobufName: "tandem.v1.SemanticSearch", defaultPort: 7702)
    /// The freelancer's side.
    public static let freelancerModel = Entry(
        name: "freelancer-model", protobufName: "tandem.v1.FreelancerModel", defaultPort: 7703)
    /// The client's side.
    public static let clientModel = Entry(
        name: "client-model", protobufName: "tandem.v1.ClientModel", defaultPort: 7704)
    /// Likeness and feeds.
    public static let recommender = Entry(
        name: "recommender", protobufName: "tandem.v1.Recommender", defaultPort: 7705)

    /// Those that the gateway asks.
    public static let peers = [queryUnderstanding, semanticSearch, freelancerModel, clientModel, recommender]
    /// All six, the gateway last, since it needs the others.
    public static let all = peers + [gateway]

    /// Addresses of the peers by name, from "name=host:port,name=host:port"; those not named stay at their defaults.
    ///
    /// - Throws: for an unknown name or a part that isn't `name=host:port`.
    public static func addresses(_ text: String) throws(ArgumentError) -> [String: String] {
        var addresses = Dictionary(uniqueKeysWithValues: peers.map { ($0.name, $0.defaultAddress) })
        for part in text.split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
            let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
            guard pair.count == 2, pair[1].contains(":") else {
                throw ArgumentError("--peers: expected name=host:port, found \"\(part)\"")
            }
            guard addresses[pair[0]] != nil else {
                throw ArgumentError(
                    "--peers: there is no service \"\(pair[0])\"; there are \(peers.map(\.name).joined(separator: ", "))"
                )
            }
            addresses[pair[0]] = pair[1]
        }
        return addresses
    }
}
