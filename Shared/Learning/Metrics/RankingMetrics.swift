import Foundation

/// Measures of one ranking against what was relevant in it.
///
/// Every measure takes the relevances in ranked order, best rank first, and answers nil for a query without anything
/// relevant; ``MetricSummary`` then says what such queries count for. A cut-off larger than the ranking takes all of it.
/// What is relevant has a relevance above 0. Every measure traps for a relevance that is NaN and a negative number of
/// relevant documents left out.
///
/// Sources: Järvelin and Kekäläinen, "Cumulated Gain-Based Evaluation of IR Techniques", ACM Transactions on Information
/// Systems 20 (2002), for discounted gains; Burges et al., "Learning to Rank Using Gradient Descent", ICML 2005, for the
/// exponential gain; Voorhees, "The TREC-8 Question Answering Track Report", 1999, for the reciprocal rank; Manning,
/// Raghavan and Schütze, "Introduction to Information Retrieval", 2008, 8.4, for precision, recall and average precision.
public enum RankingMetrics {
    /// What a relevance is worth.
    public enum Gain: String, Sendable, CaseIterable {
        /// 2^relevance - 1, which LightGBM and the web-search literature use.
        case exponential
        /// The relevance itself, which TREC's tools use.
        case linear

        /// The worth of one relevance; what is not relevant is worth 0.
        public func value(_ relevance: Double) -> Double {
            switch self {
            case .exponential: relevance > 0 ? exp2(relevance) - 1 : 0
            case .linear: max(relevance, 0)
            }
        }
    }

    /// Σ gain / log₂(rank + 1) over the first `cutoff` ranks, counted from 1.
    public static func discountedCumulativeGain(
        _ ranked: [Double], at cutoff: Int, gain: Gain = .exponential
    ) -> Double {
        check(ranked)
        var sum = 0.0
        for (index, relevance) in ranked.prefix(max(cutoff, 0)).enumerated() {
            sum += gain.value(relevance) / log2(Double(index) + 2)
        }
        return sum
    }

    /// nDCG@k: the discounted cumulative gain as a share of the best that an order could reach.
    ///
    /// - Parameters:
    ///   - ranked: Relevances in ranked order.
    ///   - unranked: Relevances of documents that the ranking left out, which the best order would have used.
    ///   - cutoff: The k.
    ///   - gain: What a relevance is worth.
    public static func normalizedDiscountedCumulativeGain(
        _ ranked: [Double], unranked: [Double] = [], at cutoff: Int, gain: Gain = .exponential
    ) -> Double? {
        check(ranked)
        check(unranked)
        let best = (ranked + unranked).sorted(by: >)
        let ideal = discountedCumulativeGain(best, at: cutoff, gain: gain)
        return ideal > 0 ? discountedCumulativeGain(ranked, at: cutoff, gain: gain) / ideal : nil
    }

    /// 1 / the rank of the first relevant document within the cut-off; 0 when it comes later or is left out.
    public static func reciprocalRank(
        _ ranked: [Double], unrankedRelevant: Int = 0, at cutoff: Int = .max
    ) -> Double? {
        check(ranked, unrankedRelevant)
        guard unrankedRelevant > 0 || ranked.contains(where: { $0 > 0 }) else { return nil }
        guard let first = ranked.prefix(max(cutoff, 0)).firstIndex(where: { $0 > 0 }) else { return 0 }
        return 1 / Double(first + 1)
    }

    /// Recall@k: the share of all relevant documents that is within the first k.
    public static func recall(_ ranked: [Double], unrankedRelevant: Int = 0, at cutoff: Int) -> Double? {
        check(ranked, unrankedRelevant)
        let all = ranked.count { $0 > 0 } + unrankedRelevant
        guard all > 0 else { return nil }
        return Double(ranked.prefix(max(cutoff, 0)).count { $0 > 0 }) / Double(all)
    }

    /// Precision@k: the share of the first k that is relevant; a ranking shorter than k counts as filled up.
    public static func precision(_ ranked: [Double], unrankedRelevant: Int = 0, at cutoff: Int) -> Double? {
        check(ranked, unrankedRelevant)
        guard cutoff > 0, unrankedRelevant > 0 || ranked.contains(where: { $0 > 0 }) else { return nil }
        return Double(ranked.prefix(cutoff).count { $0 > 0 }) / Double(cutoff)
    }

    /// Average precision: the mean over all relevant documents of the precision at their ranks, 0 for those left out.
    public static func averagePrecision(_ ranked: [Double], unrankedRelevant: Int = 0) -> Double? {
        check(ranked, unrankedRelevant)
        var found = 0
        var sum = 0.0
        for (index, relevance) in ranked.enumerated() where relevance > 0 {
            found += 1
            sum += Double(found) / Double(index + 1)
        }
        let all = found + unrankedRelevant
        return all > 0 ? sum / Double(all) : nil
    }

    /// Puts relevances into the order of their scores, highest first; equal scores keep the order given.
    ///
    /// Shuffle documents before, or order them by an id, when their order tells of their relevance. A score that is not a
    /// number ranks last.
    public static func ranked(_ relevances: [Double], byScores scores: [Double]) -> [Double] {
        precondition(relevances.count == scores.count, "each relevance needs its score")
        func key(_ index: Int) -> Double { scores[index].isNaN ? -.infinity : scores[index] }
        return scores.indices
            .sorted { key($0) != key($1) ? key($0) > key($1) : $0 < $1 }
            .map { relevances[$0] }
    }

    private static func check(_ relevances: [Double], _ unrankedRelevant: Int = 0) {
        precondition(!relevances.contains(where: \.isNaN), "a relevance cannot be NaN")
        precondition(unrankedRelevant >= 0, "there cannot be fewer than no documents left out")
    }
}

/// The mean of a measure over queries, with what became of those that have no value.
public struct MetricSummary: Sendable, Equatable {
    /// What a query without anything relevant counts for.
    public enum WithoutRelevant: String, Sendable {
        /// It is left out of the mean.
        case skipped
        /// It counts as 0.
        case zero
        /// It counts as 1, as LightGBM has it for nDCG.
        case one
    }

    /// The mean; NaN when no query counts.
    public let mean: Double
    /// How many queries the mean is over.
    public let count: Int
    /// How many queries had nothing relevant.
    public let withoutRelevant: Int

    /// Takes the mean of one value a query; nil stands for a query without anything relevant.
    public init(_ values: [Double?], withoutRelevant choice: WithoutRelevant = .skipped) {
        let counted = Self.counted(values, withoutRelevant: choice)
        mean = counted.isEmpty ? .nan : counted.reduce(0, +) / Double(counted.count)
        count = counted.count
        withoutRelevant = values.count { $0 == nil }
    }

    /// The values that the mean is over, in the order given.
    public static func counted(_ values: [Double?], withoutRelevant choice: WithoutRelevant) -> [Double] {
        switch choice {
        case .skipped: values.compactMap { $0 }
        case .zero: values.map { $0 ?? 0 }
        case .one: values.map { $0 ?? 1 }
        }
    }
}
