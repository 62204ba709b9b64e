// The front door: its methods (gateway.proto).
public import ProtobufWire

/// The front door: the only service that people and programs outside call.
public enum GatewayService: Service {
    /// The full name in the contract.
    public static let name = "tandem.v1.Gateway"

    /// Every method, in the order of the contract.
    public static var methods: [any ServiceMethod] {
        [
            matchFreelancers, matchJobs, rankProposals, searchFreelancers, searchJobs, similarFreelancers,
            recommendJobs, describeFreelancer, understand, recordFacts, uploadFacts, matchSession, readFacts,
            getSystemStatus,
        ]
    }

    /// Freelancers for a job of the log, or for a free text.
    public static let matchFreelancers = UnaryMethod<MatchFreelancersRequest, MatchResponse>(
        "tandem.v1.Gateway/MatchFreelancers")

    /// Open jobs for a freelancer.
    public static let matchJobs = UnaryMethod<MatchJobsRequest, MatchResponse>("tandem.v1.Gateway/MatchJobs")

    /// Applicants of a job, best first.
    public static let rankProposals = UnaryMethod<RankProposalsRequest, MatchResponse>(
        "tandem.v1.Gateway/RankProposals")

    /// Search by words and filters, with the concepts that the words name.
    public static let searchFreelancers = UnaryMethod<GatewaySearchRequest, GatewaySearchResponse>(
        "tandem.v1.Gateway/SearchFreelancers")

    /// Jobs, by words and filters.
    public static let searchJobs = UnaryMethod<GatewaySearchRequest, GatewaySearchResponse>(
        "tandem.v1.Gateway/SearchJobs")

    /// Freelancers like this one.
    public static let similarFreelancers = UnaryMethod<SimilarFreelancersRequest, RecommendResponse>(
        "tandem.v1.Gateway/SimilarFreelancers")

    /// Jobs to look at next.
    public static let recommendJobs = UnaryMethod<JobFeedRequest, RecommendResponse>("tandem.v1.Gateway/RecommendJobs")

    /// What is known of a freelancer's skills, activity and reputation.
    public static let describeFreelancer = UnaryMethod<DescribeFreelancerRequest, FreelancerStanding>(
        "tandem.v1.Gateway/DescribeFreelancer")

    /// What a text speaks of.
    public static let understand = UnaryMethod<UnderstandRequest, UnderstandResponse>("tandem.v1.Gateway/Understand")

    /// Append facts to the log.
    ///
    /// Answers when they are durable; a fact whose id is in the log already changes nothing.
    public static let recordFacts = UnaryMethod<RecordFactsRequest, RecordFactsResponse>(
        "tandem.v1.Gateway/RecordFacts")

    /// Append facts as a stream: what a bulk import sends, at the log's own pace.
    ///
    /// Each message is appended as by ``recordFacts``, in order; answers once, with the sums, when the last is durable.
    /// Ends at the first message that is refused, with those before it kept.
    public static let uploadFacts = ClientStreamingMethod<RecordFactsRequest, RecordFactsResponse>(
        "tandem.v1.Gateway/UploadFacts")

    /// Many matches over one call: questions go in as they arise, answers come out as each is ready.
    ///
    /// A question that fails costs only its own answer.
    public static let matchSession = BidirectionalMethod<MatchSessionRequest, MatchSessionResponse>(
        "tandem.v1.Gateway/MatchSession")

    /// Facts of the log, in order, from a sequence; with `follow`, new ones as they come.
    public static let readFacts = ServerStreamingMethod<ReadFactsRequest, Fact>("tandem.v1.Gateway/ReadFacts")

    /// How all six services stand.
    public static let getSystemStatus = UnaryMethod<SystemStatusRequest, SystemStatus>(
        "tandem.v1.Gateway/GetSystemStatus")
}
