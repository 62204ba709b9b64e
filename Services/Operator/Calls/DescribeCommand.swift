import JSON
import Operations
import ProtobufJSON

/// `tandem describe`: the contract, by its descriptors.
enum DescribeCommand: OperatorCommand {
    static let specification = CommandSpecification(
        "describe", summary: "show services, methods and messages",
        discussion: """
            Without NAME, lists all services with their methods.
            Example: tandem describe Gateway
            Example: tandem describe MatchFreelancersRequest
            """,
        operands: ["[NAME]"])

    static func run(_ arguments: Arguments) throws -> Int32 {
        let pool = DescriptorPool.contract
        if let name = arguments.operands.first {
            guard let listing = pool.describe(name) else {
                throw OperatorError("nothing, or more than one thing, is called \(name); `tandem describe` lists all")
            }
            if arguments.has("json") {
                try Console.json(["name": .string(name), "listing": .string(listing)])
            } else {
                Console.text(listing)
            }
        } else if arguments.has("json") {
            try Console.json(["services": .array(pool.services.map { json($0, pool) })])
        } else {
            var table = TextTable([.left("method"), .left("request"), .left("answer")])
            for method in pool.services.flatMap(\.methods) {
                let answer = short(pool.messages[method.response].fullName)
                table.add([
                    short(method.fullName), short(pool.messages[method.request].fullName),
                    method.isServerStreaming ? "stream of \(answer)" : answer,
                ])
            }
            Console.text(table.render())
        }
        return ExitStatus.success
    }

    private static func json(_ service: ServiceDescriptor, _ pool: DescriptorPool) -> JSONValue {
        let methods = service.methods.map { method -> JSONValue in
            [
                "name": .string(method.name), "request": .string(pool.messages[method.request].fullName),
                "response": .string(pool.messages[method.response].fullName),
                "server_streaming": .bool(method.isServerStreaming),
            ]
        }
        return ["name": .string(service.fullName), "methods": .array(methods)]
    }

    /// Without the package, which all names share.
    private static func short(_ name: String) -> String {
        name.hasPrefix("tandem.v1.") ? String(name.dropFirst("tandem.v1.".count)) : name
    }
}
