internal import Contracts

/// A secret that all programs of one installation share: who shows it is one of them.
///
/// It travels as metadata, `authorization: Bearer <token>`, and is not hidden from whoever reads the network.
public struct SharedToken: Sendable, Equatable {
    /// Metadata key that carries the token; a header of the same name does over HTTP.
    public static let metadataKey = "authorization"
    /// Longest token, in bytes.
    public static let sizeLimit = 1024

    /// The token itself.
    public let text: String
    /// "Bearer <token>".
    public let credentials: String

    /// A token of 1 to ``sizeLimit`` printable ASCII characters without spaces.
    ///
    /// - Throws: ``RPCError`` with INVALID_ARGUMENT for any other text.
    public init(_ token: String) throws(RPCError) {
        let bytes = token.utf8
        guard !bytes.isEmpty, bytes.count <= SharedToken.sizeLimit, bytes.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            throw RPCError(
                .invalidArgument,
                "the token must be 1 to \(SharedToken.sizeLimit) printable ASCII characters without spaces")
        }
        text = token
        credentials = "Bearer \(token)"
    }

    /// Whether a caller shows this token.
    ///
    /// Takes as long for any credentials of the right length, so that nobody learns the token from the time of refusals.
    public func accepts(_ shown: String?) -> Bool {
        guard let shown else { return false }
        var difference: UInt8 = 0
        guard shown.utf8.count == credentials.utf8.count else { return false }
        for (left, right) in zip(shown.utf8, credentials.utf8) { difference |= left ^ right }
        return difference == 0
    }

    /// The answer to a caller that doesn't show it.
    public static let refusal = RPCError(
        .unauthenticated, "this server asks for \"authorization: Bearer <token>\"; set TANDEM_TOKEN to its token")

    var metadata: Metadata { Metadata(key: SharedToken.metadataKey, text: credentials) }

    func accepts(_ metadata: [Metadata]) -> Bool {
        accepts(metadata.first { $0.key == SharedToken.metadataKey }?.text)
    }
}
