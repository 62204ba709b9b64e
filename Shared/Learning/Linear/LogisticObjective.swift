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
        let gradient = NumberBuffer<Double>(count: products.stride, repeating: 0)
        let point = NumberBuffer<Double>(count: products.stride, repeating: 0)
        for index in 0..<size { point.base[index] = parameters[index] }
        let inverseDeviations = standardization.deviations.map { 1 / $0 }
        var loss = 0.0
        var first = 0
        while first < rows.rowCount {
            let count = min(Self.blockRows, rows.rowCount - first)
            standardize(from: first, count: count, inverseDeviations, into: products)
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

    private func standardize(
        from first: Int, count: Int, _ inverseDeviations: [Double], into products: OuterProducts
    ) {
        let width = rows.columnCount
        let biasInput: Double = fitsBias ? 1 : 0
        rows.values.withUnsafeBufferPointer { values in
            standardization.means.withUnsafeBufferPointer { means in
                inverseDeviations.withUnsafeBufferPointer { inverses in
                    for row in 0..<count {
                        let source = (first + row) * width
                        let target = products.row(row)
                        for column in 0..<width {
                            let z = (values[source + column] - means[column]) * inverses[column]
                            target[column] = z == z ? z : 0
                        }
                        target[width] = biasInput
                    }
                }
            }
        }
    }

    /// Adds the block's gradient, fills in each row's p (1 - p) x weight, and returns the block's loss.
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
            products.curvatures.base[index] = weight * small * large * large
            products.add(weight * (probability - label), row, to: gradient)
        }
        return loss
    }
}

/// Sums of curvature · row · rowᵀ over blocks of rows: the Hessian, and the memory of one block.
///
/// Rows are padded with zeros to whole vectors. Entries are summed in registers over a block, two rows of the
/// Hessian by eight columns at a time.
struct OuterProducts {
    let size: Int
    let stride: Int
    /// One a row of the block.
    let curvatures: NumberBuffer<Double>
    private let block: NumberBuffer<Double>
    private let hessian: NumberBuffer<Double>

    init(size: Int, blockRows: Int) {
        self.size = size
        stride = (size + 7) & ~7
        curvatures = NumberBuffer(count: blockRows, repeating: 0)
        block = NumberBuffer(count: blockRows * stride, repeating: 0)
        hessian = NumberBuffer(count: stride * stride, repeating: 0)
    }

    @inline(__always)
    func row(_ index: Int) -> UnsafeMutablePointer<Double> { block.base + index * stride }

    @inline(__always)
    private static func load(_ base: UnsafePointer<Double>, _ index: Int) -> SIMD8<Double> {
        UnsafeRawPointer(base + index).loadUnaligned(as: SIMD8<Double>.self)
    }

    @inline(__always)
    private static func add(_ lanes: SIMD8<Double>, to base: UnsafeMutablePointer<Double>, _ index: Int) {
        UnsafeMutableRawPointer(base + index).storeBytes(of: load(base, index) + lanes, as: SIMD8<Double>.self)
    }

    /// Σ row · point.
    @inline(__always)
    func product(_ row: UnsafePointer<Double>, _ point: UnsafePointer<Double>) -> Double {
        var sums = SIMD8<Double>.zero
        var index = 0
        while index < stride {
            sums += Self.load(row, index) * Self.load(point, index)
            index += 8
        }
        return sums.sum()
    }

    /// target += factor · row.
    @inline(__always)
    func add(_ factor: Double, _ row: UnsafePointer<Double>, to target: UnsafeMutablePointer<Double>) {
        var index = 0
        while index < stride {
            Self.add(factor * Self.load(row, index), to: target, index)
            index += 8
        }
    }

    /// Adds the products of the first `count` rows of the block to the lower triangle, by pairs of its rows.
    func add(count: Int) {
        var i = 0
        while i < size {
            var j = 0
            while j <= i {
                var upper = SIMD8<Double>.zero
                var lower = SIMD8<Double>.zero
                var row = UnsafePointer(block.base)
                for index in 0..<count {
                    let lanes = Self.load(row, j)
                    let curvature = curvatures.base[index]
                    upper += (curvature * row[i]) * lanes
                    lower += (curvature * row[i + 1]) * lanes
                    row += stride
                }
                Self.add(upper, to: hessian.base + i * stride, j)
                Self.add(lower, to: hessian.base + (i + 1) * stride, j)
                j += 8
            }
            i += 2
        }
    }

    /// The sums row by row without padding; the upper triangle is unspecified.
    var lowerTriangle: [Double] {
        var result: [Double] = []
        result.reserveCapacity(size * size)
        for row in 0..<size { result += hessian.elements[row * stride..<row * stride + size] }
        return result
    }
}
