import Contracts
import Foundation

/// One job as it looks at one moment, with what the market holds of its skills and words: made once, then compared
/// with many freelancers.
public struct JobContext: Sendable {
    /// The job.
    public let job: JobView
    /// Its number, or nil for a job that is not in the log.
    public let number: Int?
    /// The moment, in microseconds.
    public let now: Int64

    /// What faded sums are worth now.
    let fading: FadingFactors
    /// The market's applications, faded to now, by half-life.
    let applicationTotals: SIMD8<Double>
    /// The market's signs of life, faded to now.
    let activityTotal: Double
    /// For each skill of the job, the market's applications with half-lives of 30 and 180 days.
    let skillTotals: [(month: Double, halfYear: Double)]
    /// The market's product with the job's words (half-life 45 days).
    let wordTotal: Double
    /// ln of the market's applications a post, half-life 30 days.
    let logarithmicDemand: Double
    /// How near each hour of the day (UTC) is to that of the post.
    let hourWeights: [Double]
    /// What the job pays, in cents; 0 when it doesn't say.
    let offeredPay: Double
    /// ln of the client's smoothed share of posts that were filled, this one left out.
    let logarithmicFillRate: Double
    /// Country of the client; empty when not known.
    let clientCountry: String
    /// Time zone of the client, in minutes east of UTC.
    let clientOffset: Int

    /// A job against the market as it stands.
    ///
    /// - Parameter now: The moment; the market's clock when nil.
    public init(_ job: JobView, number: Int?, in market: MarketState, now: Int64? = nil) {
        self.job = job
        self.number = number
        let now = max(now ?? market.now, market.now)
        self.now = now
        let fading = market.fading(at: now)
        self.fading = fading
        applicationTotals = market.applicationTotals * fading.applications
        activityTotal = market.activityTotal * fading.week
        let jobTotal = market.jobTotal * fading.month
        skillTotals = job.skills.keys.map { skill in
            (
                month: market.skillTotals.value(skill, 0) * fading.month,
                halfYear: market.skillTotals.value(skill, 1) * fading.halfYear
            )
        }
        var wordTotal = 0.0
        for (word, weight) in zip(job.words.keys, job.words.weights) {
            wordTotal += Double(weight) * market.wordTotals.value(word)
        }
        self.wordTotal = wordTotal * fading.sixWeeks
        logarithmicDemand = log((applicationTotals[2] + 2) / (jobTotal + 1))
        // Freelancers answer posts in the rhythm of the hour they were posted at.
        let moment = job.post.postedAt > 0 ? job.post.postedAt : now
        hourWeights = HourKernel.weights(
            around: Int((moment % Days.microseconds + Days.microseconds) % Days.microseconds / (Days.microseconds / 24))
        )
        offeredPay = job.post.offeredPay
        var posts = 0
        var filled = 0
        var clientCountry = ""
        var clientOffset = 0
        if job.client >= 0 {
            let client = market.clients[Int(job.client)]
            // This job itself must not tell how it ends.
            posts = client.jobs - (number == nil ? 0 : 1)
            filled = client.jobsFilled - (number != nil && !job.hired.isEmpty ? 1 : 0)
            clientCountry = client.record.country
            clientOffset = Int(client.record.utcOffset)
        }
        self.clientCountry = clientCountry
        self.clientOffset = clientOffset
        logarithmicFillRate = log((Double(filled) + 0.8) / (Double(max(posts, 0)) + 2))
    }

    /// A job of the log by its number.
    public init(number: Int, in market: MarketState, now: Int64? = nil) {
        self.init(market.jobs[number], number: number, in: market, now: now)
    }
}

/// How strongly an hour of the day speaks for another.
enum HourKernel {
    /// From two hours before to four after.
    private static let kernel = [0.5, 0.8, 1, 1, 1, 0.8, 0.5]
    /// Mean weight over all hours.
    static let mean = kernel.reduce(0, +) / 24
    /// ln of the mean weight.
    static let logarithmicMean = log(mean)

    /// Weight of each of the 24 hours, seen from one of them.
    static func weights(around hour: Int) -> [Double] {
        (0..<24).map { other in
            let offset = (other - hour + 24 + 2) % 24
            return offset < kernel.count ? kernel[offset] : 0
        }
    }
}
