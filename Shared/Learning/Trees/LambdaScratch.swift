import Foundation

/// The memory in which one thread works on one query after another, documents in the order of their scores.
final class LambdaScratch {
    /// Scores, best first.
    let scores: NumberBuffer<Double>
    /// The index within the query of the document at each rank.
    let order: NumberBuffer<Int32>
    /// Gradient and hessian by rank.
    let results: NumberBuffer<SIMD2<Float>>
    private let relative: NumberBuffer<Float>
    private let gains: NumberBuffer<Float>
    private let lambdas: NumberBuffer<Float>
    private let hessians: NumberBuffer<Float>
    private var keys: [(score: Double, index: Int32)] = []
    private var gainsByIndex: [Float] = []

    init(capacity: Int) {
        // Room for a last vector that reaches past the end.
        let padded = capacity + 4
        scores = NumberBuffer(count: padded, repeating: 0)
        order = NumberBuffer(count: padded, repeating: 0)
        results = NumberBuffer(count: padded, repeating: .zero)
        relative = NumberBuffer(count: padded, repeating: 0)
        gains = NumberBuffer(count: padded, repeating: 0)
        lambdas = NumberBuffer(count: padded, repeating: 0)
        hessians = NumberBuffer(count: padded, repeating: 0)
    }

    /// Takes the documents of a query and sorts them; equal scores keep their order.
    func fill(count: Int, document: (Int) -> (score: Double, gain: Float)) {
        keys.removeAll(keepingCapacity: true)
        gainsByIndex.removeAll(keepingCapacity: true)
        for index in 0..<count {
            let (score, gain) = document(index)
            keys.append((score, Int32(index)))
            gainsByIndex.append(gain)
        }
        keys.sort { $0.score != $1.score ? $0.score > $1.score : $0.index < $1.index }
        let best = keys.first?.score ?? 0
        for (rank, key) in keys.enumerated() {
            scores.base[rank] = key.score
            order.base[rank] = key.index
            // Differences of scores matter, so single precision is spent on what differs.
            relative.base[rank] = Float(key.score - best)
            gains.base[rank] = gainsByIndex[Int(key.index)]
        }
        lambdas.base.update(repeating: 0, count: count + 4)
        hessians.base.update(repeating: 0, count: count + 4)
    }

    /// Sums gradients over all pairs with one end within the truncation; answers the sum of their sizes, both ends.
    func pairs(
        count: Int, truncation: Int, discounts: UnsafeBufferPointer<Float>, sigmoid: Float, scale: Float,
        normalizes: Bool
    ) -> Double {
        var sum = 0.0
        for high in 0..<min(count - 1, truncation) {
            var lambdaSum = SIMD4<Float>()
            var hessianSum = SIMD4<Float>()
            var sizes = SIMD4<Float>()
            let score = relative.base[high]
            let gain = gains.base[high]
            let discount = discounts[high]
            var low = high + 1
            while low < count {
                let lanes = min(4, count - low)
                let otherGain = vector(gains.base + low, lanes: lanes, filling: gain)
                let otherScore = vector(relative.base + low, lanes: lanes, filling: score)
                let otherDiscount = vector(discounts.baseAddress, at: low, lanes: lanes, filling: discount)
                let gap = gain - otherGain
                // Differences of the better labelled document from the other.
                let isBetter = gap .> SIMD4(repeating: 0)
                let difference = score - otherScore
                let directed = difference.replacing(with: -difference, where: .!isBetter)
                var worth = gap.replacing(with: -gap, where: .!isBetter) * (discount - otherDiscount) * scale
                if normalizes { worth /= (difference + 0.01) }
                let rho = 1 / (1 + Self.exponential(sigmoid * directed))
                let lambda = sigmoid * worth * rho
                let hessian = sigmoid * lambda * (1 - rho)
                // The better labelled is pushed up (negative gradient), the other down.
                let signed = lambda.replacing(with: -lambda, where: isBetter)
                lambdaSum += signed
                hessianSum += hessian
                sizes += lambda
                add(-signed, to: lambdas.base + low)
                add(hessian, to: hessians.base + low)
                low += 4
            }
            lambdas.base[high] += lambdaSum.sum()
            hessians.base[high] += hessianSum.sum()
            sum += 2 * Double(sizes.sum())
        }
        for rank in 0..<count { results.base[rank] = SIMD2(lambdas.base[rank], hessians.base[rank]) }
        return sum
    }

    @inline(__always)
    private func vector(
        _ base: UnsafePointer<Float>?, at offset: Int = 0, lanes: Int, filling: Float
    ) -> SIMD4<Float> {
        guard let base else { return SIMD4(repeating: filling) }
        let source = base + offset
        if lanes == 4 { return UnsafeRawPointer(source).loadUnaligned(as: SIMD4<Float>.self) }
        var result = SIMD4<Float>(repeating: filling)
        for lane in 0..<lanes { result[lane] = source[lane] }
        return result
    }

    @inline(__always)
    private func add(_ value: SIMD4<Float>, to target: UnsafeMutablePointer<Float>) {
        let raw = UnsafeMutableRawPointer(target)
        let sum = raw.loadUnaligned(as: SIMD4<Float>.self) + value
        raw.storeBytes(of: sum, as: SIMD4<Float>.self)
    }

    /// exp(x) to about 2e-7 relative, for x clipped to -80 ... 80 (Cephes' polynomial).
    @inline(__always)
    static func exponential(_ x: SIMD4<Float>) -> SIMD4<Float> {
        let low = SIMD4<Float>(repeating: -80)
        let high = SIMD4<Float>(repeating: 80)
        let clipped = x.replacing(with: low, where: x .< low).replacing(with: high, where: x .> high)
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
        let exponent = unsafeBitCast(shifted, to: SIMD4<Int32>.self)
        let power = (exponent &<< 23) &+ SIMD4<Int32>(repeating: 0x3F80_0000)
        return value * unsafeBitCast(power, to: SIMD4<Float>.self)
    }
}
