import Contracts
import Marketplace

/// What is ranked, as the gateway's second levels are named.
enum RankingQuestion: String, CaseIterable, Sendable {
    case matchFreelancers = "match_freelancers"
    case matchJobs = "match_jobs"
    case rankProposals = "rank_proposals"

    var title: String { rawValue.replacing("_", with: " ") }
}

/// A moment of the log at which somebody could have asked for a ranking, and what then came of it is known.
struct RankingDecision: Sendable {
    let question: RankingQuestion
    /// The services know this fact and all before it.
    let sequence: UInt64
    /// Of a job, or for `matchJobs` of a freelancer.
    let subject: String
    /// For `matchJobs`: the jobs applied to from here on for a day.
    var takenJobs: Set<String> = []

    /// The grade of what was shown.
    func grade(of id: String, _ grades: OutcomeGrades) -> Grade {
        switch question {
        case .matchFreelancers, .rankProposals: grades.grade(job: subject, freelancer: id)
        case .matchJobs: takenJobs.contains(id) ? grades.grade(job: id, freelancer: subject) : .shown
        }
    }

    /// For how many like it what was shown counts, if it was chosen.
    func weight(of id: String, _ grades: OutcomeGrades, _ bias: PositionBias) -> Double {
        guard grade(of: id, grades) > .shown else { return 1 }
        let (job, freelancer) = question == .matchJobs ? (id, subject) : (subject, id)
        return bias.weight(of: grades.place(job: job, freelancer: freelancer))
    }
}

/// The decisions between two moments of a log, thinned evenly.
struct RankingDecisions: Sendable {
    /// In the order of the log.
    private(set) var all: [RankingDecision] = []

    /// How long a freelancer's look at the jobs counts: applications within it are one choice.
    private static let session: Int64 = 86_400_000_000

    /// - Parameters:
    ///   - start: the first moment.
    ///   - end: the moment that comes after the last.
    ///   - until: labels are of facts before it.
    ///   - limit: of decisions, for each question.
    init(_ log: FactLog, from start: Int64, to end: Int64, grades: OutcomeGrades, until: Int64, limit: Int) throws {
        var found: [RankingQuestion: [RankingDecision]] = [:]
        var posted: Set<String> = []
        var applicants: [String: Int] = [:]
        var filled: Set<String> = []
        // By freelancer: where in `found` the choice of today is.
        var choices: [String: (place: Int, time: Int64)] = [:]
        try log.forEach(after: 0, through: try log.lastSequence()) { fact in
            guard fact.time < until else { return true }
            let isInside = (start..<end).contains(fact.time)
            switch fact.body {
            case .job(let job):
                guard posted.insert(job.id).inserted, isInside, grades.has(.applied, job: job.id) else { break }
                found[.matchFreelancers, default: []].append(
                    RankingDecision(question: .matchFreelancers, sequence: fact.sequence, subject: job.id))
            case .application(let application):
                applicants[application.jobID, default: 0] += 1
                let freelancer = application.freelancerID
                if let choice = choices[freelancer], fact.time < choice.time + Self.session {
                    found[.matchJobs]?[choice.place].takenJobs.insert(application.jobID)
                } else if isInside {
                    choices[freelancer] = (found[.matchJobs]?.count ?? 0, fact.time)
                    found[.matchJobs, default: []].append(
                        RankingDecision(
                            question: .matchJobs, sequence: fact.sequence - 1, subject: freelancer,
                            takenJobs: [application.jobID]))
                }
            case .hire(let hire):
                guard filled.insert(hire.jobID).inserted, isInside, (applicants[hire.jobID] ?? 0) > 1 else { break }
                found[.rankProposals, default: []].append(
                    RankingDecision(question: .rankProposals, sequence: fact.sequence - 1, subject: hire.jobID))
            default: break
            }
            return true
        }
        all = RankingQuestion.allCases.flatMap { Self.thinned(found[$0] ?? [], to: limit) }
            .sorted { ($0.sequence, $0.question.rawValue) < ($1.sequence, $1.question.rawValue) }
    }

    private static func thinned(_ decisions: [RankingDecision], to limit: Int) -> [RankingDecision] {
        guard decisions.count > limit else { return decisions }
        return (0..<limit).map { decisions[$0 * decisions.count / limit] }
    }
}
