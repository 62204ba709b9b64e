/// Draws from a fixed discrete distribution in constant time.
///
/// Source: Vose, "A Linear Algorithm for Generating Random Numbers with a Given Distribution", IEEE TSE 17 (1991).
public struct AliasTable: Sendable {
    private let acceptances: [Double]
    private let aliases: [Int32]

    /// How many outcomes there are.
    public var count: Int { acceptances.count }

    /// Prepares a table for weights of any scale; O(n).
    ///
    /// - Throws: ``LearningError`` when there are no weights, one is negative or not finite, or all are zero.
    public init(weights: [Double]) throws(LearningError) {
        guard !weights.isEmpty, weights.count <= Int(Int32.max) else {
            throw LearningError(.emptyData, "an alias table needs between 1 and 2^31 - 1 weights")
        }
        guard weights.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
            throw LearningError(.invalidValue, "weights of an alias table must be finite and not negative")
        }
        let largest = weights.reduce(0, max)
        // Dividing by the largest first keeps the sum finite.
        let sum = weights.reduce(0) { $0 + $1 / max(largest, .leastNonzeroMagnitude) }
        guard sum > 0 else {
            throw LearningError(.invalidValue, "at least one weight of an alias table must be positive")
        }

        let factor = Double(weights.count) / sum
        var scaled = weights.map { $0 / largest * factor }
        var acceptances = [Double](repeating: 1, count: weights.count)
        var aliases = weights.indices.map { Int32($0) }
        var small = scaled.indices.filter { scaled[$0] < 1 }
        var large = scaled.indices.filter { scaled[$0] >= 1 }
        while let less = small.popLast(), let more = large.last {
            acceptances[less] = scaled[less]
            aliases[less] = Int32(more)
            scaled[more] = (scaled[more] + scaled[less]) - 1
            if scaled[more] < 1 {
                large.removeLast()
                small.append(more)
            }
        }
        // What is left differs from one by rounding only, except that an outcome of weight zero stays impossible.
        if let safe = weights.firstIndex(of: largest) {
            for index in weights.indices where weights[index] == 0 && acceptances[index] == 1 {
                acceptances[index] = 0
                aliases[index] = Int32(safe)
            }
        }
        self.acceptances = acceptances
        self.aliases = aliases
    }

    /// An index with probability proportional to its weight; O(1).
    public func draw(using generator: inout SeededGenerator) -> Int {
        let index = generator.integer(below: acceptances.count)
        return generator.uniform() < acceptances[index] ? index : Int(aliases[index])
    }

    /// Acceptances as fractions of 2^32 beside aliases, for loops that draw from few bits.
    ///
    /// A place that always stays is its own alias, so that no fraction need be 1.
    var compactEntries: [(acceptance: UInt32, alias: UInt32)] {
        acceptances.indices.map { index in
            let isWhole = acceptances[index] >= 1
            return (
                UInt32(min(acceptances[index] * 0x1p32, 4_294_967_295)),
                UInt32(isWhole ? index : Int(aliases[index]))
            )
        }
    }
}
