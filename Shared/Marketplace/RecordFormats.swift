import Contracts

/// The fields of every kind of record, in the order in which they are written; docs/data-formats.md describes them.
enum RecordFormats {
    private static let levels: [StaticString] = ["entry", "intermediate", "expert"]
    private static let pays: [StaticString] = ["fixed", "hourly"]
    private static let parties: [StaticString] = ["client", "freelancer"]

    static let freelancer = RecordFormat<Freelancer>([
        .id("id", \.id, required: true), .time("joined_at", \.joinedAt), .text("title", \.title),
        .text("overview", \.overview), .texts("skills", \.skills), .text("category", \.category),
        .word("level", \.level, levels), .money("hourly_rate", \.hourlyRate), .text("country", \.country),
        .whole("utc_offset", \.utcOffset), .whole("weekly_hours", \.weeklyHours), .time("updated_at", \.updatedAt),
    ])

    static let client = RecordFormat<Client>([
        .id("id", \.id, required: true), .time("joined_at", \.joinedAt), .text("name", \.name),
        .text("about", \.about), .text("country", \.country), .whole("utc_offset", \.utcOffset),
        .text("industry", \.industry), .time("updated_at", \.updatedAt),
    ])

    static let job = RecordFormat<Job>([
        .id("id", \.id, required: true), .id("client_id", \.clientID), .text("title", \.title),
        .text("description", \.description), .texts("skills", \.skills), .text("category", \.category),
        .word("level", \.level, levels), .word("pay", \.pay, pays), .money("budget", \.budget),
        .money("hourly_minimum", \.hourlyMinimum), .money("hourly_maximum", \.hourlyMaximum),
        .texts("countries", \.countries), .whole("duration_days", \.durationDays), .time("posted_at", \.postedAt),
        .time("updated_at", \.updatedAt),
    ])

    static let freelancerUpdated = RecordFormat<FreelancerUpdated>([
        .id("freelancer_id", \.freelancerID, required: true), .text("title", \.title), .text("overview", \.overview),
        .texts("skills", \.skills), .text("category", \.category), .word("level", \.level, levels),
        .money("hourly_rate", \.hourlyRate), .text("country", \.country), .whole("weekly_hours", \.weeklyHours),
    ])

    static let jobClosed = RecordFormat<JobClosed>([
        .id("job_id", \.jobID, required: true), .text("reason", \.reason),
    ])

    static let signup = RecordFormat<Signup>([
        .id("user_id", \.userID, required: true), .word("party", \.party, parties),
    ])

    static let search = RecordFormat<Search>([
        .id("search_id", \.searchID), .id("user_id", \.userID), .id("session_id", \.sessionID), .text("query", \.query),
        .word("party", \.party, parties),
    ])

    static let impression = RecordFormat<Impression>([
        .id("search_id", \.searchID), .id("user_id", \.userID), .id("session_id", \.sessionID),
        .id("freelancer_id", \.freelancerID), .id("job_id", \.jobID), .whole("position", \.position),
    ])

    static let click = RecordFormat<Click>([
        .id("search_id", \.searchID), .id("user_id", \.userID), .id("session_id", \.sessionID),
        .id("freelancer_id", \.freelancerID), .id("job_id", \.jobID), .whole("position", \.position),
        .whole("dwell_milliseconds", \.dwellMilliseconds),
    ])

    static let view = RecordFormat<View>([
        .id("user_id", \.userID), .id("session_id", \.sessionID), .id("freelancer_id", \.freelancerID),
        .id("job_id", \.jobID),
    ])

    static let save = RecordFormat<Save>([
        .id("user_id", \.userID), .id("freelancer_id", \.freelancerID), .id("job_id", \.jobID),
    ])

    static let rankingServed = RecordFormat<RankingServed>([
        .id("ranking_id", \.rankingID), .text("method", \.method), .id("job_id", \.jobID),
        .id("freelancer_id", \.freelancerID), .text("query", \.query), .rankedItems("items", \.items),
        .texts("models", \.models), .texts("degraded", \.degraded), .whole("log_sequence", \.logSequence),
        .id("unit_id", \.unitID), .text("experiment", \.experiment), .text("arm", \.arm),
        .number("arm_share", \.armShare, in: 0...1), .text("fusion", \.fusion), .whole("shown", \.shown),
        .number("exploration", \.exploration, in: 0...1), .whole("exploration_depth", \.explorationDepth),
        .flag("explored", \.explored), .texts("targets", \.targets),
    ])

    static let application = RecordFormat<Application>([
        .id("application_id", \.applicationID), .id("job_id", \.jobID, required: true),
        .id("freelancer_id", \.freelancerID, required: true), .money("bid", \.bid),
        .presentWhole("cover_letter_length", \.coverLetterLength), .text("cover_letter", \.coverLetter),
    ])

    static let applicationWithdrawn = RecordFormat<ApplicationWithdrawn>([
        .id("application_id", \.applicationID), .id("job_id", \.jobID, required: true),
        .id("freelancer_id", \.freelancerID, required: true),
    ])

    static let invitation = RecordFormat<Invitation>([
        .id("invitation_id", \.invitationID), .id("job_id", \.jobID, required: true), .id("client_id", \.clientID),
        .id("freelancer_id", \.freelancerID, required: true),
    ])

    static let invitationResponse = RecordFormat<InvitationResponse>([
        .id("invitation_id", \.invitationID), .id("job_id", \.jobID, required: true),
        .id("freelancer_id", \.freelancerID, required: true), .bool("accepted", \.accepted),
    ])

    static let interview = RecordFormat<Interview>([
        .id("application_id", \.applicationID), .id("job_id", \.jobID, required: true),
        .id("freelancer_id", \.freelancerID, required: true), .id("client_id", \.clientID),
    ])

    static let offer = RecordFormat<Offer>([
        .id("application_id", \.applicationID), .id("job_id", \.jobID, required: true),
        .id("freelancer_id", \.freelancerID, required: true), .id("client_id", \.clientID), .money("amount", \.amount),
    ])

    static let rejection = RecordFormat<Rejection>([
        .id("application_id", \.applicationID), .id("job_id", \.jobID, required: true),
        .id("freelancer_id", \.freelancerID, required: true), .id("client_id", \.clientID),
    ])

    static let hire = RecordFormat<Hire>([
        .id("application_id", \.applicationID), .id("job_id", \.jobID, required: true),
        .id("freelancer_id", \.freelancerID, required: true), .id("client_id", \.clientID), .money("amount", \.amount),
    ])

    static let contractStart = RecordFormat<ContractStart>([
        .id("contract_id", \.contractID), .id("job_id", \.jobID),
        .id("freelancer_id", \.freelancerID, required: true), .id("client_id", \.clientID),
    ])

    static let payment = RecordFormat<Payment>([
        .id("contract_id", \.contractID), .id("job_id", \.jobID),
        .id("freelancer_id", \.freelancerID, required: true), .id("client_id", \.clientID), .money("amount", \.amount),
    ])

    static let contractEnd = RecordFormat<ContractEnd>([
        .id("contract_id", \.contractID), .id("job_id", \.jobID),
        .id("freelancer_id", \.freelancerID, required: true), .id("client_id", \.clientID), .text("reason", \.reason),
    ])

    static let feedback = RecordFormat<Feedback>([
        .id("application_id", \.applicationID), .id("job_id", \.jobID),
        .id("freelancer_id", \.freelancerID, required: true), .id("client_id", \.clientID),
        .word("from", \.from, parties, required: true), .number("rating", \.rating, in: 0...5),
        .number("private_rating", \.privateRating, in: 0...5), .presentWhole("votes", \.votes),
        .text("comment", \.comment),
    ])

    static let endorsement = RecordFormat<Endorsement>([
        .id("application_id", \.applicationID), .id("job_id", \.jobID),
        .id("freelancer_id", \.freelancerID, required: true), .id("user_id", \.userID), .text("skill", \.skill),
        .whole("value", \.value),
    ])

    static let rankedItem = RecordFormat<RankedItem>([
        .id("id", \.id, required: true), .number("score", \.score),
        .number("client_probability", \.clientProbability), .number("freelancer_probability", \.freelancerProbability),
        .number("propensity", \.propensity, in: 0...1), .whole("rank", \.rank), .whole("team", \.team),
        .wholes("target_places", \.targetPlaces),
    ])
}
