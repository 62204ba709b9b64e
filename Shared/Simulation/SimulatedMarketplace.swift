import Contracts
import Marketplace
import Operations

/// A made-up marketplace, written as files of the import format.
///
/// People have latent skills and tastes; what they do follows from these, with noise, so that models fitted on the log
/// have something true to find: skill fit, price, reputation, recency, level, country, history. The same options give
/// the same bytes. Memory holds people and open jobs, not the history, so that size is bounded by the disk.
///
/// ```swift
/// let summary = try SimulatedMarketplace.write(SimulationOptions(), to: "sample", truth: "sample.truth")
/// ```
public enum SimulatedMarketplace {
    /// Writes `freelancers.jsonl`, `clients.jsonl`, `jobs.jsonl` and `events.jsonl`, each in order of time.
    ///
    /// - Parameters:
    ///   - directory: Made when it does not exist.
    ///   - truth: Folder for what nobody in the market knows; `nil` to leave it unwritten.
    ///   - compressed: Write `.jsonl.gz`.
    ///   - overwrite: Replace such files; otherwise their presence is an error.
    ///   - progress: Called now and then with the facts written and the simulated time in milliseconds since 1970.
    /// - Throws: `.usage` when the options contradict each other, `.output` when a folder cannot be written.
    public static func write(
        _ options: SimulationOptions, to directory: String, truth: String? = nil, compressed: Bool = false,
        overwrite: Bool = false, progress: (_ facts: Int, _ time: Int64) -> Void = { _, _ in }
    ) throws(SimulationError) -> SimulationSummary {
        try options.validate()
        let files = FactPipe(try open(directory, compressed: compressed, overwrite: overwrite))
        let market = Market(options: options, sink: files)
        if let truth { market.truth = try TruthFiles(directory: truth) }
        try market.run(progress: progress)
        try market.truth?.finish(market)
        try files.finish()
        return SimulationSummary(figures: market.figures, bytes: files.bytes)
    }

    /// - Throws: `.output` when the folder holds such files already and `overwrite` is false, or cannot be written.
    private static func open(
        _ directory: String, compressed: Bool, overwrite: Bool
    ) throws(SimulationError) -> FactFiles {
        do throws(FolderError) { try Folder.make(directory) } catch {
            throw SimulationError(.output, error.description)
        }
        do throws(TransferError) {
            // Level 1: text of this kind shrinks six times, and higher levels would be slower than the simulation.
            return try FactFiles(
                directory: directory, compression: compressed ? 1 : nil, existing: overwrite ? .replaceAll : .refuse)
        } catch {
            throw SimulationError(
                .output, error.description + (overwrite ? "" : "; give another folder, or --overwrite to replace it"))
        }
    }
}

/// What a simulation wrote, to be shown.
public struct SimulationSummary: Equatable, Sendable {
    /// What the facts add up to.
    public let figures: MarketFigures
    /// Before compression.
    public let bytes: Int

    /// All lines.
    public var facts: Int { figures.facts }

    /// Names and values, for a table or for JSON; whole numbers but for the last four.
    public var rows: [(name: String, value: String)] {
        var rows = [
            ("facts", String(facts)), ("bytes", String(bytes)), ("freelancers", String(figures[.freelancer])),
            ("clients", String(figures[.client])), ("jobs", String(figures[.job])),
        ]
        for kind in FactKind.allCases where kind.rawValue >= FactKind.freelancerUpdated.rawValue {
            rows.append((kind.name, String(figures[kind])))
        }
        rows.append(("paid", Self.decimal(Double(figures.paid) / 100, digits: 2)))
        rows.append(("applications_per_job", Self.decimal(figures.applicationsPerJob, digits: 2)))
        rows.append(("fill_rate", Self.decimal(figures.fillRate, digits: 3)))
        rows.append(("mean_rating", Self.decimal(figures.meanRating, digits: 2)))
        return rows
    }

    /// A number with so many digits after the point at most.
    static func decimal(_ value: Double, digits: Int) -> String {
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let text = String((value * scale).rounded() / scale)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
