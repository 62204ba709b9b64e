import Contracts

/// Categories that the concepts of a text imply, by what posts say of them and by the ontology.
///
/// For a concept c and a category k of the log:
///
///     p(k | c) = (n(k, c) + 3 · o(k, c)) / (n(c) + 3)
///
/// n(k, c) counts the posts of category k that state c. o(·, c) shares 1 among the categories of the log that are
/// named after the concept itself, or else after the nearest wider concepts that have any, or else after the nearest
/// narrower ones; without such, the 3 pseudo-posts are left out. While the log has no categories, the nearest wider
/// concepts that are categories take their place. A text's concepts are averaged with weight score · Σ p(k | c)², so
/// that a concept found in posts of every sort says little.
struct ImpliedCategories {
    private static let pseudoPosts = 3.0
    /// Concepts that are looked at, the surest ones.
    private static let conceptLimit = 32
    /// Categories of one concept that are looked at, the most frequent ones.
    private static let categoryLimit = 8

    let state: UnderstandingState

    /// Categories by name with shares that add up to 1, best first; empty if the concepts imply none.
    func shares(_ concepts: [(concept: UInt32, score: Double)]) -> [(name: String, share: Double)] {
        var sums: [Share] = []
        var all = 0.0
        for (concept, score) in concepts.prefix(Self.conceptLimit) {
            let distribution = distribution(of: concept)
            let weight = score * distribution.reduce(0) { $0 + $1.share * $1.share }
            guard weight > 0 else { continue }
            all += weight
            for (target, share) in distribution { Self.add(weight * share, to: target, in: &sums) }
        }
        return Self.sorted(sums.map { (name(of: $0.target), $0.share / all) })
    }

    /// Shares of all posts, for a text that says nothing: best first, empty while no post states a category.
    func priorShares() -> [(name: String, share: Double)] {
        let all = Double(state.categorizedJobCount)
        guard all > 0 else { return [] }
        return Self.sorted(
            (0..<UInt32(state.categories.count)).map { category in
                (state.categories.name(of: category), Double(state.categories.uses(of: category)) / all)
            }.filter { $0.1 > 0 })
    }

    /// Best first, equal ones by name.
    static func sorted(_ shares: [(name: String, share: Double)]) -> [(name: String, share: Double)] {
        shares.sorted { ($1.share, $0.name) < ($0.share, $1.name) }
    }

    // MARK: One concept

    /// A category of the log by its number or, while the log has none, a concept that is a category.
    private typealias Share = (target: UInt32, share: Double)

    private func name(of target: UInt32) -> String {
        state.categorizedJobCount > 0 ? state.categories.name(of: target) : state.vocabulary.label(of: target)
    }

    private static func add(_ share: Double, to target: UInt32, in shares: inout [Share]) {
        if let place = shares.firstIndex(where: { $0.target == target }) {
            shares[place].share += share
        } else {
            shares.append((target, share))
        }
    }

    private func distribution(of concept: UInt32) -> [Share] {
        guard state.categorizedJobCount > 0 else {
            let categories = nearest(from: concept, \.broader) { isCategory($0) }
            return categories.map { ($0, 1 / Double(categories.count)) }
        }
        let counted = state.categoriesOfConcepts.best(Self.categoryLimit, of: concept, support: 1)
        let named = loggedCategories(of: concept)
        let pseudoPosts = named.isEmpty ? 0 : Self.pseudoPosts
        let all = counted.reduce(pseudoPosts) { $0 + Double($1.count) }
        var result: [Share] = counted.map { ($0.number, Double($0.count) / all) }
        for target in named { Self.add(pseudoPosts / Double(named.count) / all, to: target, in: &result) }
        return result
    }

    private func isCategory(_ concept: UInt32) -> Bool { state.vocabulary.kind(of: concept) == .category }

    /// Categories of the log that are named after a concept or its nearest relatives.
    private func loggedCategories(of concept: UInt32) -> [UInt32] {
        if state.vocabulary.isLearned(concept) {
            return state.categories.category(named: state.vocabulary.id(of: concept)).map { [$0] } ?? []
        }
        let isNamed = { (concept: UInt32) in state.categoriesNamedAfter[concept] != nil }
        var concepts = nearest(from: concept, \.broader, where: isNamed)
        if concepts.isEmpty { concepts = nearest(from: concept, \.narrower, where: isNamed) }
        return concepts.compactMap { state.categoriesNamedAfter[$0] }
    }

    /// Of the concepts reached by one sort of link, those at the least distance that pass; the start is at distance 0.
    private func nearest(
        from concept: UInt32, _ links: KeyPath<Ontology.Entry, [UInt32]>, where passes: (UInt32) -> Bool
    ) -> [UInt32] {
        guard !state.vocabulary.isLearned(concept) else { return [] }
        let concepts = state.vocabulary.ontology.concepts
        var level = [concept]
        var seen: Set<UInt32> = [concept]
        while !level.isEmpty {
            let found = level.filter(passes)
            if !found.isEmpty { return found }
            level = level.flatMap { concepts[Int($0)][keyPath: links] }.filter { seen.insert($0).inserted }
        }
        return []
    }
}
