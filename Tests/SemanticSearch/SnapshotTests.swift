import Contracts
import Learning
import Marketplace
import Testing

@testable import SemanticSearch

struct SnapshotTests {
    static func bytes(_ state: State) -> [UInt8] {
        var writer = SnapshotWriter()
        state.encode(to: &writer)
        return writer.bytes
    }

    static func restored(_ bytes: [UInt8]) throws -> State {
        var reader = SnapshotReader(bytes)
        let state = try State(from: &reader)
        try #require(reader.isAtEnd)
        return state
    }

    static func answers(_ state: State, seed: UInt64) -> [SearchResponse] {
        var market = RandomMarket(seed: seed)
        return (0..<20).flatMap { _ in
            var request = market.request()
            request.explain = true
            return [
                SemanticSearch.Search(documents: state.freelancers, request: request, limit: 20).response(sequence: 0),
                SemanticSearch.Search(documents: state.jobs, request: request, limit: 20).response(sequence: 0),
            ]
        }
    }

    @Test(arguments: 1...3)
    func goingOnFromASnapshotIsAsIfNothingHadHappened(seed: UInt64) throws {
        var market = RandomMarket(seed: seed)
        let facts = market.facts(600)
        let whole = State()
        for fact in facts { whole.apply(fact) }
        for cut in [0, 1, 137, 450, 600] {
            let first = State()
            for fact in facts[..<cut] { first.apply(fact) }
            let second = try Self.restored(Self.bytes(first))
            #expect(Self.bytes(second) == Self.bytes(first))
            for fact in facts[cut...] { second.apply(fact) }
            #expect(Self.bytes(second) == Self.bytes(whole), "cut at \(cut)")
            #expect(Self.answers(second, seed: seed) == Self.answers(whole, seed: seed), "cut at \(cut)")
            #expect(second.counts.map(\.value) == whole.counts.map(\.value))
        }
    }

    @Test func questionsLeaveNoTrace() {
        var market = RandomMarket(seed: 21)
        let facts = market.facts(600)
        let asked = State()
        let silent = State()
        for (position, fact) in facts.enumerated() {
            asked.apply(fact)
            silent.apply(fact)
            if position % 7 == 0 { asked.settle() }
            if position % 50 == 0 { _ = Self.answers(asked, seed: UInt64(position)) }
        }
        #expect(Self.bytes(asked) == Self.bytes(silent))
        #expect(Self.answers(asked, seed: 3) == Self.answers(silent, seed: 3))
    }

    @Test func aDamagedSnapshotIsRefusedOrHarmless() {
        var market = RandomMarket(seed: 5)
        let state = State()
        for fact in market.facts(150) { state.apply(fact) }
        let whole = Self.bytes(state)
        var generator = SeededGenerator(seed: 9)
        var refused = 0
        for round in 0..<150 {
            var bytes = whole
            if round % 3 == 0 {
                bytes.removeLast(1 + generator.integer(below: bytes.count - 1))
            } else {
                for _ in 0...generator.integer(below: 3) {
                    bytes[generator.integer(below: bytes.count)] = UInt8(generator.integer(below: 256))
                }
            }
            guard let damaged = try? Self.restored(bytes) else {
                refused += 1
                continue
            }
            _ = Self.answers(damaged, seed: 1)
            for fact in market.facts(5) { damaged.apply(fact) }
            _ = Self.answers(damaged, seed: 2)
        }
        #expect(refused >= 50, "what is cut off is always noticed")
    }
}
