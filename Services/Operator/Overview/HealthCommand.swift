import JSON
import Operations
import RPC

/// `tandem health`: does a server answer? For container health checks.
enum HealthCommand: OperatorCommand {
    static let specification = CommandSpecification(
        "health", summary: "ask one service whether it is ready; exit status 0 when it is",
        discussion: "Example: tandem health 127.0.0.1:7704", operands: ["HOST:PORT"],
        options: [
            .option("service", value: "NAME", help: "such as tandem.v1.ClientModel (default: the whole server)"),
            .option("timeout", value: "SECONDS", help: "give up after", default: "2"),
        ])

    static func run(_ arguments: Arguments) async throws -> Int32 {
        let address = arguments.operands[0]
        let seconds = try arguments.number("timeout", in: 0.001...3_600) ?? 2
        let outcome = await Connection.health(
            try Connection.channel(address), service: arguments["service"] ?? "", timeout: .seconds(seconds))
        let isServing = (try? outcome.get()) == true
        let state: String
        switch outcome {
        case .success(let isServing): state = isServing ? "SERVING" : "NOT_SERVING"
        case .failure(let error): state = "\(error)"
        }
        if arguments.has("json") {
            try Console.json(["address": .string(address), "serving": .bool(isServing), "state": .string(state)])
        } else {
            Console.line("\(address) \(state)")
        }
        return isServing ? ExitStatus.success : ExitStatus.failure
    }
}
