/// Exploration of rankings with exactly known chances: now and then the first places are in random order.
///
/// With probability `share` the first `depth` of a ranking are put in uniformly random order, and otherwise left alone.
/// So what had rank r comes to stand at place k with probability (1 - share) · [r = k] + share / depth, for r and k up to the depth;
/// everything behind stays. Every such chance is positive, which is what an estimate of another order's worth needs.
///
/// Source: Wang, Bendersky, Metzler and Najork, "Learning to Rank with Selection Bias in Personal Search", SIGIR 2016,
/// which puts the first places of a share of all rankings in random order.
public struct TopShuffle: Sendable, Equatable {
    /// Probability of a shuffle, from 0 to 1.
    public let share: Double
    /// Places that are shuffled, at least 1.
    public let depth: Int

    /// Creates the way of exploring.
    ///
    /// - Parameters:
    ///   - share: The probability of a shuffle; 0 leaves every ranking alone.
    ///   - depth: How many places are shuffled; in a shorter ranking it is all of them.
    /// - Precondition: a share in 0 ... 1, a depth from 1.
    public init(share: Double, depth: Int) {
        precondition((0...1).contains(share) && depth >= 1, "a share of 0 to 1 and a depth from 1")
        self.share = share
        self.depth = depth
    }

    /// The old place of what comes to each place, from 0, of a ranking of some length.
    public func draw(count: Int, using generator: inout SeededGenerator) -> (order: [Int], isShuffled: Bool) {
        let order = Array(0..<count)
        guard generator.uniform() < share else { return (order, false) }
        let first = generator.shuffled(Array(order.prefix(depth)))
        return (first + order.dropFirst(depth), true)
    }

    /// Probability with which what had a rank comes to a place, both from 0, in a ranking of some length.
    public func propensity(rank: Int, place: Int, count: Int) -> Double {
        let width = min(depth, count)
        guard rank < width, place < width else { return rank == place ? 1 : 0 }
        return (rank == place ? 1 - share : 0) + share / Double(width)
    }
}
