/// What sort of record or event a fact is.
///
/// Raw values are the field numbers of `Fact.body` in the contract: the log stores them, so they never change.
public enum FactKind: Int, CaseIterable, Sendable {
    case freelancer = 10
    case client = 11
    case job = 12
    case freelancerUpdated = 13
    case jobClosed = 14
    case signup = 15
    case search = 20
    case impression = 21
    case click = 22
    case view = 23
    case save = 24
    case rankingServed = 25
    case application = 30
    case applicationWithdrawn = 31
    case invitation = 32
    case invitationResponse = 33
    case interview = 34
    case offer = 35
    case rejection = 36
    case hire = 37
    case contractStart = 40
    case payment = 41
    case contractEnd = 42
    case feedback = 43
    case endorsement = 44

    /// The name in the contract and in import files, such as "invitation_response".
    public var name: String {
        switch self {
        case .freelancer: "freelancer"
        case .client: "client"
        case .job: "job"
        case .freelancerUpdated: "freelancer_updated"
        case .jobClosed: "job_closed"
        case .signup: "signup"
        case .search: "search"
        case .impression: "impression"
        case .click: "click"
        case .view: "view"
        case .save: "save"
        case .rankingServed: "ranking_served"
        case .application: "application"
        case .applicationWithdrawn: "application_withdrawn"
        case .invitation: "invitation"
        case .invitationResponse: "invitation_response"
        case .interview: "interview"
        case .offer: "offer"
        case .rejection: "rejection"
        case .hire: "hire"
        case .contractStart: "contract_start"
        case .payment: "payment"
        case .contractEnd: "contract_end"
        case .feedback: "feedback"
        case .endorsement: "endorsement"
        }
    }

    /// The kind of a name as in import files, or nil for a name that no kind has.
    public init?(name: String) {
        guard let kind = FactKind.byName[name] else { return nil }
        self = kind
    }

    private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })
}

extension Fact.Body {
    /// What sort of record or event this is.
    public var kind: FactKind {
        switch self {
        case .freelancer: .freelancer
        case .client: .client
        case .job: .job
        case .freelancerUpdated: .freelancerUpdated
        case .jobClosed: .jobClosed
        case .signup: .signup
        case .search: .search
        case .impression: .impression
        case .click: .click
        case .view: .view
        case .save: .save
        case .rankingServed: .rankingServed
        case .application: .application
        case .applicationWithdrawn: .applicationWithdrawn
        case .invitation: .invitation
        case .invitationResponse: .invitationResponse
        case .interview: .interview
        case .offer: .offer
        case .rejection: .rejection
        case .hire: .hire
        case .contractStart: .contractStart
        case .payment: .payment
        case .contractEnd: .contractEnd
        case .feedback: .feedback
        case .endorsement: .endorsement
        }
    }
}

extension Fact {
    /// What sort of record or event this is; nil for a kind that a newer program added.
    public var kind: FactKind? { body?.kind }
}
