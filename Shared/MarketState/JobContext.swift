import Contracts
import Learning

/// One job as it looks at one moment, with what the market holds of its skills and words: made once, then compared
/// with many freelancers.
public struct JobContext: Sendable {
    /// The job.
    public let job: JobView
    /// Its number, or nil for a job that is not in the log.
    public let number: Int?
    /// The moment, in microseconds.
    public let now: Int64

    /// The market's applications, faded to now, by half-life.
    let applicationTotals: [Double]
    /// The market's signs of life, faded to now.
    let activityTotal: Double
    /// Posts, faded to now with a half-life of 30 days.
    let jobTotal: Double
    /// For each skill of the job, the market's applications with half-lives of 30 and 180 days.
    let skillTotals: [(month: Double, halfYear: Double)]
    /// The market's product with the job's words (half-life 45 days).
    let wordTotal: Double
    /// Hour of the day of the moment, UTC.
    let hour: Int

    /// A job against the market as it stands.
    ///
    /// - Parameter now: The moment; the market's clock when nil.
    public init(_ job: JobView, number: Int?, in market: MarketState, now: Int64? = nil) {
        self.job = job
        self.number = number
        let now = max(now ?? market.now, market.now)
        self.now = now
        applicationTotals = MarketHalfLives.applications.lengths.indices.map {
            market.applicationTotals.value($0, at: now, halfLives: MarketHalfLives.applications)
        }
        activityTotal = market.activityTotals.value(0, at: now, halfLives: MarketHalfLives.activity)
        jobTotal = market.jobTotals.value(0, at: now, halfLives: MarketHalfLives.jobs)
        skillTotals = job.skills.keys.map { skill in
            (
                month: market.skillTotals.value(skill, 0, at: now, halfLives: MarketHalfLives.skillApplications),
                halfYear: market.skillTotals.value(skill, 1, at: now, halfLives: MarketHalfLives.skillApplications)
            )
        }
        var wordTotal = 0.0
        for (word, weight) in zip(job.words.keys, job.words.weights) {
            wordTotal +=
                Double(weight) * market.wordTotals.value(word, 0, at: now, halfLives: MarketHalfLives.wordTotals)
        }
        self.wordTotal = wordTotal
        // Freelancers answer posts in the rhythm of the hour they were posted at.
        let moment = job.post.postedAt > 0 ? job.post.postedAt : now
        hour = Int((moment % Days.microseconds + Days.microseconds) % Days.microseconds / (Days.microseconds / 24))
    }

    /// A job of the log by its number.
    public init(number: Int, in market: MarketState, now: Int64? = nil) {
        self.init(market.jobs[number], number: number, in: market, now: now)
    }
}
