public import Contracts
import Text

/// The views of the log that both sides' models need: who everyone is, what they did, how each skill is known.
///
/// A deterministic fold: equal facts in equal order make equal states. Facts about ids never heard of make a bare entry
/// for them, so that nothing is lost when a source is incomplete; an application to a job never heard of is counted for
/// the freelancer but has no job to be compared with.
public struct MarketState: Sendable, Equatable {
    /// Freelancers by number.
    public internal(set) var freelancers: [FreelancerView] = []
    /// Clients by number.
    public internal(set) var clients: [ClientView] = []
    /// Jobs by number.
    public internal(set) var jobs: [JobView] = []

    /// Numbers of freelancers.
    public internal(set) var freelancerNumbers = Identifiers()
    /// Numbers of clients.
    public internal(set) var clientNumbers = Identifiers()
    /// Numbers of jobs.
    public internal(set) var jobNumbers = Identifiers()
    /// Numbers of skills, by `TermKey`.
    public internal(set) var skillNumbers = Identifiers()
    /// Numbers of words.
    public internal(set) var wordNumbers = Identifiers()
    /// A spelling of each skill, the first seen.
    public internal(set) var skillNames: [String] = []

    /// The market's clock: the latest event time applied, leaving out rankings that we served.
    ///
    /// In microseconds.
    public internal(set) var now: Int64 = 0

    /// Posts that ask for each skill.
    public internal(set) var skillRarity = RarityCounts()
    /// Posts that hold each word.
    public internal(set) var wordRarity = RarityCounts()
    /// All applications, faded with half-lives of 1, 7, 30, 90 and 365 days.
    public internal(set) var applicationTotals = SIMD8<Double>.zero
    /// All signs of life, faded with a half-life of 7 days.
    public internal(set) var activityTotal = 0.0
    /// All posts, faded with a half-life of 30 days.
    public internal(set) var jobTotal = 0.0
    /// All applications by skill, half-lives of 30 and 180 days.
    public internal(set) var skillTotals = FadingTotals(width: 2)
    /// All applications by word, half-life 45 days.
    public internal(set) var wordTotals = FadingTotals(width: 1)
    /// The time that faded sums are kept relative to (``FadingFactors``), in microseconds; 0 before the first event.
    var landmark: Int64 = 0

    /// Sum of all clients' ratings.
    public internal(set) var ratingSum = 0.0
    /// How many ratings the sum is of.
    public internal(set) var ratings = 0
    /// Sum of all endorsements.
    public internal(set) var endorsements = 0.0
    /// Freelancers who have ever applied.
    public internal(set) var knownFreelancers = 0
    /// How many applications there were.
    public internal(set) var applications = 0
    /// How many of them were taken back.
    public internal(set) var withdrawals = 0
    /// Jobs filled.
    public internal(set) var jobsFilled = 0
    /// How many applications went to jobs that were filled.
    public internal(set) var decided = 0

    /// Applications and hires of a freelancer by a client; key is client x 2^32 + freelancer.
    var relations: [UInt64: Relation] = [:]
    /// What jobs pay for each skill: by the hour, and for the whole.
    var hourlyPrices: [PriceLevel] = []
    var fixedPrices: [PriceLevel] = []

    let terms = TermExtractor()

    /// The market before its first fact.
    public init() {}

    /// What passed between one client and one freelancer.
    struct Relation: Sendable, Equatable {
        var applications: Int32 = 0
        var hires: Int32 = 0
    }

    /// States are equal when all that was folded up is equal.
    public static func == (first: MarketState, second: MarketState) -> Bool {
        first.snapshotBytes() == second.snapshotBytes()
    }

    /// Takes in one fact.
    ///
    /// O(size of the fact + size of the freelancer's profile).
    public mutating func apply(_ fact: Fact) {
        guard let body = fact.body else { return }
        if case .rankingServed = body { return }
        now = max(now, fact.time)
        let time = fact.time
        switch body {
        case .freelancer(let record): upsert(record, at: time)
        case .client(let record): upsert(record)
        case .job(let record): upsert(record, at: time)
        case .freelancerUpdated(let change): update(change, at: time)
        case .jobClosed(let event): if let job = jobNumbers[event.jobID] { jobs[job].isClosed = true }
        case .application(let event): applied(event, at: time)
        case .applicationWithdrawn(let event):
            withdrawals += 1
            changeApplication(event.jobID, event.freelancerID) { $0.isWithdrawn = true }
        case .interview(let event): changeApplication(event.jobID, event.freelancerID) { $0.isInterviewed = true }
        case .rejection(let event): changeApplication(event.jobID, event.freelancerID) { $0.isRejected = true }
        case .invitation(let event): invited(event, at: time)
        case .invitationResponse(let event): responded(event, at: time)
        case .hire(let event): hired(event, at: time)
        case .feedback(let event): rated(event, at: time)
        case .endorsement(let event): endorsed(event, at: time)
        case .search(let event): noteActivity(ofUser: event.userID, at: time)
        case .click(let event): noteActivity(ofUser: event.userID, at: time)
        case .view(let event): noteActivity(ofUser: event.userID, at: time)
        case .signup, .impression, .save, .offer, .contractStart, .contractEnd, .payment, .rankingServed: break
        }
    }

    /// The number of a freelancer, who is entered when new.
    mutating func freelancer(_ id: String, at time: Int64) -> Int {
        let number = freelancerNumbers.number(for: id)
        if number == freelancers.count { freelancers.append(FreelancerView(id: id, firstSeen: time)) }
        return number
    }

    /// The number of a client, who is entered when new.
    mutating func client(_ id: String) -> Int {
        let number = clientNumbers.number(for: id)
        if number == clients.count { clients.append(ClientView(id: id)) }
        return number
    }

    /// The number of a skill however it is written, or nil for one without letters and digits.
    mutating func skill(_ name: String) -> Int32? {
        let key = TermKey.make(name)
        guard !key.isEmpty else { return nil }
        let number = skillNumbers.number(for: key)
        if number == skillNames.count {
            skillNames.append(name)
            hourlyPrices.append(PriceLevel())
            fixedPrices.append(PriceLevel())
        }
        return Int32(number)
    }

    /// Numbers of skills, ascending, each once.
    mutating func skills(_ names: [String]) -> [Int32] {
        Array(Set(names.compactMap { skill($0) })).sorted()
    }

    static func relationKey(client: Int, freelancer: Int) -> UInt64 {
        UInt64(UInt32(client)) << 32 | UInt64(UInt32(freelancer))
    }

    /// A sign of life of a freelancer in any role.
    mutating func noteActivity(of freelancer: Int, at time: Int64) {
        noteActivity(of: freelancer, at: time, growth: weeklyGrowth(at: time))
    }

    /// The same, when what an event counts is known already.
    mutating func noteActivity(of freelancer: Int, at time: Int64, growth: Double) {
        freelancers[freelancer].lastActive = max(freelancers[freelancer].lastActive, time)
        freelancers[freelancer].activityCount += growth
        activityTotal += growth
    }

    private mutating func noteActivity(ofUser id: String, at time: Int64) {
        if let freelancer = freelancerNumbers[id] { noteActivity(of: freelancer, at: time) }
    }
}

extension MarketState {
    /// What the state holds, by name.
    public var counts: [(name: String, value: Int)] {
        [
            ("freelancers", freelancers.count), ("clients", clients.count), ("jobs", jobs.count),
            ("skills", skillNumbers.count), ("words", wordNumbers.count), ("applications", applications),
        ]
    }

    /// Share of (job, freelancer) pairs that ended in an application: what is answered while no model is trained.
    public var applicationShare: Double {
        min(0.5, (Double(applications) + 1) / (Double(jobs.count) * Double(knownFreelancers) + 2))
    }

    /// Share of applications that were not taken back: how likely somebody who applied still wants the job.
    public var loyaltyShare: Double { Double(max(0, applications - withdrawals) + 1) / Double(applications + 2) }

    /// Share of applications that ended in a hire: what is answered while no model is trained.
    public var hireShare: Double { min(0.5, Double(jobsFilled + 1) / Double(applications + 3)) }
}
