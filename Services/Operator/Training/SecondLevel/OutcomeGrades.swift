import Contracts
import Marketplace

/// How far a client and a freelancer went with one another over a job.
enum Grade: Int, CaseIterable, Comparable, Sendable {
    case shown
    case clicked
    /// Or accepted an invitation.
    case applied
    case interviewed
    case hired
    /// Hired, and the client was content: at least ``goodRating`` stars.
    case satisfied

    static let goodRating = 4.0

    static func < (left: Grade, right: Grade) -> Bool { left.rawValue < right.rawValue }

    /// What each is worth to LambdaMART, lowest first.
    static let gains = [0, 0.25, 1, 1.5, 3, 3.5]
}

/// How far every pair of job and freelancer went, by what the log knew before a moment.
struct OutcomeGrades: Sendable {
    private var grades: [String: [String: Grade]] = [:]
    /// Where a pair was first clicked, by job, then freelancer.
    private var places: [String: [String: PositionBias.Place]] = [:]
    /// Time of the last fact read.
    private(set) var lastTime: Int64 = 0

    /// Reads the facts before a moment, so that no label tells of what came after it.
    init(_ log: FactLog, until: Int64) throws {
        try log.forEach(after: 0, through: try log.lastSequence()) { fact in
            guard fact.time < until else { return true }
            lastTime = max(lastTime, fact.time)
            add(fact)
            return true
        }
    }

    /// How far they went.
    func grade(job: String, freelancer: String) -> Grade { grades[job]?[freelancer] ?? .shown }

    /// At which place of a list the job or the freelancer was first clicked; nil when that is not known.
    func place(job: String, freelancer: String) -> PositionBias.Place? { places[job]?[freelancer] }

    /// Whether somebody went at least so far for a job.
    func has(_ grade: Grade, job: String) -> Bool { grades[job]?.values.contains { $0 >= grade } ?? false }

    private mutating func add(_ fact: Fact) {
        switch fact.body {
        case .click(let click):
            // A freelancer looks at a job, or a client at a freelancer for a job.
            let freelancer = click.freelancerID.isEmpty ? click.userID : click.freelancerID
            raise(click.jobID, freelancer, to: .clicked)
            guard !click.jobID.isEmpty, place(job: click.jobID, freelancer: freelancer) == nil else { break }
            places[click.jobID, default: [:]][freelancer] = PositionBias.Place(click)
        case .application(let application): raise(application.jobID, application.freelancerID, to: .applied)
        case .invitationResponse(let response) where response.accepted:
            raise(response.jobID, response.freelancerID, to: .applied)
        case .interview(let interview): raise(interview.jobID, interview.freelancerID, to: .interviewed)
        case .hire(let hire): raise(hire.jobID, hire.freelancerID, to: .hired)
        case .feedback(let feedback)
        where feedback.from != .freelancer && feedback.rating >= Grade.goodRating
            && grade(job: feedback.jobID, freelancer: feedback.freelancerID) >= .hired:
            raise(feedback.jobID, feedback.freelancerID, to: .satisfied)
        default: break
        }
    }

    private mutating func raise(_ job: String, _ freelancer: String, to grade: Grade) {
        guard !job.isEmpty, !freelancer.isEmpty else { return }
        let before = grades[job]?[freelancer] ?? .shown
        if grade > before { grades[job, default: [:]][freelancer] = grade }
    }
}
