/// What became of a job.
public struct JobOutcome: Sendable, Equatable {
    /// Number of the job, the same in every run of a market with this seed.
    public let number: Int
    /// When it was posted, in milliseconds since 1970.
    public let postedAt: Int64
    /// When somebody was hired; `nil` when nobody was, or not yet.
    public internal(set) var hiredAt: Int64?
    /// How well the work is going to go but for chance, in deviations about 0; 0 before the hire.
    public internal(set) var promise = 0.0
    /// Whether it is the freelancer's first hire ever.
    public internal(set) var isFirstHire = false
    /// Freelancers invited.
    public internal(set) var invitations = 0
    /// Invitations accepted.
    public internal(set) var accepted = 0
}

/// What became of the jobs posted since outcomes are tracked, and who was shown to clients.
public struct PeriodOutcomes: Sendable, Equatable {
    /// By number of the job.
    public private(set) var jobs: [Int: JobOutcome] = [:]
    /// How often each freelancer stood in a list that a client saw, in order of joining.
    public internal(set) var exposures: [Int] = []

    mutating func posted(_ number: Int, at time: Int64) { jobs[number] = JobOutcome(number: number, postedAt: time) }
    mutating func invited(_ number: Int) { jobs[number]?.invitations += 1 }
    mutating func accepted(_ number: Int) { jobs[number]?.accepted += 1 }

    mutating func hired(_ number: Int, at time: Int64, promise: Double, isFirst: Bool) {
        jobs[number]?.hiredAt = time
        jobs[number]?.promise = promise
        jobs[number]?.isFirstHire = isFirst
    }
}
