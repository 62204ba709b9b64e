/// An option of a command: `--name VALUE`, or a switch `--name`.
public struct CommandOption: Sendable {
    /// Without the dashes: `log`.
    public let name: String
    /// What stands for the value in the help, such as `URL`; `nil` for a switch.
    public let value: String?
    /// What it means, in a line.
    public let help: String
    /// Value when neither the arguments nor the environment give one.
    public let defaultValue: String?
    /// Variable that gives the value when the arguments don't.
    public let environment: String?

    /// An option with a value.
    public static func option(
        _ name: String, value: String, help: String, default defaultValue: String? = nil, environment: String? = nil
    ) -> CommandOption {
        CommandOption(name: name, value: value, help: help, defaultValue: defaultValue, environment: environment)
    }

    /// An option without a value: it is there or it is not.
    public static func `switch`(_ name: String, help: String) -> CommandOption {
        CommandOption(name: name, value: nil, help: help, defaultValue: nil, environment: nil)
    }
}

/// A command of a program: its options, the words it takes, and commands below it.
///
/// ```swift
/// let tandem = CommandSpecification("tandem", summary: "…", subcommands: [
///     CommandSpecification("import", summary: "…", operands: ["DIR"], options: [.option("log", value: "URL", help: "…")])
/// ])
/// switch try tandem.parse(Array(CommandLine.arguments.dropFirst())) {
/// case .help(let text): print(text)
/// case .run(let arguments): …  // arguments.path == ["import"], arguments["log"], arguments.operands
/// }
/// ```
public struct CommandSpecification: Sendable {
    /// The word that calls it.
    public let name: String
    /// What it does, in a line.
    public let summary: String
    /// More, for its own help.
    public let discussion: String
    /// Words it takes, in order, as the help names them; `[DIR]` may be missing, `FILE...` takes all that are left.
    public let operands: [String]
    /// Its options, besides `--help`; they also hold for commands below it.
    public let options: [CommandOption]
    /// Commands below it; when there are some, one must be named.
    public let subcommands: [CommandSpecification]

    /// A command.
    public init(
        _ name: String, summary: String, discussion: String = "", operands: [String] = [],
        options: [CommandOption] = [], subcommands: [CommandSpecification] = []
    ) {
        self.name = name
        self.summary = summary
        self.discussion = discussion
        self.operands = operands
        self.options = options
        self.subcommands = subcommands
    }
}

/// What a command line asks for.
public enum CommandRequest: Sendable {
    /// To do it.
    case run(Arguments)
    /// To explain it: the text to print.
    case help(String)
}

/// A command line that cannot be understood; the message says what would be.
public struct ArgumentError: Error, Equatable, Sendable, CustomStringConvertible {
    /// For the person who typed it.
    public let description: String

    /// An error with a message.
    public init(_ message: String) { description = message }
}
