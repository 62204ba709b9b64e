/// A percentile interval by the bootstrap: what a figure might have been on other queries of the same kind.
///
/// Queries are drawn again with replacement, the statistic is taken of each sample, and the interval holds the middle of
/// what comes out. Source: Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13.
public struct BootstrapInterval: Sendable, Equatable {
    /// The statistic of the data as they are.
    public let estimate: Double
    /// The lower end.
    public let lower: Double
    /// The upper end.
    public let upper: Double
    /// The share of samples in which the statistic was above 0, ties counting half: for a difference, how sure its sign is.
    public let positiveShare: Double

    /// The interval of the mean over queries.
    ///
    /// - Parameters:
    ///   - values: One value a query, not empty.
    ///   - confidence: The share of samples inside, in 0 ..< 1.
    ///   - resamples: How many samples are drawn, at least 1; 1,000 steady the ends of 90 % to about a thirtieth.
    ///   - generator: The source of randomness.
    public static func mean(
        of values: [Double], confidence: Double = 0.9, resamples: Int = 1_000,
        using generator: inout SeededGenerator
    ) -> BootstrapInterval {
        interval(count: values.count, confidence: confidence, resamples: resamples, using: &generator) { queries in
            var sum = 0.0
            for query in queries { sum += values[query] }
            return sum / Double(queries.count)
        }
    }

    /// The interval of the mean difference of two systems on the same queries, first - second.
    ///
    /// Pairing takes out what makes a query easy or hard for both, so that small differences show.
    public static func pairedDifference(
        _ first: [Double], _ second: [Double], confidence: Double = 0.9, resamples: Int = 1_000,
        using generator: inout SeededGenerator
    ) -> BootstrapInterval {
        precondition(first.count == second.count, "a paired difference needs both systems on the same queries")
        let differences = zip(first, second).map { $0 - $1 }
        return mean(of: differences, confidence: confidence, resamples: resamples, using: &generator)
    }

    /// The interval of any statistic of a list of queries, such as AUC over the rows of the queries drawn.
    ///
    /// - Parameters:
    ///   - count: How many queries there are, at least one.
    ///   - confidence: The share of samples inside, in 0 ..< 1.
    ///   - resamples: How many samples are drawn, at least 1.
    ///   - generator: The source of randomness.
    ///   - statistic: The statistic of queries given by index, repeated ones as often as they were drawn.
    public static func interval(
        count: Int, confidence: Double = 0.9, resamples: Int = 1_000, using generator: inout SeededGenerator,
        statistic: (_ queries: [Int]) -> Double
    ) -> BootstrapInterval {
        precondition(count > 0 && resamples > 0, "a bootstrap needs at least one query and one sample")
        precondition(confidence >= 0 && confidence < 1, "a confidence is in 0 ..< 1")
        let estimate = statistic(Array(0..<count))
        var queries = [Int](repeating: 0, count: count)
        var samples: [Double] = []
        samples.reserveCapacity(resamples)
        for _ in 0..<resamples {
            for index in 0..<count { queries[index] = generator.integer(below: count) }
            samples.append(statistic(queries))
        }
        samples.sort()
        let above = samples.reduce(0) { $0 + ($1 > 0 ? 1 : $1 == 0 ? 0.5 : 0) }
        return BootstrapInterval(
            estimate: estimate, lower: quantile((1 - confidence) / 2, ofSorted: samples),
            upper: quantile((1 + confidence) / 2, ofSorted: samples), positiveShare: above / Double(resamples))
    }

    /// The quantile of sorted values, linear between them (type 7 of Hyndman and Fan, NumPy's default).
    static func quantile(_ share: Double, ofSorted values: [Double]) -> Double {
        let position = share * Double(values.count - 1)
        let index = min(max(Int(position), 0), values.count - 1)
        let next = min(index + 1, values.count - 1)
        return values[index] + (position - Double(index)) * (values[next] - values[index])
    }
}
