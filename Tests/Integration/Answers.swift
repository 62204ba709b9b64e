import Contracts
import ProtobufWire
import RPC

/// What users see of a few answers, without what differs from call to call.
struct Answers: Equatable {
    let forJob: MatchResponse
    let forText: MatchResponse
    let forFreelancer: MatchResponse
    let proposals: MatchResponse
    let freelancers: GatewaySearchResponse
    let jobs: GatewaySearchResponse
    let similar: RecommendResponse
    let feed: RecommendResponse
    let standing: FreelancerStanding

    init(_ suite: RunningSuite) async throws {
        func bare(_ response: MatchResponse) -> MatchResponse {
            var response = response
            response.rankingID = ""
            response.elapsedMicroseconds = 0
            response.understanding?.appliedSequence = 0
            return response
        }
        func bare(_ response: GatewaySearchResponse) -> GatewaySearchResponse {
            var response = response
            response.rankingID = ""
            response.understanding?.appliedSequence = 0
            return response
        }
        func bare(_ response: RecommendResponse) -> RecommendResponse {
            var response = response
            response.appliedSequence = 0
            return response
        }
        forJob = bare(try await suite.call(GatewayService.matchFreelancers, .init(jobID: "j200", limit: 20)))
        forText = bare(
            try await suite.call(GatewayService.matchFreelancers, .init(text: "mobile app for a bakery", limit: 20)))
        forFreelancer = bare(try await suite.call(GatewayService.matchJobs, .init(freelancerID: "f7", limit: 20)))
        proposals = bare(try await suite.call(GatewayService.rankProposals, .init(jobID: "j100")))
        freelancers = bare(
            try await suite.call(GatewayService.searchFreelancers, .init(query: "photoshop logo", limit: 20)))
        jobs = bare(try await suite.call(GatewayService.searchJobs, .init(query: "website", limit: 20)))
        similar = bare(try await suite.call(GatewayService.similarFreelancers, .init(freelancerID: "f7")))
        feed = bare(try await suite.call(GatewayService.recommendJobs, .init(freelancerID: "f7")))
        standing = try await suite.call(GatewayService.describeFreelancer, .init(freelancerID: "f7"))
    }
}
