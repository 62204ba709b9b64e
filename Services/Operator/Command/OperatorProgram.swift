import Foundation
import Hosting
import Operations
import Simulation

/// The `tandem` command: finds the command that is meant, runs it, and ends the process.
enum OperatorProgram {
    /// In the order of the help.
    static let commands: [any OperatorCommand.Type] = [
        SimulateCommand.self, ImportCommand.self, ExportCommand.self, TrainCommand.self, ModelsCommand.self,
        EvaluateCommand.self, ExperimentCommand.self, RehearseCommand.self, UpCommand.self, StatusCommand.self,
        HealthCommand.self, CallCommand.self, DescribeCommand.self, FactsCommand.self,
    ]

    /// What the command line may say.
    static let specification = CommandSpecification(
        "tandem", summary: "Tandem: a marketplace's matching engine, run from here",
        discussion: """
            Starting from nothing:
              tandem simulate var/sample     a made-up marketplace as files
              tandem import var/sample       into the log
              tandem train                   fit the models
              tandem up --show-match         start the six services
            """,
        options: Home.options + [.switch("json", help: "print results as JSON, for programs")],
        subcommands: commands.map { $0.specification })

    /// Does what the command line asks for, and ends the process.
    static func main() async -> Never {
        let words = Array(CommandLine.arguments.dropFirst())
        if words == ["--version"] {
            print("tandem \(ProductVersion.text)")
            exit(ExitStatus.success)
        }
        signal(SIGPIPE, SIG_IGN)
        do {
            exit(try await run(words))
        } catch {
            StandardStream.error.write("tandem: \(error)\n")
            exit(isUsage(error) ? ExitStatus.usage : ExitStatus.failure)
        }
    }

    /// Whether the command line is at fault.
    private static func isUsage(_ error: any Error) -> Bool {
        error is ArgumentError || (error as? SimulationError)?.code == .usage
    }

    /// - Returns: The exit status.
    static func run(_ words: [String]) async throws -> Int32 {
        switch try specification.parse(words) {
        case .help(let text):
            StandardStream.output.write(text)
            return ExitStatus.success
        case .run(let arguments):
            guard let command = commands.first(where: { $0.specification.name == arguments.path.first }) else {
                throw ArgumentError("say what to do; see tandem --help")
            }
            return try await command.run(arguments)
        }
    }
}
