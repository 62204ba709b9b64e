/// Rows of numbers in one contiguous block, row by row.
///
/// The form in which examples go into training and candidates into batch scoring: a row is an example, a column a
/// feature. `Double.nan` stands for a missing value wherever an algorithm says that it takes one.
public struct DenseMatrix: Sendable, Equatable {
    /// How many rows there are.
    public private(set) var rowCount: Int
    /// How many numbers a row has.
    public let columnCount: Int
    /// All values, row by row; `rowCount` x `columnCount` of them.
    public private(set) var values: [Double]

    /// Creates a matrix of one repeated value.
    public init(rowCount: Int, columnCount: Int, repeating value: Double = 0) {
        precondition(rowCount >= 0 && columnCount >= 0, "a matrix cannot have a negative number of rows or columns")
        self.rowCount = rowCount
        self.columnCount = columnCount
        values = [Double](repeating: value, count: rowCount * columnCount)
    }

    /// Creates a matrix without rows, to be filled by `append`.
    public init(columnCount: Int, reservingRows rows: Int = 0) {
        self.init(rowCount: 0, columnCount: columnCount)
        values.reserveCapacity(rows * columnCount)
    }

    /// Creates a matrix from its values, row by row.
    ///
    /// - Throws: ``LearningError`` when the count of values is not `rowCount` x `columnCount`.
    public init(rowCount: Int, columnCount: Int, values: [Double]) throws(LearningError) {
        guard rowCount >= 0, columnCount >= 0, values.count == rowCount * columnCount else {
            throw LearningError(
                .shapeMismatch, "\(rowCount) rows of \(columnCount) columns do not hold \(values.count) values")
        }
        self.rowCount = rowCount
        self.columnCount = columnCount
        self.values = values
    }

    /// Creates a matrix whose values, row by row, a closure fills in; they are 0 before.
    public init(rowCount: Int, columnCount: Int, filling: (UnsafeMutableBufferPointer<Double>) -> Void) {
        self.init(rowCount: rowCount, columnCount: columnCount)
        values.withUnsafeMutableBufferPointer { filling($0) }
    }

    /// Creates a matrix from rows of equal length.
    ///
    /// - Throws: ``LearningError`` when rows differ in length.
    public init(rows: [[Double]]) throws(LearningError) {
        self.init(columnCount: rows.first?.count ?? 0, reservingRows: rows.count)
        for (index, row) in rows.enumerated() {
            guard row.count == columnCount else {
                throw LearningError(.shapeMismatch, "row \(index) has \(row.count) values, the first \(columnCount)")
            }
            append(row)
        }
    }

    /// Adds a row at the end.
    ///
    /// - Precondition: the row has `columnCount` values.
    public mutating func append(_ row: some Collection<Double>) {
        let before = values.count
        values.append(contentsOf: row)
        precondition(values.count - before == columnCount, "a row must have as many values as the matrix has columns")
        rowCount += 1
    }

    /// One value.
    public subscript(row: Int, column: Int) -> Double {
        get {
            precondition(column >= 0 && column < columnCount, "column out of range")
            return values[row * columnCount + column]
        }
        set {
            precondition(column >= 0 && column < columnCount, "column out of range")
            values[row * columnCount + column] = newValue
        }
    }

    /// The values of one row.
    public func row(_ index: Int) -> ArraySlice<Double> {
        precondition(index >= 0 && index < rowCount, "row out of range")
        return values[(index * columnCount)..<((index + 1) * columnCount)]
    }

    /// The rows of the given indices, in that order.
    public func rows(at indices: [Int]) -> DenseMatrix {
        var result = DenseMatrix(columnCount: columnCount, reservingRows: indices.count)
        for index in indices { result.append(row(index)) }
        return result
    }

    /// The columns of the given indices, in that order.
    public func columns(at indices: [Int]) -> DenseMatrix {
        precondition(indices.allSatisfy { $0 >= 0 && $0 < columnCount }, "column out of range")
        var result = DenseMatrix(columnCount: indices.count, reservingRows: rowCount)
        for row in 0..<rowCount { result.append(indices.map { values[row * columnCount + $0] }) }
        return result
    }
}

extension LearningError {
    /// The refusal of rows with an infinite value, which names the first one's place.
    static func infiniteValue(in rows: DenseMatrix) -> LearningError {
        guard let place = rows.values.firstIndex(where: \.isInfinite) else {
            return LearningError(.invalidValue, "values are too large to be added up; bound them")
        }
        return LearningError(
            .invalidValue,
            "row \(place / rows.columnCount), column \(place % rows.columnCount): a value is infinite; use NaN for missing "
                + "and bound the rest")
    }
}
