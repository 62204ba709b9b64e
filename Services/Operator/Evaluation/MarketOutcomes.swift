import Contracts
import Learning
import Marketplace

/// What became of the jobs posted since a moment: who applied to each, who was hired.
struct MarketOutcomes: Sendable {
    /// One job.
    struct Outcome: Sendable {
        let jobID: String
        /// All who ever applied.
        var applicants: Set<String> = []
        /// All who ever accepted an invitation.
        var accepted: Set<String> = []
        /// All who were ever interviewed.
        var interviewed: Set<String> = []
        /// All who were ever hired.
        var hired: Set<String> = []
        /// The first who was hired.
        var firstHired: String?

        /// Those who said yes to the job.
        var takers: Set<String> { applicants.union(accepted) }
        /// Those with whom both sides went along: they applied or accepted, and were interviewed or hired.
        var mutual: Set<String> { takers.intersection(interviewed.union(hired)) }
    }

    /// A hire out of several applicants.
    struct Contest: Sendable {
        let jobID: String
        let winner: String
        /// Those who had applied by then and not withdrawn, in order of application; at least two, the winner among them.
        let applicants: [String]
    }

    /// Jobs by the sequence of their posting.
    private(set) var jobs: [UInt64: Outcome] = [:]
    /// By the sequence of the hire.
    private(set) var contests: [UInt64: Contest] = [:]
    /// Last fact looked at.
    private(set) var lastSequence: UInt64 = 0
    /// Whether the log tells of interviews: then a mutual outcome is another thing than a hire.
    private(set) var hasInterviews = false

    /// Looks at a whole log.
    ///
    /// - Parameter start: jobs posted before it don't count.
    init(_ log: FactLog, from start: Int64) throws {
        var postings: [String: UInt64] = [:]
        var standing: [String: [String]] = [:]
        var outcomes: [UInt64: Outcome] = [:]
        var contests: [UInt64: Contest] = [:]
        lastSequence = try log.forEach(after: 0, through: try log.lastSequence()) { fact in
            switch fact.body {
            case .job(let job):
                // A record that comes again is a change of the post, not another post.
                guard fact.time >= start, postings[job.id] == nil else { break }
                postings[job.id] = fact.sequence
                outcomes[fact.sequence] = Outcome(jobID: job.id)
            case .application(let application):
                guard let posting = postings[application.jobID] else { break }
                let isNew = outcomes[posting]?.applicants.insert(application.freelancerID).inserted == true
                let isBack = standing[application.jobID]?.contains(application.freelancerID) == false
                if isNew || isBack { standing[application.jobID, default: []].append(application.freelancerID) }
            case .applicationWithdrawn(let withdrawn):
                standing[withdrawn.jobID]?.removeAll { $0 == withdrawn.freelancerID }
            case .hire(let hire):
                guard let posting = postings[hire.jobID] else { break }
                outcomes[posting]?.hired.insert(hire.freelancerID)
                if outcomes[posting]?.firstHired == nil { outcomes[posting]?.firstHired = hire.freelancerID }
                let applicants = standing[hire.jobID] ?? []
                if applicants.count >= 2, applicants.contains(hire.freelancerID) {
                    contests[fact.sequence] = Contest(
                        jobID: hire.jobID, winner: hire.freelancerID, applicants: applicants)
                }
            case .invitationResponse(let response) where response.accepted:
                guard let posting = postings[response.jobID] else { break }
                outcomes[posting]?.accepted.insert(response.freelancerID)
            case .interview(let interview):
                guard let posting = postings[interview.jobID] else { break }
                outcomes[posting]?.interviewed.insert(interview.freelancerID)
                hasInterviews = true
            default: break
            }
            return true
        }
        jobs = outcomes
        self.contests = contests
    }

    /// The outcomes of some of the jobs, drawn by a seed.
    func sampled(_ count: Int, seed: UInt64) -> MarketOutcomes {
        guard jobs.count > count else { return self }
        var generator = SeededGenerator(seed: seed)
        let postings = jobs.keys.sorted()
        let chosen = Set(generator.sampledIndices(count: count, of: postings.count).map { postings[$0] })
        var part = self
        part.jobs = jobs.filter { chosen.contains($0.key) }
        let ids = Set(part.jobs.values.map(\.jobID))
        part.contests = contests.filter { ids.contains($0.value.jobID) }
        return part
    }
}
