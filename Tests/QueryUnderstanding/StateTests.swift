import Contracts
import Learning
import Marketplace
import Testing

@testable import QueryUnderstanding

@Suite("What the log adds")
struct StateTests {
    @Test func unknownSkillsBecomeConcepts() throws {
        var log = FactMaker()
        log.job("1", ["Plutus", "Haskell"])
        log.job("2", ["plutus", "Smart contracts"])
        log.freelancer("a", ["plutus", "PLUTUS"])
        let state = UnderstandingState(log.facts)
        let concept = try #require(state.describe("pLuTuS"))
        #expect((concept.id, concept.kind, concept.learned) == ("plutus", .skill, true))
        #expect((concept.jobs, concept.freelancers) == (2, 1), "one profile states it, in two spellings")
        #expect(concept.label == "plutus", "written twice, the others once")
        #expect(concept.aliases == ["Plutus", "PLUTUS"])
        #expect(state.describe("haskell")?.learned == false)
        #expect(state.describe("smart contracts")?.jobs == 1)
    }

    @Test func theLogsOwnSpellingIsWhatToPutIntoASkillList() {
        let text = "reactjs and postgres"
        #expect(
            UnderstandingState().understand(text).skills == ["React", "PostgreSQL"], "labels while the log is silent")
        var log = FactMaker()
        for number in 0..<3 { log.job("j\(number)", ["React.js", "Postgres"]) }
        log.job("j9", ["ReactJS"])
        #expect(UnderstandingState(log.facts).understand(text).skills == ["React.js", "Postgres"])
        for number in 0..<3 { log.job("j\(number)", ["ReactJS"]) }
        #expect(
            UnderstandingState(log.facts).understand(text).skills == ["ReactJS", "PostgreSQL"], "posts were changed")
    }

    @Test func pluralsJoinWhatIsKnownButNamesOfToolsDoNot() throws {
        var log = FactMaker()
        log.job("1", ["stake pool", "oracles"])
        log.job("2", ["Stake-Pools"])
        let state = UnderstandingState(log.facts)
        #expect(state.describe("stake pools")?.id == "stake-pool")
        #expect(state.describe("stake pools")?.jobs == 2)
        #expect(state.describe("oracles")?.learned == true)
        #expect(state.describe("stake-pool")?.related == [])
    }

    @Test func relatedSkillsAreThoseThatPostsStateTogether() throws {
        var log = FactMaker()
        for number in 0..<5 { log.job("a\(number)", ["plutus", "marlowe", "wallet-core"]) }
        for number in 0..<3 { log.job("b\(number)", ["plutus", "marlowe"]) }
        log.job("c", ["plutus", "seldom"])
        #expect(UnderstandingState(log.facts).describe("plutus")?.related == ["marlowe", "wallet-core"])
    }

    @Test func changedRecordsCountOnce() throws {
        var log = FactMaker()
        log.job("1", ["zig-lang", "ada-lang"])
        for _ in 0..<4 { log.job("1", ["zig-lang"]) }
        log.freelancer("a", ["zig-lang"])
        log.add(.freelancerUpdated(FreelancerUpdated(freelancerID: "a", title: "no skills said")))
        log.add(.freelancerUpdated(FreelancerUpdated(freelancerID: "a", skills: ["ada-lang"])))
        log.add(.freelancerUpdated(FreelancerUpdated(freelancerID: "never seen", skills: ["ada-lang"])))
        let state = UnderstandingState(log.facts)
        #expect(state.describe("zig-lang").map { [$0.jobs, $0.freelancers] } == [1, 0])
        #expect(state.describe("ada-lang").map { [$0.jobs, $0.freelancers] } == [0, 2])
    }

    @Test func uselessSkillsAndForeignFactsAreHarmless() {
        var log = FactMaker()
        log.job("", ["React"])
        log.job("1", ["", "   ", "!!!", String(repeating: "x", count: 10_000), "2019", "the", "it"])
        log.job("2", (0..<500).map { "skill number \($0)" })
        log.add(.jobClosed(JobClosed(jobID: "nobody knows")))
        log.add(.hire(Hire(jobID: "x", freelancerID: "y")))
        let state = UnderstandingState(log.facts + [Fact(sequence: 99, id: "empty")])
        #expect(state.describe("react")?.jobs == 0)
        #expect(state.describe("2019")?.jobs == 1)
        #expect(state.understand("it is the year 2019").mentions.isEmpty, "stop words and numbers never stand alone")
        #expect(state.describe("skill number 63")?.jobs == 1)
        #expect(state.describe("skill number 64") == nil, "a post has at most 64")
    }

    // MARK: Snapshots

    /// A log in which everything happens: new and changed records, new and known skills, odd spellings.
    private func randomFacts(_ count: Int, seed: UInt64) -> [Fact] {
        var random = SeededGenerator(seed: seed)
        var log = FactMaker()
        func skills() -> [String] {
            (0..<Int(random.next() % 9)).map { _ in
                let number = random.next() % 60
                let name = number < 20 ? ["React", "PHP", "logo design", "SEO"][Int(number % 4)] : "made up \(number)"
                return random.next() % 4 == 0 ? name.uppercased() : name
            }
        }
        while log.facts.count < count {
            let id = "\(random.next() % 40)"
            switch random.next() % 4 {
            case 0: log.freelancer(id, skills())
            case 1: log.add(.freelancerUpdated(FreelancerUpdated(freelancerID: id, skills: skills())))
            case 2:
                log.job(
                    id, skills(),
                    category: ["Web Development", "web development", "Design", ""][Int(random.next() % 4)])
            default: log.add(.view(View(userID: id)))
            }
        }
        return log.facts
    }

    @Test(arguments: 0..<12)
    func aRestoredStateGoesOnLikeTheOneItWasTakenFrom(_ seed: UInt64) throws {
        let facts = randomFacts(600, seed: seed)
        let whole = UnderstandingState(facts)
        let cut = Int(seed) * 50
        var reader = SnapshotReader(UnderstandingState(Array(facts[..<cut])).snapshot)
        let restored = try UnderstandingState(from: &reader)
        #expect(reader.isAtEnd)
        facts[cut...].forEach(restored.apply)
        #expect(restored.snapshot == whole.snapshot)
        let text = "Web design in React, SEO and made up 31"
        #expect(restored.understand(text) == whole.understand(text))
        for name in ["react", "made up 31", "made-up-42", "seo"] {
            #expect(restored.describe(name) == whole.describe(name))
        }
        #expect(restored.counts.map(\.value) == whole.counts.map(\.value))
    }

    @Test func damagedSnapshotsAreErrors() {
        let snapshot = UnderstandingState(randomFacts(80, seed: 3)).snapshot
        for length in stride(from: 0, to: snapshot.count, by: 7) {
            var reader = SnapshotReader(Array(snapshot[..<length]))
            #expect(throws: SnapshotError.self) { _ = try UnderstandingState(from: &reader) }
        }
        var random = SeededGenerator(seed: 4)
        var refused = 0
        for _ in 0..<300 {
            var damaged = snapshot
            damaged[Int(random.next() % UInt64(damaged.count))] ^= UInt8(1 << (random.next() % 8))
            var reader = SnapshotReader(damaged)
            // Some damage gives another valid state; what matters is that none traps.
            if (try? UnderstandingState(from: &reader)) == nil { refused += 1 }
        }
        #expect(refused > 0)
    }
}

@Suite("Counts of neighbours")
struct NeighbourCountsTests {
    @Test(arguments: 0..<5)
    func areExactWhileThereIsRoom(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var counts = NeighbourCounts(capacity: 8)
        var naive: [UInt32: [UInt32: Int]] = [:]
        for _ in 0..<2_000 {
            let (thing, neighbour) = (UInt32(random.next() % 5), UInt32(random.next() % 8))
            if random.next() % 3 == 0 {
                if naive[thing]?[neighbour] ?? 0 > 0 { naive[thing]?[neighbour]? -= 1 }
                counts.remove(neighbour, from: thing)
            } else {
                naive[thing, default: [:]][neighbour, default: 0] += 1
                counts.add(neighbour, to: thing)
            }
        }
        for thing in 0..<UInt32(5) {
            for neighbour in 0..<UInt32(8) {
                #expect(Int(counts.count(of: neighbour, with: thing)) == naive[thing]?[neighbour] ?? 0)
            }
        }
    }

    @Test func keepWhatIsFrequentInAFloodOfRareOnes() {
        var counts = NeighbourCounts(capacity: 16)
        for number in 0..<UInt32(20_000) {
            counts.add(number % 3 == 0 ? 7 : 1_000 + number, to: 0)
        }
        #expect(counts.neighbours(of: 0).count == 16)
        #expect(counts.best(1, of: 0, support: 1).first?.number == 7)
    }
}
