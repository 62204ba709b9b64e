/// Why the log could not do something, in words that say what to do about it.
public struct FactLogError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What sort of trouble it is.
    public enum Reason: Equatable, Sendable {
        /// The URL names no place where a log can be.
        case unsupportedURL
        /// There is no log yet; a writer makes it.
        case missing
        /// The file is something else than a log of Tandem.
        case foreign
        /// A newer program wrote the log, in a layout not known here.
        case newerVersion
        /// The file is damaged.
        case corrupted
        /// No room is left.
        case diskFull
        /// Opened for reading only, or the file or its folder may not be written.
        case readOnly
        /// Other writers held the log for longer than one waits.
        case busy
        /// A fact that the log doesn't take: nothing of its batch was appended.
        case invalidFact
        /// Anything else that the database said.
        case failed
    }

    /// What sort of trouble it is.
    public let reason: Reason
    /// For a person: what happened, where, and what to do.
    public let description: String

    /// An error.
    public init(_ reason: Reason, _ description: String) {
        self.reason = reason
        self.description = description
    }
}
