/// One vector of factors for each user, or for each item.
///
/// Rows are padded with zeros to whole vectors of the processor.
public struct FactorMatrix: Sendable, Equatable {
    /// How many rows there are.
    public let rowCount: Int
    /// How many numbers a row has.
    public let width: Int
    /// All rows, padded.
    let values: [Float]

    /// Numbers from one row to the next.
    var stride: Int { FloatVectors.padded(width) }

    /// Creates a matrix from its values row by row, as read from a file.
    ///
    /// - Throws: ``LearningError`` when the counts do not agree or a value is not finite.
    public init(rowCount: Int, width: Int, values: [Float]) throws(LearningError) {
        guard rowCount >= 0, width >= 0, values.count == rowCount * width else {
            throw LearningError(
                .shapeMismatch, "\(rowCount) rows of \(width) factors do not hold \(values.count) values")
        }
        if let bad = values.firstIndex(where: { !$0.isFinite }) {
            throw LearningError(.invalidValue, "row \(bad / width): factor \(bad % width) is not a finite number")
        }
        let table = FactorTable(rowCount: rowCount, width: width)
        for (index, value) in values.enumerated() { table.row(index / width)[index % width] = value }
        self.init(table)
    }

    init(_ table: FactorTable) {
        rowCount = table.rowCount
        width = table.width
        values = table.numbers.array
    }

    /// The numbers of one row.
    ///
    /// - Precondition: the row is in 0 ..< ``rowCount``.
    public subscript(row: Int) -> [Float] {
        precondition(row >= 0 && row < rowCount, "row out of range")
        return Array(values[row * stride..<row * stride + width])
    }

    /// All numbers row by row, without padding.
    public var packed: [Float] { (0..<rowCount).flatMap { self[$0] } }

    /// The dot product of a vector with every row, in order; O(rows x width).
    ///
    /// - Precondition: the vector has ``width`` numbers.
    public func products(with vector: [Float]) -> [Float] {
        precondition(vector.count == width, "the vector must have as many numbers as a row")
        let stride = stride
        let query = vector + [Float](repeating: 0, count: stride - width)
        return [Float](unsafeUninitializedCapacity: rowCount) { result, count in
            values.withUnsafeBufferPointer { rows in
                query.withUnsafeBufferPointer { query in
                    if let rows = rows.baseAddress, let query = query.baseAddress {
                        for row in 0..<rowCount {
                            result[row] = FloatVectors.dot(rows + row * stride, query, count: stride)
                        }
                    } else {
                        for row in 0..<rowCount { result[row] = 0 }
                    }
                }
            }
            count = rowCount
        }
    }
}

/// The same while it is being learned: memory that several threads may write to, each its own rows.
struct FactorTable: Sendable {
    let rowCount: Int
    let width: Int
    let stride: Int
    let numbers: NumberBuffer<Float>

    init(rowCount: Int, width: Int) {
        self.rowCount = rowCount
        self.width = width
        stride = FloatVectors.padded(width)
        numbers = NumberBuffer(count: rowCount * stride, repeating: 0)
    }

    /// A copy of a learned matrix.
    init(_ matrix: FactorMatrix) {
        self.init(rowCount: matrix.rowCount, width: matrix.width)
        for (index, value) in matrix.values.enumerated() { numbers.base[index] = value }
    }

    @inline(__always)
    func row(_ index: Int) -> UnsafeMutablePointer<Float> { numbers.base + index * stride }

    /// Fills the first `count` numbers of every row with normal draws.
    func randomize(_ count: Int, deviation: Double, using generator: inout SeededGenerator) {
        for index in 0..<rowCount {
            for column in 0..<count { row(index)[column] = Float(generator.normal(deviation: deviation)) }
        }
    }
}
