import Foundation

/// Σ row · rowᵀ over the rows of a table: what all pairs together contribute to each system of equations.
struct GramMatrix: Sendable {
    let stride: Int
    /// All of it, both triangles, in padded rows.
    let numbers: NumberBuffer<Float>

    /// Rows summed at a time, whatever the number of threads, so that the sums are always the same.
    private static let blockRows = 512

    init(_ table: FactorTable, _ shares: WorkShares) {
        let stride = table.stride
        let blocks = (table.rowCount + Self.blockRows - 1) / Self.blockRows
        let partial = NumberBuffer<Float>(count: max(blocks, 1) * stride * stride, repeating: 0)
        shares.forEach(blocks) { block in
            let sum = partial.base + block * stride * stride
            for index in block * Self.blockRows..<min((block + 1) * Self.blockRows, table.rowCount) {
                let row = table.row(index)
                for i in 0..<table.width {
                    FloatVectors.add(row[i], row, to: sum + i * stride, count: stride)
                }
            }
        }
        let numbers = NumberBuffer<Float>(count: stride * stride, repeating: 0)
        for block in 0..<blocks {
            FloatVectors.add(1, partial.base + block * stride * stride, to: numbers.base, count: stride * stride)
        }
        self.stride = stride
        self.numbers = numbers
    }
}

/// Solves for all rows of one side of an implicit factorisation while the other stays.
struct ImplicitHalf: Sendable {
    /// Of the other side.
    let gram: GramMatrix
    /// α.
    let confidence: Float
    private let regularization: Double
    private let frequencyExponent: Double

    init(gram: GramMatrix, _ options: ImplicitFactorization.Options) {
        self.gram = gram
        confidence = Float(options.confidence)
        regularization = options.regularization
        frequencyExponent = options.frequencyExponent
    }

    /// λ of a row that is seen so often.
    func ridge(_ count: Int) -> Float { Float(regularization * pow(Double(count), frequencyExponent)) }

    /// Sets up (YᵀY + Σ (c - 1) y yᵀ + λ) x = Σ c y.
    func fill(_ equations: NormalEquations, _ seen: [(row: UnsafeMutablePointer<Float>, value: Float)]) {
        equations.reset(to: gram.numbers, ridge: ridge(seen.count))
        for (row, value) in seen {
            equations.add(row, weight: confidence * value, factor: 1 + confidence * value)
        }
    }

    /// Solves all rows; false when one has no answer.
    func solve(
        _ rows: RatingRows, _ table: FactorTable, from others: FactorTable, _ solver: ImplicitFactorization.Solver,
        _ shares: WorkShares
    ) -> Bool {
        let failures = NumberBuffer<Bool>(count: rows.rowCount, repeating: false)
        shares.forRanges(of: rows.rowCount, atLeast: 16) { range in
            let equations = NormalEquations(size: table.width)
            let gradients = ConjugateGradient(stride: table.stride)
            for row in range {
                let seen = rows.range(row)
                let target = table.row(row)
                guard !seen.isEmpty else {
                    for column in 0..<table.stride { target[column] = 0 }
                    continue
                }
                switch solver {
                case .cholesky:
                    equations.reset(to: gram.numbers, ridge: ridge(seen.count))
                    for index in seen {
                        let extra = confidence * rows.values[index]
                        equations.add(others.row(Int(rows.others[index])), weight: extra, factor: 1 + extra)
                    }
                    if equations.solve() {
                        for column in 0..<table.width { target[column] = equations.side.base[column] }
                    } else {
                        failures.base[row] = true
                    }
                case .conjugateGradient(let steps):
                    let system = ImplicitRow(half: self, rows: rows, seen: seen, others: others)
                    if !gradients.solve(system, target, steps: steps) { failures.base[row] = true }
                }
            }
        }
        return !failures.array.contains(true)
    }
}

/// The equations of one row, which are multiplied with but never written out.
struct ImplicitRow {
    let half: ImplicitHalf
    let rows: RatingRows
    let seen: Range<Int>
    let others: FactorTable

    /// result = (YᵀY + λ + Σ (c - 1) y yᵀ) x.
    func multiply(_ x: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>) {
        let stride = others.stride
        let ridge = half.ridge(seen.count)
        for column in 0..<stride { result[column] = ridge * x[column] }
        for column in 0..<others.width {
            FloatVectors.add(x[column], half.gram.numbers.base + column * stride, to: result, count: stride)
        }
        for index in seen {
            let other = others.row(Int(rows.others[index]))
            let product = FloatVectors.dot(other, x, count: stride)
            FloatVectors.add(half.confidence * rows.values[index] * product, other, to: result, count: stride)
        }
    }

    /// result = Σ c y.
    func rightSide(into result: UnsafeMutablePointer<Float>) {
        for column in 0..<others.stride { result[column] = 0 }
        for index in seen {
            FloatVectors.add(
                1 + half.confidence * rows.values[index], others.row(Int(rows.others[index])), to: result,
                count: others.stride)
        }
    }
}

/// The conjugate gradient method (Hestenes and Stiefel, 1952), with memory that is used again.
struct ConjugateGradient {
    private let stride: Int
    private let residual: NumberBuffer<Float>
    private let direction: NumberBuffer<Float>
    private let image: NumberBuffer<Float>

    init(stride: Int) {
        self.stride = stride
        residual = NumberBuffer(count: stride, repeating: 0)
        direction = NumberBuffer(count: stride, repeating: 0)
        image = NumberBuffer(count: stride, repeating: 0)
    }

    /// Improves `x`; false when numbers overflow.
    func solve(_ system: ImplicitRow, _ x: UnsafeMutablePointer<Float>, steps: Int) -> Bool {
        system.rightSide(into: residual.base)
        system.multiply(x, into: image.base)
        FloatVectors.add(-1, image.base, to: residual.base, count: stride)
        for column in 0..<stride { direction.base[column] = residual.base[column] }
        var square = FloatVectors.dot(residual.base, residual.base, count: stride)
        for _ in 0..<steps {
            // Closer than single precision tells apart.
            guard square > 1e-20 else { break }
            system.multiply(direction.base, into: image.base)
            let curvature = FloatVectors.dot(direction.base, image.base, count: stride)
            guard curvature > 0 else { return false }
            let length = square / curvature
            FloatVectors.add(length, direction.base, to: x, count: stride)
            FloatVectors.add(-length, image.base, to: residual.base, count: stride)
            let next = FloatVectors.dot(residual.base, residual.base, count: stride)
            guard next.isFinite else { return false }
            let ratio = next / square
            for column in 0..<stride {
                direction.base[column] = residual.base[column] + ratio * direction.base[column]
            }
            square = next
        }
        return square.isFinite
    }
}
