import Foundation
import JSON
import Operations
import Simulation

/// `tandem experiment`: rankings compared by what happens in simulated markets whose people use a suite.
enum ExperimentCommand: OperatorCommand {
    static let specification = CommandSpecification(
        "experiment", summary: "compare rankings by what people of a simulated market do with them",
        discussion: """
            Simulates a market's history, trains a suite on it, and goes on from there once with each ranking: what people see is
            what the suite answers, and what they do goes back into its log.
            Rankings: \(RankingChoice.all.map(\.name).joined(separator: ", ")).
            All markets are made for this and removed afterwards; the home is not used. docs/simulation.md says how to read it.
            Example: tandem experiment text product --freelancers 400 --replicates 3
            """,
        operands: ["RANKING", "RANKING..."],
        options: [
            .option("freelancers", value: "N", help: "people who offer work", default: "400"),
            .option("clients", value: "N", help: "people who post jobs (in proportion)"),
            .option("jobs", value: "N", help: "jobs posted over the whole time (in proportion)"),
            .option("history", value: "DAYS", help: "before rankings differ; models are trained on it", default: "150"),
            .option("days", value: "DAYS", help: "in which jobs are counted", default: "30"),
            .option("replicates", value: "N", help: "markets, each with a seed of its own", default: "3"),
            .option("seed", value: "NUMBER", help: "of the first market", default: "1"),
            .option("resamples", value: "COUNT", help: "of the bootstrap", default: "1000"),
        ])

    static func run(_ arguments: Arguments) async throws -> Int32 {
        let plan = try ExperimentPlan(arguments)
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("tandem-experiment-\(ProcessInfo.processInfo.processIdentifier)").path
        let shutdown = ShutdownSignal.install()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let watch = Stopwatch()
        let progress = Progress("experiment", unit: "simulated days")
        let results = try await ExperimentRun(plan: plan, folder: folder, shutdown: shutdown) {
            progress.update($0, total: $1)
        }.run()
        progress.finish()
        let comparison = ExperimentComparison(results, plan)
        if arguments.has("json") {
            try Console.json(json(comparison, plan))
        } else {
            Console.text(table(comparison, plan).render())
            Console.line(
                "\n\(comparison.jobs) jobs in \(plan.replicates) markets; differences with 95 % intervals; * where they leave "
                    + "out 0. It took \(duration(watch.seconds)).")
        }
        return ExitStatus.success
    }

    private static func table(_ comparison: ExperimentComparison, _ plan: ExperimentPlan) -> TextTable {
        var table = TextTable([
            .left("measure"), .left("ranking"), .right("value"), .left("against"), .right("difference"),
            .left("interval"), .left(""),
        ])
        for figure in comparison.figures {
            let title = figure.place == 0 ? figure.measure.title : ""
            let first = [title, plan.choices[figure.place].name, figure.value.map(threeDecimals) ?? "-"]
            if figure.differences.isEmpty { table.add(first + ["", "", "", ""]) }
            for (number, difference) in figure.differences.enumerated() {
                table.add(
                    (number == 0 ? first : ["", "", ""]) + [
                        plan.choices[difference.against].name, threeDecimals(difference.estimate),
                        "\(threeDecimals(difference.lower)) to \(threeDecimals(difference.upper))",
                        difference.isSignificant ? "*" : "",
                    ])
            }
        }
        return table
    }

    private static func json(_ comparison: ExperimentComparison, _ plan: ExperimentPlan) -> JSONValue {
        let figures = comparison.figures.map { figure -> JSONValue in
            let differences = figure.differences.map { difference -> JSONValue in
                [
                    "against": .string(plan.choices[difference.against].name),
                    "difference": JSONValue(difference.estimate), "lower": JSONValue(difference.lower),
                    "upper": JSONValue(difference.upper), "significant": .bool(difference.isSignificant),
                ]
            }
            return [
                "measure": .string(figure.measure.rawValue), "ranking": .string(plan.choices[figure.place].name),
                "value": figure.value.map { JSONValue($0) } ?? .null, "differences": .array(differences),
            ]
        }
        return [
            "rankings": .array(plan.choices.map { .string($0.name) }), "jobs": JSONValue(UInt64(comparison.jobs)),
            "replicates": JSONValue(UInt64(plan.replicates)), "history_days": JSONValue(UInt64(plan.history)),
            "days": JSONValue(UInt64(plan.days)), "figures": .array(figures),
        ]
    }
}
