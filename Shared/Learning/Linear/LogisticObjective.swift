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
        var loss = 0.0
        var gradient = [Double](repeating: 0, count: size)
        var hessian = [Double](repeating: 0, count: size * size)
        var block = [Double](repeating: 0, count: Self.blockRows * size)
        var curvatures = [Double](repeating: 0, count: Self.blockRows)
        let inverseDeviations = standardization.deviations.map { 1 / $0 }

        block.withUnsafeMutableBufferPointer { block in
            curvatures.withUnsafeMutableBufferPointer { curvatures in
                gradient.withUnsafeMutableBufferPointer { gradient in
                    hessian.withUnsafeMutableBufferPointer { hessian in
                        var first = 0
                        while first < rows.rowCount {
                            let count = min(Self.blockRows, rows.rowCount - first)
                            standardize(from: first, count: count, inverseDeviations, into: block)
                            loss += slopes(
                                from: first, count: count, block, parameters, into: gradient, curvatures)
                            Self.addOuterProducts(block, curvatures, count: count, size: size, to: hessian)
                            first += count
                        }
                    }
                }
            }
        }
        for index in 0..<size {
            loss += 0.5 * penalties[index] * parameters[index] * parameters[index]
            gradient[index] += penalties[index] * parameters[index]
            hessian[index * size + index] += penalties[index]
        }
        return Evaluation(loss: loss, gradient: gradient, hessian: hessian)
    }

    private func standardize(
        from first: Int, count: Int, _ inverseDeviations: [Double], into block: UnsafeMutableBufferPointer<Double>
    ) {
        let width = rows.columnCount
        let size = width + 1
        let biasInput: Double = fitsBias ? 1 : 0
        rows.values.withUnsafeBufferPointer { values in
            standardization.means.withUnsafeBufferPointer { means in
                inverseDeviations.withUnsafeBufferPointer { inverses in
                    for row in 0..<count {
                        let source = (first + row) * width
                        let target = row * size
                        for column in 0..<width {
                            let z = (values[source + column] - means[column]) * inverses[column]
                            block[target + column] = z == z ? z : 0
                        }
                        block[target + width] = biasInput
                    }
                }
            }
        }
    }

    /// Adds the block's gradient, fills in each row's p (1 - p) x weight, and returns the block's loss.
    private func slopes(
        from first: Int, count: Int, _ block: UnsafeMutableBufferPointer<Double>, _ parameters: [Double],
        into gradient: UnsafeMutableBufferPointer<Double>, _ curvatures: UnsafeMutableBufferPointer<Double>
    ) -> Double {
        let size = parameterCount
        var loss = 0.0
        parameters.withUnsafeBufferPointer { parameters in
            for row in 0..<count {
                let start = row * size
                var logOdds = 0.0
                for column in 0..<size { logOdds += parameters[column] * block[start + column] }
                let weight = weights?[first + row] ?? 1
                let label = labels[first + row]
                let probability = Logistic.probability(logOdds: logOdds)
                let slope = weight * (probability - label)
                loss += weight * (Logistic.softplus(logOdds) - label * logOdds)
                curvatures[row] = weight * probability * Logistic.probability(logOdds: -logOdds)
                for column in 0..<size { gradient[column] += slope * block[start + column] }
            }
        }
        return loss
    }

    /// Adds Σ curvature · row · rowᵀ to the lower triangle, four rows at a time so that each entry of the
    /// Hessian is loaded and stored once for four products.
    private static func addOuterProducts(
        _ block: UnsafeMutableBufferPointer<Double>, _ curvatures: UnsafeMutableBufferPointer<Double>, count: Int,
        size: Int, to hessian: UnsafeMutableBufferPointer<Double>
    ) {
        guard let rows = block.baseAddress, let hessian = hessian.baseAddress else { return }
        var row = 0
        while row + 4 <= count {
            let r0 = rows + row * size
            let r1 = r0 + size
            let r2 = r1 + size
            let r3 = r2 + size
            for i in 0..<size {
                let a0 = curvatures[row] * r0[i]
                let a1 = curvatures[row + 1] * r1[i]
                let a2 = curvatures[row + 2] * r2[i]
                let a3 = curvatures[row + 3] * r3[i]
                let target = hessian + i * size
                for j in 0..<(i + 1) { target[j] += (a0 * r0[j] + a1 * r1[j]) + (a2 * r2[j] + a3 * r3[j]) }
            }
            row += 4
        }
        while row < count {
            let r = rows + row * size
            for i in 0..<size {
                let a = curvatures[row] * r[i]
                let target = hessian + i * size
                for j in 0..<(i + 1) { target[j] += a * r[j] }
            }
            row += 1
        }
    }
}
