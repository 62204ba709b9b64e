import JSON
import Marketplace
import Operations

/// `tandem import`: files into the log.
enum ImportCommand: OperatorCommand {
    static let specification = CommandSpecification(
        "import", summary: "bring files into the log",
        discussion: """
            Reads freelancers, clients, jobs and events from DIR, as .jsonl or .jsonl.gz, merged by time of event. Lines that
            can't be taken are reported and set aside; importing twice changes nothing. docs/data-formats.md has the fields.
            Example: tandem import var/sample
            """,
        operands: ["DIR"],
        options: [.option("rejects", value: "FILE", help: "where bad lines go (default: rejects.jsonl in the home)")])

    static func run(_ arguments: Arguments) throws -> Int32 {
        let home = try Home(arguments)
        let source = try JSONLinesImport(directory: arguments.operands[0])
        let log = try home.openLogForWriting()
        let watch = Stopwatch()
        var progress = (phase: ImportProgress.Phase.check, line: Progress("check", unit: "lines"))
        let report = try source.run(into: log, rejectsPath: arguments["rejects"] ?? "\(home.path)/rejects.jsonl") {
            if $0.phase != progress.phase {
                progress.line.finish()
                progress = ($0.phase, Progress($0.phase.rawValue, unit: "lines", total: $0.total))
            }
            progress.line.update($0.lines, total: $0.total)
        }
        progress.line.finish()
        if arguments.has("json") {
            try Console.json(ImportText.json(report, seconds: watch.seconds))
        } else {
            Console.text(ImportText.text(report, seconds: watch.seconds))
        }
        return ExitStatus.success
    }
}

/// An import's report as text and as JSON.
enum ImportText {
    /// Bad lines shown; the file has them all.
    private static let shownRejects = 5
    private static let shownFields = 10

    static func text(_ report: ImportReport, seconds: Double) -> String {
        var table = TextTable([.left("file"), .right("lines"), .right("taken"), .right("set aside"), .left("")])
        for file in report.files {
            table.add([
                file.name, grouped(file.lines), grouped(file.lines - file.rejected), grouped(file.rejected),
                file.isSorted ? "sorted by time first" : "",
            ])
        }
        let rate = UInt64(Double(report.appended + report.duplicates) / max(seconds, 1e-3))
        var text = table.render()
        text += "\n\(grouped(report.appended)) new facts, \(grouped(report.duplicates)) that the log had already, "
        text += "in \(oneDecimal(seconds)) s (\(grouped(rate))/s); the log ends at \(grouped(report.lastSequence))\n"
        if !report.unknownFields.isEmpty { text += "\n" + unknownFields(report) }
        if report.rejected > 0 { text += "\n" + rejects(report) }
        return text
    }

    private static func unknownFields(_ report: ImportReport) -> String {
        let fields = report.unknownFields.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        var table = TextTable([.left("field not known"), .right("times")])
        for (field, count) in fields.prefix(shownFields) { table.add([field, grouped(count)]) }
        let more = fields.count - shownFields
        return table.render() + (more > 0 ? "and \(more) more\n" : "")
    }

    private static func rejects(_ report: ImportReport) -> String {
        var table = TextTable([.left("file"), .right("line"), .left("field"), .left("set aside because")])
        for line in report.firstRejected.prefix(shownRejects) {
            table.add([line.file, String(line.line), line.field, "\(line.reason.rawValue): \(line.detail)"])
        }
        let reasons = report.rejectedByReason.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
        let summary = reasons.map { "\($0.key.rawValue) \(grouped($0.value))" }.joined(separator: ", ")
        return table.render()
            + "\(grouped(report.rejected)) lines set aside (\(summary)): \(report.rejectsPath ?? "")\n"
    }

    static func json(_ report: ImportReport, seconds: Double) -> JSONValue {
        let files = report.files.map { file -> JSONValue in
            [
                "name": .string(file.name), "lines": JSONValue(file.lines), "rejected": JSONValue(file.rejected),
                "sorted": .bool(file.isSorted),
            ]
        }
        let first = report.firstRejected.map { line -> JSONValue in
            [
                "file": .string(line.file), "line": JSONValue(line.line), "field": .string(line.field),
                "reason": .string(line.reason.rawValue), "detail": .string(line.detail),
            ]
        }
        return [
            "lines": JSONValue(report.lines), "appended": JSONValue(report.appended),
            "duplicates": JSONValue(report.duplicates), "rejected": JSONValue(report.rejected),
            "log_sequence": JSONValue(report.lastSequence), "seconds": JSONValue(seconds), "files": .array(files),
            "kinds": counts(report.kinds), "unknown_fields": counts(report.unknownFields),
            "rejected_by_reason": counts(
                Dictionary(uniqueKeysWithValues: report.rejectedByReason.map { ($0.key.rawValue, $0.value) })),
            "first_rejected": .array(first), "rejects_path": JSONValue(report.rejectsPath),
        ]
    }

    private static func counts(_ counts: [String: UInt64]) -> JSONValue {
        JSONValue(counts.sorted { $0.key < $1.key }.map { ($0.key, JSONValue($0.value)) })
    }
}
