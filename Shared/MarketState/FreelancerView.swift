public import Contracts
public import Learning

/// What the log says of one freelancer, folded up so far.
public struct FreelancerView: Sendable, Equatable {
    /// The profile as last stated; `id` is always there, the rest only once the record has been seen.
    public var profile: Freelancer
    /// Numbers of the stated skills, ascending.
    public var statedSkills: [Int32] = []
    /// Time of the first fact that names this freelancer.
    public var firstSeen: Int64

    /// Applications so far.
    public var applications = 0
    /// Time of the first application; 0 before it.
    public var firstApplied: Int64 = 0
    /// Time of the last application; 0 before the first.
    public var lastApplied: Int64 = 0
    /// Time of the last sign of life in any role; 0 before the first.
    public var lastActive: Int64 = 0
    /// Smoothed logarithm of the days between applications: the person's own rhythm.
    ///
    /// Meaningful from the second on.
    public var logarithmicGap = 0.0
    /// Applications, faded.
    public var applicationCounts = DecayedCounts(halfLives: MarketHalfLives.applications)
    /// Signs of life in any role, faded.
    public var activityCounts = DecayedCounts(halfLives: MarketHalfLives.activity)
    /// Hours of the day (UTC) of the applications.
    public var hours = DecayedVector(halfLives: MarketHalfLives.hours)

    /// Words of the jobs applied to, each job's words of length 1, so that a product with a job's words is the faded sum
    /// of that job's likenesses to the jobs applied to.
    public var words = DecayedVector(halfLives: MarketHalfLives.words)
    /// Skills of the jobs applied to, weighted in the same way.
    public var skillProfile = DecayedVector(halfLives: MarketHalfLives.skillProfile)
    /// Applications by skill.
    public var skillApplications = DecayedVector(halfLives: MarketHalfLives.skillApplications)
    /// What is known of each skill, ascending by skill.
    public var skills: [SkillRecord] = []

    /// Times engaged.
    public var hires = 0
    /// Applications to jobs that were filled, by this freelancer or another.
    public var decided = 0
    /// Sum of clients' ratings, 1 to 5.
    public var ratingSum = 0.0
    /// How many ratings the sum is of.
    public var ratings = 0
    /// Sum of endorsements, for less against.
    public var endorsements = 0.0
    /// Invitations to apply.
    public var invitations = 0
    /// Invitations accepted.
    public var invitationsAccepted = 0

    /// Somebody named for the first time.
    public init(id: String, firstSeen: Int64) {
        profile = Freelancer(id: id)
        self.firstSeen = firstSeen
    }

    /// Whether this freelancer has ever applied: what evaluation calls "known".
    public var isKnown: Bool { applications > 0 }

    /// What is known of one skill, or nil.
    public func record(of skill: Int32) -> SkillRecord? {
        let index = lowerBound(of: skill)
        return index < skills.count && skills[index].skill == skill ? skills[index] : nil
    }

    /// Changes what is known of one skill, beginning a record when there is none.
    mutating func updateSkill(_ skill: Int32, _ change: (inout SkillRecord) -> Void) {
        let index = lowerBound(of: skill)
        if index == skills.count || skills[index].skill != skill {
            skills.insert(SkillRecord(skill: skill), at: index)
        }
        change(&skills[index])
    }

    private func lowerBound(of skill: Int32) -> Int {
        var low = 0
        var high = skills.count
        while low < high {
            let middle = (low + high) >> 1
            if skills[middle].skill < skill { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// How one freelancer is known for one skill.
public struct SkillRecord: Sendable, Equatable {
    /// Number of the skill.
    public let skill: Int32
    /// Applications to jobs that ask for it.
    public var applications: Int32 = 0
    /// Times hired for it.
    public var hires: Int32 = 0
    /// Endorsements for it, for less against.
    public var endorsements: Int32 = 0
    /// How far it is validated: 1 a hire, 0.3 an endorsement; at least 0.
    public var validation = 0.0
    /// Gaussian rating from contests for jobs, in units of the prior's deviation: 0 is the average newcomer.
    public var rating = SkillContests.environment.initialRating
    /// Contests that the rating comes from.
    public var contests: Int32 = 0

    /// Nothing known yet.
    public init(skill: Int32) {
        self.skill = skill
    }
}

/// Half-lives in days of everything that fades, chosen on held-back jobs of three markets (docs/models.md).
public enum MarketHalfLives {
    /// Applications.
    public static let applications = HalfLives(days: [1, 7, 30, 90, 365])
    /// Signs of life in any role.
    public static let activity = HalfLives(days: [7])
    /// Hours of the day.
    public static let hours = HalfLives(days: [90])
    /// Words of jobs applied to.
    public static let words = HalfLives(days: [14, 45, 180])
    /// Skills of jobs applied to, weighted.
    public static let skillProfile = HalfLives(days: [365])
    /// Applications by skill.
    public static let skillApplications = HalfLives(days: [30, 180])
    /// Jobs posted.
    public static let jobs = HalfLives(days: [30])
    /// The market's sum of `words`, for the middle half-life.
    public static let wordTotals = HalfLives(days: [45])
}
