import Contracts
import Learning

extension RankingServed {
    /// The same ranking as a page shows it that leaves out what the person has seen, and ends after some places.
    ///
    /// Chances stay exact: of a list in random order, what is left of it is in random order too. Whoever asks the gateway for more than
    /// they show must log what they showed.
    func page(of limit: Int, leavingOut seen: Set<String>) -> RankingServed {
        var page = self
        let gone = items.filter { seen.contains($0.id) }
        var left = items.filter { !seen.contains($0.id) }
        page.shown = UInt32(min(limit, left.count))
        guard exploration > 0 else {
            page.items = Array(left.prefix(limit))
            return page
        }
        let (ranks, places) = (
            gone.map(\.rank), targets.indices.map { target in gone.map { $0.targetPlaces[target] } }
        )
        func moved(_ place: UInt32, _ before: [UInt32]) -> UInt32 { place - UInt32(before.count { $0 < place }) }
        page.explorationDepth = moved(explorationDepth + 1, ranks) - 1
        let policy = TopShuffle(share: exploration, depth: max(1, Int(page.explorationDepth)))
        for place in left.indices {
            left[place].rank = moved(left[place].rank, ranks)
            for target in targets.indices {
                left[place].targetPlaces[target] = moved(left[place].targetPlaces[target], places[target])
            }
            left[place].propensity =
                place < limit
                ? policy.propensity(rank: Int(left[place].rank) - 1, place: place, count: left.count) : 0
        }
        page.items = left.prefix(limit) + left.dropFirst(limit).filter { $0.rank <= page.explorationDepth }
        return page
    }
}
