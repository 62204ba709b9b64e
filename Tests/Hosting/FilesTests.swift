import Contracts
import Foundation
import Marketplace
import Operations
import Testing

@testable import Hosting

@Suite("Snapshots and models on disk", .timeLimit(.minutes(3)))
struct FilesTests {
    func artifact(_ seed: UInt64) -> Artifact {
        Artifact(
            service: "recommender", trainedUntil: 7, seed: seed,
            logisticModels: [LogisticModel(name: "m", features: ["a"], weights: [0.5])])
    }

    @Test func aServiceGoesOnFromItsSnapshot() async throws {
        let home = try Home()
        let log = try FactLog.open(url: home.url, mode: .readWrite)
        try log.append(home.facts(0..<300))
        let first = try home.serve()
        #expect(try await first.eventually { $0.appliedSequence == 300 })
        await first.stop()
        try log.append(home.facts(300..<350))
        let second = try home.serve()
        #expect(try await second.eventually { $0.appliedSequence == 350 })
        #expect(second.host.status().snapshotSequence == 300)
        #expect(second.host.read { $0.ids } == home.facts(0..<350).map(\.id))
        await second.stop()
    }

    /// Cut off anywhere or with any byte changed, a snapshot is never half used.
    @Test func aDamagedSnapshotIsNeverUsed() throws {
        let home = try Home()
        let log = try FactLog.open(url: home.url, mode: .readWrite)
        try log.append(home.facts(0..<20))
        let file = SnapshotFile(home: home.path, service: "recommender")
        let state = GuardedState<Ledger>()
        state.apply(try log.facts(after: 0))
        let bytes = state.read { file.save($0, $1, logIdentity: log.identity) }
        try DurableFile.write(bytes, to: file.path)
        #expect(try file.load(Ledger.self, log: log)?.state.ids == home.facts(0..<20).map(\.id))
        #expect(try file.load(Ledger.self, log: log)?.position.sequence == 20)
        for length in 0..<bytes.count {
            try DurableFile.write(Array(bytes.prefix(length)), to: file.path)
            #expect(throws: (any Error).self) { try file.load(Ledger.self, log: log) }
        }
        for place in bytes.indices {
            var damaged = bytes
            damaged[place] ^= 0x20
            try DurableFile.write(damaged, to: file.path)
            #expect(throws: (any Error).self) { try file.load(Ledger.self, log: log) }
        }
        let other = SnapshotFile(home: home.path, service: "gateway")
        try DurableFile.write(state.read { other.save($0, $1, logIdentity: log.identity) }, to: file.path)
        #expect(throws: HostingError.self) { try file.load(Ledger.self, log: log) }
    }

    @Test func anArtifactIsWholeOrNotThere() throws {
        let home = try Home()
        let store = ArtifactStore(home: home.path, service: "recommender")
        let old = try store.save(artifact(1))
        let new = try store.save(artifact(2))
        #expect(store.newest { _ in }?.artifact == new.artifact)
        let bytes = try #require(DurableFile.read(new.path))
        for length in 0..<bytes.count {
            try DurableFile.write(Array(bytes.prefix(length)), to: new.path)
            var problems = 0
            #expect(store.newest { _ in problems += 1 }?.artifact == old.artifact)
            #expect(problems == 1)
        }
    }

    @Test func theSameTrainingIsTheSameFileAndThreeAreKept() throws {
        let home = try Home()
        let store = ArtifactStore(home: home.path, service: "recommender")
        let first = try store.save(artifact(1))
        let again = try store.save(artifact(1))
        #expect(first.artifact == again.artifact)
        #expect(first.path == again.path && store.names.count == 1)
        for seed in 2..<7 { _ = try store.save(artifact(UInt64(seed))) }
        #expect(store.names.count == 3)
        #expect(store.newest { _ in }?.artifact.seed == 6)
    }

    @Test func everyKeptModelHasItsCardAndNothingElseIsLeft() throws {
        let home = try Home()
        let store = ArtifactStore(home: home.path, service: "recommender")
        let folder = "\(home.path)/models/recommender"
        for seed in 1..<6 {
            var trained = artifact(UInt64(seed))
            trained.factCount = 321
            trained.metrics = [Metric(name: "auc", value: 0.75, count: 40)]
            trained.calibrationBins = [CalibrationBin(count: 20, predicted: 0.25, observed: 0.5)]
            trained.logisticModels = [
                LogisticModel(
                    name: "engagement", features: ["weak", "strong"], means: [0, 1], deviations: [1, 2],
                    weights: [0.5, -1.5], bias: -1, calibrationSlope: 2, calibrationIntercept: 0.5, prior: 0.1,
                    families: ["pay", "skills"])
            ]
            // What a writer that was killed leaves.
            try DurableFile.write([1], to: "\(folder)/000009-ffffffff.md")
            try DurableFile.write([1], to: "\(folder)/000001-00000000.model.77.part")
            let stored = try store.save(trained)
            let card = store.cardPath(of: try #require(store.names.last))
            let text = String(decoding: try #require(DurableFile.read(card)), as: UTF8.self)
            for words in [
                "# \(stored.artifact.identifier)", "| facts | 321 |", "| seed | \(seed) |", "| auc | 0.75 | 40 |",
                "| 0.25 | 0.5 | 20 |", "| strong | skills | -3 | 1 | 2 |\n| weak | pay | 1 | 0 | 1 |",
                "is at its mean -1.5",
            ] {
                #expect(text.contains(words), "\(words)")
            }
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(files.count == 6)
        for name in store.names { #expect(files.contains(String(name.dropLast(6)) + ".md")) }
    }

    @Test("An older model becomes the newest again, and going back twice comes back")
    func theWayBack() throws {
        let home = try Home()
        let store = ArtifactStore(home: home.path, service: "recommender")
        #expect(throws: HostingError.self) { try store.restore() }
        let artifacts = try (1...3).map { try store.save(artifact(UInt64($0))).artifact }
        #expect(try store.restore() == artifacts[1])
        #expect(store.newest { _ in }?.artifact == artifacts[1])
        #expect(try store.restore() == artifacts[2])
        #expect(try store.restore(version: artifacts[2].version) == artifacts[2])
        #expect(throws: HostingError.self) { try store.restore(version: "00000000") }
        #expect(store.newest { _ in }?.artifact == artifacts[2])
    }

    @Test func aNewModelIsTakenIntoUseWhileServing() async throws {
        let home = try Home()
        _ = try FactLog.open(url: home.url, mode: .readWrite)
        let store = ArtifactStore(home: home.path, service: "recommender")
        let service = try home.serve()
        #expect(try await service.eventually { $0.isReady })
        #expect(service.host.model == nil)
        let first = try store.save(artifact(1)).artifact
        #expect(try await service.eventually { $0.model?.identifier == first.identifier })
        // One that doesn't fit this program leaves the one before in use.
        _ = try store.save(Artifact(service: "recommender", seed: 9))
        #expect(try await service.eventually { !$0.status().problem.isEmpty })
        #expect(service.host.model?.identifier == first.identifier)
        let last = try store.save(artifact(3)).artifact
        #expect(try await service.eventually { $0.model?.identifier == last.identifier })
        await service.stop()
    }

    @Test("Whoever can be called has the model that was there at the start, or says what is wrong with it")
    func theModelComesBeforeTheCalls() async throws {
        let home = try Home()
        _ = try FactLog.open(url: home.url, mode: .readWrite)
        let store = ArtifactStore(home: home.path, service: "recommender")
        let artifact = try store.save(artifact(1)).artifact
        let service = try home.serve()
        #expect(service.host.model?.identifier == artifact.identifier)
        await service.stop()

        _ = try store.save(Artifact(service: "recommender", seed: 9))
        let next = try home.serve()
        #expect(try await next.eventually { $0.isReady })
        #expect(next.host.model == nil && next.host.status().problem.hasSuffix("it holds no model"))
        await next.stop()
    }

    @Test func trainingReplaysUpToAMoment() throws {
        let home = try Home()
        let log = try FactLog.open(url: home.url, mode: .readWrite)
        try log.append(home.facts(0..<100))
        let context = try TrainingContext(
            log: log, until: 40_000, seed: 1, logger: .init(service: "test", level: .error) { _ in })
        try log.append(home.facts(10..<12) + home.facts(100..<110))
        var ids: [String] = []
        try context.replay("test") { ids.append($0.id) }
        #expect(ids == home.facts(0..<40).map(\.id))
    }
}
