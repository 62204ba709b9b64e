/// Team-draft interleaving: two rankings in one list, each result the pick of one of them.
///
/// Whoever has picked less picks next, a coin decides when both have picked as many; a pick is the best that is not in the list yet.
/// So both teams stand equally high on average, and what people choose tells which ranking they prefer, from far fewer
/// people than two groups would take.
///
/// Source: Radlinski, Kurup and Joachims, "How Does Clickthrough Data Reflect Retrieval Quality?", CIKM 2008.
public enum TeamDraft {
    /// Which ranking picked a result.
    public enum Team: Int, Sendable, CaseIterable {
        /// The ranking given first.
        case first = 1
        /// The ranking given second.
        case second = 2
    }

    /// A result and whose pick it is.
    public struct Pick<Item: Hashable & Sendable>: Sendable, Equatable {
        /// The result.
        public let item: Item
        /// Whose pick it is.
        public let team: Team
    }

    /// One list of two rankings; O(both lengths).
    ///
    /// - Parameters:
    ///   - first: Best first, each result once.
    ///   - second: Likewise.
    ///   - limit: Most results of the list.
    ///   - generator: The coin.
    public static func interleave<Item: Hashable & Sendable>(
        _ first: [Item], _ second: [Item], limit: Int, using generator: inout SeededGenerator
    ) -> [Pick<Item>] {
        var picks: [Pick<Item>] = []
        var taken: Set<Item> = []
        var (next, counts) = ([0, 0], [0, 0])
        let rankings = [first, second]
        func skipTaken(_ team: Int) {
            while next[team] < rankings[team].count, taken.contains(rankings[team][next[team]]) { next[team] += 1 }
        }
        while picks.count < limit {
            skipTaken(0)
            skipTaken(1)
            let canPick = [next[0] < first.count, next[1] < second.count]
            guard canPick[0] || canPick[1] else { break }
            var turn = counts[0] == counts[1] ? generator.integer(below: 2) : counts[0] < counts[1] ? 0 : 1
            if !canPick[turn] { turn = 1 - turn }
            let item = rankings[turn][next[turn]]
            taken.insert(item)
            counts[turn] += 1
            picks.append(Pick(item: item, team: turn == 0 ? .first : .second))
        }
        return picks
    }
}
