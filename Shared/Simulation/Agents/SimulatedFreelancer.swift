/// A freelancer's command of one trade.
struct Practice {
    /// Index into `Trade.all`.
    let trade: Int
    /// Skills the freelancer has, as bits by place in `Trade.skills`.
    var known: UInt32
    /// Skills the profile claims: most of the known, now and then one more.
    var stated: UInt32
    /// Latent skill by place in `Trade.skills`, in 32nds: mean 0 and deviation 1 over those who have it, about -1.6 for
    /// others.
    private var levels = SIMD32<Int8>()

    init(trade: Int, known: UInt32 = 0, stated: UInt32 = 0) {
        self.trade = trade
        self.known = known
        self.stated = stated
    }

    /// The latent level of a skill, in -4 ..< 4.
    subscript(skill: Int) -> Double {
        get { Double(levels[skill]) / 32 }
        set { levels[skill] = Int8(min(max((newValue * 32).rounded(), -127), 127)) }
    }

    /// Mean latent skill over a set of skills; 0 for none.
    func mean(over skills: UInt32) -> Double {
        guard skills != 0 else { return 0 }
        var sum = 0
        var rest = skills
        while rest != 0 {
            sum += Int(levels[rest.trailingZeroBitCount])
            rest &= rest - 1
        }
        return Double(sum) / Double(32 * skills.nonzeroBitCount)
    }
}

/// Somebody who does jobs: what the profile shows, and what it does not.
struct SimulatedFreelancer {
    let id: String
    /// Index into `Country.all`.
    let country: Int
    /// General ability, mean 0 and deviation 1; never in the facts.
    let ability: Double
    /// The main trade.
    var practice: Practice
    /// A second trade, for one in five.
    var sideline: Practice?
    /// 1 entry, 2 intermediate, 3 expert.
    var level: Int
    /// Asked for an hour, in cents.
    var rate: Int
    /// Share of `rate` below which no job is worth it; never in the facts.
    let reservation: Double
    var weeklyHours: Int
    let years: Int

    /// Liked industries, as bits by place in `Industry.all`.
    let industries: UInt16
    /// Above 0 for those who prefer to be paid by the hour.
    let hourlyTaste: Double
    /// Above 0 for those who prefer long work.
    let lengthTaste: Double
    /// Taken off every job's attraction.
    let pickiness: Double
    /// Above 0 for those who write long letters and answer soon.
    let diligence: Double
    /// Above 0 for those who deliver what they promised, when they promised it; never in the facts.
    let reliability: Double
    /// How often they look for work, relative to others; log-normal.
    let activity: Double

    /// Whether looking for work at present; changes at `availabilityChanges`.
    var isAvailable: Bool
    var availabilityChanges: Int64
    /// How often `isAvailable` has changed.
    var phases = 0
    let joined: Int64
    var lastActive: Int64
    /// Times they looked for work.
    var sessions = 0
    var hasLeft = false
    /// Posts looked at last; nobody looks twice.
    var seen = SeenPosts()

    /// Contracts at work.
    var contracts = 0
    var hires = 0
    /// Invitations not yet answered.
    var openInvitations = 0
    var lastHired: Int64 = 0
    /// Public ratings, in tenths.
    var ratingSum = 0
    var ratingCount = 0

    /// Public rating pulled towards the marketplace's mean by two imagined reviews.
    var reputation: Double { (Double(ratingSum) / 10 + 2 * 4.6) / Double(ratingCount + 2) }

    /// The command of a trade, when there is one.
    func practice(in trade: Int) -> Practice? {
        practice.trade == trade ? practice : sideline?.trade == trade ? sideline : nil
    }

    /// Latent skill for a set of skills, of a trade they may not even know.
    func skill(for needed: UInt32, in trade: Int) -> Double { practice(in: trade)?.mean(over: needed) ?? -1.6 }

    /// Changes the command of a trade, when there is one.
    mutating func update(trade: Int, _ change: (inout Practice) -> Void) {
        if practice.trade == trade {
            change(&practice)
        } else if var other = sideline, other.trade == trade {
            change(&other)
            sideline = other
        }
    }
}
