import Contracts
import JSON
import Learning
import Testing

@testable import Simulation

/// The truth: kept out of the facts, in a folder of its own, and true to them.
@Suite struct TruthTests {
    private func log() throws -> SimulatedLog { try SimulatedLog.shared.get() }

    @Test func theFactsHaveNoFieldOfTheTruth() throws {
        let log = try log()
        let shown = Set(["id", "skill", "skills", "level", "hours", "application_id", "invitation_id", "contract_id"])
        let secret = Set(log.truth.values.flatMap { $0.prefix(5).flatMap { $0.members.map(\.key) } })
            .subtracting(shown).subtracting(["job_id", "freelancer_id"])
        #expect(secret.contains("ability") && secret.contains("reservation_rate") && secret.contains("needed_skills"))
        for object in log.freelancers + log.clients + log.jobs + log.events {
            for member in object.members { #expect(!secret.contains(member.key), "\(member.key)") }
        }
    }

    @Test func everyPersonAndMeetingHasItsTruth() throws {
        let log = try log()
        func ids(_ objects: [JSONObject], _ key: String = "id") -> [String] { objects.map { $0.text(key) } }
        func truth(_ name: String) throws -> [JSONObject] { try #require(log.truth[name]) }
        #expect(try ids(truth("freelancers.jsonl")) == ids(log.freelancers))
        #expect(try ids(truth("freelancers_end.jsonl")) == ids(log.freelancers))
        #expect(try ids(truth("clients.jsonl")) == ids(log.clients))
        #expect(try ids(truth("jobs.jsonl")) == ids(log.jobs))
        for (name, kind, key) in [
            ("applications.jsonl", .application, "application_id"), ("invitations.jsonl", .invitation, "invitation_id"),
            ("contracts.jsonl", .contractStart, "contract_id"),
        ] as [(String, FactKind, String)] {
            #expect(try ids(truth(name), key) == ids(log.events(kind), key))
        }
    }

    /// The probability of accepting an invitation is one: among many, as many accept as it says.
    @Test func acceptanceIsCalibrated() throws {
        let log = try log()
        let accepted = Set(
            log.events(.invitationResponse).filter { $0["accepted"]?.boolValue == true }
                .map { $0.text("invitation_id") })
        let end = log.events.last?.text("time") ?? ""
        var (expected, seen, count) = (0.0, 0.0, 0)
        let closings = log.events(.jobClosed)
        var closed: [String: String] = [:]
        for event in closings { closed[event.text("job_id")] = event.text("time") }
        var times: [String: String] = [:]
        for event in log.events(.invitation) { times[event.text("invitation_id")] = event.text("time") }
        for truth in log.truth["invitations.jsonl"] ?? [] {
            // Those whose job was open long enough for an answer.
            let job = truth.text("job_id")
            let invited = times[truth.text("invitation_id")] ?? end
            guard let close = closed[job], Self.day(close) - Self.day(invited) >= 3 else { continue }
            expected += truth.number("acceptance") ?? 0
            seen += accepted.contains(truth.text("invitation_id")) ? 1 : 0
            count += 1
        }
        #expect(count > 60)
        #expect(abs(expected - seen) / Double(max(count, 1)) < 0.12, "\(expected) expected, \(seen) seen of \(count)")
    }

    /// What was promised foretells what was thought of it, in private.
    @Test func honestOpinionsFollowTheSkill() throws {
        let log = try log()
        var promise: [String: Double] = [:]
        for contract in log.truth["contracts.jsonl"] ?? [] {
            promise[contract.text("job_id")] = contract.number("promise")
        }
        var pairs: [(Double, Double)] = []
        for feedback in log.events(.feedback) where feedback.text("from") == "client" {
            if let rating = feedback.number("private_rating"), let value = promise[feedback.text("job_id")] {
                pairs.append((value, rating))
            }
        }
        let sorted = pairs.sorted { $0.0 < $1.0 }
        let third = sorted.count / 3
        let low = sorted.prefix(third).reduce(0) { $0 + $1.1 } / Double(max(third, 1))
        let high = sorted.suffix(third).reduce(0) { $0 + $1.1 } / Double(max(third, 1))
        #expect(third > 15 && high > low + 0.3, "\(low) and \(high)")
    }

    private static func day(_ time: String) -> Int64 {
        (SimulatedTime.parse(day: String(time.prefix(10))) ?? 0) / SimulatedTime.day
    }
}
