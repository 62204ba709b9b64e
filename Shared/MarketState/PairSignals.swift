import Contracts
import Foundation
import Learning

/// What is known of one freelancer for one job at one moment: the quantities that both sides' features are made of.
///
/// All are counts, days, shares and logarithms before any standardising. `nan` means not known, which a model takes as
/// the average. The formulas were chosen on held-back jobs of three markets (docs/models.md).
public struct PairSignals: Sendable {
    /// Share of the market's applications, faded with half-lives of 1, 7, 30, 90 and 365 days: [0, 1] each.
    public var applicationShares: (day: Double, week: Double, month: Double, quarter: Double, year: Double) =
        (0, 0, 0, 0, 0)
    /// The freelancer's own applications, faded with a half-life of a year.
    public var yearlyApplications = 0.0
    /// Share of the market's signs of life, half-life 7 days.
    public var activityShare = 0.0
    /// Days since the last sign of life; since joining where there is none.
    public var daysSinceActive = 0.0
    /// Days since the last application; since joining where there is none.
    public var daysSinceApplied = 0.0
    /// Days since the first application; since joining where there is none.
    public var daysSinceFirst = 0.0
    /// ln of the days between the freelancer's applications, smoothed towards 10 days.
    public var logarithmicRhythm = 0.0
    /// ln of how much likelier than chance the freelancer applies at this hour.
    public var hourAffinity = 0.0
    /// Applications so far.
    public var applications = 0
    /// Applications a post in the market lately: ln.
    public var logarithmicDemand = 0.0

    /// Rarity-weighted share of the job's skills that the profile states: [0, 1].
    public var statedShare = 0.0
    /// ln(1 + sum of rarity x ln(1 + applications with the skill)).
    public var appliedOverlap = 0.0
    /// Sum over the job's skills of squared weight x ln(1 + validation).
    public var validatedOverlap = 0.0
    /// Share of the market's recent applications with the job's skills, half-life 30 days.
    public var skillShareMonth = 0.0
    /// The same with a half-life of 180 days.
    public var skillShareHalfYear = 0.0
    /// Faded sum of the cosines between this job's skills and those of the jobs applied to, half-life 365 days.
    public var skillLikeness = 0.0
    /// Weighted mean of the ratings of the job's skills: 0 is the average newcomer, 1 a deviation above.
    public var rating = 0.0

    /// Faded sum of the cosines between this job's words and those of the jobs applied to, half-life 14 days.
    public var wordLikenessFortnight = 0.0
    /// The same with a half-life of 180 days.
    public var wordLikenessHalfYear = 0.0
    /// Share of the market's, half-life 45 days.
    public var wordShare = 0.0

    /// Times hired.
    public var hires = 0
    /// ln of the smoothed share of decided applications that were hires.
    public var logarithmicHireRate = 0.0
    /// Smoothed mean rating less the market's mean, in stars.
    public var reputation = 0.0
    /// ln of endorsements an application, smoothed.
    public var endorsementRate = 0.0

    /// Applications to this client before.
    public var applicationsToClient = 0
    /// Hires by this client before.
    public var hiresByClient = 0
    /// ln of the client's smoothed share of posts that were filled, this one left out.
    public var logarithmicFillRate = 0.0
    /// The job is the freelancer's own post.
    public var isOwnJob = false
    /// The client invited this freelancer.
    public var isInvited = false

    /// ln(rate asked / rate offered); nan unless both are stated by the hour.
    public var rateAgainstOffer = Double.nan
    /// ln(pay / usual pay for these skills).
    public var payAgainstMarket = Double.nan
    /// Freelancer's level less the job's, in steps.
    public var levelDifference = Double.nan
    /// 1 when the freelancer's country is among those the job prefers, -1 when it is not, 0 when any will do.
    public var preferredCountry = 0.0
    /// 1 when client and freelancer are in the same country, 0 when not.
    public var sameCountry = Double.nan
    /// Hours between the two time zones.
    public var timeZoneDistance = Double.nan
    /// 1 when both name the same category, 0 when different ones.
    public var sameCategory = Double.nan

    // Only of an application; nan for a freelancer who has not applied.

    /// 1 when the job had a hire already.
    public var isLate = Double.nan
    /// ln(1 + applications before this one).
    public var logarithmicOrder = Double.nan
    /// ln of the days from posting to applying.
    public var logarithmicDelay = Double.nan
    /// ln(1 + characters of the cover letter).
    public var logarithmicLetter = Double.nan
    /// The same less the mean of the rivals' whose letters are known; 0 when there are none.
    public var letterAgainstRivals = Double.nan
    /// ln(bid / pay offered).
    public var bidAgainstOffer = Double.nan

    /// Nothing known.
    public init() {}
}

extension MarketState {
    /// What is known of a freelancer for a job.
    ///
    /// O(skills + words of the job x ln(size of the freelancer's profile)).
    ///
    /// - Parameter number: The freelancer's number, or nil for somebody the log has never named.
    public func signals(_ context: JobContext, freelancer number: Int?) -> PairSignals {
        let view = freelancer(number)
        var signals = PairSignals()
        addActivity(view, context, to: &signals)
        addSkills(view, context, to: &signals)
        addWords(view, context, to: &signals)
        addStanding(view, to: &signals)
        addRelation(number, view, context, to: &signals)
        addTerms(view, context, to: &signals)
        return signals
    }

    /// A freelancer by number; for nil, somebody who has just come and of whom nothing is known.
    func freelancer(_ number: Int?) -> FreelancerView {
        number.map { freelancers[$0] } ?? FreelancerView(id: "", firstSeen: now)
    }

    private func addActivity(_ view: FreelancerView, _ context: JobContext, to signals: inout PairSignals) {
        let now = context.now
        func share(_ index: Int) -> Double {
            view.applicationCounts.value(index, at: now, halfLives: MarketHalfLives.applications)
                / max(context.applicationTotals[index], 1e-9)
        }
        signals.applicationShares = (share(0), share(1), share(2), share(3), share(4))
        signals.yearlyApplications = view.applicationCounts.value(4, at: now, halfLives: MarketHalfLives.applications)
        signals.activityShare =
            view.activityCounts.value(0, at: now, halfLives: MarketHalfLives.activity)
            / max(context.activityTotal, 1e-9)
        let joined = view.profile.joinedAt > 0 ? min(view.profile.joinedAt, now) : view.firstSeen
        func days(since time: Int64) -> Double { max(0, Days.between(time > 0 ? time : joined, now)) }
        signals.daysSinceActive = days(since: view.lastActive)
        signals.daysSinceApplied = days(since: view.lastApplied)
        signals.daysSinceFirst = days(since: view.firstApplied)
        let gaps = Double(max(0, view.applications - 1))
        signals.logarithmicRhythm = (gaps * view.logarithmicGap + 2 * log(10)) / (gaps + 2)
        signals.applications = view.applications
        let monthly = context.applicationTotals[2]
        signals.logarithmicDemand = log((monthly + 2) / (context.jobTotal + 1))
        signals.hourAffinity = hourAffinity(view, context)
    }

    private func hourAffinity(_ view: FreelancerView, _ context: JobContext) -> Double {
        let prior = Self.hourKernel.reduce(0, +) / 24
        var near = 0.0
        var total = 0.0
        for (hour, row) in zip(view.hours.keys, view.hours.keys.indices) {
            let count = Double(view.hours.values[row])
            total += count
            let offset = (Int(hour) - context.hour + 24 + 2) % 24
            if offset < Self.hourKernel.count { near += count * Self.hourKernel[offset] }
        }
        let fading = MarketHalfLives.hours.fading(0, from: view.hours.updatedAt, to: context.now)
        return log((near * fading + 2 * prior) / (total * fading + 2)) - log(prior)
    }

    /// Weights of the hours from two before to four after the posting.
    private static let hourKernel = [0.5, 0.8, 1, 1, 1, 0.8, 0.5]

    private func addSkills(_ view: FreelancerView, _ context: JobContext, to signals: inout PairSignals) {
        let job = context.job
        var stated = 0.0
        var rarities = 0.0
        var applied = 0.0
        for index in job.skills.keys.indices {
            let skill = job.skills.keys[index]
            let rarity = Double(job.skills.weights[index])
            let weight = Double(job.skillDirection.weights[index] * job.skillDirection.weights[index])
            rarities += rarity
            if view.statedSkills.containsSorted(skill) { stated += rarity }
            guard let record = view.record(of: skill) else { continue }
            applied += rarity * log1p(Double(record.applications))
            signals.validatedOverlap += weight * log1p(record.validation)
            signals.rating += weight * record.rating.mu
            let month = view.skillApplications.value(
                skill, 0, at: context.now, halfLives: MarketHalfLives.skillApplications)
            let halfYear = view.skillApplications.value(
                skill, 1, at: context.now, halfLives: MarketHalfLives.skillApplications)
            signals.skillShareMonth += weight * month / (context.skillTotals[index].month + 0.5)
            signals.skillShareHalfYear += weight * halfYear / (context.skillTotals[index].halfYear + 0.5)
        }
        signals.statedShare = stated / (rarities + 1e-9)
        signals.appliedOverlap = log1p(applied)
        signals.skillLikeness = view.skillProfile.product(
            job.skillDirection, 0, at: context.now, halfLives: MarketHalfLives.skillProfile)
    }

    private func addWords(_ view: FreelancerView, _ context: JobContext, to signals: inout PairSignals) {
        let (fortnight, middle, halfYear) = view.words.products3(
            context.job.words, at: context.now, halfLives: MarketHalfLives.words)
        signals.wordLikenessFortnight = fortnight
        signals.wordLikenessHalfYear = halfYear
        signals.wordShare = context.wordTotal > 1e-6 ? middle / context.wordTotal : 0
    }

    private func addStanding(_ view: FreelancerView, to signals: inout PairSignals) {
        signals.hires = view.hires
        let hireRate = Double(jobsFilled + 1) / Double(decided + 3)
        signals.logarithmicHireRate = log((Double(view.hires) + 4 * hireRate) / (Double(view.decided) + 4))
        let mean = ratings > 0 ? ratingSum / Double(ratings) : 0
        signals.reputation = (view.ratingSum + 5 * mean) / Double(view.ratings + 5) - mean
        let usual = (endorsements + 1) / Double(applications + 1)
        signals.endorsementRate = log1p(max(0, view.endorsements + 3 * usual)) - log(Double(view.applications) + 3)
    }

    private func addRelation(
        _ number: Int?, _ view: FreelancerView, _ context: JobContext, to signals: inout PairSignals
    ) {
        let job = context.job
        signals.isInvited = number.map { job.invited.contains(Int32($0)) } ?? false
        var posts = 0
        var filled = 0
        if job.client >= 0 {
            let client = clients[Int(job.client)]
            if let number, let relation = relations[Self.relationKey(client: Int(job.client), freelancer: number)] {
                signals.applicationsToClient = Int(relation.applications)
                signals.hiresByClient = Int(relation.hires)
            }
            signals.isOwnJob = job.post.clientID == view.profile.id
            // This job itself must not tell how it ends.
            posts = client.jobs - (context.number == nil ? 0 : 1)
            filled = client.jobsFilled - (context.number != nil && !job.hired.isEmpty ? 1 : 0)
        }
        signals.logarithmicFillRate = log((Double(filled) + 0.8) / (Double(max(posts, 0)) + 2))
    }

    private func addTerms(_ view: FreelancerView, _ context: JobContext, to signals: inout PairSignals) {
        let post = context.job.post
        let profile = view.profile
        if post.pay == .hourly, post.offeredPay > 0, profile.hourlyRate > 0 {
            signals.rateAgainstOffer = log(Double(profile.hourlyRate) / post.offeredPay)
        }
        signals.payAgainstMarket = context.job.payAgainstMarket ?? .nan
        if post.level != .unspecified, profile.level != .unspecified {
            signals.levelDifference = Double(profile.level.rawValue - post.level.rawValue)
        }
        if !post.countries.isEmpty, !profile.country.isEmpty {
            signals.preferredCountry = post.countries.contains(profile.country) ? 1 : -1
        }
        if !post.category.isEmpty, !profile.category.isEmpty {
            signals.sameCategory = post.category == profile.category ? 1 : 0
        }
        guard context.job.client >= 0 else { return }
        let client = clients[Int(context.job.client)].record
        guard !client.country.isEmpty, !profile.country.isEmpty else { return }
        signals.sameCountry = client.country == profile.country ? 1 : 0
        let minutes = abs(Int(client.utcOffset) - Int(profile.utcOffset)) % 1440
        signals.timeZoneDistance = Double(min(minutes, 1440 - minutes)) / 60
    }
}

extension [Int32] {
    /// Whether an ascending array holds a number.
    func containsSorted(_ number: Int32) -> Bool {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) >> 1
            if self[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low] == number
    }
}
