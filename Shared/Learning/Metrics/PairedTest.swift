/// Whether two systems differ on the same queries, by Fisher's randomization test.
///
/// Were both alike, each query's difference could as well have had the other sign. The test asks how often signs drawn
/// at random give a mean at least as far from 0 as the one seen; up to 20 queries all signs are tried instead.
///
/// Source: Fisher, "The Design of Experiments" (1935), §21; recommended for retrieval by Smucker, Allan and Carterette,
/// "A Comparison of Statistical Significance Tests for Information Retrieval Evaluation", CIKM 2007.
public struct PairedTest: Sendable, Equatable {
    /// The mean of first - second.
    public let meanDifference: Double
    /// The two-sided probability of a mean as far from 0 if both were alike.
    public let probability: Double

    /// Compares two systems by one value a query.
    ///
    /// - Parameters:
    ///   - first: The values of one system.
    ///   - second: The values of the other on the same queries.
    ///   - samples: How many sign patterns are drawn when there are too many to try all.
    ///   - generator: The source of randomness.
    /// - Precondition: as many values of both, at least one, and at least one sample.
    public init(_ first: [Double], _ second: [Double], samples: Int = 10_000, using generator: inout SeededGenerator) {
        precondition(first.count == second.count && !first.isEmpty, "a paired test needs both systems on some queries")
        precondition(samples > 0, "a test needs at least one sample")
        let differences = zip(first, second).map { $0 - $1 }
        let observed = differences.reduce(0, +)
        meanDifference = observed / Double(differences.count)
        // Sums that differ from the one seen by rounding only count as equal.
        let size = abs(observed) - 1e-12 * differences.reduce(0) { $0 + abs($1) }
        var extreme = 0
        if differences.count <= 20 {
            let patterns = 1 << differences.count
            for pattern in 0..<patterns {
                var sum = 0.0
                for (index, difference) in differences.enumerated() {
                    sum += pattern >> index & 1 == 0 ? difference : -difference
                }
                if abs(sum) >= size { extreme += 1 }
            }
            probability = Double(extreme) / Double(patterns)
            return
        }
        for _ in 0..<samples {
            var sum = 0.0
            var bits: UInt64 = 0
            for (index, difference) in differences.enumerated() {
                if index & 63 == 0 { bits = generator.next() }
                sum += bits & 1 == 0 ? difference : -difference
                bits >>= 1
            }
            if abs(sum) >= size { extreme += 1 }
        }
        // The pattern seen is one of those possible.
        probability = Double(extreme + 1) / Double(samples + 1)
    }
}
