/// How large a simulated marketplace is, when it happens, and by which seed.
public struct SimulationOptions: Equatable, Sendable {
    /// Freelancers who join, three in five before `start`.
    public var freelancers = 2_000
    /// Clients who join, three in five before `start`.
    public var clients = 600
    /// Jobs posted over `days`.
    public var jobs = 3_000
    /// Length of the simulated time; what would happen later is cut off, as in the log of a running marketplace.
    public var days = 180
    /// Same seed and sizes, same bytes.
    public var seed: UInt64 = 1
    /// First day on which jobs are posted, in milliseconds since 1970-01-01T00:00:00Z.
    public var start = SimulatedTime.defaultStart
    /// Stop after this many facts, and not before; `nil` to run for `days`.
    ///
    /// With it, `jobs` and `days` give the pace only.
    public var facts: Int?

    /// The default sizes.
    public init() {}

    /// People join from this long before `start`, in milliseconds.
    static let founding = 60 * SimulatedTime.day

    /// How often a freelancer looks for work, per job posted; measured to give about as many applications as real posts.
    static let sessionsPerJob = 34.0

    /// Facts that one job of a default run brings about; measured.
    static let factsPerJob = 110

    /// Sizes for a marketplace that yields about the given number of facts.
    ///
    /// Up to 20,000 freelancers the marketplace grows; beyond, it lasts longer, so that memory stays the same.
    public static func sized(facts: Int) -> SimulationOptions {
        var options = SimulationOptions()
        options.facts = facts
        let jobs = max(1, facts / factsPerJob)
        options.jobs = jobs
        // Enough for somebody to meet even in a tiny one, but not so many that there is nothing else.
        options.freelancers = min(max(jobs * 2 / 3, min(max(1, facts / 20), 60)), 20_000)
        options.clients = min(max(1, jobs / 5), 6_000)
        options.days = max(180, jobs * 180 / 30_000)
        return options
    }

    /// Sizes for a number of freelancers and a length, in the proportions of the defaults.
    public static func sized(freelancers: Int, days: Int) -> SimulationOptions {
        var options = SimulationOptions()
        options.days = days
        options.clients = max(1, freelancers * options.clients / options.freelancers)
        options.jobs = max(1, freelancers * options.jobs / options.freelancers * days / 180)
        options.freelancers = freelancers
        return options
    }

    /// Time over which people join and jobs are spread, in milliseconds.
    var span: Int64 { Int64(days) * SimulatedTime.day }

    /// End of the simulated time; far off when facts are what counts, but never beyond what a log can hold.
    var end: Int64 { facts == nil ? start + span : max(start + span, 82_000 * SimulatedTime.day) }

    /// When the demand for the skill of the day takes off: half-way.
    var takeoff: Int64 { start + span / 2 }

    /// Complains about sizes that cannot be simulated.
    ///
    /// - Throws: `.usage`.
    public func validate() throws(SimulationError) {
        if let facts { try Self.check("--facts", facts, in: 1...1_000_000_000) }
        try Self.check("--freelancers", freelancers, in: 0...10_000_000)
        try Self.check("--clients", clients, in: 0...10_000_000)
        try Self.check("--jobs", jobs, in: 0...1_000_000_000)
        try Self.check("--days", days, in: 1...15_000)
        if jobs > 0, clients == 0 {
            throw SimulationError(.usage, "--jobs \(jobs) needs at least one client; give --clients, or --jobs 0")
        }
    }

    private static func check(_ flag: String, _ value: Int, in range: ClosedRange<Int>) throws(SimulationError) {
        guard range.contains(value) else {
            throw SimulationError(
                .usage, "\(flag) must be in \(range.lowerBound) ... \(range.upperBound), not \(value)")
        }
    }
}
