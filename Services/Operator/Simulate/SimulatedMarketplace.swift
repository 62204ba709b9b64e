/// A made-up marketplace, written as files of the import format.
///
/// People have latent skills and tastes; what they do follows from these, with noise, so that models fitted on the log
/// have something true to find: skill fit, price, reputation, recency, level, country, history. The same options give
/// the same bytes. Memory holds people and open jobs, not the history, so that size is bounded by the disk.
///
/// ```swift
/// let summary = try SimulatedMarketplace.write(SimulationOptions(), to: "sample")
/// ```
enum SimulatedMarketplace {
    /// Writes `freelancers.jsonl`, `clients.jsonl`, `jobs.jsonl` and `events.jsonl`, each in order of time.
    ///
    /// - Parameters:
    ///   - directory: Made when it does not exist.
    ///   - compressed: Write `.jsonl.gz`.
    ///   - overwrite: Replace such files; otherwise their presence is an error.
    ///   - progress: Called now and then with the facts written and the simulated time in milliseconds since 1970.
    /// - Throws: `.usage` when the options contradict each other, `.output` when the folder cannot be written.
    static func write(
        _ options: SimulationOptions, to directory: String, compressed: Bool = false, overwrite: Bool = false,
        progress: (_ facts: Int, _ time: Int64) -> Void = { _, _ in }
    ) throws(SimulationError) -> SimulationSummary {
        try options.validate()
        let files = try MarketplaceFiles(directory: directory, compressed: compressed, overwrite: overwrite)
        let simulation = Simulation(options: options, files: files)
        try simulation.run(progress: progress)
        try files.finish()
        return SimulationSummary(counts: simulation.counts, lines: files.lines, bytes: files.bytes)
    }
}

/// What a simulation wrote, to be shown.
struct SimulationSummary: Equatable, Sendable {
    let freelancers: Int
    let clients: Int
    let jobs: Int
    let counts: SimulationCounts
    /// Before compression.
    let bytes: Int

    init(counts: SimulationCounts, lines: [Int], bytes: Int) {
        freelancers = lines[MarketplaceFiles.Kind.freelancers.rawValue]
        clients = lines[MarketplaceFiles.Kind.clients.rawValue]
        jobs = lines[MarketplaceFiles.Kind.jobs.rawValue]
        self.counts = counts
        self.bytes = bytes
    }

    /// All lines.
    var facts: Int { counts.facts }
    var applicationsPerJob: Double { Double(counts[.application]) / Double(max(jobs, 1)) }
    /// Jobs filled, of all posted; those still open at the end count as not filled.
    var fillRate: Double { Double(counts[.hire]) / Double(max(jobs, 1)) }
    /// Mean public rating of freelancers, in stars; 0 when there is none.
    var meanRating: Double { Double(counts.ratingSum) / 10 / Double(max(counts.ratings, 1)) }

    /// Names and values, for a table or for JSON; whole numbers but for the last three.
    var rows: [(name: String, value: String)] {
        var rows = [
            ("facts", String(facts)), ("bytes", String(bytes)), ("freelancers", String(freelancers)),
            ("clients", String(clients)), ("jobs", String(jobs)),
        ]
        for type in SimulatedEvent.allCases { rows.append((type.name, String(counts[type]))) }
        rows.append(("paid", RecordLine.decimal(counts.paid, digits: 2)))
        rows.append(("applications_per_job", RecordLine.decimal(Int(applicationsPerJob * 100), digits: 2)))
        rows.append(("fill_rate", RecordLine.decimal(Int(fillRate * 1_000), digits: 3)))
        rows.append(("mean_rating", RecordLine.decimal(Int(meanRating * 100), digits: 2)))
        return rows
    }
}
