import Contracts
import Foundation
import Hosting
import Marketplace
import Operations

/// Trains the gateway's second levels from rankings that the services give in replay.
///
/// The log is cut into stretches. For each, first levels are trained on what lies before it, the services are moved
/// along it fact by fact, and at every decision they are asked by the RPCs that serve: the features are those of serving
/// because they are made by serving. Labels are how far each pair then went.
struct SecondLevelTraining: Sendable {
    let home: Home
    let until: Int64
    let seed: UInt64
    /// Of each question, in a stretch.
    let decisionLimit: Int
    let shutdown: ShutdownSignal

    /// Trains and stores the second levels.
    ///
    /// - Returns: What came of it, or nil when the log has too few jobs to learn a second level from.
    func run() async throws -> Artifact? {
        let log = try home.openLog()
        let store = ArtifactStore(home: home.path, service: ServiceDirectory.gateway.name)
        let folds = try TrainingFold.all(log, until: until)
        guard let first = folds.first else {
            // An older second level would judge first levels that it has never seen.
            return store.names.isEmpty ? nil : try store.save(artifact(log, from: 0, to: 0, [:])).artifact
        }
        let grades = try OutcomeGrades(log, until: until)
        let bias = try PositionBias(log, until: until)
        var examples: [RankingQuestion: RankingExamples] = [:]
        for fold in folds {
            try checkShutdown()
            try await collect(fold, of: folds.count, log, grades, bias, into: &examples)
        }
        var fits: [RankingQuestion: RankingFit] = [:]
        for question in RankingQuestion.allCases {
            try checkShutdown()
            guard let known = examples[question] else { continue }
            fits[question] = try RankingFit(question, known, seed: seed) { shutdown.isRequested }
        }
        let end = until == .max ? grades.lastTime + 1 : until
        let stored = try store.save(artifact(log, from: first.start, to: end, fits)).artifact
        try? FileManager.default.removeItem(atPath: "\(home.path)/\(Self.folder)")
        return stored
    }

    /// Decisions of each question in a stretch, unless a person says otherwise.
    static let defaultDecisions = 400
    private static let folder = "training"

    private func artifact(
        _ log: FactLog, from start: Int64, to end: Int64, _ fits: [RankingQuestion: RankingFit]
    ) throws -> Artifact {
        let fits = RankingQuestion.allCases.compactMap { fits[$0] }
        return Artifact(
            service: ServiceDirectory.gateway.name, trainedFrom: start, trainedUntil: end,
            logSequence: try log.lastSequence(), seed: seed, metrics: fits.flatMap(\.metrics),
            rankingModels: fits.compactMap(\.model))
    }

    /// Adds the rankings of one stretch.
    private func collect(
        _ fold: TrainingFold, of count: Int, _ log: FactLog, _ grades: OutcomeGrades, _ bias: PositionBias,
        into examples: inout [RankingQuestion: RankingExamples]
    ) async throws {
        let foldHome = Home(path: "\(home.path)/\(Self.folder)/\(fold.number)", logURL: home.logURL)
        try await trainFirstLevels(fold, foldHome, log)
        let decisions = try RankingDecisions(
            log, from: fold.start, to: fold.end, grades: grades, until: until, limit: decisionLimit
        ).all
        let progress = Progress(
            "second level, stretch \(fold.number) of \(count)", unit: "decisions", total: UInt64(decisions.count))
        defer { progress.finish() }
        let services = try await ReplayedServices.start(foldHome)
        do {
            for (index, decision) in decisions.enumerated() {
                try checkShutdown()
                try await services.advance(to: decision.sequence)
                if let response = try await services.ranking(for: decision) {
                    try examples[decision.question, default: RankingExamples()].add(
                        response, grade: { decision.grade(of: $0, grades) },
                        weight: { decision.weight(of: $0, grades, bias) })
                }
                progress.update(UInt64(index + 1))
            }
        } catch {
            await services.stop()
            throw error
        }
        await services.stop()
    }

    /// Trains the first levels that a stretch is judged by, unless a training that was cut short has done so.
    private func trainFirstLevels(_ fold: TrainingFold, _ foldHome: Home, _ log: FactLog) async throws {
        try foldHome.makeFolder()
        let markPath = "\(foldHome.path)/first-levels"
        let mark = "\(log.identity) \(try log.lastSequence()) \(fold.start) \(seed)\n"
        if (try? String(contentsOfFile: markPath, encoding: .utf8)) == mark { return }
        try? FileManager.default.removeItem(atPath: "\(foldHome.path)/models")
        let results = try await FirstLevelTraining(
            home: foldHome, until: Timestamp.format(fold.start), seed: seed, shutdown: shutdown
        ).run("first levels before stretch \(fold.number)")
        if let failed = results.first(where: { $0.problem != nil }), let problem = failed.problem {
            throw OperatorError("\(failed.service), for the second level: \(problem)")
        }
        try mark.write(toFile: markPath, atomically: true, encoding: .utf8)
    }

    private func checkShutdown() throws(OperatorError) {
        if shutdown.isRequested { throw OperatorError("training of the second level was stopped") }
    }
}
