import Operations

/// One of the commands below `tandem`.
protocol OperatorCommand: Sendable {
    /// Its name, words and options.
    static var specification: CommandSpecification { get }

    /// Does it.
    ///
    /// - Returns: The exit status.
    /// - Throws: `ArgumentError` for a command line that can't be meant, anything else for what could not be done.
    static func run(_ arguments: Arguments) async throws -> Int32
}

/// Why something could not be done, for the person who asked.
struct OperatorError: Error, Equatable, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
