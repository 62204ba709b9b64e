/// Why a marketplace could not be simulated, in words that say what to do.
struct SimulationError: Error, Equatable, CustomStringConvertible {
    /// What kind of thing went wrong.
    enum Code: Equatable {
        /// A flag is unknown, lacks its value, or has one out of range.
        case usage
        /// The folder cannot be made or written.
        case output
    }

    let code: Code
    let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    var description: String { message }
}
