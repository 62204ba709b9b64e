public import ProtobufWire

extension Fact {
    /// What a fact tells: one of the kinds of record or event.
    public enum Body: Sendable, Equatable {
        // Entities: the whole record, replacing the one before.
        case freelancer(Freelancer)
        case client(Client)
        case job(Job)
        // Events about entities.
        case freelancerUpdated(FreelancerUpdated)
        case jobClosed(JobClosed)
        case signup(Signup)
        // Attention.
        case search(Search)
        case impression(Impression)
        case click(Click)
        case view(View)
        case save(Save)
        case rankingServed(RankingServed)
        // The way to a hire.
        case application(Application)
        case applicationWithdrawn(ApplicationWithdrawn)
        case invitation(Invitation)
        case invitationResponse(InvitationResponse)
        case interview(Interview)
        case offer(Offer)
        case rejection(Rejection)
        case hire(Hire)
        // The work, and what was thought of it.
        case contractStart(ContractStart)
        case payment(Payment)
        case contractEnd(ContractEnd)
        case feedback(Feedback)
        case endorsement(Endorsement)
    }
}

extension Fact.Body {
    /// The record or event itself, whatever its kind.
    public var message: any Message {
        switch self {
        case .freelancer(let value): value
        case .client(let value): value
        case .job(let value): value
        case .freelancerUpdated(let value): value
        case .jobClosed(let value): value
        case .signup(let value): value
        case .search(let value): value
        case .impression(let value): value
        case .click(let value): value
        case .view(let value): value
        case .save(let value): value
        case .rankingServed(let value): value
        case .application(let value): value
        case .applicationWithdrawn(let value): value
        case .invitation(let value): value
        case .invitationResponse(let value): value
        case .interview(let value): value
        case .offer(let value): value
        case .rejection(let value): value
        case .hire(let value): value
        case .contractStart(let value): value
        case .payment(let value): value
        case .contractEnd(let value): value
        case .feedback(let value): value
        case .endorsement(let value): value
        }
    }

    func encode(to writer: inout WireWriter) {
        switch self {
        case .freelancer(let value): writer.message(10, value)
        case .client(let value): writer.message(11, value)
        case .job(let value): writer.message(12, value)
        case .freelancerUpdated(let value): writer.message(13, value)
        case .jobClosed(let value): writer.message(14, value)
        case .signup(let value): writer.message(15, value)
        case .search(let value): writer.message(20, value)
        case .impression(let value): writer.message(21, value)
        case .click(let value): writer.message(22, value)
        case .view(let value): writer.message(23, value)
        case .save(let value): writer.message(24, value)
        case .rankingServed(let value): writer.message(25, value)
        case .application(let value): writer.message(30, value)
        case .applicationWithdrawn(let value): writer.message(31, value)
        case .invitation(let value): writer.message(32, value)
        case .invitationResponse(let value): writer.message(33, value)
        case .interview(let value): writer.message(34, value)
        case .offer(let value): writer.message(35, value)
        case .rejection(let value): writer.message(36, value)
        case .hire(let value): writer.message(37, value)
        case .contractStart(let value): writer.message(40, value)
        case .payment(let value): writer.message(41, value)
        case .contractEnd(let value): writer.message(42, value)
        case .feedback(let value): writer.message(43, value)
        case .endorsement(let value): writer.message(44, value)
        }
    }
}

extension WireReader {
    /// A member of the body: replaces another kind, merges into the same.
    mutating func member<Value: Message>(
        _ body: inout Fact.Body?, _ make: (Value) -> Fact.Body
    ) throws(WireError) {
        if let value = try message(mergingInto: body?.message as? Value) { body = make(value) }
    }
}
