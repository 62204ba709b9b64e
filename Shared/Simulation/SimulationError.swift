/// Why a marketplace could not be simulated, in words that say what to do.
public struct SimulationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What kind of thing went wrong.
    public enum Code: Equatable, Sendable {
        /// A flag is unknown, lacks its value, or has one out of range.
        case usage
        /// The folder cannot be made or written.
        case output
        /// Whoever ranks for the market did not.
        case ranking
    }

    /// The kind.
    public let code: Code
    /// What happened and what to do.
    public let message: String

    /// An error of a kind.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The message.
    public var description: String { message }
}
