import Foundation
import JSON

/// What `tandem simulate` wrote of a market's hidden truth; docs/simulation.md describes the files.
struct TruthFolder: Sendable {
    /// What is hidden of a freelancer.
    struct Person: Sendable {
        /// Levels at the end, by the skill's name in lower case.
        var skills: [String: Double] = [:]
        /// Of each contract: how well the work would go, but for luck.
        var promises: [Double] = []
    }

    /// What is hidden of an application or an invitation.
    struct Meeting: Sendable {
        /// Log-odds that the freelancer wants the job.
        let interest: Double
        /// Of an application: what it says to the client before an interview.
        var appeal: Double?
        /// Of an invitation: probability of a yes.
        var acceptance: Double?
    }

    private(set) var people: [String: Person] = [:]
    /// By id.
    private(set) var applications: [String: Meeting] = [:]
    /// By id.
    private(set) var invitations: [String: Meeting] = [:]

    /// Longer lines are no lines of the truth.
    private static let longestLine = 1 << 20

    /// Reads a folder.
    ///
    /// - Parameter jobs: meetings over others are left out.
    init(_ path: String, jobs: Set<String>) throws(OperatorError) {
        try Self.forEachLine("\(path)/freelancers_end.jsonl") { line in
            guard let id = line["id"]?.stringValue else { return }
            for (name, level) in line["skills"]?.objectValue?.members ?? [] {
                people[id, default: Person()].skills[name.lowercased()] = level.doubleValue
            }
        }
        try Self.forEachLine("\(path)/contracts.jsonl") { line in
            guard let id = line["freelancer_id"]?.stringValue, let promise = line["promise"]?.doubleValue else {
                return
            }
            people[id, default: Person()].promises.append(promise)
        }
        try Self.forEachLine("\(path)/applications.jsonl") { line in
            guard let id = line["application_id"]?.stringValue, let meeting = Self.meeting(line, jobs) else { return }
            applications[id] = meeting
        }
        try Self.forEachLine("\(path)/invitations.jsonl") { line in
            guard let id = line["invitation_id"]?.stringValue, let meeting = Self.meeting(line, jobs) else { return }
            invitations[id] = meeting
        }
    }

    private static func meeting(_ line: JSONValue, _ jobs: Set<String>) -> Meeting? {
        guard let job = line["job_id"]?.stringValue, jobs.contains(job), let interest = line["interest"]?.doubleValue
        else { return nil }
        return Meeting(
            interest: interest, appeal: line["appeal"]?.doubleValue, acceptance: line["acceptance"]?.doubleValue)
    }

    private static func forEachLine(_ path: String, _ body: (JSONValue) -> Void) throws(OperatorError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw OperatorError("can't read \(path): --truth names a folder that `tandem simulate` wrote")
        }
        for (number, line) in data.split(separator: UInt8(ascii: "\n")).enumerated() {
            guard line.count <= longestLine, let value = try? JSONValue(parsing: String(decoding: line, as: UTF8.self))
            else { throw OperatorError("\(path), line \(number + 1): no JSON object of the truth") }
            body(value)
        }
    }
}
