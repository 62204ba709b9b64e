/// What somebody in a market is to be shown, best first.
public struct RankingRequest: Sendable, Equatable {
    /// For whom, and of what.
    public enum Subject: Sendable, Equatable {
        /// Freelancers to invite to a job.
        case freelancers(job: String)
        /// Jobs for a freelancer to look at.
        case jobs(freelancer: String)
        /// Applicants of a job.
        case proposals(job: String)
    }

    /// For whom, and of what.
    public let subject: Subject
    /// When they look, in milliseconds since 1970.
    public let time: Int64
    /// How many they could see at most.
    public let limit: Int
    /// Ids that they have looked at lately: what is ranked of these is passed over.
    public var seen: [String] = []
}

/// Whoever puts the lists that people in a market see in order: a suite that serves, instead of the market's own ranking.
///
/// The market has handed all facts before the request's time to its sink when it asks.
public protocol RankingSource: AnyObject {
    /// The ids of freelancers or jobs, best first; unknown ones and those beyond the limit are passed over.
    ///
    /// - Throws: When there is no answer; the simulation ends with it.
    func ranking(_ request: RankingRequest) throws(SimulationError) -> [String]
}
