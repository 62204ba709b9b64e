import CZlib
import Contracts
import Foundation
import TestSupport
import Testing

@testable import Simulation

/// Same options, same bytes; and the size of the history costs no memory.
@Suite struct DeterminismTests {
    private static let names = ["freelancers.jsonl", "clients.jsonl", "jobs.jsonl", "events.jsonl"]

    private static var small: SimulationOptions {
        var options = SimulationOptions()
        options.freelancers = 60
        options.clients = 15
        options.jobs = 40
        options.days = 30
        return options
    }

    private func files(_ options: SimulationOptions, compressed: Bool = false) throws -> [[UInt8]] {
        let folder = try TemporaryFolder()
        _ = try SimulatedMarketplace.write(options, to: folder.path, compressed: compressed)
        return try Self.names.map { try folder.bytes(compressed ? $0 + ".gz" : $0) }
    }

    @Test func theSameSeedGivesTheSameBytes() throws {
        #expect(try files(Self.small) == files(Self.small))
        #expect(try files(Self.small, compressed: true) == files(Self.small, compressed: true))
    }

    /// What the truth is written to changes nothing of what the market sees.
    @Test func theTruthIsTheSameTooAndChangesNothing() throws {
        let (folder, first, second) = (try TemporaryFolder(), try TemporaryFolder(), try TemporaryFolder())
        _ = try SimulatedMarketplace.write(Self.small, to: folder.path, truth: first.path)
        #expect(try Self.names.map { try folder.bytes($0) } == files(Self.small))
        _ = try SimulatedMarketplace.write(Self.small, to: folder.path, truth: second.path, overwrite: true)
        let names = try FileManager.default.contentsOfDirectory(atPath: first.path).sorted()
        #expect(names.count == 8)
        for name in names { #expect(try first.bytes(name) == second.bytes(name), "\(name)") }
    }

    /// A market that is stopped and goes on is the market that was never stopped.
    @Test func goingOnIsTheSameAsNeverStopping() throws {
        let whole = FactList()
        try Market(options: Self.small, sink: whole).run()
        let parts = FactList()
        let market = Market(options: Self.small, sink: parts)
        for day in stride(from: Int64(-50), through: 40, by: 3) {
            try market.run(until: Self.small.start + day * SimulatedTime.day + 7)
        }
        #expect(parts.facts == whole.facts)
    }

    @Test func anotherSeedGivesAnotherMarketplace() throws {
        var other = Self.small
        other.seed = 2
        let first = try files(Self.small)
        let second = try files(other)
        for place in Self.names.indices { #expect(first[place] != second[place]) }
    }

    @Test func compressedFilesHoldTheSameLines() throws {
        let folder = try TemporaryFolder()
        _ = try SimulatedMarketplace.write(Self.small, to: folder.path, compressed: true)
        let plain = try files(Self.small)
        for (place, name) in Self.names.enumerated() {
            #expect(try gunzip(folder.path + "/" + name + ".gz") == plain[place])
        }
    }

    @Test func aLaterStartMovesTheTimes() throws {
        var later = Self.small
        later.start = try #require(SimulatedTime.parse(day: "2027-03-01"))
        let log = try SimulatedLog(later)
        #expect(log.jobs.allSatisfy { $0.text("posted_at") >= "2027-03-01" && $0.text("posted_at") < "2027-03-31" })
    }

    /// What is held at the end depends on how much goes on at a time, not on how long it went on.
    @Test func memoryDoesNotGrowWithTheHistory() throws {
        func held(days: Int) throws -> (jobs: Int, actions: Int, facts: Int) {
            var options = Self.small
            options.days = days
            options.jobs = days
            let market = Market(options: options, sink: NoFacts())
            try market.run()
            return (market.jobs.count, market.queue.count, market.figures.facts)
        }
        let short = try held(days: 70)
        let long = try held(days: 350)
        #expect(long.facts > 2 * short.facts)
        #expect(long.jobs < 2 * short.jobs + 10, "\(long.jobs) jobs held, \(short.jobs) before")
        #expect(long.actions < 2 * short.actions + 60, "\(long.actions) actions held, \(short.actions) before")
    }

    @Test(arguments: [1, 57, 500, 5_000])
    func factsStopTheSimulationToTheLine(facts: Int) throws {
        let folder = try TemporaryFolder()
        let summary = try SimulatedMarketplace.write(.sized(facts: facts), to: folder.path)
        var lines = 0
        for name in Self.names { lines += try folder.bytes(name).count { $0 == UInt8(ascii: "\n") } }
        #expect(lines == facts)
        #expect(summary.facts == facts)
    }

    private func gunzip(_ path: String) throws -> [UInt8] {
        let file = try #require(gzopen(path, "rb"))
        defer { gzclose(file) }
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = gzread(file, &buffer, UInt32(buffer.count))
            try #require(count >= 0)
            if count == 0 { return all }
            all += buffer[..<Int(count)]
        }
    }
}

/// A sink that keeps facts in memory.
final class FactList: FactSink {
    private(set) var facts: [Fact] = []

    func append(_ fact: Fact) throws(SimulationError) { facts.append(fact) }
}
