import Foundation
import Operations
import Simulation
import TestSupport
import Testing

@testable import Operator

/// `tandem simulate`: what its options set, what is said when they are wrong, and which files there are in the end.
@Suite struct SimulateCommandTests {
    private func arguments(_ words: [String]) throws -> Arguments {
        guard case .run(let arguments) = try OperatorProgram.specification.parse(["simulate"] + words) else {
            throw ArgumentError("help")
        }
        return arguments
    }

    private func options(_ words: [String]) throws -> SimulationOptions {
        try SimulationArguments.options(try arguments(["out"] + words))
    }

    @Test func flagsSetTheirOptions() throws {
        let options = try options([
            "--freelancers", "10", "--clients=3", "--jobs", "7", "--days", "9", "--seed", "18446744073709551615",
            "--start", "2024-02-29",
        ])
        #expect(options.freelancers == 10 && options.clients == 3 && options.jobs == 7 && options.days == 9)
        #expect(options.seed == .max)
        #expect(SimulatedTime.text(options.start) == "2024-02-29T00:00:00.000Z")
    }

    @Test func whatIsNotGivenFollows() throws {
        #expect(try options([]) == SimulationOptions())
        let large = try options(["--freelancers", "20000", "--days", "360"])
        #expect(large.freelancers == 20_000 && large.clients == 6_000 && large.jobs == 60_000)
        let counted = try options(["--facts", "1000000", "--clients", "77"])
        #expect(counted.facts == 1_000_000 && counted.clients == 77 && counted.freelancers > 4_000)
    }

    @Test(arguments: [
        (["--jobs", "many"], "--jobs"), (["--days", "0"], "--days"), (["--facts", "0"], "--facts"),
        (["--seed", "-4"], "--seed"), (["--start", "2026-02-30"], "--start"),
        (["--clients", "0"], "at least one client"),
        (["--gzip=yes"], "--gzip takes no value"), (["more"], "one word too many"),
    ])
    func wrongArgumentsSayWhatToDo(words: [String], hint: String) throws {
        let error = #expect(throws: (any Error).self) { try options(words) }
        #expect("\(try #require(error))".contains(hint))
    }

    @Test func theTruthHasAFolderOfItsOwn() throws {
        #expect(SimulateCommand.truthFolder(try arguments(["a/b/"])) == "a/b.truth")
        #expect(SimulateCommand.truthFolder(try arguments(["a", "--truth", "secret"])) == "secret")
        #expect(SimulateCommand.truthFolder(try arguments(["a", "--no-truth"])) == nil)
    }

    @Test func filesOfAnEarlierRunAreKeptUnlessToldOtherwise() throws {
        let folder = try TemporaryFolder()
        let words = [folder.path + "/out", "--freelancers", "3", "--jobs", "0", "--clients", "1", "--json"]
        _ = try SimulateCommand.run(try arguments(words))
        let before = try folder.bytes("out/freelancers.jsonl")
        let other = words + ["--seed", "5", "--gzip"]
        let error = #expect(throws: SimulationError.self) { try SimulateCommand.run(try arguments(other)) }
        #expect(error?.code == .output && error?.message.contains("--overwrite") == true)
        #expect(try folder.bytes("out/freelancers.jsonl") == before)
        _ = try SimulateCommand.run(try arguments(other + ["--overwrite", "--report"]))
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out").sorted()
        #expect(names == ["clients.jsonl.gz", "events.jsonl.gz", "freelancers.jsonl.gz", "jobs.jsonl.gz"])
        #expect(FileManager.default.fileExists(atPath: folder.path + "/out.truth/freelancers.jsonl"))
    }

    @Test func aFolderThatCannotBeMadeIsAClearError() throws {
        let folder = try TemporaryFolder()
        try Data().write(to: URL(fileURLWithPath: folder.path + "/file"))
        let words = [folder.path + "/file/under", "--jobs", "0"]
        let error = #expect(throws: SimulationError.self) { try SimulateCommand.run(try arguments(words)) }
        #expect(error?.code == .output)
    }
}
