import Contracts
import Foundation
import Hosting
import Marketplace
import Operations

/// What each family of features is worth: both sides' models are trained anew without it and asked the same questions.
///
/// Everything else stays as it is: the log, the moment, the seed, the jobs, the other services. Rankings are by the product
/// of both sides, since a second level knows its first levels and would have to be trained anew, too.
struct AblationStudy: Sendable {
    /// One evaluation.
    struct Variant: Sendable {
        /// Left out; nil for the whole.
        let family: String?
        let evaluation: Evaluation
    }

    let home: Home
    let plan: Evaluation.Plan
    let shutdown: ShutdownSignal

    /// Folder in the home for the models of the variants; removed in the end.
    private static let folder = "ablations"
    private static let sides = [ServiceDirectory.freelancerModel, ServiceDirectory.clientModel]

    /// The families of features of both sides' models that serve, in alphabetical order.
    ///
    /// - Throws: when a side has no model, or one that does not tell.
    func families() throws -> [String] {
        var families: Set<String> = []
        for entry in Self.sides {
            let artifact = ArtifactStore(home: home.path, service: entry.name).newest { Console.note($0) }?.artifact
            let named = artifact?.logisticModels.flatMap(\.families) ?? []
            guard !named.isEmpty else {
                throw OperatorError(
                    "\(entry.name) has no model that names its families of features: tandem train first")
            }
            families.formUnion(named)
        }
        return families.sorted()
    }

    /// Evaluates the whole, then each variant.
    func run(_ families: [String]) async throws -> [Variant] {
        defer { try? FileManager.default.removeItem(atPath: "\(home.path)/\(Self.folder)") }
        var variants: [Variant] = []
        let log = try home.openLog()
        for family in [nil] + families.map(Optional.some) {
            let title = family.map { "without \($0)" } ?? "with all"
            let home = try await prepare(family)
            let progress = Progress(title, unit: "decisions")
            defer { progress.finish() }
            let services = try await ReplayedServices.start(home)
            let walk = Task {
                try await Evaluation(log, plan, services: services) { progress.update($0, total: $1) }
            }
            shutdown.onRequest { walk.cancel() }
            let outcome = await walk.result
            await services.stop()
            variants.append(Variant(family: family, evaluation: try outcome.get()))
        }
        return variants
    }

    /// A home whose two sides were trained without a family.
    private func prepare(_ family: String?) async throws -> Home {
        let variant = Home(path: "\(home.path)/\(Self.folder)/\(family ?? "all")", logURL: home.logURL)
        try? FileManager.default.removeItem(atPath: variant.path)
        try variant.makeFolder("models")
        for entry in ServiceDirectory.peers
        where family == nil || !Self.sides.contains(where: { $0.name == entry.name }) {
            let models = "models/\(entry.name)"
            guard FileManager.default.fileExists(atPath: "\(home.path)/\(models)") else { continue }
            try FileManager.default.copyItem(
                atPath: "\(home.path)/\(models)", toPath: "\(variant.path)/\(models)")
        }
        guard let family else { return variant }
        for entry in Self.sides {
            guard let original = ArtifactStore(home: home.path, service: entry.name).newest(problem: { _ in }) else {
                continue
            }
            let result = await TrainingResult.train(
                entry.name, try ServiceLaunch.executable(of: entry),
                variant.serviceArguments + [
                    "--seed", "\(original.artifact.seed)", "--without", family, "--until",
                    Timestamp.format(original.artifact.trainedUntil),
                ], shutdown: shutdown)
            if let problem = result.problem { throw OperatorError("\(entry.name) without \(family): \(problem)") }
        }
        return variant
    }
}
