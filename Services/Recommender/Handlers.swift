import Contracts
import Hosting
import RPC

/// The RPCs of `tandem.v1.Recommender`.
enum Handlers {
    private static let defaultLimit: UInt32 = 10
    private static let maximumLimit: UInt32 = 1_000
    private static let maximumPairs = 10_000
    private static let maximumText = 1 << 20

    static func register(on server: RPCServer, host: ServiceHost<HostedRecommender>) {
        server.register(RecommenderService.similarFreelancers, on: .workers) { request, _ in
            try host.readWithSequence { try similarFreelancers(request, $0, $1) }
        }
        server.register(RecommenderService.jobFeed, on: .workers) { request, _ in
            try host.readWithSequence { try jobFeed(request, $0, $1) }
        }
        server.register(RecommenderService.freelancerAffinity, on: .workers) { request, _ in
            try host.readWithSequence { try freelancerAffinity(request, $0, $1) }
        }
        server.register(RecommenderService.jobAffinity, on: .workers) { request, _ in
            try host.readWithSequence { try jobAffinity(request, $0, $1) }
        }
    }

    static func similarFreelancers(
        _ request: SimilarFreelancersRequest, _ state: State, _ sequence: UInt64
    ) throws -> RecommendResponse {
        let limit = try limit(request.limit)
        let freelancer = try freelancer(request.freelancerID, state)
        return RecommendResponse(
            items: SimilarFreelancers(of: freelancer, state).best(limit), appliedSequence: sequence)
    }

    static func jobFeed(_ request: JobFeedRequest, _ state: State, _ sequence: UInt64) throws -> RecommendResponse {
        let limit = try limit(request.limit)
        var feed = JobFeed(of: try freelancer(request.freelancerID, state), state)
        return RecommendResponse(items: feed.best(limit), appliedSequence: sequence)
    }

    static func freelancerAffinity(
        _ request: FreelancerAffinityRequest, _ state: State, _ sequence: UInt64
    ) throws -> AffinityResponse {
        try require(request.freelancerIDs.count, "freelancer_ids")
        guard let post = request.job else { throw RPCError.invalidField("job", "it is missing") }
        let side = try jobSide(post, state)
        let affinities = request.freelancerIDs.map { id in state.freelancer(id).map(side.affinity) ?? 0 }
        return AffinityResponse(affinities: affinities, appliedSequence: sequence)
    }

    static func jobAffinity(
        _ request: JobAffinityRequest, _ state: State, _ sequence: UInt64
    ) throws -> AffinityResponse {
        try require(request.jobIDs.count, "job_ids")
        guard !request.freelancerID.isEmpty else { throw RPCError.invalidField("freelancer_id", "it is empty") }
        var affinities = [Double](repeating: 0, count: request.jobIDs.count)
        if let freelancer = state.freelancer(request.freelancerID) {
            var side = FreelancerSide(freelancer: freelancer, Likeness(state))
            for (index, id) in request.jobIDs.enumerated() {
                if let job = state.job(id) { affinities[index] = side.affinity(job) }
            }
        }
        return AffinityResponse(affinities: affinities, appliedSequence: sequence)
    }

    // MARK: Checks

    private static func jobSide(_ post: Job, _ state: State) throws -> JobSide {
        let likeness = Likeness(state)
        guard post.id.isEmpty else {
            guard let job = state.job(post.id) else { throw RPCError(.notFound, "the log has no job \"\(post.id)\"") }
            return JobSide(job: job, likeness)
        }
        for (field, text) in [("job.title", post.title), ("job.description", post.description)]
        where text.utf8.count > maximumText {
            throw RPCError.invalidField(field, "at most \(maximumText) bytes, found \(text.utf8.count)")
        }
        guard post.skills.count <= SkillIndex.maximumSkills else {
            throw RPCError.invalidField(
                "job.skills", "at most \(SkillIndex.maximumSkills), found \(post.skills.count)")
        }
        let client = post.clientID.isEmpty ? nil : state.person(knownAs: post.clientID)
        return JobSide(asked: state.skills.known(post.skills), client: client, likeness)
    }

    private static func freelancer(_ id: String, _ state: State) throws -> Int32 {
        guard !id.isEmpty else { throw RPCError.invalidField("freelancer_id", "it is empty") }
        guard let number = state.freelancer(id) else {
            throw RPCError(.notFound, "the log has no freelancer \"\(id)\"")
        }
        return number
    }

    private static func limit(_ limit: UInt32) throws -> Int {
        guard limit <= maximumLimit else {
            throw RPCError.invalidField("limit", "at most \(maximumLimit), found \(limit)")
        }
        return Int(limit == 0 ? defaultLimit : limit)
    }

    private static func require(_ count: Int, _ field: String) throws {
        guard count <= maximumPairs else {
            throw RPCError.invalidField(field, "at most \(maximumPairs), found \(count)")
        }
    }
}
