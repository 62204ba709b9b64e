import Contracts
import Foundation
import JSON
import Marketplace
import Operations
import ProtobufJSON
import ProtobufWire
import RPC

/// One match of a job of the log, to look at.
struct MatchShowcase: Sendable {
    let job: Job
    let response: MatchResponse

    private static let hits: UInt32 = 10
    private static let explainedHits = 3
    private static let reasons: UInt32 = 4
    /// The best of so many newest open jobs is taken.
    private static let recentJobs = 200

    /// Matches an interesting job of the log; nil when the log has no open one.
    static func make(_ home: Home, gateway: String) async throws -> MatchShowcase? {
        guard let log = try? home.openLog(), let job = try interestingJob(log) else { return nil }
        let request = MatchFreelancersRequest(jobID: job.id, limit: hits, reasonLimit: reasons)
        let response = try await Connection.channel(gateway).call(
            GatewayService.matchFreelancers, request, options: CallOptions(timeout: .seconds(30)))
        return MatchShowcase(job: job, response: response)
    }

    /// A recent open job that says well what it wants.
    static func interestingJob(_ log: FactLog) throws -> Job? {
        var open: [String: (job: Job, sequence: UInt64)] = [:]
        try log.forEach(after: 0) { fact in
            switch fact.body {
            case .job(let job): open[job.id] = (job, open[job.id]?.sequence ?? fact.sequence)
            case .jobClosed(let closed): open[closed.jobID] = nil
            case .hire(let hire): open[hire.jobID] = nil
            default: break
            }
            return true
        }
        let recent = open.values.sorted { $0.sequence > $1.sequence }.prefix(recentJobs)
        func interest(_ job: Job) -> Int {
            min(job.skills.count, 4) * 2 + (job.description.isEmpty ? 0 : 3) + (job.level == .unspecified ? 0 : 1)
        }
        // The newest of the most interesting ones.
        return recent.max { (interest($0.job), $0.sequence) < (interest($1.job), $1.sequence) }?.job
    }

    /// The answer as the gateway gave it.
    func json() throws -> JSONValue {
        let json = try ProtobufJSON.encode(
            messageNamed: MatchResponse.messageName, bytes: response.serializedBytes(),
            options: .init(usesProtoNames: true))
        return try JSONValue(parsing: json)
    }

    /// A table and the reasons of the best.
    func text() -> String {
        let models = response.models.isEmpty ? "untrained models" : response.models.joined(separator: " + ")
        var text = "Job \(job.id): \(job.title)\n"
        if !job.skills.isEmpty { text += "wants \(job.skills.joined(separator: ", "))\n" }
        text += "\(grouped(response.candidates)) candidates scored by \(models) "
        text += "in \(oneDecimal(Double(response.elapsedMicroseconds) / 1_000)) ms\n"
        if !response.degraded.isEmpty { text += "without \(response.degraded.joined(separator: ", "))\n" }
        text += "\n" + table()
        for (rank, match) in response.matches.prefix(Self.explainedHits).enumerated() {
            text += "\n\(rank + 1). \(match.title.isEmpty ? match.id : match.title)\n"
            text += Self.reasons("the client engages them", match.client)
            text += Self.reasons("they want the job", match.freelancer)
        }
        return text
    }

    private func table() -> String {
        var table = TextTable([
            .right("rank"), .left("id"), .left("freelancer"), .right("score"), .right("client"), .right("freelancer"),
            .left("skills asked for that they have"),
        ])
        for (rank, match) in response.matches.enumerated() {
            table.add([
                String(rank + 1), match.id, Self.shortened(match.title), threeDecimals(match.score),
                Self.probability(match.client), Self.probability(match.freelancer),
                match.matchedSkills.joined(separator: ", "),
            ])
        }
        return table.render()
    }

    private static func shortened(_ title: String) -> String {
        title.count > 40 ? title.prefix(39) + "…" : title
    }

    private static func probability(_ side: MatchSide?) -> String {
        guard let side else { return "-" }
        return threeDecimals(side.probability) + (side.atPrior ? " (prior)" : "")
    }

    private static func reasons(_ title: String, _ side: MatchSide?) -> String {
        guard let side else { return "" }
        var text = "   \(title): \(threeDecimals(side.probability))\n"
        for reason in side.explanation?.reasons ?? [] {
            text +=
                "     \(reason.contribution >= 0 ? "+" : "-") \(reason.text.isEmpty ? reason.feature : reason.text)\n"
        }
        return text
    }
}
