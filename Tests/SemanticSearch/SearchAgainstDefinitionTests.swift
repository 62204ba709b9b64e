import Contracts
import Testing

@testable import SemanticSearch

/// Every answer is compared with one worked out from the definition, at random moments of random markets.
struct SearchAgainstDefinitionTests {
    @Test(arguments: 1...6)
    func freelancersAndJobsAreFoundAsDefined(seed: UInt64) throws {
        var market = RandomMarket(seed: seed)
        var naive = NaiveMarket()
        let state = State()
        for step in 0..<60 {
            for fact in market.facts(step % 3 == 0 ? 1 : 24) {
                state.apply(fact)
                naive.apply(fact)
            }
            if step % 5 == 0 { state.settle() }
            for _ in 0..<2 {
                let request = market.request()
                let filter = request.filter ?? Filter()
                try check(
                    SemanticSearch.Search(documents: state.freelancers, request: request, limit: Self.limit(request))
                        .response(sequence: 7), request, naive, naive.freelancers(filter))
                try check(
                    SemanticSearch.Search(
                        documents: state.jobs, request: request, limit: Self.limit(request),
                        isLeftOut: state.isNothingNew(to: request.newToFreelancerID)
                    ).response(sequence: 7), request, naive,
                    naive.jobs(filter, newTo: request.newToFreelancerID))
            }
        }
        #expect(state.jobs.knownCount > 30 && state.freelancers.knownCount > 25, "the market is no empty one")
    }

    private static func limit(_ request: SearchRequest) -> Int { request.limit == 0 ? 10 : Int(request.limit) }

    private func check(
        _ response: SearchResponse, _ request: SearchRequest, _ naive: NaiveMarket, _ documents: [NaiveMarket.Document]
    ) throws {
        let limit = Self.limit(request)
        let passing = documents.filter { $0.passes && !request.excludedIDs.contains($0.id) }
        let byID = Dictionary(uniqueKeysWithValues: passing.map { ($0.id, $0) })
        try #require(response.appliedSequence == 7)
        try #require(Set(response.hits.map(\.id)).count == response.hits.count, "nobody is found twice")
        try #require(response.hits.allSatisfy { byID[$0.id] != nil }, "all hits pass the filter: \(request)")
        guard let scores = naive.scores(request, documents) else {
            try #require(response.total == UInt64(passing.count))
            let expected = passing.sorted { $0.recency != $1.recency ? $0.recency > $1.recency : $0.id < $1.id }
            try #require(response.hits.map(\.id) == expected.prefix(limit).map(\.id))
            try #require(response.hits.allSatisfy { $0.score == 0 })
            return
        }
        let matching = passing.filter { scores[$0.id] != nil }
        try #require(response.total == UInt64(matching.count), "\(request)")
        let matched = response.hits.prefix(min(limit, matching.count))
        for hit in matched { try #require(abs(hit.score - (scores[hit.id] ?? .infinity)) <= 1e-9) }
        for (left, right) in zip(matched, matched.dropFirst()) {
            try #require(left.score > right.score || (left.score == right.score && left.id < right.id))
        }
        let found = Set(matched.map(\.id))
        if let worst = matched.last?.score {
            try #require(matching.allSatisfy { found.contains($0.id) || (scores[$0.id] ?? 0) <= worst + 1e-9 })
        }
        for hit in matched where request.explain {
            try #require(abs(hit.terms.reduce(0) { $0 + $1.score } - hit.score) <= 1e-9)
            try #require(hit.terms.allSatisfy { $0.score > 0 && !$0.term.hasPrefix("=") && $0.field != "country" })
        }
        let filling = response.hits.dropFirst(matched.count)
        let room = request.fill ? min(limit, passing.count) - matched.count : 0
        try #require(filling.count == room)
        try #require(filling.allSatisfy { $0.score == 0 && $0.terms.isEmpty })
        let order = filling.compactMap { byID[$0.id] }
        for (left, right) in zip(order, order.dropFirst()) { try #require(!Self.isClearlyBefore(right, left)) }
        let filled = Set(filling.map(\.id))
        if let last = order.last {
            let left = passing.filter { !found.contains($0.id) && !filled.contains($0.id) }
            try #require(left.allSatisfy { !Self.isClearlyBefore($0, last) })
        }
    }

    /// Whether one fills before another, and not just by a rounding.
    private static func isClearlyBefore(_ left: NaiveMarket.Document, _ right: NaiveMarket.Document) -> Bool {
        let (first, second) = (left.prominence, right.prominence)
        if abs(first.0 - second.0) > 1e-9 * max(first.0, second.0) { return first.0 > second.0 }
        guard first.0 == 0, second.0 == 0 else { return false }
        return first.1 != second.1 ? first.1 > second.1 : left.id < right.id
    }
}
