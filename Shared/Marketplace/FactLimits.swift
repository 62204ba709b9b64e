public import Contracts

/// Bounds on what the log takes.
public enum FactLimits {
    /// Bytes of an id, of the fact or of whom it concerns.
    public static let idBytes = 128
    /// Bytes of an encoded fact.
    public static let payloadBytes = 1 << 20
    /// Event times, in microseconds: from 1970 to the end of 2199.
    public static let times: ClosedRange<Int64> = 0...7_258_118_399_999_999

    /// Why the log would not take a fact, not counting its size; `nil` when it would.
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
        return nil
    }
}
