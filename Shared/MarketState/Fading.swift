import Foundation

/// Powers of two over the half-lives that the market's sums fade with, chosen on held-back jobs (docs/models.md).
///
/// Sums are kept by forward decay (Cormode, Shkapenyuk, Srivastava and Xu, "Forward Decay: A Practical Time Decay Model
/// for Streaming Systems", ICDE 2009): an event counts 2^(days after a landmark / half-life), and a sum is worth
/// 2^-(days after the landmark / half-life) of what is stored. So nothing that is stored changes as time goes by, and one
/// set of factors serves all freelancers of a query.
public struct FadingFactors: Sendable, Equatable {
    /// Half-life 1 day.
    public let day: Double
    /// Half-life 7 days.
    public let week: Double
    /// Half-life 14 days.
    public let fortnight: Double
    /// Half-life 30 days.
    public let month: Double
    /// Half-life 45 days.
    public let sixWeeks: Double
    /// Half-life 90 days.
    public let quarter: Double
    /// Half-life 180 days.
    public let halfYear: Double
    /// Half-life 365 days.
    public let year: Double

    /// 2^(days / half-life) for each; below 1 for days before 0.
    public init(days: Double) {
        day = exp2(days)
        week = exp2(days / 7)
        fortnight = exp2(days / 14)
        month = exp2(days / 30)
        sixWeeks = exp2(days / 45)
        quarter = exp2(days / 90)
        halfYear = exp2(days / 180)
        year = exp2(days / 365)
    }

    /// For applications: day, week, month, quarter, year.
    var applications: SIMD8<Double> { [day, week, month, quarter, year, 0, 0, 0] }
    /// For words of jobs applied to: a fortnight, six weeks, half a year.
    var words: SIMD4<Float> { [Float(fortnight), Float(sixWeeks), Float(halfYear), 0] }
    /// For hours of the day.
    var hours: SIMD4<Float> { [Float(quarter), 0, 0, 0] }
}

extension MarketState {
    /// What an event at a time counts.
    ///
    /// Moves the landmark on when it lies so far back that sums with the shortest half-life would leave Double's range.
    mutating func growth(at time: Int64) -> FadingFactors {
        FadingFactors(days: daysAfterLandmark(time))
    }

    /// What an event at a time counts, half-life 7 days.
    mutating func weeklyGrowth(at time: Int64) -> Double { exp2(daysAfterLandmark(time) / 7) }

    /// What stored sums are worth at a time.
    func fading(at time: Int64) -> FadingFactors { FadingFactors(days: -Days.between(landmark, time)) }

    /// A freelancer's applications, each halved with every 30 days since.
    public func recentApplications(of view: FreelancerView) -> Double {
        view.applicationCounts[2] * fading(at: now).month
    }

    /// 2^600 for the half-life of a day and 2^43 for those kept as Float: both can still be summed and squared.
    private static let longestReach = 600.0

    private mutating func daysAfterLandmark(_ time: Int64) -> Double {
        if landmark == 0 { landmark = time }
        let days = Days.between(landmark, time)
        guard days > Self.longestReach else { return days }
        let factors = FadingFactors(days: -days)
        for index in freelancers.indices { freelancers[index].scale(by: factors) }
        applicationTotals *= factors.applications
        activityTotal *= factors.week
        jobTotal *= factors.month
        skillTotals.scale(by: [factors.month, factors.halfYear])
        wordTotals.scale(by: [factors.sixWeeks])
        landmark = time
        return 0
    }
}

extension FreelancerView {
    /// Multiplies every faded sum.
    mutating func scale(by factors: FadingFactors) {
        applicationCounts *= factors.applications
        activityCount *= factors.week
        hours.scale(by: factors.hours)
        words.scale(by: factors.words)
        skills.scale(by: factors)
    }
}
