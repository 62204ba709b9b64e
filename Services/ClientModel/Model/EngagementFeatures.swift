import Foundation
import MarketState

/// What P(client engages freelancer | job, freelancer) is made of.
///
/// Learnt from applications, each as it arrived. Order and delay of an application and whether the job was filled already
/// take the part of the odds that says how jobs end at all; they are left at their mean when proposals are ranked or a
/// freelancer has not applied, so that what remains is whom the client prefers (docs/models.md).
enum EngagementFeatures {
    static let modelName = "engagement"

    static let all: [PairFeature] = application + skills + record + relation + terms

    /// What the second level is given of an application beyond the probability.
    ///
    /// Of those who have not applied nothing is: on held-back jobs of the training time of three markets it did no good.
    static let offered = [
        "letter_length", "letter_against_rivals", "validated_overlap", "skill_rating", "hire_rate", "reputation",
        "endorsement_rate", "applications_to_client", "hires_by_client", "bid_against_offer",
    ]

    private static let application = [
        PairFeature("already_filled", .application) { $0.isLate },
        PairFeature("earlier_applications", .application) { $0.logarithmicOrder },
        PairFeature("days_to_apply", .application) { $0.logarithmicDelay },
        PairFeature("letter_length", .application) { $0.logarithmicLetter },
        PairFeature("letter_against_rivals", .application) { $0.letterAgainstRivals },
    ]

    // Validated weighs more than stated, stated more than inferred: each has a feature, the data say how much.
    private static let skills = [
        PairFeature("validated_overlap", .skills) { $0.validatedOverlap },
        PairFeature("stated_share", .skills) { $0.statedShare },
        PairFeature("applied_overlap", .skills) { $0.appliedOverlap },
        PairFeature("skill_rating", .skillRating) { $0.rating },
    ]

    private static let record = [
        PairFeature("hire_rate", .hireRecord) { $0.logarithmicHireRate },
        PairFeature("reputation", .reputation) { $0.reputation },
        PairFeature("endorsement_rate", .reputation) { $0.endorsementRate },
        PairFeature("application_share_month", .recentActivity) { log($0.applicationShares.month + 0.001) },
        PairFeature("at_most_one_application", .experience) { $0.applications <= 1 ? 1 : 0 },
        PairFeature("fill_rate", .market) { $0.logarithmicFillRate },
    ]

    private static let relation = [
        PairFeature("applications_to_client", .sameClient) { log1p(Double($0.applicationsToClient)) },
        PairFeature("hires_by_client", .sameClient) { log1p(Double($0.hiresByClient)) },
        PairFeature("invited", .invitation) { $0.isInvited ? 1 : 0 },
    ]

    private static let terms = [
        PairFeature("bid_against_offer", .pay) { $0.bidAgainstOffer },
        PairFeature("rate_against_offer", .pay) { $0.rateAgainstOffer },
        PairFeature("level_difference", .level) { $0.levelDifference },
        PairFeature("level_distance", .level) { abs($0.levelDifference) },
        PairFeature("preferred_country", .place) { $0.preferredCountry },
        PairFeature("same_country", .place) { $0.sameCountry },
        PairFeature("time_zone_distance", .place) { $0.timeZoneDistance },
        PairFeature("same_category", .category) { $0.sameCategory },
    ]
}
