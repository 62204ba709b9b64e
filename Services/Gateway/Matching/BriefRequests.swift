import Contracts

// Requests that cost the gateway little beside waiting for the services: their handlers may run on an event loop, since
// between two calls of theirs they take no more than some hundreds of microseconds, and what takes longer goes elsewhere
// (`Matcher.arrange(_:_:_:)`).
extension MatchFreelancersRequest {
    var isBrief: Bool {
        Brief.allows(hits: limit, candidates: candidateLimit) && text.utf8.count <= Brief.textBytes
    }
}

extension MatchJobsRequest {
    var isBrief: Bool { Brief.allows(hits: limit, candidates: candidateLimit) }
}

extension RankProposalsRequest {
    var isBrief: Bool { Brief.allows(hits: limit, candidates: 0) }
}

extension MatchSessionRequest {
    var isBrief: Bool {
        switch question {
        case .matchFreelancers(let request): request.isBrief
        case .matchJobs(let request): request.isBrief
        case .rankProposals(let request): request.isBrief
        case nil: true
        }
    }
}

extension GatewaySearchRequest {
    var isBrief: Bool { limit <= Brief.hits && query.utf8.count <= Brief.textBytes }
}

private enum Brief {
    static let hits: UInt32 = 50
    static let candidates: UInt32 = 1_000
    static let textBytes = 8_192

    static func allows(hits: UInt32, candidates: UInt32) -> Bool {
        hits <= Self.hits && candidates <= Self.candidates
    }
}
