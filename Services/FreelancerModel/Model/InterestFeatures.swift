import Foundation
import MarketState

/// What P(freelancer applies or accepts | job, freelancer) is made of.
///
/// Chosen on held-back jobs of three markets (docs/models.md): who is active now counts most, then skills and words near
/// those of the jobs applied to before. Constants inside logarithms keep a zero count from deciding alone.
enum InterestFeatures {
    static let modelName = "interest"

    static let all: [PairFeature] =
        activity + rhythm + standing + relation + skills + words + terms

    /// What the second level is given: who is active now, and whose work is near.
    ///
    /// Chosen on held-back jobs of the training time of three markets; all features together did worse there, as few jobs
    /// can't tell so many apart.
    static let offered = [
        "application_share_day", "application_share_week", "application_share_month", "application_share_quarter",
        "days_since_active", "mixed_share", "wait_against_rhythm", "hour_affinity", "stated_share", "applied_overlap",
        "skill_share_month", "skill_share_half_year", "skill_likeness", "word_likeness_fortnight", "word_focus",
        "rate_against_offer", "pay_against_market", "level_difference", "preferred_country", "time_zone_distance",
        "same_category",
    ]

    private static let activity = [
        PairFeature("application_share_day", .recentActivity) { log($0.applicationShares.day + 0.001) },
        PairFeature("application_share_week", .recentActivity) { log($0.applicationShares.week + 0.001) },
        PairFeature("application_share_month", .recentActivity) { log($0.applicationShares.month + 0.001) },
        PairFeature("application_share_quarter", .recentActivity) { log($0.applicationShares.quarter + 0.001) },
        PairFeature("application_share_day_root", .recentActivity) { $0.applicationShares.day.squareRoot() },
        PairFeature("application_share_week_root", .recentActivity) { $0.applicationShares.week.squareRoot() },
        PairFeature("application_share_month_root", .recentActivity) { $0.applicationShares.month.squareRoot() },
        PairFeature("application_share_year_root", .recentActivity) { $0.applicationShares.year.squareRoot() },
        PairFeature("activity_share_week", .recentActivity) { log($0.activityShare + 0.001) },
        PairFeature("days_since_active", .recentActivity) { log($0.daysSinceActive + 0.05) },
        PairFeature("mixed_share", .recentActivity) {
            let shares = $0.applicationShares
            return log((shares.day + shares.week + shares.month + $0.wordShare) / 4 + 0.001)
        },
    ]

    private static let rhythm = [
        PairFeature("wait_against_rhythm", .rhythm) { log($0.daysSinceApplied + 0.05) - $0.logarithmicRhythm },
        PairFeature("hour_affinity", .rhythm) { $0.hourAffinity },
    ]

    private static let standing = [
        PairFeature("applications", .experience) { log1p(Double($0.applications)) },
        PairFeature("at_most_one_application", .experience) { $0.applications <= 1 ? 1 : 0 },
        PairFeature("days_since_first", .experience) { log($0.daysSinceFirst + 0.1) },
        PairFeature("hires", .hireRecord) { log1p(Double($0.hires)) },
        PairFeature("reputation", .reputation) { $0.reputation },
        PairFeature("demand", .market) { $0.logarithmicDemand },
    ]

    private static let relation = [
        PairFeature("applications_to_client", .sameClient) { log1p(Double($0.applicationsToClient)) },
        PairFeature("hires_by_client", .sameClient) { log1p(Double($0.hiresByClient)) },
        PairFeature("own_job", .sameClient) { $0.isOwnJob ? 1 : 0 },
    ]

    private static let skills = [
        PairFeature("stated_share", .skills) { $0.statedShare },
        PairFeature("applied_overlap", .skills) { $0.appliedOverlap },
        PairFeature("validated_overlap", .skills) { $0.validatedOverlap },
        PairFeature("skill_share_month", .skills) { log($0.skillShareMonth + 0.003) },
        PairFeature("skill_share_half_year", .skills) { log($0.skillShareHalfYear + 0.003) },
        PairFeature("skill_share_half_year_root", .skills) { $0.skillShareHalfYear.squareRoot() },
        PairFeature("skill_likeness", .skills) { log($0.skillLikeness + 0.02) },
        PairFeature("skill_focus", .skills) { log(($0.skillLikeness + 0.1) / ($0.yearlyApplications + 1)) },
    ]

    private static let words = [
        PairFeature("word_likeness_fortnight", .similarJobs) { log($0.wordLikenessFortnight + 0.01) },
        PairFeature("word_focus", .similarJobs) { log(($0.wordLikenessHalfYear + 0.05) / ($0.yearlyApplications + 1)) },
    ]

    // What the job offers and asks; not known in markets that don't state it.
    private static let terms = [
        PairFeature("rate_against_offer", .pay) { $0.rateAgainstOffer },
        PairFeature("rate_far_from_offer", .pay) { abs($0.rateAgainstOffer) },
        PairFeature("pay_against_market", .pay) { $0.payAgainstMarket },
        PairFeature("level_difference", .level) { $0.levelDifference },
        PairFeature("level_distance", .level) { abs($0.levelDifference) },
        PairFeature("preferred_country", .place) { $0.preferredCountry },
        PairFeature("same_country", .place) { $0.sameCountry },
        PairFeature("time_zone_distance", .place) { $0.timeZoneDistance },
        PairFeature("same_category", .category) { $0.sameCategory },
    ]
}
