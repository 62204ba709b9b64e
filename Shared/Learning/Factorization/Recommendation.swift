/// An item that is recommended.
public struct Recommendation: Sendable, Equatable {
    /// The item by index.
    public let item: Int
    /// What the model makes of it for the user; comparable within one answer.
    public let score: Float

    /// Creates a recommendation.
    public init(item: Int, score: Float) {
        self.item = item
        self.score = score
    }

    /// The items of the highest scores, best first, equal ones by index; O(items + excluded), and `count` at worst
    /// for each.
    ///
    /// - Parameters:
    ///   - count: How many at most.
    ///   - scores: One an item.
    ///   - excluded: Items to leave out, such as those that the user knows; in any order.
    static func best(_ count: Int, of scores: [Float], excluding excluded: some Sequence<Int>) -> [Recommendation] {
        var isOpen = [Bool](repeating: true, count: scores.count)
        for item in excluded where isOpen.indices.contains(item) { isOpen[item] = false }
        var best: [Recommendation] = []
        guard count > 0 else { return best }
        best.reserveCapacity(min(count, scores.count) + 1)
        for (item, score) in scores.enumerated() where isOpen[item] {
            if best.count == count, let worst = best.last, worst.score >= score { continue }
            // Items come by index, so that an equal one stays ahead of a later one.
            var low = 0
            var high = best.count
            while low < high {
                let middle = (low + high) / 2
                if best[middle].score >= score { low = middle + 1 } else { high = middle }
            }
            best.insert(Recommendation(item: item, score: score), at: low)
            if best.count > count { best.removeLast() }
        }
        return best
    }
}

/// How far a training by passes over the data is.
public struct FactorizationProgress: Sendable, Equatable {
    /// Passes done.
    public let epoch: Int
    /// Passes to do.
    public let epochs: Int
    /// What the pass measured: the root of the mean squared error on the way (gradients), or the penalised loss at its
    /// end (least squares); nil where it is not computed.
    public let loss: Double?
}
