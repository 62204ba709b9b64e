/// One symmetric positive definite system of equations in single precision, filled and solved again and again.
///
/// Memory is allocated once. Only the lower triangle is held; rows are padded, so that all inner loops take whole
/// vectors.
struct NormalEquations {
    let size: Int
    let stride: Int
    private let matrix: NumberBuffer<Float>
    private let inverses: NumberBuffer<Float>
    private let halfway: NumberBuffer<Float>
    /// The right side, `stride` numbers: filled in by the caller, and the answer after ``solve()``.
    let side: NumberBuffer<Float>

    init(size: Int) {
        self.size = size
        stride = FloatVectors.padded(size)
        matrix = NumberBuffer(count: size * stride, repeating: 0)
        inverses = NumberBuffer(count: stride, repeating: 0)
        halfway = NumberBuffer(count: stride, repeating: 0)
        side = NumberBuffer(count: stride, repeating: 0)
    }

    /// Sets the matrix to another's lower triangle (or to zero) plus `ridge` on the diagonal, and the right side to
    /// zero.
    func reset(to start: NumberBuffer<Float>?, ridge: Float) {
        for row in 0..<size {
            let target = matrix.base + row * stride
            for column in 0..<stride { target[column] = 0 }
            if let start {
                let source = start.base + row * stride
                for column in 0...row { target[column] = source[column] }
            }
            target[row] += ridge
        }
        for column in 0..<stride { side.base[column] = 0 }
    }

    /// Adds to the last entry of the diagonal.
    func addToLastDiagonal(_ value: Float) { matrix.base[(size - 1) * stride + size - 1] += value }

    /// Adds weight · vector · vectorᵀ to the matrix and factor · vector to the right side.
    @inline(__always)
    func add(_ vector: UnsafePointer<Float>, weight: Float, factor: Float) {
        for row in 0..<size {
            // Up to the end of the vector that holds the diagonal; what lies beyond it is cleared before use.
            FloatVectors.add(
                weight * vector[row], vector, to: matrix.base + row * stride, count: FloatVectors.padded(row + 1))
        }
        FloatVectors.add(factor, vector, to: side.base, count: stride)
    }

    /// Solves the system by Cholesky's method, the answer in place of the right side; false when not positive definite.
    ///
    /// - Complexity: O(size³ / 6) multiplications.
    func solve() -> Bool {
        for i in 0..<size {
            let row = matrix.base + i * stride
            // Rows are kept zero from their diagonal on, which lets the products below take whole vectors.
            let diagonal = row[i]
            for column in i..<FloatVectors.padded(i + 1) { row[column] = 0 }
            for j in 0..<i {
                let other = matrix.base + j * stride
                let product = FloatVectors.dot(row, other, count: FloatVectors.padded(j))
                row[j] = (row[j] - product) * inverses.base[j]
            }
            let square = diagonal - FloatVectors.dot(row, row, count: FloatVectors.padded(i))
            guard square > 0, square.isFinite else { return false }
            inverses.base[i] = 1 / square.squareRoot()
        }
        for index in 0..<stride { halfway.base[index] = 0 }
        for i in 0..<size {
            let known = FloatVectors.dot(matrix.base + i * stride, halfway.base, count: FloatVectors.padded(i))
            halfway.base[i] = (side.base[i] - known) * inverses.base[i]
        }
        for index in 0..<stride { side.base[index] = 0 }
        for i in Swift.stride(from: size - 1, through: 0, by: -1) {
            let value = halfway.base[i] * inverses.base[i]
            side.base[i] = value
            FloatVectors.add(-value, matrix.base + i * stride, to: halfway.base, count: FloatVectors.padded(i))
        }
        return true
    }
}
