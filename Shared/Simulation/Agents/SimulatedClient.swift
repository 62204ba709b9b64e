/// Somebody who posts jobs.
struct SimulatedClient {
    let id: String
    let country: Int
    /// Index into `Industry.all`.
    let industry: Int
    let company: String
    let business: String
    /// Trade of most of the jobs.
    let trade: Int
    /// How much work there is in a job, relative to others; log-normal.
    let size: Double
    /// How often jobs are posted, relative to others; log-normal.
    let activity: Double
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
    /// Share of the posts that have to be done now.
    let hurry: Double
    /// Probability of turning to somebody known first.
    let loyalty: Double
    /// Probability that a post is short and full of slips.
    let carelessness: Double
    var ratingSum = 0
    var ratingCount = 0
    var hires = 0
    var hasLeft = false
    /// Freelancers the client was content with, newest last; at most eight.
    var favourites: [Int32] = []

    /// What freelancers say of the client, pulled towards the mean as theirs is.
    var reputation: Double { (Double(ratingSum) / 10 + 2 * 4.6) / Double(ratingCount + 2) }
}
