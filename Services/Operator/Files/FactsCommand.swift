import Contracts
import Foundation
import Marketplace
import Operations
import ProtobufJSON
import ProtobufWire

/// `tandem facts`: facts of the log as JSON lines.
enum FactsCommand: OperatorCommand {
    static let specification = CommandSpecification(
        "facts", summary: "print facts of the log, one JSON object a line",
        discussion: """
            Example: tandem facts --kind hire --limit 3
            Example: tandem facts --follow --kind application     (new ones as they come, until Ctrl-C)
            """,
        options: [
            .option("from", value: "SEQUENCE", help: "first fact to print", default: "1"),
            .option("kind", value: "KIND", help: "only of this kind, such as job or hire; may be repeated"),
            .option("limit", value: "COUNT", help: "print this many at most"),
            .switch("follow", help: "go on with new facts as they come"),
        ])

    static func run(_ arguments: Arguments) async throws -> Int32 {
        let kinds = try kinds(arguments.all("kind"))
        var left = try arguments.integer("limit", in: 1...Int.max) ?? .max
        let first = UInt64(try arguments.integer("from") ?? 1)
        var position = first > 0 ? first - 1 : 0
        let log = try Home(arguments).openLog()
        var failure: (any Error)?
        position = try log.forEach(after: position) { fact in
            do {
                if kinds.isEmpty || kinds.contains(fact.kind) {
                    try write(fact)
                    left -= 1
                }
            } catch {
                failure = error
            }
            return failure == nil && left > 0
        }
        if let failure { throw failure }
        guard arguments.has("follow"), left > 0 else { return ExitStatus.success }
        for try await facts in log.follow(after: position) {
            for fact in facts where kinds.isEmpty || kinds.contains(fact.kind) {
                try write(fact)
                left -= 1
                if left == 0 { return ExitStatus.success }
            }
        }
        return ExitStatus.success
    }

    private static func kinds(_ names: [String]) throws(ArgumentError) -> Set<FactKind?> {
        var kinds: Set<FactKind?> = []
        for name in names {
            guard let kind = FactKind(name: name) else {
                let known = FactKind.allCases.map(\.name).joined(separator: ", ")
                throw ArgumentError("--kind: there are no \(name) facts; there are \(known)")
            }
            kinds.insert(kind)
        }
        return kinds
    }

    private static func write(_ fact: Fact) throws {
        let json = try ProtobufJSON.encode(messageNamed: Fact.messageName, bytes: fact.serializedBytes())
        Console.line(String(decoding: json, as: UTF8.self))
    }
}
