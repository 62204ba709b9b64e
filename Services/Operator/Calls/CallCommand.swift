import Contracts
import Foundation
import Hosting
import JSON
import Operations
import ProtobufJSON
import ProtobufWire
import RPC

/// `tandem call`: any method of any service, with JSON in and out.
enum CallCommand: OperatorCommand {
    static let specification = CommandSpecification(
        "call", summary: "call a method of a service",
        discussion: """
            METHOD is SERVICE/METHOD, or the method alone where only one service has it; `tandem describe` lists them.
            JSON is the request, {} when left out, - to read it from standard input. A stream comes as one line a message.
            Example: tandem call Gateway/MatchFreelancers '{"text": "mobile app for a bakery", "limit": 3}'
            With --address, the service there is asked for its methods and messages: it need not be of this version.
            A method that takes a stream gets one message for each line of JSON.
            Example: tandem call Replica/GetStatus --address 127.0.0.1:7704
            Example: tandem call Gateway/MatchJobs '{"freelancer_id": "f1"}' --trace
            """,
        operands: ["METHOD", "[JSON]"],
        options: Connection.options + [
            .option("address", value: "HOST:PORT", help: "of the service (default: where the gateway finds it)"),
            .option("timeout", value: "SECONDS", help: "give up after", default: "10"),
            .switch("trace", help: "show where the time went: each call that the call caused"),
            .option("metadata", value: "KEY=VALUE", help: "to send with the call; may be repeated"),
        ])

    static func run(_ arguments: Arguments) async throws -> Int32 {
        var metadata = CallMetadata()
        for pair in arguments.all("metadata") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2 else { throw ArgumentError("--metadata: expected KEY=VALUE, found \(pair)") }
            metadata.add(parts[0].lowercased(), parts[1])
        }
        if arguments.has("trace") { metadata["debug"] = "1" }
        let seconds = try arguments.number("timeout", in: 0.001...86_400) ?? 10
        let options = CallOptions(timeout: .seconds(seconds), metadata: metadata)
        do {
            let pool = try await pool(arguments, timeout: .seconds(seconds))
            let method = try method(named: arguments.operands[0], in: pool)
            let requests = try requests(arguments.operands.count > 1 ? arguments.operands[1] : "{}", of: method, pool)
            let channel = try Connection.channel(try await address(of: method, arguments))
            let call = DynamicCall(method: method, pool: pool, isPretty: !arguments.has("json"))
            let timing = try await call.run(requests, over: channel, options)
            if arguments.has("trace") { TimingTree.show(timing) }
            return ExitStatus.success
        } catch let error as RPCError {
            try report(error, asJSON: arguments.has("json"))
            if arguments.has("trace") { TimingTree.show(error.metadata.callTiming, code: error.code) }
            return ExitStatus.failure
        }
    }

    /// What the service at the address given declares, or the contract that this program was built with.
    static func pool(_ arguments: Arguments, timeout: Duration) async throws -> DescriptorPool {
        guard let address = arguments["address"] else { return .contract }
        return try await ReflectedContract.pool(Connection.channel(address), timeout: timeout) ?? .contract
    }

    /// A method by `tandem.v1.Gateway/MatchFreelancers`, `Gateway/MatchFreelancers` or `MatchFreelancers`.
    static func method(
        named name: String, in pool: DescriptorPool = .contract
    ) throws(ArgumentError) -> MethodDescriptor {
        let methods = pool.services.flatMap(\.methods)
        let wanted = name.replacingOccurrences(of: ".", with: "/")
        let found = methods.filter { method in
            let full = method.fullName.replacingOccurrences(of: ".", with: "/")
            return full == wanted || full.hasSuffix("/" + wanted)
        }
        if found.count == 1 { return found[0] }
        if found.isEmpty {
            throw ArgumentError("there is no method \(name); `tandem describe` lists services and messages")
        }
        throw ArgumentError("\(name) is a method of several services: \(found.map(\.fullName).joined(separator: ", "))")
    }

    /// The requests: one, or for a method that takes a stream one for each line.
    private static func requests(
        _ text: String, of method: MethodDescriptor, _ pool: DescriptorPool
    ) throws -> [RawMessage] {
        var json = Array(text.utf8)
        if text == "-" { json = Array(try FileHandle.standardInput.readToEnd() ?? Data()) }
        let name = pool.messages[method.request].fullName
        let documents =
            method.isClientStreaming ? json.split(separator: UInt8(ascii: "\n")).map { Array($0) } : [json]
        do {
            let options = ProtobufJSON.DecodingOptions(maximumBytes: 64 << 20)
            return try documents.map {
                try RawMessage(
                    serializedBytes: try ProtobufJSON.decode(messageNamed: name, json: $0, options: options, pool: pool)
                )
            }
        } catch let error as ProtobufJSONError {
            throw ArgumentError("the request is no \(name): \(error)")
        }
    }

    /// Where the service of a method listens: where the gateway finds it, or, when that doesn't say, where it would be.
    private static func address(of method: MethodDescriptor, _ arguments: Arguments) async throws -> String {
        if let address = arguments["address"] { return address }
        let gateway = try arguments.required("gateway")
        let service = method.fullName.split(separator: "/").first.map(String.init) ?? ""
        guard let entry = ServiceDirectory.peers.first(where: { $0.protobufName == service }) else { return gateway }
        let status = try? await Connection.status(gateway: gateway)
        let found = status?.services.first { $0.name == entry.name }?.address
        return found ?? Connection.address(of: entry, besideGateway: gateway)
    }

    /// The status and its details, on standard error.
    static func report(_ error: RPCError, asJSON: Bool) throws {
        let details = error.details.map { detail -> (type: String, json: JSONValue?) in
            let json = try? ProtobufJSON.encode(messageNamed: detail.type, bytes: detail.value)
            return (detail.type, json.flatMap { try? JSONValue(parsing: $0) })
        }
        if asJSON {
            let value: JSONValue = [
                "code": .string("\(error.code)"), "message": .string(error.message),
                "details": .array(
                    details.map { ["type": .string($0.type), "value": $0.json ?? .null] }),
            ]
            Console.note(String(decoding: try value.serialized(), as: UTF8.self))
        } else {
            Console.note("\(error)")
            for detail in details {
                let text = try detail.json.map { String(decoding: try $0.serialized(), as: UTF8.self) }
                Console.note("  \(detail.type) \(text ?? "")")
            }
        }
    }
}
