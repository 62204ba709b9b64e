/// Rows whose features are told by their bins: what trees are grown on.
///
/// A value takes one byte. Features that vary lie in groups of eight, four or two; within a group a row's codes are
/// neighbours, so that one read serves a whole group and the histograms of a group stay in the nearest cache.
public final class BinnedMatrix: Sendable {
    /// How many rows there are.
    public let rowCount: Int
    /// How many features a row has, constant ones included.
    public let columnCount: Int
    /// The bins of each feature.
    public let bins: [FeatureBins]
    /// The features that vary, in ascending order: only these can be split.
    let usedColumns: [Int]
    let groups: [FeatureGroup]
    let codes: NumberBuffer<UInt8>

    /// Features that lie together.
    struct FeatureGroup: Sendable {
        /// Where the group's codes begin.
        let offset: Int
        /// Codes in a row: 2, 4 or 8.
        let width: Int
        /// The index in `usedColumns` of the first feature.
        let first: Int
        /// How many features there are; fewer than `width` when the last place is empty.
        let count: Int
    }

    /// Finds bins for the values and puts them in.
    ///
    /// - Parameter progress: Called after every few columns with the share of the work that is done, up to 1; ends the
    ///   binning when it answers false.
    /// - Throws: ``LearningError`` when there are no rows, an option is out of range, or a value is infinite, naming
    ///   row and column; `cancelled` when `progress` said so.
    /// - Complexity: O(columns x (sample x log sample + rows x log bins)).
    public init(
        _ matrix: DenseMatrix, options: FeatureBins.Options = FeatureBins.Options(),
        progress: (Double) -> Bool = { _ in true }
    ) throws(LearningError) {
        guard matrix.rowCount > 0, matrix.columnCount > 0 else {
            throw LearningError(.emptyData, "trees need at least one row and one column")
        }
        guard matrix.rowCount < Int(Int32.max) else {
            throw LearningError(.shapeMismatch, "trees take at most \(Int32.max - 1) rows")
        }
        guard (2...256).contains(options.maximumBins) else {
            throw LearningError(
                .invalidOption, "the most bins of a feature are in 2 ... 256, not \(options.maximumBins)")
        }
        guard options.sampleSize > 0, options.minimumRowsInBin > 0 else {
            throw LearningError(.invalidOption, "a bin holds at least one row, and bounds are found from at least one")
        }
        if let column = options.categoricalColumns.first(where: { $0 < 0 || $0 >= matrix.columnCount }) {
            throw LearningError(.invalidOption, "there is no column \(column) to be categorical")
        }
        if let place = matrix.values.firstIndex(where: { $0.isInfinite }) {
            throw LearningError(
                .invalidValue,
                "row \(place / matrix.columnCount), column \(place % matrix.columnCount) is infinite; NaN stands for missing"
            )
        }
        rowCount = matrix.rowCount
        columnCount = matrix.columnCount
        let work = WorkShares(threads: options.threads)
        bins = try BinnedMatrix.findBins(matrix, options: options, work: work) { progress($0 / 2) }
        let bins = self.bins
        usedColumns = bins.indices.filter { !bins[$0].isConstant }
        (groups, codes) = try BinnedMatrix.encode(matrix, bins: bins, usedColumns: usedColumns, work: work) {
            progress(0.5 + $0 / 2)
        }
    }

    /// Runs a body for so many columns, a few at a time, and says after each few how far it is.
    private static func forEachColumn(
        _ count: Int, _ work: WorkShares, _ progress: (Double) -> Bool, _ body: @Sendable (Int) -> Void
    ) throws(LearningError) {
        for start in stride(from: 0, to: count, by: 8) {
            let end = min(start + 8, count)
            work.forEach(end - start) { body(start + $0) }
            guard progress(Double(end) / Double(count)) else {
                throw LearningError(.cancelled, "binning was stopped after \(end) of \(count) columns")
            }
        }
    }

    private static func findBins(
        _ matrix: DenseMatrix, options: FeatureBins.Options, work: WorkShares, progress: (Double) -> Bool
    ) throws(LearningError) -> [FeatureBins] {
        var sample: [Int]?
        if matrix.rowCount > options.sampleSize {
            var generator = SeededGenerator(seed: options.seed)
            sample = generator.sampledIndices(count: options.sampleSize, of: matrix.rowCount)
        }
        let rows = sample
        let width = matrix.columnCount
        let found = ResultSlots<FeatureBins>(count: width)
        try forEachColumn(width, work, progress) { column in
            let values = matrix.values.withUnsafeBufferPointer { all in
                rows.map { $0.map { all[$0 * width + column] } }
                    ?? stride(from: column, to: all.count, by: width).map { all[$0] }
            }
            found[column] =
                options.categoricalColumns.contains(column)
                ? FeatureBins(categories: values, options: options) : FeatureBins(numeric: values, options: options)
        }
        return found.values
    }

    private static func encode(
        _ matrix: DenseMatrix, bins: [FeatureBins], usedColumns: [Int], work: WorkShares, progress: (Double) -> Bool
    ) throws(LearningError) -> ([FeatureGroup], NumberBuffer<UInt8>) {
        var groups: [FeatureGroup] = []
        var first = 0
        var offset = 0
        while first < usedColumns.count {
            let rest = usedColumns.count - first
            let width = rest >= 8 ? 8 : rest >= 4 ? 4 : 2
            groups.append(FeatureGroup(offset: offset, width: width, first: first, count: min(rest, width)))
            // Groups begin on cache lines.
            offset += (width * matrix.rowCount + 63) / 64 * 64
            first += width
        }
        let codes = NumberBuffer<UInt8>(count: offset, repeating: 0)
        let all = groups
        try forEachColumn(usedColumns.count, work, progress) { used in
            guard let group = all.last(where: { $0.first <= used }) else { return }
            let target = codes.base + group.offset + (used - group.first)
            let feature = bins[usedColumns[used]]
            matrix.values.withUnsafeBufferPointer { values in
                var place = usedColumns[used]
                if case .numeric(let bounds) = feature.kind {
                    bounds.withUnsafeBufferPointer { bounds in
                        for row in 0..<matrix.rowCount {
                            target[row * group.width] = feature.bin(of: values[place], bounds: bounds)
                            place += matrix.columnCount
                        }
                    }
                } else {
                    for row in 0..<matrix.rowCount {
                        target[row * group.width] = feature.bin(of: values[place])
                        place += matrix.columnCount
                    }
                }
            }
        }
        return (groups, codes)
    }

    /// The codes of one feature that varies: those of row r at r x the group's width.
    func column(used: Int) -> (codes: UnsafePointer<UInt8>, stride: Int) {
        let index = used / 8 < groups.count && groups[used / 8].width == 8 ? used / 8 : groupIndex(of: used)
        let group = groups[index]
        return (UnsafePointer(codes.base + group.offset + (used - group.first)), group.width)
    }

    private func groupIndex(of used: Int) -> Int {
        groups.lastIndex { $0.first <= used } ?? 0
    }
}

/// One place for the result of each piece of work, written once and from one thread each.
final class ResultSlots<Value: Sendable>: @unchecked Sendable {
    private let base: UnsafeMutablePointer<Value?>
    private let count: Int

    init(count: Int) {
        self.count = count
        base = .allocate(capacity: max(count, 1))
        base.initialize(repeating: nil, count: count)
    }

    deinit {
        base.deinitialize(count: count)
        base.deallocate()
    }

    subscript(index: Int) -> Value? {
        get { base[index] }
        set {
            precondition(index >= 0 && index < count, "a result needs its own place")
            base[index] = newValue
        }
    }

    /// The results in the order of their places; those never written are left out.
    var values: [Value] { (0..<count).compactMap { base[$0] } }
}
