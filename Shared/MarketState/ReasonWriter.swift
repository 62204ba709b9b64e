import Contracts
import Foundation

/// What a reason is about.
///
/// Raw values name the reason to programs.
public enum ReasonTheme: String, CaseIterable, Sendable {
    /// How busy the freelancer has been lately, beside everybody else.
    case recentActivity = "recent_activity"
    /// Time since the last application beside the person's own rhythm, and the hour of the day.
    case rhythm
    /// How long and how often.
    case experience
    /// How the job's skills are known: validated, stated, applied for.
    case skills
    /// Ratings of the job's skills from contests.
    case skillRating = "skill_rating"
    /// Likeness of the post to those applied to.
    case similarJobs = "similar_jobs"
    /// Ratings and endorsements by clients.
    case reputation
    /// Hires, and the share of applications that led to one.
    case hireRecord = "hire_record"
    /// What passed between the two before.
    case sameClient = "same_client"
    /// Invitation by the client.
    case invitation
    /// How the pay compares with what the freelancer asks, and with what others pay.
    case pay
    /// Level asked and offered.
    case level
    /// Countries and time zones.
    case place
    /// Category of work.
    case category
    /// The application itself: order, delay, letter.
    case application
    /// How many applications a post gets in this market, and how often this client hires.
    case market
}

/// Says in words what the signals of a theme are.
struct ReasonWriter {
    let signals: PairSignals
    let context: JobContext
    let view: FreelancerView
    let market: MarketState

    /// The one number that stands for the theme.
    func value(_ theme: ReasonTheme) -> Double {
        let value =
            switch theme {
            case .recentActivity: signals.applicationShares.month
            case .rhythm: signals.daysSinceApplied
            case .experience: Double(signals.applications)
            case .skills: signals.statedShare
            case .skillRating: signals.rating
            case .similarJobs: signals.wordLikenessHalfYear
            case .reputation: signals.reputation
            case .hireRecord: Double(signals.hires)
            case .sameClient: Double(signals.applicationsToClient)
            case .invitation: signals.isInvited ? 1.0 : 0.0
            case .pay: signals.bidAgainstOffer.isNaN ? signals.rateAgainstOffer : signals.bidAgainstOffer
            case .level: signals.levelDifference
            case .place: signals.preferredCountry
            case .category: signals.sameCategory
            case .application: signals.logarithmicLetter
            case .market: signals.logarithmicDemand
            }
        return value.isNaN ? 0 : value
    }

    /// One short sentence without a full stop.
    func text(_ theme: ReasonTheme) -> String {
        switch theme {
        case .recentActivity:
            "last active \(Self.ago(signals.daysSinceActive)), "
                + "\(Self.percent(signals.applicationShares.month)) of the market's recent applications"
        case .rhythm:
            signals.applications == 0
                ? "has not applied yet"
                : "last applied \(Self.ago(signals.daysSinceApplied)), usually every \(Self.span(exp(signals.logarithmicRhythm)))"
        case .experience:
            "\(Self.count(signals.applications, "application")) so far, first \(Self.ago(signals.daysSinceFirst))"
        case .skills: skillText
        case .skillRating: ratingText
        case .similarJobs:
            signals.wordLikenessHalfYear < 0.005
                ? "no applications to similar posts"
                : "applied to posts like this one (likeness \(Self.decimal(signals.wordLikenessHalfYear)))"
        case .reputation: reputationText
        case .hireRecord:
            "hired \(Self.count(signals.hires, "time")) (\(Self.percent(exp(signals.logarithmicHireRate))) "
                + "of decided applications, smoothed)"
        case .sameClient: relationText
        case .invitation: signals.isInvited ? "invited by the client" : "not invited"
        case .pay: payText
        case .level: levelText
        case .place: placeText
        case .category:
            signals.sameCategory == 1 ? "works in this category" : "works in another category or states none"
        case .application: applicationText
        case .market:
            "\(Self.decimal(exp(signals.logarithmicDemand))) applications a post lately; this client fills about "
                + "\(Self.percent(exp(signals.logarithmicFillRate))) of posts"
        }
    }

    private var skillText: String {
        let skills = context.job.skills.keys
        guard !skills.isEmpty else { return "the post names no skills" }
        var validated: [String] = []
        var stated: [String] = []
        var applied: [String] = []
        for skill in skills {
            let name = market.skillNames[Int(skill)]
            if let record = view.record(of: skill), record.validation > 0 {
                validated.append(name)
            } else if view.statedSkills.containsSorted(skill) {
                stated.append(name)
            } else if let record = view.record(of: skill), record.applications > 0 {
                applied.append(name)
            }
        }
        let parts = [("validated", validated), ("stated", stated), ("applied for", applied)].filter { !$0.1.isEmpty }
        guard !parts.isEmpty else { return "none of the \(Self.count(skills.count, "skill")) asked for is known" }
        return parts.map { "\($0.0): \($0.1.joined(separator: ", "))" }.joined(separator: "; ")
            + " (of \(skills.count) asked for)"
    }

    private var ratingText: String {
        let contests = context.job.skills.keys.compactMap {
            view.record(of: $0).map { Int($0.contests) }
        }.reduce(0, +)
        guard contests > 0 else { return "no contests for these skills yet" }
        let sign = signals.rating >= 0 ? "above" : "below"
        return "rated \(Self.decimal(abs(signals.rating))) \(sign) a newcomer in these skills, from "
            + Self.count(contests, "contest")
    }

    private var reputationText: String {
        let endorsements = view.endorsements == 0 ? "" : ", \(Int(view.endorsements)) endorsements"
        guard view.ratings > 0 else { return "not rated yet" + endorsements }
        return "rated \(Self.decimal(view.ratingSum / Double(view.ratings))) of 5 by "
            + Self.count(view.ratings, "client rating") + endorsements
    }

    private var relationText: String {
        if signals.isOwnJob { return "this is the freelancer's own post" }
        if signals.hiresByClient > 0 {
            return "hired by this client \(Self.count(signals.hiresByClient, "time")) before"
        }
        if signals.applicationsToClient > 0 {
            return "applied to this client \(Self.count(signals.applicationsToClient, "time")) before"
        }
        return "no history with this client"
    }

    private var payText: String {
        var parts: [String] = []
        if !signals.bidAgainstOffer.isNaN {
            parts.append("bids " + Self.comparison(signals.bidAgainstOffer, "the offer"))
        }
        if !signals.rateAgainstOffer.isNaN {
            parts.append("asks " + Self.comparison(signals.rateAgainstOffer, "the offered rate"))
        }
        if !signals.payAgainstMarket.isNaN {
            parts.append("the post pays " + Self.comparison(signals.payAgainstMarket, "usual for these skills"))
        }
        return parts.isEmpty ? "pay or rate is not stated" : parts.joined(separator: "; ")
    }

    private var levelText: String {
        guard !signals.levelDifference.isNaN else { return "level is not stated" }
        let steps = Int(signals.levelDifference)
        guard steps != 0 else { return "offers the level asked for" }
        return "\(Self.count(abs(steps), "level")) \(steps > 0 ? "above" : "below") what is asked for"
    }

    private var placeText: String {
        var parts: [String] = []
        if signals.preferredCountry > 0 { parts.append("in a preferred country") }
        if signals.preferredCountry < 0 { parts.append("outside the preferred countries") }
        if signals.sameCountry == 1 { parts.append("in the client's country") }
        if !signals.timeZoneDistance.isNaN {
            parts.append("\(Self.decimal(signals.timeZoneDistance)) hours from the client's time zone")
        }
        return parts.isEmpty ? "place is not stated" : parts.joined(separator: ", ")
    }

    private var applicationText: String {
        guard !signals.logarithmicLetter.isNaN else { return "no cover letter known" }
        let length = "cover letter of \(Int(exp(signals.logarithmicLetter).rounded()) - 1) characters"
        guard !signals.letterAgainstRivals.isNaN, abs(signals.letterAgainstRivals) > 0.05 else { return length }
        return length + ", " + Self.comparison(signals.letterAgainstRivals, "the rivals' mean")
    }
}
