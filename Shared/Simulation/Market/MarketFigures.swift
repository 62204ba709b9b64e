public import Contracts
import Foundation

/// What a market's facts add up to: the aggregates by which a simulated market is held against real ones.
///
/// Every figure could be computed from the facts alone.
public struct MarketFigures: Sendable, Equatable {
    /// Facts handed over.
    public private(set) var facts = 0
    private var kinds = [Int](repeating: 0, count: 64)
    /// Jobs posted.
    public internal(set) var jobs = 0
    /// Hires.
    public internal(set) var hires = 0
    /// Spent by each client, in cents.
    private var spend: [Int64] = []
    /// Applications by each freelancer.
    private var applications: [Int32] = []
    /// Jobs closed by how many applied, up to 99, and more.
    private var applicants = [Int](repeating: 0, count: 101)
    /// Public ratings of freelancers by tenths of a star, and private ones.
    private var ratings = [Int](repeating: 0, count: 51)
    private var privateRatings = [Int](repeating: 0, count: 51)
    /// Logarithms of asked rates, by level and by country: count and sum.
    private var levelRates = [Mean](repeating: Mean(), count: 4)
    private var countryRates = [Mean](repeating: Mean(), count: Country.all.count)
    /// Logarithms of what posts offer: an hour by level, an hour, and for the whole.
    private var levelOffers = [Mean](repeating: Mean(), count: 4)
    private var hourlyOffers = Mean()
    private var budgets = Mean()

    /// A mean and a deviation in the making.
    struct Mean: Sendable, Equatable {
        private(set) var count = 0
        private var sum = 0.0
        private var squares = 0.0

        mutating func add(_ value: Double) {
            count += 1
            sum += value
            squares += value * value
        }

        var mean: Double { count == 0 ? 0 : sum / Double(count) }
        var deviation: Double { count == 0 ? 0 : max(squares / Double(count) - mean * mean, 0).squareRoot() }
    }

    /// Facts of a kind.
    public subscript(kind: FactKind) -> Int { kinds[kind.rawValue] }

    // MARK: - Counting

    mutating func count(_ fact: Fact) {
        facts += 1
        if let body = fact.body { kinds[body.kind.rawValue] += 1 }
    }

    mutating func clientJoins() { spend.append(0) }
    mutating func paid(_ amount: Int, by client: Int) { spend[client] += Int64(amount) }

    mutating func applied(_ freelancer: Int) {
        if applications.count <= freelancer {
            applications.append(contentsOf: repeatElement(0, count: freelancer + 1 - applications.count))
        }
        applications[freelancer] += 1
    }

    mutating func closed(applications count: Int) { applicants[min(count, 100)] += 1 }

    mutating func rated(_ rating: Int, honest: Int?) {
        ratings[min(max(rating, 0), 50)] += 1
        if let honest { privateRatings[min(max(honest, 0), 50)] += 1 }
    }

    mutating func rate(_ freelancer: SimulatedFreelancer) {
        let value = log(Double(max(freelancer.rate, 1)))
        levelRates[freelancer.level].add(value)
        countryRates[freelancer.country].add(value)
    }

    mutating func offer(_ job: Job) {
        if job.pay == .hourly {
            let value = log(Double(job.hourlyMinimum + job.hourlyMaximum) / 2)
            hourlyOffers.add(value)
            if (1...3).contains(job.level.rawValue) { levelOffers[Int(job.level.rawValue)].add(value) }
        } else {
            budgets.add(log(Double(max(job.budget, 1))))
        }
    }

    // MARK: - Figures

    /// Paid to freelancers, in cents.
    public var paid: Int64 { spend.reduce(0, +) }
    /// Share of the spend that comes from the fifth of all clients who spend most.
    public var spendOfTopFifth: Double { Self.topShare(spend.map(Double.init), 0.2) }
    /// Share of the spend of the fifth of those who spent anything.
    public var spendOfTopFifthOfSpenders: Double { Self.topShare(spend.filter { $0 > 0 }.map(Double.init), 0.2) }
    /// Share of applications by the tenth of those who ever applied that applies most.
    public var applicationsOfTopTenth: Double {
        Self.topShare(applications.filter { $0 > 0 }.map(Double.init), 0.1)
    }
    /// Applications over jobs.
    public var applicationsPerJob: Double { ratio(self[.application], jobs) }
    /// Hires over jobs; those still open count as not filled.
    public var fillRate: Double { ratio(hires, jobs) }
    /// Share of invitations accepted.
    public var acceptance: Double { ratio(acceptedInvitations, self[.invitation]) }
    /// Invitations accepted.
    public internal(set) var acceptedInvitations = 0
    /// Share of closed jobs with fewer than so many applications.
    public func jobsBelow(applications: Int) -> Double {
        ratio(applicants.prefix(applications).reduce(0, +), applicants.reduce(0, +))
    }
    /// Mean public rating of freelancers, in stars; 0 when there is none.
    public var meanRating: Double { Self.mean(ratings) }
    /// Mean private rating, in stars.
    public var meanPrivateRating: Double { Self.mean(privateRatings) }
    /// Share of public ratings of 4.5 stars and more.
    public var highRatings: Double { ratio(ratings[45...].reduce(0, +), ratings.reduce(0, +)) }
    /// Typical pay for an hour in posts for experts, over that in posts for intermediates (geometric means).
    public var expertOverIntermediate: Double { exp(levelOffers[3].mean - levelOffers[2].mean) }
    /// As above, for entry level.
    public var entryOverIntermediate: Double { exp(levelOffers[1].mean - levelOffers[2].mean) }
    /// Deviation of the logarithm of pay for an hour in posts.
    public var hourlySpread: Double { hourlyOffers.deviation }
    /// Deviation of the logarithm of fixed budgets.
    public var budgetSpread: Double { budgets.deviation }
    /// Share of posts that pay by the hour.
    public var hourlyShare: Double { ratio(hourlyOffers.count, hourlyOffers.count + budgets.count) }
    /// Share of the spread of asked rates between countries: the deviation of the countries' means of logarithms.
    public var countrySpread: Double {
        let means = countryRates.filter { $0.count >= 10 }.map(\.mean)
        guard !means.isEmpty else { return 0 }
        let centre = means.reduce(0, +) / Double(means.count)
        return (means.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(means.count)).squareRoot()
    }

    private func ratio(_ part: Int, _ whole: Int) -> Double { Double(part) / Double(max(whole, 1)) }

    private static func mean(_ tenths: [Int]) -> Double {
        var sum = 0
        var count = 0
        for (value, number) in tenths.enumerated() {
            sum += value * number
            count += number
        }
        return Double(sum) / 10 / Double(max(count, 1))
    }

    /// Share of a sum that the largest values make, a given share of them.
    static func topShare(_ values: [Double], _ share: Double) -> Double {
        let sorted = values.sorted(by: >)
        let total = sorted.reduce(0, +)
        guard total > 0 else { return 0 }
        return sorted.prefix(Int((Double(sorted.count) * share).rounded(.up))).reduce(0, +) / total
    }
}
