public import ProtobufWire

/// Everything that the contract in `protos/` defines, to look it up by name.
///
/// The tests hold these lists against the descriptors that protoc-c makes from the same files.
public enum ContractMessages {
    /// Every message, in the order of the `.proto` files and within them.
    public static let all: [any Message.Type] = [
        Artifact.self, CalibrationBin.self, Metric.self, LogisticModel.self, RankingModel.self,
        TextClassifierModel.self,
        DescribeFreelancerRequest.self, FreelancerStanding.self, SkillStanding.self,
        MatchFreelancersRequest.self, MatchJobsRequest.self, RankProposalsRequest.self, Trial.self,
        MatchResponse.self, Match.self, MatchSide.self, GatewaySearchRequest.self, GatewaySearchResponse.self,
        RecordFactsRequest.self, RecordFactsResponse.self, MatchSessionRequest.self, MatchSessionResponse.self,
        ReadFactsRequest.self, SystemStatusRequest.self,
        SystemStatus.self, ExperimentStatus.self, ExperimentArm.self, ServiceStatus.self, HealthCheckRequest.self,
        HealthCheckResponse.self,
        GetServerRequest.self, ServerDescription.self, MethodCounts.self, CodeCount.self, ListConnectionsRequest.self,
        ListConnectionsResponse.self, ConnectionDescription.self, ListChannelsRequest.self, ListChannelsResponse.self,
        ChannelDescription.self, SubchannelDescription.self, Fact.self,
        Freelancer.self, Client.self, Job.self, FreelancerUpdated.self, JobClosed.self, Signup.self,
        Search.self, Impression.self, Click.self, View.self, Save.self, RankingServed.self, RankedItem.self,
        Application.self, ApplicationWithdrawn.self, Invitation.self, InvitationResponse.self, Interview.self,
        Offer.self, Rejection.self, Hire.self, ContractStart.self, Payment.self, ContractEnd.self,
        Feedback.self, Endorsement.self, UnderstandRequest.self, UnderstandResponse.self, Mention.self,
        ScoredConcept.self, ScoredCategory.self, DescribeConceptRequest.self, Concept.self,
        SimilarFreelancersRequest.self, JobFeedRequest.self, RecommendResponse.self, Recommendation.self,
        FreelancerAffinityRequest.self, JobAffinityRequest.self, AffinityResponse.self,
        ListServicesRequest.self, ListServicesResponse.self, ServiceDescription.self, MethodDescription.self,
        GetFilesRequest.self, GetFilesResponse.self,
        ReplicaStatusRequest.self, ReplicaStatus.self, Count.self, AdvanceRequest.self,
        TakeSnapshotRequest.self, MetricsRequest.self, MetricsResponse.self, Frame.self, Metadata.self,
        Status.self, StatusDetail.self, InvalidField.self, ScoreFreelancersRequest.self,
        ScoreJobsRequest.self, ScoreApplicationsRequest.self, ScoreResponse.self, Explanation.self, Reason.self,
        SearchRequest.self,
        ConceptQuery.self, Filter.self, SearchResponse.self, SearchHit.self, MatchedTerm.self,
        GetRequest.self, GetFreelancersResponse.self, GetJobsResponse.self, JobRecord.self,
        CallTiming.self,
    ]
}

/// Every enumeration of the contract.
public enum ContractEnumerations {
    /// Every enumeration, in the order of the `.proto` files and within them.
    public static let all: [any Enumeration.Type] = [
        SkillEvidence.self, Fusion.self, HealthCheckResponse.State.self, Connectivity.self, Level.self, Pay.self,
        Party.self,
        ConceptKind.self, Frame.Kind.self,
    ]
}

/// Every service of the contract.
public enum ContractServices {
    /// Every service, in the order of the `.proto` files.
    public static let all: [any Service.Type] = [
        ClientModelService.self, FreelancerModelService.self, GatewayService.self, HealthService.self,
        IntrospectionService.self,
        QueryUnderstandingService.self, RecommenderService.self, ReflectionService.self, ReplicaService.self,
        SemanticSearchService.self,
    ]
}
