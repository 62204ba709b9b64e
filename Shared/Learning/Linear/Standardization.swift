/// Means and deviations of features, which bring columns of different units to one scale.
///
/// z = (value - mean) / deviation. A missing value (NaN) counts as the mean, so its z is 0. A column that does not vary
/// gets deviation 1, so that its z is 0 wherever it was measured and nothing is divided by zero.
public struct Standardization: Sendable, Equatable {
    /// The weighted mean of each column over the values that are present; 0 where none is.
    public let means: [Double]
    /// The weighted population deviation (the divisor is the sum of weights) of each column; never 0.
    public let deviations: [Double]

    /// How many columns there are.
    public var columnCount: Int { means.count }

    /// Creates a standardisation from known figures.
    ///
    /// - Precondition: as many deviations as means, all of them positive and finite.
    public init(means: [Double], deviations: [Double]) {
        precondition(means.count == deviations.count, "each mean needs its deviation")
        precondition(deviations.allSatisfy { $0 > 0 && $0.isFinite }, "deviations must be positive and finite")
        precondition(means.allSatisfy(\.isFinite), "means must be finite")
        self.means = means
        self.deviations = deviations
    }

    /// The standardisation that changes nothing except that missing values become 0.
    public static func identity(columnCount: Int) -> Standardization {
        Standardization(
            means: [Double](repeating: 0, count: columnCount), deviations: [Double](repeating: 1, count: columnCount))
    }

    /// Measures the columns of a matrix in two passes.
    ///
    /// - Parameters:
    ///   - rows: Examples; NaN is missing, infinite values are refused.
    ///   - weights: How much each row counts; nil counts every row once. Rows of weight 0 are ignored.
    /// - Throws: ``LearningError`` for a weight per row missing or negative, or a value that is infinite.
    public init(measuring rows: DenseMatrix, weights: [Double]? = nil) throws(LearningError) {
        try Self.check(weights: weights, rowCount: rows.rowCount)
        let width = rows.columnCount
        var sums = [Double](repeating: 0, count: width)
        var masses = [Double](repeating: 0, count: width)
        Self.forEachPresent(rows, weights) { column, value, weight in
            sums[column] += weight * value
            masses[column] += weight
        }
        let means = (0..<width).map { masses[$0] > 0 ? sums[$0] / masses[$0] : 0 }
        guard means.allSatisfy(\.isFinite) else {
            throw LearningError.infiniteValue(in: rows)
        }

        var squares = [Double](repeating: 0, count: width)
        Self.forEachPresent(rows, weights) { column, value, weight in
            let difference = value - means[column]
            squares[column] += weight * difference * difference
        }
        var deviations = [Double](repeating: 1, count: width)
        for column in 0..<width where masses[column] > 0 {
            let deviation = (squares[column] / masses[column]).squareRoot()
            guard deviation.isFinite else {
                throw LearningError(.invalidValue, "column \(column) spreads too wide to be squared; bound it")
            }
            // A spread of the size of rounding errors means that the column is constant.
            if deviation > abs(means[column]) * 1e-12, deviation > 1e-150 { deviations[column] = deviation }
        }
        self.means = means
        self.deviations = deviations
    }

    /// The standardised value of one column.
    public func standardized(_ value: Double, column: Int) -> Double {
        value.isNaN ? 0 : (value - means[column]) / deviations[column]
    }

    /// A standardised copy of a matrix.
    ///
    /// - Precondition: the matrix has as many columns as this standardisation.
    public func applied(to rows: DenseMatrix) -> DenseMatrix {
        precondition(rows.columnCount == columnCount, "the matrix must have the columns that were measured")
        var result = rows
        for row in 0..<rows.rowCount {
            for column in 0..<columnCount {
                result[row, column] = standardized(rows[row, column], column: column)
            }
        }
        return result
    }

    /// A copy of a matrix whose values are at most `limit` deviations from their means; the same matrix for no limit.
    ///
    /// - Precondition: the matrix has as many columns as this standardisation.
    public func limited(_ rows: DenseMatrix, to limit: Double) -> DenseMatrix {
        precondition(rows.columnCount == columnCount, "the matrix must have the columns that were measured")
        guard limit.isFinite else { return rows }
        var result = rows
        for row in 0..<rows.rowCount {
            for column in 0..<columnCount {
                let value = rows[row, column]
                guard abs(value - means[column]) > limit * deviations[column] else { continue }
                result[row, column] = means[column] + (value > means[column] ? limit : -limit) * deviations[column]
            }
        }
        return result
    }

    static func check(weights: [Double]?, rowCount: Int) throws(LearningError) {
        guard let weights else { return }
        guard weights.count == rowCount else {
            throw LearningError(.shapeMismatch, "\(rowCount) rows need as many weights, not \(weights.count)")
        }
        if let row = weights.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
            throw LearningError(.invalidValue, "row \(row): the weight \(weights[row]) is negative or not finite")
        }
    }

    private static func forEachPresent(
        _ rows: DenseMatrix, _ weights: [Double]?, _ body: (_ column: Int, _ value: Double, _ weight: Double) -> Void
    ) {
        let width = rows.columnCount
        rows.values.withUnsafeBufferPointer { values in
            for row in 0..<rows.rowCount {
                let weight = weights?[row] ?? 1
                guard weight > 0 else { continue }
                for column in 0..<width {
                    let value = values[row * width + column]
                    if !value.isNaN { body(column, value, weight) }
                }
            }
        }
    }
}
