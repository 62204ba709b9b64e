extension MatrixFactorization {
    private static let fileKind = "ratings"
    private static let fileVersion: UInt32 = 1

    /// Writes the model as a file, checksummed, whole or not at all.
    ///
    /// - Throws: ``LearningError`` `file` when it cannot be written.
    public func write(to path: String) throws(LearningError) {
        var file = ModelFileWriter(kind: Self.fileKind, version: Self.fileVersion)
        file.add("mean and range", [mean, range.lowerBound, range.upperBound].map(Double.init))
        users.add("users", to: &file)
        items.add("items", to: &file)
        try file.write(to: path)
    }

    /// Reads a model that ``write(to:)`` wrote.
    ///
    /// - Throws: ``LearningError`` `file` when it cannot be read, `damagedModel` when it is not such a file or not whole.
    public init(contentsOf path: String) throws(LearningError) {
        let file = try ModelFile(path: path, kind: Self.fileKind, version: Self.fileVersion)
        let figures = try file.numbers("mean and range", of: Double.self, count: 3).array.map { Float($0) }
        guard figures[1] <= figures[2] else { throw file.damaged("the range of its ratings is none") }
        let users = try FactorMatrix("users", in: file)
        let items = try FactorMatrix("items", in: file)
        do {
            try self.init(mean: figures[0], range: figures[1]...figures[2], users: users, items: items)
        } catch { throw file.damaged(error.message) }
    }
}

extension ImplicitFactorization {
    private static let fileKind = "preferences"
    private static let fileVersion: UInt32 = 1

    /// Writes the model as a file, checksummed, whole or not at all.
    ///
    /// - Throws: ``LearningError`` `file` when it cannot be written.
    public func write(to path: String) throws(LearningError) {
        var file = ModelFileWriter(kind: Self.fileKind, version: Self.fileVersion)
        users.add("users", to: &file)
        items.add("items", to: &file)
        try file.write(to: path)
    }

    /// Reads a model that ``write(to:)`` wrote.
    ///
    /// - Throws: ``LearningError`` `file` when it cannot be read, `damagedModel` when it is not such a file or not whole.
    public init(contentsOf path: String) throws(LearningError) {
        let file = try ModelFile(path: path, kind: Self.fileKind, version: Self.fileVersion)
        let users = try FactorMatrix("users", in: file)
        let items = try FactorMatrix("items", in: file)
        do { try self.init(users: users, items: items) } catch { throw file.damaged(error.message) }
    }
}

extension FactorMatrix {
    /// Adds two sections: the counts of rows and columns, and the numbers without padding.
    func add(_ name: String, to file: inout ModelFileWriter) {
        file.add(name + " size", [Int64(rowCount), Int64(width)])
        file.add(name, ModelNumbers(packed, zero: 0))
    }

    /// Reads what ``add(_:to:)`` wrote.
    init(_ name: String, in file: ModelFile) throws(LearningError) {
        let size = try file.numbers(name + " size", of: Int64.self, count: 2).array
        let (count, overflow) = size[0].multipliedReportingOverflow(by: size[1])
        guard size.allSatisfy({ $0 >= 0 && $0 < 1 << 31 }), !overflow else {
            throw file.damaged("the size of its \(name) is out of range")
        }
        let numbers = try file.numbers(name, of: Float.self, count: Int(count)).array
        do {
            try self.init(rowCount: Int(size[0]), width: Int(size[1]), values: numbers)
        } catch { throw file.damaged("\(name): \(error.message)") }
    }
}
