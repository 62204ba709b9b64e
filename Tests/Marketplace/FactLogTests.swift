import Contracts
import Foundation
import Marketplace
import Synchronization
import TestSupport
import Testing

@Suite("Fact log")
struct FactLogTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    func expect(_ reason: FactLogError.Reason, _ body: () throws -> Void) {
        do {
            try body()
            Issue.record("no error")
        } catch let error as FactLogError {
            #expect(error.reason == reason, "\(error)")
        } catch {
            Issue.record(error)
        }
    }

    @Test("Whoever comes to a new file at the same time as others opens it all the same")
    func manyMakeTheSameLog() throws {
        for round in 0..<40 {
            let url = folder.url("new-\(round).db")
            let failures = Mutex<[String]>([])
            let identities = Mutex<Set<String>>([])
            DispatchQueue.concurrentPerform(iterations: 4) { writer in
                do {
                    let log = try FactLog.open(url: url, mode: .readWrite)
                    var random = RandomFacts(seed: UInt64(round * 4 + writer))
                    _ = try log.append(random.facts(3))
                    identities.withLock { _ = $0.insert(log.identity) }
                } catch {
                    failures.withLock { $0.append("\(error)") }
                }
            }
            #expect(failures.withLock { $0 }.isEmpty)
            #expect(identities.withLock { $0.count } == 1)
        }
    }

    @Test func givesBackEveryKindOfFact() throws {
        var random = RandomFacts(seed: 1)
        let facts = random.facts(500)
        let log = try FactLog.open(url: folder.url(), mode: .readWrite)
        let result = try log.append(facts)
        #expect(result == AppendResult(appended: 500, duplicates: 0, lastSequence: 500))
        let numbered = facts.enumerated().map { index, fact in
            var fact = fact
            fact.sequence = UInt64(index + 1)
            return fact
        }
        #expect(try log.facts(after: 0) == numbered)
        #expect(try log.facts(after: 490, limit: 5) == Array(numbered[490..<495]))
        #expect(try log.facts(after: 500).isEmpty)
        let reader = try FactLog.open(url: folder.url(), mode: .readOnly)
        #expect(try reader.facts(after: 0) == numbered)
        #expect(reader.identity == log.identity)
    }

    /// Any sequence of batches, with repetitions inside and between them, is the list of first occurrences.
    @Test(arguments: 0..<8) func appendingIsIdempotentOrderedAndGapless(_ seed: Int) throws {
        var random = RandomFacts(seed: UInt64(seed))
        let pool = random.facts(120)
        let log = try FactLog.open(url: folder.url(), mode: .readWrite)
        var expected: [String] = []
        var seen: Set<String> = []
        for _ in 0..<20 {
            let batch = (0..<random.below(30)).map { _ in pool[Int(random.below(120))] }
            let fresh = batch.map(\.id).filter { seen.insert($0).inserted }
            expected += fresh
            let result = try log.append(batch)
            #expect(result.appended == fresh.count)
            #expect(result.duplicates == batch.count - fresh.count)
            #expect(result.lastSequence == UInt64(expected.count))
            // A log opened anew goes on where the other stopped.
            if random.below(4) == 0 {
                #expect(try FactLog.open(url: folder.url(), mode: .readWrite).lastSequence() == UInt64(expected.count))
            }
        }
        var ids: [String] = []
        try log.forEach(after: 0) { fact in
            ids.append(fact.id)
            #expect(fact.sequence == UInt64(ids.count))
            return true
        }
        #expect(ids == expected)
    }

    @Test func passesAPartAndStopsWhenTold() throws {
        var random = RandomFacts(seed: 2)
        let log = try FactLog.open(url: folder.url(), mode: .readWrite)
        try log.append(random.facts(20_000))
        var count = 0
        #expect(
            try log.forEach(after: 100, through: 9_000) { _ in
                count += 1
                return true
            } == 9_000)
        #expect(count == 8_900)
        #expect(try log.forEach(after: 0) { $0.sequence < 12_345 } == 12_345)
        #expect(try log.forEach(after: 20_000) { _ in true } == 20_000)
    }

    @Test func aBadFactKeepsItsWholeBatchOut() throws {
        let log = try FactLog.open(url: folder.url(), mode: .readWrite)
        let good = Fact(id: "g", time: 1, body: .signup(Signup(userID: "u")))
        let long = String(repeating: "x", count: 129)
        let huge = String(repeating: "x", count: 1 << 20)
        let bad = [
            Fact(id: "", time: 1, body: good.body), Fact(id: long, time: 1, body: good.body),
            Fact(id: "b", time: -1, body: good.body), Fact(id: "b", time: .max, body: good.body),
            Fact(id: "b", time: 1), Fact(id: "b", time: 1, body: .application(Application(freelancerID: "f"))),
            Fact(id: "b", time: 1, body: .rankingServed(RankingServed(items: [RankedItem(score: 1)]))),
            Fact(id: "b", time: 1, body: .signup(Signup(userID: long))),
            Fact(id: "b", time: 1, body: .jobClosed(JobClosed(jobID: "j", reason: huge))),
        ]
        for fact in bad { expect(.invalidFact) { try log.append([good, fact]) } }
        #expect(try log.lastSequence() == 0)
        #expect(try log.append([Fact(id: String(long.dropLast()), time: 0, body: good.body)]).appended == 1)
    }

    @Test func manyWritersTakeTurns() throws {
        let url = folder.url()
        try FactLog.open(url: url, mode: .readWrite).append([])
        DispatchQueue.concurrentPerform(iterations: 4) { writer in
            var random = RandomFacts(seed: UInt64(writer))
            do {
                let log = try FactLog.open(url: url, mode: .readWrite)
                for batch in 0..<25 { try log.append(random.facts(10, prefix: "w\(writer)b\(batch)-")) }
            } catch {
                Issue.record(error)
            }
        }
        let facts = try FactLog.open(url: url, mode: .readOnly).facts(after: 0, limit: 10_000)
        #expect(facts.map(\.sequence) == Array(1...1_000))
        #expect(Set(facts.map(\.id)).count == 1_000)
        // Batches are whole: the ten facts of one stand together.
        for start in stride(from: 0, to: 1_000, by: 10) {
            let prefix = facts[start].id.split(separator: "-")[0]
            #expect(facts[start..<start + 10].allSatisfy { $0.id.hasPrefix(prefix + "-") })
        }
    }

    @Test func aFollowerSeesWhatAnotherConnectionAppends() async throws {
        let url = folder.url()
        let writer = try FactLog.open(url: url, mode: .readWrite)
        let reader = try FactLog.open(url: url, mode: .readOnly)
        #expect(try reader.waitForFacts(after: 0, seconds: 0) == false)
        let following = Task {
            var ids: [String] = []
            for try await batch in reader.follow(after: 0) {
                ids += batch.map(\.id)
                if ids.count >= 30 { break }
            }
            return ids
        }
        var random = RandomFacts(seed: 3)
        for round in 0..<30 {
            try writer.append([random.fact(.signup, id: "n\(round)")])
            if round % 10 == 0 { try await Task.sleep(for: .milliseconds(20)) }
        }
        #expect(try await following.value == (0..<30).map { "n\($0)" })
        #expect(try reader.waitForFacts(after: 29, seconds: 5))
    }

    @Test func noticesThatTheFileWasReplaced() throws {
        let log = try FactLog.open(url: folder.url(), mode: .readWrite)
        #expect(!log.hasBeenReplaced())
        for suffix in ["", "-wal", "-shm"] {
            try FileManager.default.removeItem(atPath: folder.file("market.db" + suffix))
        }
        #expect(log.hasBeenReplaced())
        let other = try FactLog.open(url: folder.url(), mode: .readWrite)
        #expect(other.identity != log.identity)
        #expect(log.hasBeenReplaced())
        #expect(!other.hasBeenReplaced())
    }
}
