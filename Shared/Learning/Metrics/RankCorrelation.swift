/// Spearman's rank correlation, from -1 to 1: how nearly two lists agree on the order.
///
/// Ties have the mean of their ranks.
public struct RankCorrelation: Sendable, Equatable {
    private let first: [Double]
    private let second: [Double]

    /// Ranks two lists of values of the same things.
    ///
    /// - Precondition: as many values in both, none of them NaN.
    public init(_ first: [Double], _ second: [Double]) {
        precondition(first.count == second.count, "a correlation needs as many values of both")
        precondition(!first.contains(where: \.isNaN) && !second.contains(where: \.isNaN), "NaN has no rank")
        self.first = Self.ranks(first)
        self.second = Self.ranks(second)
    }

    /// The correlation; nil when there are fewer than two things, or one list does not tell any apart.
    public var value: Double? { correlation(first.indices) }

    /// What the correlation might have been for other things of the same kind: things are drawn again, with their ranks.
    public func interval(
        confidence: Double = 0.9, resamples: Int = 1_000, using generator: inout SeededGenerator
    ) -> BootstrapInterval? {
        guard value != nil else { return nil }
        return .interval(count: first.count, confidence: confidence, resamples: resamples, using: &generator) {
            correlation($0) ?? 0
        }
    }

    private func correlation(_ places: some Collection<Int>) -> Double? {
        guard places.count > 1 else { return nil }
        let count = Double(places.count)
        var (firstMean, secondMean) = (0.0, 0.0)
        for place in places {
            firstMean += first[place]
            secondMean += second[place]
        }
        firstMean /= count
        secondMean /= count
        var (product, firstSquare, secondSquare) = (0.0, 0.0, 0.0)
        for place in places {
            let (left, right) = (first[place] - firstMean, second[place] - secondMean)
            product += left * right
            firstSquare += left * left
            secondSquare += right * right
        }
        guard firstSquare > 0, secondSquare > 0 else { return nil }
        return product / (firstSquare * secondSquare).squareRoot()
    }

    private static func ranks(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { values[$0] != values[$1] ? values[$0] < values[$1] : $0 < $1 }
        var ranks = [Double](repeating: 0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start
            while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
            for place in start..<end { ranks[order[place]] = Double(start + end - 1) / 2 }
            start = end
        }
        return ranks
    }
}
