import JSON
import Operations
import ProtobufJSON

/// `tandem describe`: the contract, by its descriptors.
enum DescribeCommand: OperatorCommand {
    static let specification = CommandSpecification(
        "describe", summary: "show services, methods and messages",
        discussion: """
            Without NAME, lists all services with their methods. With HOST:PORT, asks the service there what it has.
            Example: tandem describe Gateway
            Example: tandem describe MatchFreelancersRequest
            Example: tandem describe 127.0.0.1:7700 Gateway/MatchSession
            """,
        operands: ["[HOST:PORT]", "[NAME]"])

    static func run(_ arguments: Arguments) async throws -> Int32 {
        var operands = arguments.operands[...]
        var pool = DescriptorPool.contract
        // Names have no colon, addresses always do.
        if let address = operands.first, address.contains(":") {
            operands.removeFirst()
            let channel = try Connection.channel(address)
            guard let told = try await ReflectedContract.pool(channel, timeout: .seconds(5)) else {
                throw OperatorError(
                    "\(address) does not tell what it serves; without it, this program tells what it knows")
            }
            pool = told
        }
        if let name = operands.first {
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
                    short(method.fullName),
                    (method.isClientStreaming ? "stream of " : "") + short(pool.messages[method.request].fullName),
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
                "client_streaming": .bool(method.isClientStreaming),
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
