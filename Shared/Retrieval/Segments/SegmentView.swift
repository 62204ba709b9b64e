/// Segments as one commit left them, with the statistics of all.
final class SegmentView: @unchecked Sendable {
    let segments: [Segment]
    let removed: [Bitmap]
    let fields: [SegmentedIndex.Field]
    let saturation: Double
    /// Documents in all segments, those removed included: N of BM25.
    let documentCount: Int
    let liveCount: Int
    let factors: [FieldFactor]
    /// Written once, before anybody sees the view.
    private let tables: UnsafeMutablePointer<Double>

    init(segments: [Segment], removed: [Bitmap], fields: [SegmentedIndex.Field], saturation: Double) {
        self.segments = segments
        self.removed = removed
        self.fields = fields
        self.saturation = saturation
        documentCount = segments.reduce(0) { $0 + $1.count }
        liveCount = documentCount - removed.reduce(0) { $0 + $1.count }
        let tables = UnsafeMutablePointer<Double>.allocate(capacity: FieldFactor.tableCount * fields.count)
        tables.initialize(repeating: 0, count: FieldFactor.tableCount * fields.count)
        self.tables = tables
        factors = fields.enumerated().map { index, field in
            let length = segments.reduce(UInt64(0)) { $0 + $1.totals[index].length }
            let documents = segments.reduce(0) { $0 + $1.totals[index].documents }
            let average = documents == 0 ? 0 : Double(length) / Double(documents)
            return FieldFactor(
                field.scoring, averageLength: average, table: tables + FieldFactor.tableCount * index)
        }
    }

    deinit { tables.deallocate() }
}

/// In which segment, and at which place of it, a document lies.
struct LocationTable {
    struct Location {
        var segment: UInt64
        var place: UInt32
    }

    private var pages: [[Location?]] = []
    private static let pageSize = 4_096

    mutating func set(_ document: UInt32, _ location: Location) {
        let (page, index) = Int(document).quotientAndRemainder(dividingBy: Self.pageSize)
        while pages.count <= page { pages.append([]) }
        if pages[page].isEmpty { pages[page] = [Location?](repeating: nil, count: Self.pageSize) }
        pages[page][index] = location
    }

    mutating func remove(_ document: UInt32) -> Location? {
        let (page, index) = Int(document).quotientAndRemainder(dividingBy: Self.pageSize)
        guard page < pages.count, !pages[page].isEmpty, let location = pages[page][index] else { return nil }
        pages[page][index] = nil
        return location
    }
}
