import Contracts
import Foundation
import TestSupport
import Testing

@testable import Marketplace

@Suite("Fact log in trouble")
struct FactLogTroubleTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    func reason(_ body: () throws -> Void) -> FactLogError.Reason? {
        do {
            try body()
            return nil
        } catch {
            return (error as? FactLogError)?.reason
        }
    }

    @Test(arguments: [
        "postgres://host/market", "market.db", "", "sqlite://host/market.db", "sqlite:///", "sqlite:", "file:///x",
        "SQLITE:x", "sqlite:a\u{0}b",
    ])
    func refusesOtherURLs(_ url: String) {
        #expect(reason { _ = try FactLog.open(url: url, mode: .readWrite) } == .unsupportedURL)
    }

    @Test func aMissingOrUnmadeLogIsMissing() throws {
        #expect(reason { _ = try FactLog.open(url: folder.url(), mode: .readOnly) } == .missing)
        try folder.write("", to: "market.db")
        #expect(reason { _ = try FactLog.open(url: folder.url(), mode: .readOnly) } == .missing)
        #expect(reason { _ = try FactLog.open(url: folder.url("none/market.db"), mode: .readWrite) } == .missing)
        // An empty file becomes a log once a writer comes.
        #expect(try FactLog.open(url: folder.url(), mode: .readWrite).lastSequence() == 0)
    }

    @Test func refusesFilesOfOthers() throws {
        try folder.write(String(repeating: "This is a diary, not a database. ", count: 400), to: "diary")
        for mode in [FactLog.Mode.readOnly, .readWrite] {
            #expect(reason { _ = try FactLog.open(url: folder.url("diary"), mode: mode) } == .foreign)
        }
        let store = try SQLiteFactStore(path: folder.file("other.db"), mode: .readWrite)
        try store.execute("PRAGMA application_id = 7")
        for mode in [FactLog.Mode.readOnly, .readWrite] {
            #expect(reason { _ = try FactLog.open(url: folder.url("other.db"), mode: mode) } == .foreign)
        }
    }

    @Test func refusesALayoutOfTheFuture() throws {
        let store = try SQLiteFactStore(path: folder.file("market.db"), mode: .readWrite)
        try store.execute("PRAGMA user_version = 2")
        for mode in [FactLog.Mode.readOnly, .readWrite] {
            #expect(reason { _ = try FactLog.open(url: folder.url(), mode: mode) } == .newerVersion)
        }
    }

    @Test func aFullDiskKeepsTheBatchOutAndTheLogWhole() throws {
        let store = try SQLiteFactStore(path: folder.file("market.db"), mode: .readWrite)
        var random = RandomFacts(seed: 4)
        _ = try store.append(random.facts(100))
        try store.execute("PRAGMA max_page_count = 20")
        #expect(reason { _ = try store.append(random.facts(5_000, prefix: "big")) } == .diskFull)
        #expect(try store.lastSequence() == 100)
        try store.execute("PRAGMA max_page_count = 100000")
        #expect(try store.append(random.facts(5_000, prefix: "big")).lastSequence == 5_100)
    }

    @Test func doesNotAppendWhenOpenedForReading() throws {
        _ = try FactLog.open(url: folder.url(), mode: .readWrite)
        let reader = try FactLog.open(url: folder.url(), mode: .readOnly)
        #expect(reason { try reader.append([]) } == .readOnly)
    }

    @Test func reportsADamagedFile() throws {
        do {
            let store = try SQLiteFactStore(path: folder.file("market.db"), mode: .readWrite)
            var random = RandomFacts(seed: 5)
            _ = try store.append(random.facts(5_000))
            try store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        }
        let handle = try #require(FileHandle(forUpdatingAtPath: folder.file("market.db")))
        let size = try handle.seekToEnd()
        // All pages but the first, which holds the schema.
        try handle.seek(toOffset: 8_192)
        handle.write(Data(repeating: 0xA5, count: Int(size) - 8_192))
        try handle.close()
        let found = reason {
            let log = try FactLog.open(url: folder.url(), mode: .readOnly)
            _ = try log.facts(after: 0, limit: 10_000)
        }
        #expect(found == .corrupted)
    }

    @Test func reportsAPayloadThatIsNoFact() throws {
        let store = try SQLiteFactStore(path: folder.file("market.db"), mode: .readWrite)
        var random = RandomFacts(seed: 6)
        _ = try store.append(random.facts(10))
        try store.execute("UPDATE facts SET payload = x'FFFF' WHERE sequence = 7")
        var read = 0
        #expect(
            reason {
                _ = try store.read(after: 0, limit: 100) { _ in
                    read += 1
                    return true
                }
            } == .corrupted)
        #expect(read == 6)
    }

    @Test func peopleCanQueryIt() throws {
        let store = try SQLiteFactStore(path: folder.file("market.db"), mode: .readWrite)
        let hire = Hire(applicationID: "a", jobID: "j", freelancerID: "f")
        _ = try store.append([Fact(id: "e1", time: 1_470_152_301_100_000, body: .hire(hire))])
        try store.execute("CREATE TABLE answer AS SELECT * FROM named_facts")
        let connection = try SQLiteConnection(path: folder.file("market.db"), flags: 1)
        let row = try connection.prepare("SELECT time, kind, freelancer_id, client_id IS NULL FROM answer")
        #expect(try row.step())
        #expect((0..<4).map { row.text($0) } == ["2016-08-02T15:38:21.100Z", "hire", "f", "1"])
    }
}
