import Contracts
import Marketplace

/// A stretch of the log that the second level learns from, by first levels that know only what lies before it.
struct TrainingFold: Sendable {
    /// Counted from 1.
    let number: Int
    /// Time of the first fact; the first levels are trained until here.
    let start: Int64
    /// Time of the first fact that is not of the stretch.
    let end: Int64

    /// Shares of the jobs after which stretches begin: before the first quarter first levels know too little.
    private static let starts = [0.25, 0.5, 0.75]
    /// With fewer jobs there is nothing to learn for a second level.
    static let minimumJobs = 200

    /// The stretches of a log before a moment; none when it has too few jobs.
    static func all(_ log: FactLog, until: Int64) throws -> [TrainingFold] {
        var posted: Set<String> = []
        var times: [Int64] = []
        try log.forEach(after: 0, through: try log.lastSequence()) { fact in
            guard fact.time < until, case .job(let job) = fact.body, posted.insert(job.id).inserted else {
                return true
            }
            times.append(fact.time)
            return true
        }
        guard times.count >= minimumJobs else { return [] }
        times.sort()
        let bounds = starts.map { times[Int(Double(times.count) * $0)] } + [until]
        return zip(bounds, bounds.dropFirst()).enumerated()
            .map { TrainingFold(number: $0 + 1, start: $1.0, end: $1.1) }
            .filter { $0.start < $0.end }
    }
}
