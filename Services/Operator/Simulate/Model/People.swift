/// A freelancer's command of one trade.
struct Practice {
    /// Index into `Trade.all`.
    let trade: Int
    /// Skills the freelancer has, as bits by place in `Trade.skills`.
    var known: UInt32
    /// Skills the profile claims: most of the known, now and then one more.
    var stated: UInt32
    /// Latent skill by place in `Trade.skills`: mean 0 and deviation 1 over those who have it, about -1.6 for others.
    var levels: [Float]

    /// Mean latent skill over a set of skills; 0 for none.
    func mean(over skills: UInt32) -> Double {
        guard skills != 0 else { return 0 }
        var sum = 0.0
        var rest = skills
        while rest != 0 {
            sum += Double(levels[rest.trailingZeroBitCount])
            rest &= rest - 1
        }
        return sum / Double(skills.nonzeroBitCount)
    }
}

/// Somebody who does jobs: what the profile shows, and what it does not.
struct SimulatedFreelancer {
    let number: Int
    /// Index into `Country.all`.
    let country: Int
    /// General ability, mean 0 and deviation 1; never in the output.
    let ability: Double
    /// Main trade first.
    var practices: [Practice]
    /// 1 entry, 2 intermediate, 3 expert.
    var level: Int
    /// Asked for an hour, in cents.
    var rate: Int
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

    /// Whether looking for work at present; changes at `availabilityChanges`.
    var isAvailable: Bool
    var availabilityChanges: Int64
    var lastActive: Int64

    /// Contracts at work.
    var contracts = 0
    var hires = 0
    /// Public ratings, in tenths.
    var ratingSum = 0
    var ratingCount = 0

    /// Public rating pulled towards the marketplace's mean by two imagined reviews.
    var reputation: Double { (Double(ratingSum) / 10 + 2 * 4.6) / Double(ratingCount + 2) }

    /// Index into `practices` of a trade.
    func practice(in trade: Int) -> Int? {
        practices.firstIndex { $0.trade == trade }
    }
}

/// Somebody who posts jobs.
struct SimulatedClient {
    let number: Int
    let country: Int
    /// Index into `Industry.all`.
    let industry: Int
    let company: String
    let business: String
    /// Trade of most of the jobs.
    let trade: Int
    /// Logarithm of what is paid relative to the market.
    let generosity: Double
    /// Weight of skill in the choice; mean 1.
    let qualityTaste: Double
    /// Weight of the price in the choice; mean 1.
    let priceTaste: Double
    /// Whether work should stay in near countries.
    let prefersNear: Bool
    /// Decides this much sooner (below 1) or later (above 1).
    let patience: Double
    /// Probability of turning to somebody known first.
    let loyalty: Double
    /// Probability that a post is short and full of slips.
    let carelessness: Double
    var ratingSum = 0
    var ratingCount = 0
    /// Freelancers the client was content with, newest last; at most eight.
    var favourites: [Int32] = []

    /// What freelancers say of the client, pulled towards the mean as theirs is.
    var reputation: Double { (Double(ratingSum) / 10 + 2 * 4.6) / Double(ratingCount + 2) }
}

/// Draws in proportion to weights out of a list that only grows.
///
/// Appending is O(1), drawing O(log n).
struct WeightedList {
    private(set) var members: [Int32] = []
    private var cumulative: [Double] = []

    var isEmpty: Bool { members.isEmpty }

    mutating func append(_ member: Int32, weight: Double) {
        cumulative.append((cumulative.last ?? 0) + weight)
        members.append(member)
    }

    /// The member at a point in 0 ..< 1 of the line on which the weights lie end to end; `nil` when there is none.
    func member(at point: Double) -> Int32? {
        guard let total = cumulative.last else { return nil }
        let target = point * total
        var low = 0
        var high = cumulative.count - 1
        while low < high {
            let middle = (low + high) / 2
            if cumulative[middle] > target { high = middle } else { low = middle + 1 }
        }
        return members[low]
    }
}
