import Foundation

@testable import Learning

/// LambdaMART by its definition: pair by pair, in double precision, as LightGBM's `rank_objective.hpp` writes it down.
struct LambdaMARTReference {
    let options: LambdaMARTOptions
    let data: BoostingData

    /// What one row gets.
    struct Gradient {
        var lambda = 0.0
        var hessian = 0.0
        /// By how much `lambda` may differ when pairs are worked out in single precision.
        var lambdaRounding = 0.0
        /// The same for the hessian.
        var hessianRounding = 0.0

        mutating func multiply(by factor: Double) {
            lambda *= factor
            hessian *= factor
            lambdaRounding *= factor
            hessianRounding *= factor
        }
    }

    /// The gradients of all rows at the given scores, to which position-bias factors are already added.
    func gradients(scores: [Double]) -> [Gradient] {
        var result = [Gradient](repeating: Gradient(), count: scores.count)
        var start = 0
        for size in data.groupSizes {
            addQuery(start..<start + size, scores: scores, to: &result)
            start += size
        }
        for (row, weight) in (data.weights ?? []).enumerated() { result[row].multiply(by: weight) }
        return result
    }

    private func gain(_ row: Int) -> Double { options.labelGains[Int(data.labels[row])] }

    private func discount(_ rank: Int) -> Double { 1 / log2(Double(rank) + 2) }

    private func addQuery(_ rows: Range<Int>, scores: [Double], to result: inout [Gradient]) {
        let ranked = rows.sorted { (one: Int, other: Int) -> Bool in
            scores[one] != scores[other] ? scores[one] > scores[other] : one < other
        }
        let ideal = rows.sorted { data.labels[$0] > data.labels[$1] }.prefix(options.truncation).enumerated()
            .reduce(0.0) { $0 + gain($1.element) * discount($1.offset) }
        guard ideal > 0, let first = ranked.first, let last = ranked.last else { return }
        var sum = 0.0
        for one in ranked.indices {
            for other in ranked.indices where one < other && one < options.truncation {
                let (above, below) = (ranked[one], ranked[other])
                guard data.labels[above] != data.labels[below] else { continue }
                let (better, worse) = data.labels[above] > data.labels[below] ? (above, below) : (below, above)
                let difference = scores[better] - scores[worse]
                var change = (gain(better) - gain(worse)) * abs(discount(one) - discount(other)) / ideal
                if options.isNormalized, scores[first] != scores[last] { change /= 0.01 + abs(difference) }
                let share = 1 / (1 + exp(options.sigmoid * difference))
                let lambda = options.sigmoid * change * share
                let hessian = options.sigmoid * lambda
                result[better].lambda -= lambda
                result[worse].lambda += lambda
                // Scores are kept as what they are below the best, rounded to 24 bits; the sigmoid feels that by its
                // steepness, and the division by differences the more, the smaller these are.
                let reach = scores[first] - min(scores[better], scores[worse])
                let slope = options.sigmoid + (options.isNormalized ? 1 / (0.01 + abs(difference)) : 0)
                let rounding = Double(Float.ulpOfOne) * (16 + reach * slope)
                for row in [better, worse] {
                    result[row].hessian += hessian * (1 - share)
                    result[row].lambdaRounding += lambda * rounding
                    result[row].hessianRounding += hessian * rounding
                }
                sum += 2 * lambda
            }
        }
        guard options.isNormalized, sum > 0 else { return }
        for row in rows { result[row].multiply(by: log2(1 + sum) / sum) }
    }
}
