import Foundation

/// The penalised log-loss of a logistic model at one point, with its gradient and Hessian, in one pass over the rows.
///
/// Parameters are the weights followed by the bias. Rows are standardised on the fly, block by block, so that no
/// standardised copy of the data is ever held.
struct LogisticObjective {
    let rows: DenseMatrix
    let standardization: Standardization
    let labels: [Double]
    let weights: [Double]?
    /// One penalty a parameter, the bias included.
    let penalties: [Double]
    let fitsBias: Bool

    struct Evaluation {
        var loss: Double
        var gradient: [Double]
        /// Row by row, the lower triangle filled.
        var hessian: [Double]
    }

    var parameterCount: Int { rows.columnCount + 1 }

    /// Rows standardised at a time: small enough that a block of 50 features stays in the first cache.
    private static let blockRows = 32

    func evaluate(_ parameters: [Double]) -> Evaluation {
        let size = parameterCount
        let products = OuterProducts(size: size, blockRows: Self.blockRows)
        let scale = ColumnScale(standardization, stride: products.stride)
        let gradient = NumberBuffer<Double>(count: products.stride, repeating: 0)
        let point = NumberBuffer<Double>(count: products.stride, repeating: 0)
        for index in 0..<size { point.base[index] = parameters[index] }
        var loss = 0.0
        var first = 0
        while first < rows.rowCount {
            let count = min(Self.blockRows, rows.rowCount - first)
            standardize(from: first, count: count, scale, into: products)
            loss += slopes(from: first, count: count, point.base, products, into: gradient.base)
            products.add(count: count)
            first += count
        }
        var result = Evaluation(
            loss: loss, gradient: Array(gradient.elements[0..<size]), hessian: products.lowerTriangle)
        for index in 0..<size {
            result.loss += 0.5 * penalties[index] * parameters[index] * parameters[index]
            result.gradient[index] += penalties[index] * parameters[index]
            result.hessian[index * size + index] += penalties[index]
        }
        return result
    }

    private func standardize(from first: Int, count: Int, _ scale: ColumnScale, into products: OuterProducts) {
        let width = rows.columnCount
        let biasInput: Double = fitsBias ? 1 : 0
        rows.values.withUnsafeBufferPointer { values in
            for row in 0..<count {
                let target = products.row(row)
                if let base = values.baseAddress { scale.apply(to: base + (first + row) * width, width, into: target) }
                target[width] = biasInput
            }
        }
    }

    /// Adds the block's gradient, scales each row by p (1 - p) x weight, and returns the block's loss.
    private func slopes(
        from first: Int, count: Int, _ point: UnsafePointer<Double>, _ products: OuterProducts,
        into gradient: UnsafeMutablePointer<Double>
    ) -> Double {
        var loss = 0.0
        for index in 0..<count {
            let row = products.row(index)
            let logOdds = products.product(row, point)
            let weight = weights?[first + index] ?? 1
            let label = labels[first + index]
            // One exponential gives probability, complement and loss, each without cancellation.
            let small = exp(-abs(logOdds))
            let large = 1 / (1 + small)
            let probability = logOdds >= 0 ? large : small * large
            loss += weight * (max(logOdds, 0) + log1p(small) - label * logOdds)
            products.scale(index, by: weight * small * large * large)
            products.add(weight * (probability - label), row, to: gradient)
        }
        return loss
    }
}

/// Means and inverse deviations of columns, filled up with zeros, so that four columns are standardised at a time.
private struct ColumnScale {
    private let means: NumberBuffer<Double>
    private let inverses: NumberBuffer<Double>

    init(_ standardization: Standardization, stride: Int) {
        means = NumberBuffer(count: stride, repeating: 0)
        inverses = NumberBuffer(count: stride, repeating: 0)
        for column in 0..<standardization.columnCount {
            means.base[column] = standardization.means[column]
            inverses.base[column] = 1 / standardization.deviations[column]
        }
    }

    /// Writes (value - mean) / deviation of each column; 0 for what is missing.
    @inline(__always)
    func apply(to source: UnsafePointer<Double>, _ width: Int, into target: UnsafeMutablePointer<Double>) {
        var column = 0
        while column &+ 4 <= width {
            let values = UnsafeRawPointer(source + column).loadUnaligned(as: SIMD4<Double>.self)
            let mean = UnsafeRawPointer(means.base + column).load(as: SIMD4<Double>.self)
            let inverse = UnsafeRawPointer(inverses.base + column).load(as: SIMD4<Double>.self)
            var z = (values - mean) * inverse
            z.replace(with: 0, where: z .!= z)
            UnsafeMutableRawPointer(target + column).storeBytes(of: z, as: SIMD4<Double>.self)
            column &+= 4
        }
        while column < width {
            let z = (source[column] - means.base[column]) * inverses.base[column]
            target[column] = z == z ? z : 0
            column &+= 1
        }
    }
}
