import Contracts
import Foundation
import Glibc
import Marketplace
import Operations
import RPC

/// A service as a process: `serve`, `train`, `--version`, `--help`.
///
/// ```swift
/// await ServiceProcess<ClientModelService>.main()
/// ```
public enum ServiceProcess<Service: HostedService> {
    /// Does what the command line asks for, and ends the process: 0 when all went well, 1 when not, 2 for a command
    /// line that can't be understood.
    public static func main() async -> Never {
        let words = Array(CommandLine.arguments.dropFirst())
        if words == ["--version"] {
            print("\(Service.entry.name) \(ProductVersion.text)")
            exit(0)
        }
        do {
            switch try specification.parse(words) {
            case .help(let text): print(text)
            case .run(let arguments):
                if arguments.path == ["train"] { try train(arguments) } else { try await serve(arguments) }
            }
            exit(0)
        } catch let error as ArgumentError {
            StandardStream.error.write("\(Service.entry.name): \(error)\n")
            exit(2)
        } catch {
            StandardStream.error.write("\(Service.entry.name): \(error)\n")
            exit(1)
        }
    }

    private static var specification: CommandSpecification {
        let common: [CommandOption] = [
            .option(
                "home", value: "DIR", help: "where models and snapshots are", default: "./var",
                environment: "TANDEM_HOME"),
            .option(
                "log", value: "URL", help: "the log of facts (default: market.db in the home)",
                environment: "TANDEM_LOG"),
            .switch("attached", help: "end when standard input ends, as with the process that started this one"),
            .option("log-format", value: "FORMAT", help: "of log lines: text or json", default: "text"),
        ]
        return CommandSpecification(
            Service.entry.name, summary: "Tandem's \(Service.entry.name) service", options: common,
            subcommands: [
                CommandSpecification(
                    "serve", summary: "follow the log and answer calls until SIGTERM",
                    options: [
                        .option(
                            "listen", value: "HOST:PORT", help: "port 0 lets the system choose",
                            default: Service.entry.defaultAddress),
                        .switch("replay", help: "stand still and move along the log only when told to"),
                        .option("snapshot-every", value: "FACTS", help: "between two snapshots", default: "200000"),
                    ] + Service.options),
                CommandSpecification(
                    "train", summary: "fit this service's models from a replay of the log",
                    options: [
                        .option("until", value: "TIME", help: "leave out facts at or after this time (ISO 8601)"),
                        .option("seed", value: "NUMBER", help: "of all randomness", default: "1"),
                        .option(
                            "without", value: "FAMILIES",
                            help: "families of features to leave out, with commas, to see what they are worth"),
                        .switch("json", help: "print the result as JSON"),
                    ]),
            ])
    }

    private static func makeLogger(_ arguments: Arguments) -> Logger {
        Logger(service: Service.entry.name, format: arguments["log-format"] == "json" ? .json : .text)
    }

    private static func serve(_ arguments: Arguments) async throws {
        let settings = try ServeSettings(arguments, entry: Service.entry)
        let shutdown = ShutdownSignal.install()
        if arguments.has("attached") { StandardStream.whenInputEnds { shutdown.request() } }
        let running = try RunningService<Service>(settings: settings, logger: makeLogger(arguments))
        for address in running.addresses { StandardStream.output.write("listening \(address)\n") }
        for line in running.host.announcements { StandardStream.output.write("\(line)\n") }
        await shutdown.wait()
        await running.stop()
    }

    private static func train(_ arguments: Arguments) throws {
        // A model is stored whole or not at all, so training may stop anywhere.
        if arguments.has("attached") { StandardStream.whenInputEnds { _exit(1) } }
        let home = arguments["home"] ?? "./var"
        let log = try FactLog.open(url: arguments["log"] ?? ServeSettings.defaultLog(home: home), mode: .readOnly)
        let context = try TrainingContext(
            log: log, until: try arguments.time("until") ?? .max,
            seed: UInt64(try arguments.integer("seed") ?? 1),
            ablated: Set((arguments["without"] ?? "").split(separator: ",").map(String.init)),
            logger: makeLogger(arguments))
        let watch = Stopwatch()
        let trained = try Service.train(context)
        let report: TrainingReport
        if let trained {
            let stored = try ArtifactStore(home: home, service: Service.entry.name).save(trained)
            report = TrainingReport(
                stored.artifact, path: stored.path, seconds: watch.seconds,
                throughput: context.throughput)
        } else {
            report = TrainingReport(service: Service.entry.name, seconds: watch.seconds)
        }
        StandardStream.output.write((arguments.has("json") ? report.json : report.text) + "\n")
    }
}

/// What this build of Tandem calls itself.
public enum ProductVersion {
    /// Major, minor, patch.
    public static let text = "0.1.0"
}
