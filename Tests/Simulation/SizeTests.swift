import Contracts
import Foundation
import TestSupport
import Testing

@testable import Simulation

/// Sizes: from nobody to many, and what is left when a run is cut short.
@Suite struct SizeTests {
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

    @Test func sizesThatCannotBeAreRefused() {
        for change in [
            { $0.days = 0 }, { $0.clients = 0 }, { $0.jobs = -1 }, { $0.facts = 0 },
        ] as [(inout SimulationOptions) -> Void] {
            var options = SimulationOptions()
            change(&options)
            let error = #expect(throws: SimulationError.self) { try options.validate() }
            #expect(error?.code == .usage)
        }
    }

    /// A person takes a few hundred bytes, so that a million fit into the memory of a small machine.
    @Test func peopleAreSmall() {
        #expect(MemoryLayout<SimulatedFreelancer>.stride <= 416)
        #expect(MemoryLayout<Action>.stride <= 64)
    }

    /// A simulation that ends in the middle leaves nothing under the names that an import reads.
    @Test func whatIsCutShortLeavesNoHalfFile() throws {
        let folder = try TemporaryFolder()
        let hidden = try TemporaryFolder()
        var options = SimulationOptions()
        options.freelancers = 100
        options.clients = 20
        options.jobs = 100
        let market = Market(options: options, sink: FullDisk(after: 900))
        market.truth = try TruthFiles(directory: hidden.path)
        #expect(throws: SimulationError.self) { try market.run() }
        market.truth = nil
        #expect(try FileManager.default.contentsOfDirectory(atPath: hidden.path).isEmpty)

        // The disk is full from the start: /dev/full would do for one file, a folder without permission for all.
        let file = folder.path + "/taken"
        try Data().write(to: URL(fileURLWithPath: file))
        #expect(throws: SimulationError.self) { try SimulatedMarketplace.write(options, to: file) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["taken"])
    }
}

/// A sink that fails after some facts.
private final class FullDisk: FactSink {
    private var left: Int

    init(after facts: Int) { left = facts }

    func append(_ fact: Fact) throws(SimulationError) {
        left -= 1
        if left < 0 { throw SimulationError(.output, "no space left") }
    }
}
