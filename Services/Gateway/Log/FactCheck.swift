import Contracts
import Marketplace
import ProtobufWire
import RPC

/// What `RecordFacts` demands of facts from outside, beyond what the log itself does.
enum FactCheck {
    static let factLimit = 10_000

    /// - Throws: INVALID_ARGUMENT with the first field that is wrong, such as "facts[3].id"; nothing is appended then.
    static func check(_ facts: [Fact]) throws(RPCError) {
        guard !facts.isEmpty else { throw .invalidField("facts", "is empty") }
        guard facts.count <= factLimit else {
            throw .invalidField("facts", "has \(facts.count), at most \(factLimit) are taken at once")
        }
        for (index, fact) in facts.enumerated() {
            guard fact.sequence == 0 else {
                throw .invalidField("facts[\(index)].sequence", "is \(fact.sequence); the log gives it, leave it 0")
            }
            if let field = fact.body.flatMap(FactLimits.missingField) {
                throw .invalidField("facts[\(index)].\(field)", "is missing; facts of this kind must have it")
            }
            if let problem = FactLimits.problem(with: fact) { throw .invalidField("facts[\(index)]", problem) }
            let size = fact.serializedBytes().count
            guard size <= FactLimits.payloadBytes else {
                throw .invalidField(
                    "facts[\(index)]", "has \(size) bytes, at most \(FactLimits.payloadBytes) are taken")
            }
        }
    }
}
