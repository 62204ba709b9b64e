import Contracts
import Marketplace

/// What the log says of jobs and of who has to do with them, worked out here once more.
struct OpenMarket {
    /// Jobs posted, and neither closed nor filled.
    private(set) var open: Set<String> = []
    /// Jobs that a freelancer applied to and didn't withdraw from, or was hired for, or posted.
    private(set) var applied: [String: Set<String>] = [:]
    /// Who applied to a job and didn't withdraw.
    private(set) var applicants: [String: Set<String>] = [:]
    /// How often a freelancer applied.
    private(set) var applications: [String: Int] = [:]

    /// The latest time of a fact.
    private(set) var now: Int64 = 0

    init(_ log: FactLog) throws {
        var ended: Set<String> = []
        for fact in try log.facts(after: 0, limit: .max) {
            now = max(now, fact.time)
            switch fact.body {
            case .job(let job):
                open.insert(job.id)
                applied[job.clientID, default: []].insert(job.id)
            case .jobClosed(let event): ended.insert(event.jobID)
            case .application(let event):
                applications[event.freelancerID, default: 0] += 1
                applied[event.freelancerID, default: []].insert(event.jobID)
                applicants[event.jobID, default: []].insert(event.freelancerID)
            case .applicationWithdrawn(let event):
                applied[event.freelancerID]?.remove(event.jobID)
                applicants[event.jobID]?.remove(event.freelancerID)
            case .hire(let event):
                ended.insert(event.jobID)
                applied[event.freelancerID, default: []].insert(event.jobID)
            default: break
            }
        }
        open.subtract(ended)
        // Clients who never applied are no freelancers.
        applied = applied.filter { applications[$0.key] != nil }
    }
}
