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
            if let problem = FactLimits.problem(with: fact) { throw .invalidField("facts[\(index)]", problem) }
            let size = fact.serializedBytes().count
            guard size <= FactLimits.payloadBytes else {
                throw .invalidField(
                    "facts[\(index)]", "has \(size) bytes, at most \(FactLimits.payloadBytes) are taken")
            }
            if let field = fact.body.flatMap(missingField) {
                throw .invalidField("facts[\(index)].\(field)", "is empty")
            }
        }
    }

    /// The field that says whom or what a fact is about, when it is empty: the same that import files must have.
    private static func missingField(_ body: Fact.Body) -> String? {
        let kind = body.kind.name
        let subjects = body.subjects
        switch body {
        case .freelancer: return subjects.freelancerID.isEmpty ? "\(kind).id" : nil
        case .client: return subjects.clientID.isEmpty ? "\(kind).id" : nil
        case .job: return subjects.jobID.isEmpty ? "\(kind).id" : nil
        case .freelancerUpdated: return subjects.freelancerID.isEmpty ? "\(kind).freelancer_id" : nil
        case .jobClosed: return subjects.jobID.isEmpty ? "\(kind).job_id" : nil
        case .signup: return subjects.userID.isEmpty ? "\(kind).user_id" : nil
        case .search, .impression, .click, .view, .save, .rankingServed: return nil
        case .contractStart, .payment, .contractEnd, .feedback, .endorsement:
            return subjects.freelancerID.isEmpty ? "\(kind).freelancer_id" : nil
        case .application, .applicationWithdrawn, .invitation, .invitationResponse, .interview, .offer, .rejection,
            .hire:
            if subjects.jobID.isEmpty { return "\(kind).job_id" }
            return subjects.freelancerID.isEmpty ? "\(kind).freelancer_id" : nil
        }
    }
}
