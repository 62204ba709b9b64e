import Contracts
import Foundation
import Hosting
import JSON
import Operations

/// `tandem models`: the trained models that are kept, and the way back to an older one.
enum ModelsCommand: OperatorCommand {
    static let specification = CommandSpecification(
        "models", summary: "list the models that are kept, or go back to an older one",
        discussion: """
            The last three of each service are kept, each with a card in Markdown that tells what it is made of and how good it
            is; the newest serves. Services that run take the change up within a second.
            Example: tandem models
            Example: tandem models --roll-back client-model
            Example: tandem models --roll-back client-model --to 4f2a9c01
            """,
        options: [
            .option("roll-back", value: "SERVICE", help: "serve with the model before the one that serves now"),
            .option("to", value: "VERSION", help: "with --roll-back: that very version"),
        ])

    static func run(_ arguments: Arguments) async throws -> Int32 {
        let home = try Home(arguments)
        if let service = arguments["roll-back"] {
            guard ServiceDirectory.all.contains(where: { $0.name == service }) else {
                throw ArgumentError(
                    "--roll-back: there is no service \"\(service)\"; there are "
                        + ServiceDirectory.all.map(\.name).joined(separator: ", "))
            }
            _ = try ArtifactStore(home: home.path, service: service).restore(version: arguments["to"])
        } else if arguments["to"] != nil {
            throw ArgumentError("--to goes with --roll-back")
        }
        let kept = ServiceDirectory.all.flatMap { KeptModel.all(home, $0.name) }
        if arguments.has("json") {
            try Console.json(["models": .array(kept.map(\.json))])
        } else if kept.isEmpty {
            Console.text("no models yet: tandem train\n")
        } else {
            Console.text(KeptModel.table(kept))
        }
        return ExitStatus.success
    }
}

/// One stored model.
struct KeptModel: Sendable {
    let service: String
    let file: String
    /// Where its card is.
    let card: String
    /// Nil when the file is damaged.
    let artifact: Artifact?
    /// Why it is damaged.
    let problem: String
    let serves: Bool

    /// The models of a service, newest first.
    static func all(_ home: Home, _ service: String) -> [KeptModel] {
        let store = ArtifactStore(home: home.path, service: service)
        var hasServing = false
        return store.names.reversed().map { name in
            do {
                let artifact = try store.load(name)
                defer { hasServing = true }
                return KeptModel(
                    service: service, file: name, card: store.cardPath(of: name), artifact: artifact, problem: "",
                    serves: !hasServing)
            } catch {
                return KeptModel(
                    service: service, file: name, card: store.cardPath(of: name), artifact: nil, problem: "\(error)",
                    serves: false)
            }
        }
    }

    static func table(_ models: [KeptModel]) -> String {
        var table = TextTable([
            .left("service"), .left("version"), .left("serves"), .left("trained until"), .right("log"), .right("seed"),
            .left("card"),
        ])
        for model in models {
            guard let artifact = model.artifact else {
                table.add([model.service, "damaged", "", model.problem, "", "", model.file])
                continue
            }
            table.add([
                model.service, artifact.version, model.serves ? "yes" : "", Timestamp.format(artifact.trainedUntil),
                grouped(artifact.logSequence), String(artifact.seed), model.card,
            ])
        }
        return table.render()
    }

    var json: JSONValue {
        var members: [(String, JSONValue)] = [
            ("service", .string(service)), ("file", .string(file)), ("card", .string(card)), ("serves", .bool(serves)),
        ]
        if let artifact {
            members += [
                ("version", .string(artifact.version)),
                ("trained_from", .string(Timestamp.format(artifact.trainedFrom))),
                ("trained_until", .string(Timestamp.format(artifact.trainedUntil))),
                ("facts", JSONValue(artifact.factCount)), ("log_sequence", JSONValue(artifact.logSequence)),
                ("seed", JSONValue(artifact.seed)),
                ("metrics", artifact.metricsJSON),
                (
                    "calibration",
                    .array(
                        artifact.calibrationBins.map {
                            [
                                "predicted": JSONValue($0.predicted), "observed": JSONValue($0.observed),
                                "count": JSONValue($0.count),
                            ]
                        })
                ),
                ("features", JSONValue(artifact.logisticModels.map { ($0.name, Self.weights($0)) })),
            ]
        } else {
            members.append(("problem", .string(problem)))
        }
        return JSONValue(members)
    }

    /// What one standard deviation of each feature adds to the calibrated log-odds.
    private static func weights(_ model: LogisticModel) -> JSONValue {
        JSONValue(
            zip(model.features, model.weights).map { ($0, JSONValue(model.calibrationSlope * $1)) })
    }
}
