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
        guard let number else {
            return withUnsafePointer(to: freelancer(nil)) { signals(context, nil, $0) }
        }
        precondition(freelancers.indices.contains(number), "no freelancer has this number")
        return freelancers.withUnsafeBufferPointer { views in
            views.baseAddress.map { signals(context, number, $0 + number) } ?? PairSignals()
        }
    }

    /// Brings what ``signals(_:freelancer:)`` will read of some freelancers into the processor's caches.
    ///
    /// Each of them lies in a dozen places of memory. Read one freelancer after another, every place is waited for;
    /// here nothing depends on what is read, so that the waits overlap.
    func touch(_ numbers: ArraySlice<Int?>) {
        var checksum = 0
        freelancers.withUnsafeBufferPointer { views in
            guard let first = views.baseAddress else { return }
            for case let number? in numbers {
                let view = first + number
                checksum &+= view.pointee.applications &+ view.pointee.hires &+ Int(view.pointee.profile.joinedAt)
                checksum &+= view.pointee.hours.touch() &+ view.pointee.words.touch() &+ view.pointee.skills.touch()
                checksum &+= Int(view.pointee.statedSkills.first ?? 0)
            }
        }
        // What is not used at all would not be read.
        precondition(checksum != .min, "no market has these counts")
    }

    /// A freelancer by number; for nil, somebody who has just come and of whom nothing is known.
    func freelancer(_ number: Int?) -> FreelancerView {
        number.map { freelancers[$0] } ?? FreelancerView(id: "", firstSeen: now)
    }

    /// A view is passed by its place: a copy would count references of all that it holds, a thousand times a query.
    private func signals(
        _ context: JobContext, _ number: Int?, _ view: UnsafePointer<FreelancerView>
    ) -> PairSignals {
        var signals = PairSignals()
        addActivity(view, context, to: &signals)
        addSkills(view, context, to: &signals)
        addWords(view, context, to: &signals)
        addStanding(view, to: &signals)
        addRelation(number, view, context, to: &signals)
        addTerms(view, context, to: &signals)
        return signals
    }

    private func addActivity(
        _ view: UnsafePointer<FreelancerView>, _ context: JobContext, to signals: inout PairSignals
    ) {
        let now = context.now
        let counts = view.pointee.applicationCounts * context.fading.applications
        let shares = counts / pointwiseMax(context.applicationTotals, SIMD8(repeating: 1e-9))
        signals.applicationShares = (shares[0], shares[1], shares[2], shares[3], shares[4])
        signals.yearlyApplications = counts[4]
        signals.activityShare = view.pointee.activityCount * context.fading.week / max(context.activityTotal, 1e-9)
        let profileTime = view.pointee.profile.joinedAt
        let joined = profileTime > 0 ? min(profileTime, now) : view.pointee.firstSeen
        func days(since time: Int64) -> Double { max(0, Days.between(time > 0 ? time : joined, now)) }
        signals.daysSinceActive = days(since: view.pointee.lastActive)
        signals.daysSinceApplied = days(since: view.pointee.lastApplied)
        signals.daysSinceFirst = days(since: view.pointee.firstApplied)
        let gaps = Double(max(0, view.pointee.applications - 1))
        signals.logarithmicRhythm = (gaps * view.pointee.logarithmicGap + 2 * Self.usualGap) / (gaps + 2)
        signals.applications = view.pointee.applications
        signals.logarithmicDemand = context.logarithmicDemand
        signals.hourAffinity = hourAffinity(view, context)
    }

    /// ln of ten days.
    private static let usualGap = log(10.0)

    private func hourAffinity(_ view: UnsafePointer<FreelancerView>, _ context: JobContext) -> Double {
        var near = 0.0
        var total = 0.0
        view.pointee.hours.forEach { hour, count in
            total += Double(count)
            near += Double(count) * context.hourWeights[Int(hour)]
        }
        let fading = context.fading.quarter
        return log((near * fading + 2 * HourKernel.mean) / (total * fading + 2)) - HourKernel.logarithmicMean
    }

    private func addSkills(
        _ view: UnsafePointer<FreelancerView>, _ context: JobContext, to signals: inout PairSignals
    ) {
        var stated = 0.0
        var rarities = 0.0
        var applied = 0.0
        var likeness = 0.0
        context.job.skills.keys.withUnsafeBufferPointer { skills in
            for index in skills.indices {
                let skill = skills[index]
                let rarity = Double(context.job.skills.weights[index])
                let direction = context.job.skillDirection.weights[index]
                let weight = Double(direction * direction)
                rarities += rarity
                if view.pointee.statedSkills.containsSorted(skill) { stated += rarity }
                guard let record = view.pointee.record(of: skill) else { continue }
                applied += rarity * log1p(Double(record.applications))
                signals.validatedOverlap += weight * log1p(record.validation)
                signals.rating += weight * record.rating.mu
                likeness += Double(direction * record.weightedApplications)
                let totals = context.skillTotals[index]
                let month = Double(record.monthlyApplications) * context.fading.month
                signals.skillShareMonth += weight * month / (totals.month + 0.5)
                let halfYear = Double(record.halfYearlyApplications) * context.fading.halfYear
                signals.skillShareHalfYear += weight * halfYear / (totals.halfYear + 0.5)
            }
        }
        signals.statedShare = stated / (rarities + 1e-9)
        signals.appliedOverlap = log1p(applied)
        signals.skillLikeness = likeness * context.fading.year
    }

    private func addWords(
        _ view: UnsafePointer<FreelancerView>, _ context: JobContext, to signals: inout PairSignals
    ) {
        let products = view.pointee.words.products(context.job.words)
        signals.wordLikenessFortnight = Double(products[0]) * context.fading.fortnight
        signals.wordLikenessHalfYear = Double(products[2]) * context.fading.halfYear
        let middle = Double(products[1]) * context.fading.sixWeeks
        signals.wordShare = context.wordTotal > 1e-6 ? middle / context.wordTotal : 0
    }

    private func addStanding(_ view: UnsafePointer<FreelancerView>, to signals: inout PairSignals) {
        let hires = view.pointee.hires
        signals.hires = hires
        let hireRate = Double(jobsFilled + 1) / Double(decided + 3)
        signals.logarithmicHireRate = log((Double(hires) + 4 * hireRate) / (Double(view.pointee.decided) + 4))
        let mean = ratings > 0 ? ratingSum / Double(ratings) : 0
        signals.reputation = (view.pointee.ratingSum + 5 * mean) / Double(view.pointee.ratings + 5) - mean
        let usual = (endorsements + 1) / Double(applications + 1)
        signals.endorsementRate =
            log1p(max(0, view.pointee.endorsements + 3 * usual)) - log(Double(view.pointee.applications) + 3)
    }

    private func addRelation(
        _ number: Int?, _ view: UnsafePointer<FreelancerView>, _ context: JobContext, to signals: inout PairSignals
    ) {
        signals.isInvited = number.map { context.job.invited.contains(Int32($0)) } ?? false
        signals.logarithmicFillRate = context.logarithmicFillRate
        let client = Int(context.job.client)
        guard client >= 0 else { return }
        if let number, let relation = relations[Self.relationKey(client: client, freelancer: number)] {
            signals.applicationsToClient = Int(relation.applications)
            signals.hiresByClient = Int(relation.hires)
        }
        signals.isOwnJob = context.job.post.clientID == view.pointee.profile.id
    }

    private func addTerms(
        _ view: UnsafePointer<FreelancerView>, _ context: JobContext, to signals: inout PairSignals
    ) {
        let rate = view.pointee.profile.hourlyRate
        if context.job.post.pay == .hourly, context.offeredPay > 0, rate > 0 {
            signals.rateAgainstOffer = log(Double(rate) / context.offeredPay)
        }
        signals.payAgainstMarket = context.job.payAgainstMarket ?? .nan
        let level = view.pointee.profile.level
        if context.job.post.level != .unspecified, level != .unspecified {
            signals.levelDifference = Double(level.rawValue - context.job.post.level.rawValue)
        }
        if !context.job.post.countries.isEmpty, !view.pointee.profile.country.isEmpty {
            signals.preferredCountry = context.job.post.countries.contains(view.pointee.profile.country) ? 1 : -1
        }
        if !context.job.post.category.isEmpty, !view.pointee.profile.category.isEmpty {
            signals.sameCategory = context.job.post.category == view.pointee.profile.category ? 1 : 0
        }
        guard !context.clientCountry.isEmpty, !view.pointee.profile.country.isEmpty else { return }
        signals.sameCountry = context.clientCountry == view.pointee.profile.country ? 1 : 0
        let minutes = abs(context.clientOffset - Int(view.pointee.profile.utcOffset)) % 1440
        signals.timeZoneDistance = Double(min(minutes, 1440 - minutes)) / 60
    }
}
