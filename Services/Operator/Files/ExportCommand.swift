import JSON
import Marketplace
import Operations

/// `tandem export`: the log as the files that an import reads.
enum ExportCommand: OperatorCommand {
    static let specification = CommandSpecification(
        "export", summary: "write the log as files that an import reads",
        discussion: """
            Writes freelancers, clients, jobs and events as .jsonl.gz; importing them into an empty home gives the same log.
            Example: tandem export backup
            """,
        operands: ["DIR"], options: [.switch("plain", help: "write .jsonl rather than .jsonl.gz")])

    static func run(_ arguments: Arguments) throws -> Int32 {
        let directory = arguments.operands[0]
        let log = try Home(arguments).openLog()
        let watch = Stopwatch()
        let progress = Progress("export", unit: "facts")
        let count = try JSONLinesExport(directory: directory, compressed: !arguments.has("plain")).run(from: log) {
            progress.update($0, total: $1)
        }
        progress.finish()
        if arguments.has("json") {
            try Console.json([
                "directory": .string(directory), "facts": JSONValue(count), "seconds": JSONValue(watch.seconds),
            ])
        } else {
            Console.line("\(grouped(count)) facts written to \(directory) in \(oneDecimal(watch.seconds)) s")
        }
        return ExitStatus.success
    }
}
