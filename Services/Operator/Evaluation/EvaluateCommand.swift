import Contracts
import Hosting
import Learning
import Operations

/// `tandem evaluate`: what the services would have answered at each decision, against what then happened.
enum EvaluateCommand: OperatorCommand {
    static let specification = CommandSpecification(
        "evaluate", summary: "measure rankings against what happened, moving the services along the log",
        discussion: """
            Train on what lies before a moment, then evaluate on what came after it. The services are started in replay, so that
            none knows anything of the future. Simple rankers stand beside, to be beaten.
            Of a simulated market the hidden truth can be looked at, too: only this command does.
            Example: tandem evaluate     (after tandem train --until 2018-05-21)
            Example: tandem evaluate --jobs 500 --truth var/sample.truth
            Example: tandem evaluate --ablations --jobs 200
            With --online nothing is started: the log tells how the gateway's experiments went; see docs/online.md.
            """,
        options: [
            .option("from", value: "TIME", help: "judge jobs posted since (default: where training ended)"),
            .option("fusion", value: "NAME", help: "of both sides: learned, product, harmonic", default: "learned"),
            .option(
                "candidates", value: "COUNT", help: "that both models score for a job; a match has 500 unless it asks",
                default: "10000"),
            .option("jobs", value: "COUNT", help: "drawn by the seed from all that were posted since (default: all)"),
            .option("truth", value: "DIR", help: "what tandem simulate wrote of the market's hidden truth"),
            .switch("ablations", help: "what each family of features is worth: train without it, and judge again"),
            .option("families", value: "NAMES", help: "with --ablations: these only, with commas (default: all)"),
            .option("resamples", value: "COUNT", help: "of the bootstrap", default: "1000"),
            .option("seed", value: "NUMBER", help: "of the bootstrap and of jobs drawn", default: "1"),
        ] + OnlineEvaluationRun.options)

    private static let fusions: [String: Fusion] = [
        "learned": .learned, "product": .product, "harmonic": .harmonic,
    ]

    static func run(_ arguments: Arguments) async throws -> Int32 {
        if arguments.has("online") { return try OnlineEvaluationRun.run(arguments) }
        let home = try Home(arguments)
        let fusionName = try arguments.required("fusion")
        guard let fusion = fusions[fusionName] else {
            throw ArgumentError("--fusion must be learned, product or harmonic, not \(fusionName)")
        }
        let candidates = try arguments.integer("candidates", in: 1...10_000) ?? 10_000
        let resamples = try arguments.integer("resamples", in: 1...1_000_000) ?? 1_000
        let seed = UInt64(try arguments.integer("seed", in: 0...Int.max) ?? 1)
        let start = try start(home, given: try arguments.time("from"))
        let log = try home.openLog()
        let watch = Stopwatch()
        let shutdown = ShutdownSignal.install()
        var plan = Evaluation.Plan(
            start: start, fusion: fusion, candidates: candidates,
            jobs: try arguments.integer("jobs", in: 1...10_000_000), seed: seed, truth: arguments["truth"])
        if arguments.has("ablations") {
            plan.fusion = .product
            plan.truth = nil
            let study = AblationStudy(home: home, plan: plan, shutdown: shutdown)
            let variants = try await study.run(try families(arguments, study))
            let report = AblationReport(
                variants: variants, plan: plan, resamples: resamples, seconds: watch.seconds)
            if arguments.has("json") { try Console.json(report.json()) } else { Console.text(report.text()) }
            return ExitStatus.success
        }
        guard !arguments.has("families") else { throw ArgumentError("--families goes with --ablations") }
        let progress = Progress("evaluate", unit: "decisions")
        let services = try await ReplayedServices.start(home)
        let walk = Task { [plan] in
            try await Evaluation(log, plan, services: services) { progress.update($0, total: $1) }
        }
        shutdown.onRequest { walk.cancel() }
        let outcome = await walk.result
        progress.finish()
        await services.stop()
        let report = EvaluationReport(
            evaluation: try outcome.get(), plan: plan, fusionName: fusionName,
            artifacts: artifacts(home, ServiceDirectory.all),
            resamples: resamples, seconds: watch.seconds)
        if arguments.has("json") { try Console.json(report.json()) } else { Console.text(report.text()) }
        return ExitStatus.success
    }

    /// The families to do without, each in turn.
    private static func families(_ arguments: Arguments, _ study: AblationStudy) throws -> [String] {
        let all = try study.families()
        guard let named = arguments["families"] else { return all }
        let wanted = named.split(separator: ",").map(String.init)
        if let unknown = wanted.first(where: { !all.contains($0) }) {
            throw ArgumentError("--families: there is no \(unknown), only \(all.joined(separator: ", "))")
        }
        return wanted
    }

    /// The models that serve.
    private static func artifacts(_ home: Home, _ entries: [ServiceDirectory.Entry]) -> [Artifact] {
        entries.compactMap {
            ArtifactStore(home: home.path, service: $0.name).newest(problem: { _ in })?.artifact
        }
    }

    /// Where the future begins that the models have not seen.
    private static func start(_ home: Home, given: Int64?) throws -> Int64 {
        let artifacts = artifacts(home, ServiceDirectory.peers)
        guard let latest = artifacts.map(\.trainedUntil).max() else {
            guard let given else {
                throw OperatorError("nothing is trained yet: tandem train --until TIME, or name a moment by --from")
            }
            return given
        }
        if let given, given < latest {
            let seen = artifacts.filter { $0.trainedUntil > given }.map(\.service).joined(separator: ", ")
            Console.note("tandem: \(seen) were trained on facts after --from: their figures flatter them")
        }
        return given ?? latest
    }
}
