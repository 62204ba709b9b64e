import Marketplace
import Operations

/// `tandem evaluate --online`: reads the log, starts nothing.
enum OnlineEvaluationRun {
    static let options: [CommandOption] = [
        .switch("online", help: "tell from the log alone how experiments went, and what other fusions would be worth"),
        .option(
            "window", value: "DAYS", help: "with --online: within which something counts for a ranking", default: "30"),
        .option("control", value: "ARM", help: "with --online: what others are held against (default: first by name)"),
        .option(
            "outcome", value: "NAME", help: "with --online: what off-policy estimates are of, such as hires",
            default: Exposure.Outcome.clicks.rawValue),
    ]

    /// Days.
    static let defaultWindow = 30

    private static let names = Exposure.Outcome.allCases.map(\.rawValue).joined(separator: ", ")

    static func run(_ arguments: Arguments) throws -> Int32 {
        let days = try arguments.integer("window", in: 1...3_650) ?? defaultWindow
        let outcomeName = try arguments.required("outcome")
        guard let outcome = Exposure.Outcome(rawValue: outcomeName) else {
            throw ArgumentError("--outcome must be one of \(names), not \(outcomeName)")
        }
        let log = try Home(arguments).openLog()
        let report = try report(
            log, from: try arguments.time("from") ?? .min, days: days, control: arguments["control"], outcome: outcome)
        if arguments.has("json") { try Console.json(report.json()) } else { Console.text(report.text()) }
        return ExitStatus.success
    }

    /// What a log tells.
    static func report(
        _ log: FactLog, from start: Int64 = .min, days: Int, control: String?, outcome: Exposure.Outcome
    ) throws -> OnlineReport {
        let exposures = try ExposureLog(log, from: start, window: Int64(days) * 86_400_000_000)
        return OnlineReport(
            evaluation: try OnlineEvaluation(exposures, control: control, outcome: outcome), windowDays: days)
    }
}
