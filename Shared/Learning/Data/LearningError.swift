/// Why an algorithm refused its input, in words that say what to change.
///
/// Only input that may come from data is refused this way (shapes, empty sets, values that are not numbers);
/// broken promises between callers and this room trap.
public struct LearningError: Error, Equatable, CustomStringConvertible {
    /// The kinds of refusal a caller may tell apart.
    public enum Code: String, Sendable {
        /// Counts that must agree do not, such as labels for rows.
        case shapeMismatch
        /// There is nothing to learn from.
        case emptyData
        /// A value is outside of its range, infinite or not a number.
        case invalidValue
        /// An option is outside of its range.
        case invalidOption
        /// A stored model is damaged or of a form that is not read.
        case damagedModel
        /// A file cannot be opened, read or written.
        case file
        /// The caller asked to stop.
        case cancelled
    }

    /// What kind of refusal this is.
    public let code: Code
    /// What is wrong and what would be right.
    public let message: String

    /// Creates an error.
    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The code and the message on one line.
    public var description: String { "\(code.rawValue): \(message)" }
}
