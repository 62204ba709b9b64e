public import Contracts

/// Bounds on what the log takes.
public enum FactLimits {
    /// Bytes of an id, of the fact or of whom it concerns.
    public static let idBytes = 128
    /// Bytes of an encoded fact.
    public static let payloadBytes = 1 << 20
    /// Event times, in microseconds: from 1970 to the end of 2199.
    public static let times: ClosedRange<Int64> = 0...7_258_118_399_999_999

    /// Why the log would not take a fact, its size aside; `nil` when it would.
    public static func problem(with fact: Fact) -> String? {
        if fact.id.isEmpty { return "the id is empty" }
        if fact.id.utf8.count > idBytes { return "the id is longer than \(idBytes) bytes" }
        if !times.contains(fact.time) { return "the time is not within 1970 to 2199" }
        guard let body = fact.body else { return "the kind of fact is missing or not known" }
        let subjects = body.subjects
        for id in [subjects.freelancerID, subjects.clientID, subjects.jobID, subjects.userID]
        where id.utf8.count > idBytes {
            return "an id of whom it concerns is longer than \(idBytes) bytes"
        }
        return missingField(in: body).map { "\($0) is missing" }
    }

    /// The first id that a fact of its kind can't do without and that is empty, such as "hire.job_id".
    ///
    /// The same ids that lines of an import must have, so that whatever the log takes can be exported and imported.
    public static func missingField(in body: Fact.Body) -> String? {
        let subjects = body.subjects
        switch body {
        case .freelancer: return subjects.freelancerID.isEmpty ? "freelancer.id" : nil
        case .client: return subjects.clientID.isEmpty ? "client.id" : nil
        case .job: return subjects.jobID.isEmpty ? "job.id" : nil
        case .search, .impression, .click, .view, .save: return nil
        case .rankingServed(let ranking):
            return ranking.items.contains { $0.id.isEmpty } ? "ranking_served.items.id" : nil
        case .jobClosed: return subjects.jobID.isEmpty ? "\(body.kind.name).job_id" : nil
        case .signup: return subjects.userID.isEmpty ? "\(body.kind.name).user_id" : nil
        case .freelancerUpdated, .contractStart, .payment, .contractEnd, .feedback, .endorsement:
            return subjects.freelancerID.isEmpty ? "\(body.kind.name).freelancer_id" : nil
        case .application, .applicationWithdrawn, .invitation, .invitationResponse, .interview, .offer, .rejection,
            .hire:
            if subjects.jobID.isEmpty { return "\(body.kind.name).job_id" }
            return subjects.freelancerID.isEmpty ? "\(body.kind.name).freelancer_id" : nil
        }
    }
}
