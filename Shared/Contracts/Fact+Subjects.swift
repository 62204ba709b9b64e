/// Whom and what a fact is about: ids, each empty when the fact has none of its sort.
///
/// The log keeps these beside the fact, so that the facts about somebody are found without decoding all others.
public struct FactSubjects: Hashable, Sendable {
    /// Id of the job.
    public var jobID: String
    /// Id of the freelancer.
    public var freelancerID: String
    /// Id of the client.
    public var clientID: String
    /// Id of the user who acted, where the fact doesn't say on which side: searches, clicks, endorsements.
    public var userID: String

    /// Subjects; what is left out is empty.
    public init(jobID: String = "", freelancerID: String = "", clientID: String = "", userID: String = "") {
        self.jobID = jobID
        self.freelancerID = freelancerID
        self.clientID = clientID
        self.userID = userID
    }
}

extension Fact {
    /// Whom and what this fact is about; all empty when it has no body.
    public var subjects: FactSubjects { body?.subjects ?? FactSubjects() }
}

extension Fact.Body {
    /// Whom and what this is about.
    public var subjects: FactSubjects {
        switch self {
        case .freelancer(let value):
            FactSubjects(freelancerID: value.id)
        case .client(let value):
            FactSubjects(clientID: value.id)
        case .job(let value):
            FactSubjects(jobID: value.id, clientID: value.clientID)
        case .freelancerUpdated(let value):
            FactSubjects(freelancerID: value.freelancerID)
        case .jobClosed(let value):
            FactSubjects(jobID: value.jobID)
        case .signup(let value):
            FactSubjects(userID: value.userID)
        case .search(let value):
            FactSubjects(userID: value.userID)
        case .impression(let value):
            FactSubjects(jobID: value.jobID, freelancerID: value.freelancerID, userID: value.userID)
        case .click(let value):
            FactSubjects(jobID: value.jobID, freelancerID: value.freelancerID, userID: value.userID)
        case .view(let value):
            FactSubjects(jobID: value.jobID, freelancerID: value.freelancerID, userID: value.userID)
        case .save(let value):
            FactSubjects(jobID: value.jobID, freelancerID: value.freelancerID, userID: value.userID)
        case .rankingServed(let value):
            FactSubjects(jobID: value.jobID, freelancerID: value.freelancerID)
        case .application(let value):
            FactSubjects(jobID: value.jobID, freelancerID: value.freelancerID)
        case .applicationWithdrawn(let value):
            FactSubjects(jobID: value.jobID, freelancerID: value.freelancerID)
        case .invitation(let value):
            FactSubjects(jobID: value.jobID, freelancerID: value.freelancerID, clientID: value.clientID)
        case .invitationResponse(let value):
            FactSubjects(jobID: value.jobID, freelancerID: value.freelancerID)
        case .interview(let value):
            FactSubjects(jobID: value.jobID, freelancerID: value.freelancerID, clientID: value.clientID)
        case .offer(let value):
            FactSubjects(jobID: value.jobID, freelancerID: value.freelancerID, clientID: value.clientID)
        case .rejection(let value):
            FactSubjects(jobID: value.jobID, freelancerID: value.freelancerID, clientID: value.clientID)
        case .hire(let value):
            FactSubjects(jobID: value.jobID, freelancerID: value.freelancerID, clientID: value.clientID)
        case .contractStart(let value):
            FactSubjects(jobID: value.jobID, freelancerID: value.freelancerID, clientID: value.clientID)
        case .payment(let value):
            FactSubjects(jobID: value.jobID, freelancerID: value.freelancerID, clientID: value.clientID)
        case .contractEnd(let value):
            FactSubjects(jobID: value.jobID, freelancerID: value.freelancerID, clientID: value.clientID)
        case .feedback(let value):
            FactSubjects(jobID: value.jobID, freelancerID: value.freelancerID, clientID: value.clientID)
        case .endorsement(let value):
            FactSubjects(jobID: value.jobID, freelancerID: value.freelancerID, userID: value.userID)
        }
    }
}
