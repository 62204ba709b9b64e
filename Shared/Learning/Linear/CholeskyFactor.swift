/// The Cholesky factor of a symmetric positive definite matrix, for solving normal equations.
public struct CholeskyFactor: Sendable {
    /// Rows and columns of the matrix.
    public let size: Int
    /// Row by row; the lower triangle holds L with L Lᵀ = the matrix, the upper triangle is unspecified.
    private let lower: [Double]

    /// Factorises a matrix given row by row, of which the lower triangle is read; nil unless positive definite.
    ///
    /// - Complexity: O(n³).
    public init?(size: Int, symmetric matrix: [Double]) {
        precondition(matrix.count == size * size, "a square matrix of the given size is needed")
        var lower = matrix
        let definite = lower.withUnsafeMutableBufferPointer { l -> Bool in
            for i in 0..<size {
                for j in 0...i {
                    var sum = l[i * size + j]
                    for k in 0..<j { sum -= l[i * size + k] * l[j * size + k] }
                    if i == j {
                        guard sum > 0, sum.isFinite else { return false }
                        l[i * size + i] = sum.squareRoot()
                    } else {
                        l[i * size + j] = sum / l[j * size + j]
                    }
                }
            }
            return true
        }
        guard definite else { return nil }
        self.size = size
        self.lower = lower
    }

    /// Solves matrix · x = `rightSide`; O(n²).
    public func solve(_ rightSide: [Double]) -> [Double] {
        precondition(rightSide.count == size, "the right side must have as many values as the matrix has rows")
        var x = rightSide
        for i in 0..<size {
            for k in 0..<i { x[i] -= lower[i * size + k] * x[k] }
            x[i] /= lower[i * size + i]
        }
        for i in stride(from: size - 1, through: 0, by: -1) {
            for k in (i + 1)..<max(size, i + 1) { x[i] -= lower[k * size + i] * x[k] }
            x[i] /= lower[i * size + i]
        }
        return x
    }
}
