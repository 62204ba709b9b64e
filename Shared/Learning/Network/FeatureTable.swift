/// One categorical feature of a network: which of so many values, looked up as a vector.
public struct CategoryField: Sendable, Equatable {
    /// How many values there are, counted from 0; keep one for whatever is not known.
    public let vocabulary: Int
    /// How many numbers stand for a value.
    public let dimension: Int

    /// Creates a field.
    public init(vocabulary: Int, dimension: Int) {
        self.vocabulary = vocabulary
        self.dimension = dimension
    }
}

/// Rows of categories and numbers, as a network takes them.
public struct FeatureTable: Sendable, Equatable {
    /// How many rows there are.
    public let rowCount: Int
    /// The categorical features.
    public let fields: [CategoryField]
    /// How many numbers a row has besides.
    public let numberCount: Int
    /// The value of each field, row by row.
    let categories: [Int32]
    /// The numbers, row by row.
    let numbers: [Float]

    /// Creates a table, checked.
    ///
    /// - Parameters:
    ///   - fields: The categorical features.
    ///   - categories: One value a field, row by row.
    ///   - numberCount: How many numbers a row has.
    ///   - numbers: The numbers, row by row, on a scale of about one.
    /// - Throws: ``LearningError`` that names row and column for a category outside of its field or a number that
    ///   is not finite, and one for shapes that do not agree.
    public init(
        fields: [CategoryField], categories: [Int], numberCount: Int = 0, numbers: [Double] = []
    ) throws(LearningError) {
        try Self.check(fields, numberCount: numberCount)
        let width = fields.count + numberCount
        let rows = fields.isEmpty ? numbers.count / numberCount : categories.count / fields.count
        guard categories.count == rows * fields.count, numbers.count == rows * numberCount else {
            throw LearningError(
                .shapeMismatch,
                "rows of \(fields.count) categories and \(numberCount) numbers do not take \(categories.count) and "
                    + "\(numbers.count) values; each of \(width) columns must be filled")
        }
        for (index, category) in categories.enumerated() {
            let field = index % fields.count
            guard category >= 0, category < fields[field].vocabulary else {
                throw LearningError(
                    .invalidValue,
                    "row \(index / fields.count), field \(field): \(category) is not in "
                        + "0 ..< \(fields[field].vocabulary)")
            }
        }
        for (index, number) in numbers.enumerated() where !Float(number).isFinite {
            throw LearningError(
                .invalidValue,
                "row \(index / numberCount), number \(index % numberCount): \(number) is not a finite number")
        }
        rowCount = rows
        self.fields = fields
        self.numberCount = numberCount
        self.categories = categories.map(Int32.init)
        self.numbers = numbers.map { Float($0) }
    }

    static func check(_ fields: [CategoryField], numberCount: Int) throws(LearningError) {
        guard numberCount >= 0, numberCount <= 1 << 16, fields.count <= 1 << 12, fields.count + numberCount > 0 else {
            throw LearningError(.invalidOption, "a row has at least one field or number, and at most 65,536")
        }
        for (index, field) in fields.enumerated() {
            guard field.vocabulary > 0, field.vocabulary < Int(Int32.max), field.dimension > 0, field.dimension <= 4_096
            else {
                throw LearningError(
                    .invalidOption, "field \(index) needs 1 ... 2^31 - 2 values and 1 ... 4,096 numbers for each")
            }
        }
    }
}

/// Sparse binary features, such as crossed categories: the indices that are on in each row.
public struct SparseFeatures: Sendable, Equatable {
    /// How many features there are.
    public let featureCount: Int
    /// Where each row begins, and behind the last where it ends.
    let starts: [Int]
    let indices: [Int32]

    /// How many rows there are.
    public var rowCount: Int { starts.count - 1 }

    /// Creates the features of rows.
    ///
    /// - Throws: ``LearningError`` that names the row for an index out of range.
    public init(featureCount: Int, rows: [[Int]]) throws(LearningError) {
        guard featureCount > 0, featureCount < Int(Int32.max) else {
            throw LearningError(.invalidOption, "there must be 1 ... 2^31 - 2 sparse features")
        }
        var starts = [0]
        var indices: [Int32] = []
        starts.reserveCapacity(rows.count + 1)
        for (row, features) in rows.enumerated() {
            for (column, feature) in features.enumerated() {
                guard feature >= 0, feature < featureCount else {
                    throw LearningError(
                        .invalidValue, "row \(row), column \(column): \(feature) is not in 0 ..< \(featureCount)")
                }
                indices.append(Int32(feature))
            }
            starts.append(indices.count)
        }
        self.featureCount = featureCount
        self.starts = starts
        self.indices = indices
    }
}
