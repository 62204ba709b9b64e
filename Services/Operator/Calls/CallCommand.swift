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
            Example: tandem call Replica/GetStatus --address 127.0.0.1:7704
            """,
        operands: ["METHOD", "[JSON]"],
        options: Connection.options + [
            .option("address", value: "HOST:PORT", help: "of the service (default: where the gateway finds it)"),
            .option("timeout", value: "SECONDS", help: "give up after", default: "10"),
            .option("metadata", value: "KEY=VALUE", help: "to send with the call; may be repeated"),
        ])

    static func run(_ arguments: Arguments) async throws -> Int32 {
        let method = try method(named: arguments.operands[0])
        let pool = DescriptorPool.contract
        let (requestName, responseName) = (
            pool.messages[method.request].fullName, pool.messages[method.response].fullName
        )
        let request = try request(arguments.operands.count > 1 ? arguments.operands[1] : "{}", named: requestName)
        var metadata = CallMetadata()
        for pair in arguments.all("metadata") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2 else { throw ArgumentError("--metadata: expected KEY=VALUE, found \(pair)") }
            metadata.add(parts[0].lowercased(), parts[1])
        }
        let seconds = try arguments.number("timeout", in: 0.001...86_400) ?? 10
        let options = CallOptions(timeout: .seconds(seconds), metadata: metadata)
        let channel = try Connection.channel(try await address(of: method, arguments))
        // For people, a single answer has a line for each member.
        let layout = ProtobufJSON.EncodingOptions(isPretty: !method.isServerStreaming && !arguments.has("json"))
        func show(_ response: RawMessage) throws {
            let json = try ProtobufJSON.encode(messageNamed: responseName, bytes: response.bytes, options: layout)
            Console.line(String(decoding: json, as: UTF8.self))
        }
        do {
            if method.isServerStreaming {
                let stream = channel.stream(
                    ServerStreamingMethod<RawMessage, RawMessage>(method.fullName), request, options: options)
                for try await response in stream { try show(response) }
            } else {
                try show(
                    try await channel.call(
                        UnaryMethod<RawMessage, RawMessage>(method.fullName), request, options: options))
            }
            return ExitStatus.success
        } catch let error as RPCError {
            try report(error, asJSON: arguments.has("json"))
            return ExitStatus.failure
        }
    }

    /// A method by `tandem.v1.Gateway/MatchFreelancers`, `Gateway/MatchFreelancers` or `MatchFreelancers`.
    static func method(named name: String) throws(ArgumentError) -> MethodDescriptor {
        let methods = DescriptorPool.contract.services.flatMap(\.methods)
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

    private static func request(_ text: String, named name: String) throws -> RawMessage {
        var json = Array(text.utf8)
        if text == "-" { json = Array(try FileHandle.standardInput.readToEnd() ?? Data()) }
        do {
            let options = ProtobufJSON.DecodingOptions(maximumBytes: 64 << 20)
            return try RawMessage(
                serializedBytes: try ProtobufJSON.decode(messageNamed: name, json: json, options: options))
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
