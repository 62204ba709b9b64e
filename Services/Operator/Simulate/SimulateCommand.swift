/// `tandem simulate`: arguments in, files out.
struct SimulateCommand: Equatable, Sendable {
    var options = SimulationOptions()
    /// Where the files go.
    var directory = ""
    var compressed = false
    var overwrite = false

    /// What `tandem simulate --help` prints.
    static let help = """
        usage: tandem simulate DIR [options]

        Writes a made-up marketplace as freelancers.jsonl, clients.jsonl, jobs.jsonl and events.jsonl into DIR, ready for
        tandem import. The same options give the same bytes.

          --freelancers N   people who offer work (2000)
          --clients N       people who post jobs (600)
          --jobs N          jobs posted (3000)
          --days N          length of the simulated time (180)
          --facts N         write N facts exactly; sizes not given follow from it
          --start DATE      first day, as 2026-01-05 (that day)
          --seed N          another seed, another marketplace (1)
          --gzip            write .jsonl.gz
          --overwrite       replace the files of an earlier run
        """

    /// Reads arguments after `simulate`.
    ///
    /// `--name value` and `--name=value` are the same.
    /// - Throws: `.usage` with the flag and what it wants.
    static func parse(_ arguments: [String]) throws(SimulationError) -> SimulateCommand {
        var given = try values(of: arguments)
        var command = SimulateCommand()
        command.compressed = given.switches.contains("--gzip")
        command.overwrite = given.switches.contains("--overwrite")
        guard let directory = given.positional.first, given.positional.count == 1 else {
            throw SimulationError(
                .usage,
                given.positional.isEmpty
                    ? "tandem simulate needs a folder to write to, such as: tandem simulate ./sample"
                    : "tandem simulate takes one folder, not \(given.positional.count)")
        }
        command.directory = directory
        if let facts = try given.number("--facts") {
            command.options = .sized(facts: facts)
        }
        if let value = try given.number("--freelancers") { command.options.freelancers = value }
        if let value = try given.number("--clients") { command.options.clients = value }
        if let value = try given.number("--jobs") { command.options.jobs = value }
        if let value = try given.number("--days") { command.options.days = value }
        if let text = given.take("--seed") {
            guard let seed = UInt64(text) else {
                throw SimulationError(.usage, "--seed wants a whole number from 0 on, not \"\(text)\"")
            }
            command.options.seed = seed
        }
        if let text = given.take("--start") {
            guard let start = SimulatedTime.parse(day: text) else {
                throw SimulationError(.usage, "--start wants a day such as 2026-01-05, not \"\(text)\"")
            }
            command.options.start = start
        }
        try command.options.validate()
        return command
    }

    /// Simulates and writes.
    ///
    /// - Parameter progress: As for `SimulatedMarketplace.write`.
    /// - Throws: `.output`.
    func run(
        progress: (_ facts: Int, _ time: Int64) -> Void = { _, _ in }
    ) throws(SimulationError) -> SimulationSummary {
        try SimulatedMarketplace.write(
            options, to: directory, compressed: compressed, overwrite: overwrite, progress: progress)
    }

    private static let valued = ["--freelancers", "--clients", "--jobs", "--days", "--facts", "--start", "--seed"]
    private static let switches = ["--gzip", "--overwrite"]

    /// Arguments by flag, not yet understood.
    private struct Given {
        var values: [String: String] = [:]
        var switches: Set<String> = []
        var positional: [String] = []

        mutating func take(_ flag: String) -> String? { values.removeValue(forKey: flag) }

        mutating func number(_ flag: String) throws(SimulationError) -> Int? {
            guard let text = take(flag) else { return nil }
            guard let value = Int(text) else {
                throw SimulationError(.usage, "\(flag) wants a whole number, not \"\(text)\"")
            }
            return value
        }
    }

    private static func values(of arguments: [String]) throws(SimulationError) -> Given {
        var given = Given()
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            guard argument.hasPrefix("-") else {
                given.positional.append(argument)
                continue
            }
            let halves = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let flag = halves[0]
            if switches.contains(flag) {
                guard halves.count == 1 else { throw SimulationError(.usage, "\(flag) takes no value") }
                given.switches.insert(flag)
            } else if valued.contains(flag) {
                guard let value = halves.count == 2 ? halves[1] : rest.popFirst(), !value.isEmpty else {
                    throw SimulationError(.usage, "\(flag) wants a value, such as \(flag) \(example(flag))")
                }
                guard given.values.updateValue(value, forKey: flag) == nil else {
                    throw SimulationError(.usage, "\(flag) is given twice")
                }
            } else {
                throw SimulationError(.usage, "unknown flag \(flag); tandem simulate --help lists the known ones")
            }
        }
        return given
    }

    private static func example(_ flag: String) -> String { flag == "--start" ? "2026-01-05" : "1000" }
}
