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
    /// Applications, faded with half-lives of 1, 7, 30, 90 and 365 days.
    ///
    /// As all that fades here, it is to be multiplied by the ``FadingFactors`` of the moment.
    public var applicationCounts = SIMD8<Double>.zero
    /// Signs of life in any role, faded with a half-life of 7 days.
    public var activityCount = 0.0
    /// Hours of the day (UTC) of the applications, half-life 90 days.
    public var hours = DecayedVector(width: 1)

    /// Words of the jobs applied to, each job's words of length 1, so that a product with a job's words is the faded sum
    /// of that job's likenesses to the jobs applied to; half-lives of 14, 45 and 180 days.
    public var words = DecayedVector(width: 3)
    /// What is known of each skill.
    public internal(set) var skills = SkillRecords()

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
    public func record(of skill: Int32) -> SkillRecord? { skills[skill] }

    /// Changes what is known of one skill, beginning a record when there is none.
    mutating func updateSkill(_ skill: Int32, _ change: (inout SkillRecord) -> Void) { skills.update(skill, change) }
}

/// What is known of each skill of one freelancer, ascending by skill.
///
/// Skills lie apart from what is known of them, so that looking one up touches little memory.
public struct SkillRecords: Sendable, Equatable {
    /// Numbers of the skills, ascending.
    public private(set) var keys: [Int32] = []
    /// As many as keys.
    public private(set) var records: [SkillRecord] = []

    /// Nothing known.
    public init() {}

    /// What is known of one skill, or nil.
    @inline(__always)
    public subscript(skill: Int32) -> SkillRecord? {
        let index = keys.lowerBound(of: skill)
        return index < keys.count && keys[index] == skill ? records[index] : nil
    }

    /// Changes what is known of one skill, beginning a record when there is none.
    mutating func update(_ skill: Int32, _ change: (inout SkillRecord) -> Void) {
        let index = keys.lowerBound(of: skill)
        if index == keys.count || keys[index] != skill {
            keys.insert(skill, at: index)
            records.insert(SkillRecord(skill: skill), at: index)
        }
        change(&records[index])
    }

    /// Reads some of what looking up a skill will read.
    @inline(__always)
    func touch() -> Int {
        guard !keys.isEmpty else { return 0 }
        let middle = keys.count / 2
        return Int(keys[middle]) &+ Int(records[0].applications &+ records[middle].applications)
    }

    /// Multiplies every faded sum.
    mutating func scale(by factors: FadingFactors) {
        for index in records.indices { records[index].scale(by: factors) }
    }

    /// Records in the order they were written in.
    ///
    /// - Returns: nil unless they ascend by skill.
    init?(_ records: [SkillRecord]) {
        keys = records.map(\.skill)
        self.records = records
        guard zip(keys, keys.dropFirst()).allSatisfy(<) else { return nil }
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
    /// Applications to jobs that ask for it, each counting the skill's weight in the job; half-life 365 days.
    ///
    /// As all that fades, this and the next two are to be multiplied by the ``FadingFactors`` of the moment.
    public var weightedApplications: Float = 0
    /// Applications to jobs that ask for it, half-life 30 days.
    public var monthlyApplications: Float = 0
    /// Applications to jobs that ask for it, half-life 180 days.
    public var halfYearlyApplications: Float = 0

    /// Nothing known yet.
    public init(skill: Int32) {
        self.skill = skill
    }

    /// Multiplies every faded sum.
    mutating func scale(by factors: FadingFactors) {
        weightedApplications *= Float(factors.year)
        monthlyApplications *= Float(factors.month)
        halfYearlyApplications *= Float(factors.halfYear)
    }
}

extension [Int32] {
    /// Whether an ascending array holds a number.
    func containsSorted(_ number: Int32) -> Bool {
        let index = lowerBound(of: number)
        return index < count && self[index] == number
    }

    /// The first place of an ascending array whose number is not below.
    @inline(__always)
    func lowerBound(of number: Int32) -> Int {
        withUnsafeBufferPointer { numbers in
            var low = 0
            var high = numbers.count
            while low < high {
                let middle = (low + high) >> 1
                if numbers[middle] < number { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }
}
