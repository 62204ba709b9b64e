import Foundation
import Testing

@testable import Operator

/// Arguments: what they set, and what is said when they are wrong.
@Suite struct SimulateCommandTests {
    @Test func flagsSetTheirOptions() throws {
        let command = try SimulateCommand.parse([
            "--freelancers", "10", "--clients=3", "out", "--jobs", "7", "--days", "9", "--seed", "18446744073709551615",
            "--start", "2024-02-29", "--gzip", "--overwrite",
        ])
        #expect(command.directory == "out")
        #expect(command.options.freelancers == 10)
        #expect(command.options.clients == 3)
        #expect(command.options.jobs == 7)
        #expect(command.options.days == 9)
        #expect(command.options.seed == .max)
        #expect(SimulatedTime.text(command.options.start) == "2024-02-29T00:00:00.000Z")
        #expect(command.compressed && command.overwrite)
    }

    @Test func defaultsAreThoseOfTheHelp() throws {
        #expect(try SimulateCommand.parse(["out"]).options == SimulationOptions())
        for default_ in ["(2000)", "(600)", "(3000)", "(180)"] { #expect(SimulateCommand.help.contains(default_)) }
    }

    @Test func factsSizeWhatIsNotGiven() throws {
        let command = try SimulateCommand.parse(["out", "--facts", "1000000", "--clients", "77"])
        #expect(command.options.facts == 1_000_000)
        #expect(command.options.clients == 77)
        #expect(command.options.freelancers > 4_000)
    }

    @Test(arguments: [
        ([], "needs a folder"),
        (["a", "b"], "one folder, not 2"),
        (["a", "--freelancer", "1"], "unknown flag --freelancer"),
        (["a", "--jobs"], "--jobs wants a value"),
        (["a", "--jobs="], "--jobs wants a value"),
        (["a", "--jobs", "many"], "--jobs wants a whole number, not \"many\""),
        (["a", "--jobs", "-1"], "--jobs must be in 0"),
        (["a", "--days", "0"], "--days must be in 1"),
        (["a", "--facts", "0"], "--facts must be in 1"),
        (["a", "--facts", "99999999999999"], "--facts must be in 1"),
        (["a", "--seed", "-4"], "--seed wants a whole number"),
        (["a", "--start", "yesterday"], "--start wants a day"),
        (["a", "--start", "2026-02-30"], "--start wants a day"),
        (["a", "--clients", "0"], "needs at least one client"),
        (["a", "--gzip=yes"], "--gzip takes no value"),
        (["a", "--jobs", "1", "--jobs", "2"], "--jobs is given twice"),
    ])
    func wrongArgumentsSayWhatToDo(arguments: [String], words: String) {
        let error = #expect(throws: SimulationError.self) { try SimulateCommand.parse(arguments) }
        #expect(error?.code == .usage)
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }

    @Test func filesOfAnEarlierRunAreKeptUnlessToldOtherwise() throws {
        let folder = try TemporaryFolder()
        var command = try SimulateCommand.parse([folder.path, "--freelancers", "3", "--jobs", "0", "--clients", "1"])
        _ = try command.run()
        let before = try folder.bytes("freelancers.jsonl")
        command.options.seed = 5
        command.compressed = true
        let error = #expect(throws: SimulationError.self) { try command.run() }
        #expect(error?.code == .output)
        #expect(error?.message.contains("--overwrite") == true)
        #expect(try folder.bytes("freelancers.jsonl") == before)
        command.overwrite = true
        _ = try command.run()
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(names == ["clients.jsonl.gz", "events.jsonl.gz", "freelancers.jsonl.gz", "jobs.jsonl.gz"])
    }

    @Test func aFolderThatCannotBeMadeIsAClearError() throws {
        let folder = try TemporaryFolder()
        try Data().write(to: URL(fileURLWithPath: folder.path + "/file"))
        let command = try SimulateCommand.parse([folder.path + "/file/under", "--jobs", "0"])
        let error = #expect(throws: SimulationError.self) { try command.run() }
        #expect(error?.code == .output)
    }

    @Test(arguments: [(1, 1, 0), (0, 1, 3), (1, 1, 3), (0, 0, 0), (5, 1, 1)])
    func smallMarketplacesWork(freelancers: Int, clients: Int, jobs: Int) throws {
        var options = SimulationOptions()
        options.freelancers = freelancers
        options.clients = clients
        options.jobs = jobs
        let log = try SimulatedLog(options)
        #expect(log.freelancers.count == freelancers)
        #expect(log.clients.count == clients)
        #expect(log.jobs.count == jobs)
        #expect(log.events(.signup).count == freelancers + clients)
        #expect(log.summary.rows.first?.value == String(log.summary.facts))
    }
}
