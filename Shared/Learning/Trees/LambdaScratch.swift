/// The memory in which one thread works on one query after another, documents in the order of their scores.
final class LambdaScratch {
    /// Scores, best first.
    let scores: NumberBuffer<Double>
    /// Gradient and hessian by rank.
    let results: NumberBuffer<SIMD2<Float>>
    private let relative: NumberBuffer<Float>
    private let gains: NumberBuffer<Float>
    private let lambdas: NumberBuffer<Float>
    private let hessians: NumberBuffer<Float>

    init(capacity: Int) {
        // Room for a last vector that reaches past the end.
        let padded = capacity + 4
        scores = NumberBuffer(count: padded, repeating: 0)
        results = NumberBuffer(count: padded, repeating: .zero)
        relative = NumberBuffer(count: padded, repeating: 0)
        gains = NumberBuffer(count: padded, repeating: 0)
        lambdas = NumberBuffer(count: padded, repeating: 0)
        hessians = NumberBuffer(count: padded, repeating: 0)
    }

    /// Takes the documents of a query in the order of their scores; equal scores keep the order of the documents.
    ///
    /// - Parameters:
    ///   - count: How many documents there are.
    ///   - document: The score of each.
    ///   - gain: What each is worth.
    ///   - order: The order of the round before, which is nearly that of this one; becomes the new order.
    func fill(
        count: Int, scores document: UnsafePointer<Double>, gains gain: UnsafePointer<Float>,
        order: UnsafeMutablePointer<Int32>
    ) {
        sort(order, count: count, by: document)
        let best = document[Int(order[0])]
        for rank in 0..<count {
            let index = Int(order[rank])
            scores.base[rank] = document[index]
            // Differences of scores matter, so single precision is spent on what differs.
            relative.base[rank] = Float(document[index] - best)
            gains.base[rank] = gain[index]
        }
        lambdas.base.update(repeating: 0, count: count + 4)
        hessians.base.update(repeating: 0, count: count + 4)
    }

    private func sort(_ order: UnsafeMutablePointer<Int32>, count: Int, by scores: UnsafePointer<Double>) {
        func precedes(_ left: Int32, _ right: Int32) -> Bool {
            let (first, second) = (scores[Int(left)], scores[Int(right)])
            return first != second ? first > second : left < right
        }
        // By insertion while little moves, otherwise by the library: the order is the same.
        var moves = 8 * count
        for rank in 1..<max(count, 1) {
            let index = order[rank]
            var place = rank
            while place > 0, precedes(index, order[place - 1]) {
                order[place] = order[place - 1]
                place -= 1
            }
            order[place] = index
            moves -= rank - place
            if moves < 0 {
                var all = UnsafeMutableBufferPointer(start: order, count: count)
                all.sort(by: precedes)
                return
            }
        }
    }

    /// Sums gradients over all pairs with one end within the truncation; answers the sum of their sizes, both ends.
    func pairs(
        count: Int, truncation: Int, discounts: UnsafePointer<Float>, sigmoid: Float, scale: Float, normalizes: Bool
    ) -> Double {
        var sum = 0.0
        let filler = SIMD4<Float>()
        for high in 0..<min(count - 1, truncation) {
            var sums = PairSums()
            let pair = PairTerms(
                score: relative.base[high], gain: gains.base[high], discount: discounts[high], sigmoid: sigmoid,
                scale: sigmoid * scale)
            var low = high + 1
            while low + 4 <= count {
                let terms = pair.terms(
                    scores: load(relative.base + low), gains: load(gains.base + low),
                    discounts: load(discounts + low), normalizes: normalizes)
                sums.add(terms)
                add(-terms.lambda, to: lambdas.base + low)
                add(terms.hessian, to: hessians.base + low)
                low += 4
            }
            if low < count {
                // What is past the end gets the gain of this document, so that it adds nothing.
                var otherScores = filler
                var otherGains = SIMD4(repeating: pair.gain)
                var otherDiscounts = filler
                for lane in 0..<count - low {
                    otherScores[lane] = relative.base[low + lane]
                    otherGains[lane] = gains.base[low + lane]
                    otherDiscounts[lane] = discounts[low + lane]
                }
                let terms = pair.terms(
                    scores: otherScores, gains: otherGains, discounts: otherDiscounts, normalizes: normalizes)
                sums.add(terms)
                add(-terms.lambda, to: lambdas.base + low)
                add(terms.hessian, to: hessians.base + low)
            }
            lambdas.base[high] += sums.lambda.sum()
            hessians.base[high] += sums.hessian.sum()
            sum += 2 * Double(sums.size.sum())
        }
        for rank in 0..<count { results.base[rank] = SIMD2(lambdas.base[rank], hessians.base[rank]) }
        return sum
    }

    @inline(__always)
    private func load(_ source: UnsafePointer<Float>) -> SIMD4<Float> {
        UnsafeRawPointer(source).loadUnaligned(as: SIMD4<Float>.self)
    }

    @inline(__always)
    private func add(_ value: SIMD4<Float>, to target: UnsafeMutablePointer<Float>) {
        UnsafeMutableRawPointer(target).storeBytes(of: load(target) + value, as: SIMD4<Float>.self)
    }
}

/// Gradients of four pairs, as the better ranked of each feels them.
private struct PairSums {
    var lambda = SIMD4<Float>()
    var hessian = SIMD4<Float>()
    var size = SIMD4<Float>()

    @inline(__always)
    mutating func add(_ other: PairSums) {
        lambda += other.lambda
        hessian += other.hessian
        size += other.size
    }
}

/// The pairs of one document with others ranked below it, four at a time.
private struct PairTerms {
    let score: Float
    let gain: Float
    let discount: Float
    let sigmoid: Float
    /// The sigmoid's steepness over the ideal gain.
    let scale: Float

    @inline(__always)
    func terms(scores: SIMD4<Float>, gains: SIMD4<Float>, discounts: SIMD4<Float>, normalizes: Bool) -> PairSums {
        let one = SIMD4<Float>(repeating: 1)
        let difference = score - scores
        let gap = gain - gains
        // ρ = 1 / (1 + exp(σ (better - worse))): with e = exp(-σ difference) <= 1 that is e / (1 + e) when the document
        // above is the better one, else 1 / (1 + e).
        let e = Self.exponential(-sigmoid * difference)
        let total = one + e
        let numerator = one.replacing(with: e, where: gap .> SIMD4<Float>())
        let distance = normalizes ? difference + 0.01 : one
        let inverse = one / (total * distance)
        let rho = numerator * distance * inverse
        // The better one is pushed up (negative gradient), the other down.
        var terms = PairSums()
        terms.lambda = gap * (discounts - discount) * scale * (numerator * inverse)
        terms.size = unsafeBitCast(
            unsafeBitCast(terms.lambda, to: SIMD4<UInt32>.self) & 0x7FFF_FFFF, to: SIMD4<Float>.self)
        terms.hessian = sigmoid * terms.size * (one - rho)
        return terms
    }

    /// The exponential of numbers up to 0, to about 2e-7 relative; below -80 that of -80 (Cephes' polynomial).
    @inline(__always)
    static func exponential(_ x: SIMD4<Float>) -> SIMD4<Float> {
        let low = SIMD4<Float>(repeating: -80)
        let clipped = x.replacing(with: low, where: x .< low)
        // Adding 1.5 x 2^23 rounds to a whole number and leaves it in the low bits.
        let shift: Float = 12_582_912
        let shifted = clipped * 1.442_695_04 + shift
        let whole = shifted - shift
        let rest = clipped - whole * 0.693_359_375 - whole * -2.121_944_4e-4
        var polynomial = rest * 1.987_569_15e-4 + 1.398_199_950_7e-3
        polynomial = polynomial * rest + 8.333_451_907_3e-3
        polynomial = polynomial * rest + 4.166_579_589_4e-2
        polynomial = polynomial * rest + 1.666_666_545_9e-1
        polynomial = polynomial * rest + 5.000_000_120_1e-1
        let value = polynomial * rest * rest + rest + 1
        let power = (unsafeBitCast(shifted, to: SIMD4<Int32>.self) &<< 23) &+ SIMD4<Int32>(repeating: 0x3F80_0000)
        return value * unsafeBitCast(power, to: SIMD4<Float>.self)
    }
}
