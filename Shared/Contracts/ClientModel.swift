// The client's side of a match (client_model.proto).
public import ProtobufWire

/// The client's side of a match: whether this client would engage this freelancer for this job.
public enum ClientModelService: Service {
    /// The full name in the contract.
    public static let name = "tandem.v1.ClientModel"

    /// Every method, in the order of the contract.
    public static var methods: [any ServiceMethod] { [scoreFreelancers, scoreJobs, scoreApplications] }

    /// P(client engages freelancer | job, freelancer).
    public static let scoreFreelancers = UnaryMethod<ScoreFreelancersRequest, ScoreResponse>(
        "tandem.v1.ClientModel/ScoreFreelancers")

    /// The mirror image: many jobs for one freelancer.
    public static let scoreJobs = UnaryMethod<ScoreJobsRequest, ScoreResponse>("tandem.v1.ClientModel/ScoreJobs")

    /// P(hire | application), of applications as they would arrive now.
    public static let scoreApplications = UnaryMethod<ScoreApplicationsRequest, ScoreResponse>(
        "tandem.v1.ClientModel/ScoreApplications")
}
