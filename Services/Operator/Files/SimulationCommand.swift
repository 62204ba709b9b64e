import JSON
import Operations

/// The command that writes a made-up marketplace as files.
///
/// `SimulateCommand` reads the options and does the work.
enum SimulationCommand: OperatorCommand {
    static let specification = CommandSpecification(
        "simulate", summary: "write a made-up marketplace as files for import", operands: ["DIR"])

    static func run(_ arguments: Arguments) throws -> Int32 { try run(words: arguments.operands) }

    /// - Parameter words: after `simulate`.
    static func run(words: [String]) throws -> Int32 {
        if words.contains("--help") || words.contains("-h") {
            Console.line(SimulateCommand.help)
            return ExitStatus.success
        }
        let command = try SimulateCommand.parse(words.filter { $0 != "--json" })
        let watch = Stopwatch()
        let progress = Progress("simulate", unit: "facts", total: command.options.facts.map(UInt64.init))
        let summary = try command.run { facts, _ in progress.update(UInt64(facts)) }
        progress.update(UInt64(summary.facts))
        progress.finish()
        if words.contains("--json") {
            let rows = try summary.rows.map { ($0.name, try JSONValue(parsing: $0.value)) }
            try Console.json(JSONValue([("directory", .string(command.directory))] + rows))
        } else {
            var table = TextTable([.left("facts"), .right("count")])
            for row in summary.rows { table.add([row.name, row.value]) }
            Console.text(table.render())
            Console.line("\nwritten to \(command.directory) in \(oneDecimal(watch.seconds)) s")
        }
        return ExitStatus.success
    }
}
