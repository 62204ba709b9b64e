import JSON
import Operations
import Simulation

/// `tandem simulate`: a made-up marketplace as files.
enum SimulateCommand: OperatorCommand {
    static let specification = CommandSpecification(
        "simulate", summary: "write a made-up marketplace as files for import",
        discussion: """
            Writes freelancers.jsonl, clients.jsonl, jobs.jsonl and events.jsonl into DIR, ready for tandem import, and what
            nobody in the market knows (skills, tastes, reservation rates) into DIR.truth. The same options give the same
            bytes. Sizes that are not given follow from the others.
            Example: tandem simulate var/sample --freelancers 20000 --days 365
            """,
        operands: ["DIR"],
        options: [
            .option("freelancers", value: "N", help: "people who offer work (2000)"),
            .option("clients", value: "N", help: "people who post jobs (600)"),
            .option("jobs", value: "N", help: "jobs posted (3000)"),
            .option("days", value: "N", help: "length of the simulated time (180)"),
            .option("facts", value: "N", help: "write N facts exactly"),
            .option("start", value: "DATE", help: "first day, as 2026-01-05 (that day)"),
            .option("seed", value: "N", help: "another seed, another marketplace (1)"),
            .option("truth", value: "DIR", help: "where the truth goes, rather than DIR.truth"),
            .switch("no-truth", help: "leave the truth unwritten"),
            .switch("gzip", help: "write .jsonl.gz"),
            .switch("overwrite", help: "replace the files of an earlier run"),
            .switch("report", help: "print the aggregates beside those of real marketplaces"),
        ])

    static func run(_ arguments: Arguments) throws -> Int32 {
        let options = try SimulationArguments.options(arguments)
        let directory = arguments.operands[0]
        let watch = Stopwatch()
        let progress = Progress("simulate", unit: "facts", total: options.facts.map(UInt64.init))
        let summary = try SimulatedMarketplace.write(
            options, to: directory, truth: truthFolder(arguments), compressed: arguments.has("gzip"),
            overwrite: arguments.has("overwrite")
        ) { facts, _ in progress.update(UInt64(facts)) }
        progress.update(UInt64(summary.facts))
        progress.finish()
        let report = arguments.has("report") ? MarketReport.rows(summary.figures) : []
        if arguments.has("json") {
            try printJSON(summary, report, directory)
        } else {
            Console.text(table(summary).render())
            if !report.isEmpty { Console.text("\n" + table(report).render()) }
            let rate = UInt64(Double(summary.facts) / max(watch.seconds, 1e-6))
            Console.line("\nwritten to \(directory) in \(oneDecimal(watch.seconds)) s (\(grouped(rate)) facts/s)")
        }
        return ExitStatus.success
    }

    static func truthFolder(_ arguments: Arguments) -> String? {
        if arguments.has("no-truth") { return nil }
        if let folder = arguments["truth"] { return folder }
        var directory = Substring(arguments.operands[0])
        while directory.count > 1, directory.hasSuffix("/") { directory.removeLast() }
        return directory + ".truth"
    }

    private static func printJSON(
        _ summary: SimulationSummary, _ report: [MarketReport.Row], _ directory: String
    ) throws {
        var members = [("directory", JSONValue.string(directory))]
        for row in summary.rows { members.append((row.name, try JSONValue(parsing: row.value))) }
        if !report.isEmpty {
            let rows = report.map { row in
                JSONValue([
                    ("name", .string(row.name)), ("value", JSONValue(row.value)), ("real", .string(row.real)),
                    ("lowest", JSONValue(row.range.lowerBound)), ("highest", JSONValue(row.range.upperBound)),
                ])
            }
            members.append(("report", .array(rows)))
        }
        try Console.json(JSONValue(members))
    }

    private static func table(_ summary: SimulationSummary) -> TextTable {
        var table = TextTable([.left("facts"), .right("count")])
        for row in summary.rows { table.add([row.name, row.value]) }
        return table
    }

    private static func table(_ report: [MarketReport.Row]) -> TextTable {
        var table = TextTable([.left("aggregate"), .right("here"), .left("real markets"), .left("range"), .left("")])
        for row in report {
            table.add([
                row.name, twoDecimals(row.value), row.real,
                "\(twoDecimals(row.range.lowerBound)) to \(twoDecimals(row.range.upperBound))",
                row.isInside ? "" : "outside",
            ])
        }
        return table
    }

    private static func twoDecimals(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let rest = String(100 + abs(hundredths) % 100).dropFirst()
        return (hundredths < 0 ? "-" : "") + "\(abs(hundredths) / 100).\(rest)"
    }
}

/// The options of a market, out of those of a command.
enum SimulationArguments {
    /// - Throws: `ArgumentError`, or `SimulationError` for sizes that can't be.
    static func options(_ arguments: Arguments) throws -> SimulationOptions {
        let days = try arguments.integer("days", in: 1...15_000)
        let freelancers = try arguments.integer("freelancers", in: 0...10_000_000)
        var options: SimulationOptions
        if let facts = try arguments.integer("facts", in: 1...1_000_000_000) {
            options = .sized(facts: facts)
        } else if let freelancers {
            options = .sized(freelancers: freelancers, days: days ?? SimulationOptions().days)
        } else {
            options = .sized(freelancers: SimulationOptions().freelancers, days: days ?? SimulationOptions().days)
        }
        if let freelancers { options.freelancers = freelancers }
        if let days { options.days = days }
        if let value = try arguments.integer("clients", in: 0...10_000_000) { options.clients = value }
        if let value = try arguments.integer("jobs", in: 0...1_000_000_000) { options.jobs = value }
        if let text = arguments["seed"] {
            guard let seed = UInt64(text) else {
                throw ArgumentError("--seed must be a whole number from 0 on, not \(text)")
            }
            options.seed = seed
        }
        if let text = arguments["start"] {
            guard let start = SimulatedTime.parse(day: text) else {
                throw ArgumentError("--start must be a day such as 2026-01-05, not \(text)")
            }
            options.start = start
        }
        try options.validate()
        return options
    }
}
