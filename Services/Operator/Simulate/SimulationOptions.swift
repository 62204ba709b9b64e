/// How large a simulated marketplace is, when it happens, and by which seed.
struct SimulationOptions: Equatable, Sendable {
    /// Freelancers who join, three in five before `start`.
    var freelancers = 2_000
    /// Clients who join, three in five before `start`.
    var clients = 600
    /// Jobs posted, evenly over `days`.
    var jobs = 3_000
    /// Length of the simulated time; what would happen later is cut off, as in the log of a running marketplace.
    var days = 180
    /// Same seed and sizes, same bytes.
    var seed: UInt64 = 1
    /// First day on which jobs are posted, in milliseconds since 1970-01-01T00:00:00Z.
    var start = SimulatedTime.defaultStart
    /// Stop after this many lines over all files, and not before; `nil` to run for `days`.
    ///
    /// With it, `jobs` and `days` give the pace only.
    var facts: Int?

    /// People join from this long before `start`, in milliseconds.
    static let founding = 60 * SimulatedTime.day

    /// Lines that one job of a default run brings about, all files together; measured.
    static let factsPerJob = 118

    /// Sizes for a marketplace that yields about the given number of facts.
    ///
    /// Up to 20,000 freelancers the marketplace grows; beyond, it lasts longer, so that memory stays the same.
    static func sized(facts: Int) -> SimulationOptions {
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

    /// Time over which people join and jobs are spread, in milliseconds.
    var span: Int64 { Int64(days) * SimulatedTime.day }

    /// End of the simulated time; a thousand years off when facts are what counts.
    var end: Int64 { facts == nil ? start + span : start + 365_000 * SimulatedTime.day }

    /// Complains about sizes that cannot be simulated.
    ///
    /// - Throws: `.usage`.
    func validate() throws(SimulationError) {
        if let facts { try Self.check("--facts", facts, in: 1...1_000_000_000) }
        try Self.check("--freelancers", freelancers, in: 0...10_000_000)
        try Self.check("--clients", clients, in: 0...10_000_000)
        try Self.check("--jobs", jobs, in: 0...1_000_000_000)
        try Self.check("--days", days, in: 1...36_500)
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
